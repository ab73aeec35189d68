//! Exchanging data and metadata with another server.

use super::open_enum::open_enum;
use super::{Secret, Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The server that data and metadata are exchanged with.
#[derive(Clone, Debug)]
pub struct RemoteServer {
    /// Its address.
    pub url: String,
    /// The name to log in there.
    pub username: String,
    /// The password to log in there; without one, that which is set stays.
    pub password: Option<Secret>,
}

/// Whether the other server can be reached: what `GET /api/synchronization/availability` answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteAvailability {
    /// Whether it can be reached and lets this server log in.
    pub available: bool,
    /// What happened, in the server's words.
    pub message: String,
    /// The number of a status line: the other server's, or one that fits.
    pub status_code: u16,
    /// The reason that goes with it.
    pub status_phrase: String,
}

impl FromJson for RemoteAvailability {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            available: json.member("available", faults),
            message: json.member_or_default("message", faults),
            status_code: json.member_or_default("statusCode", faults),
            status_phrase: json.member_or_default("statusPhrase", faults),
        }
    }
}

open_enum! {
    /// How a server rates what it took in.
    pub enum ImportStatus {
        /// All of it; so data values are rated.
        Success = "SUCCESS",
        /// All of it; so metadata are rated.
        Ok = "OK",
        /// Some of it.
        Warning = "WARNING",
        /// None of it.
        Error = "ERROR",
    }
}

/// Why something was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportConflict {
    /// What it is.
    pub object: String,
    /// What is wrong with it.
    pub value: String,
}

impl FromJson for ImportConflict {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            object: json.member_or_default("object", faults),
            value: json.member_or_default("value", faults),
        }
    }
}

/// What the other server took of the data that were sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataPush {
    /// How the other server rates it.
    pub status: ImportStatus,
    /// What it says of it.
    pub description: Option<String>,
    /// How many values are new there.
    pub imported: u64,
    /// How many values are others than before.
    pub updated: u64,
    /// How many values are no more.
    pub deleted: u64,
    /// How many values it did not take.
    pub ignored: u64,
    /// Why it did not take them.
    pub conflicts: Vec<ImportConflict>,
}

impl FromJson for DataPush {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let none = Json::Object(Vec::new());
        let counts = json.get("importCount").unwrap_or(&none);
        Self {
            status: json.member("status", faults),
            description: json.member("description", faults),
            imported: counts.member_or_default("imported", faults),
            updated: counts.member_or_default("updated", faults),
            deleted: counts.member_or_default("deleted", faults),
            ignored: counts.member_or_default("ignored", faults),
            conflicts: json.member_or_default("conflicts", faults),
        }
    }
}

/// What this server took of the metadata that it fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataPull {
    /// How it rates it.
    pub status: ImportStatus,
    /// How many objects are new.
    pub created: u64,
    /// How many objects are others than before.
    pub updated: u64,
    /// How many objects are no more.
    pub deleted: u64,
    /// How many objects it did not take.
    pub ignored: u64,
}

impl FromJson for MetadataPull {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        // The report may stand by itself or inside a message.
        let report = json.get("response").unwrap_or(json);
        let none = Json::Object(Vec::new());
        let counts = report.get("stats").unwrap_or(&none);
        Self {
            status: report.member("status", faults),
            created: counts.member_or_default("created", faults),
            updated: counts.member_or_default("updated", faults),
            deleted: counts.member_or_default("deleted", faults),
            ignored: counts.member_or_default("ignored", faults),
        }
    }
}

open_enum! {
    /// How a version of metadata is taken in by other servers.
    pub enum MetadataVersionType {
        /// As much as fits.
        BestEffort = "BEST_EFFORT",
        /// All or nothing.
        Atomic = "ATOMIC",
    }
}

/// A version of the metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataVersion {
    /// Its identifier.
    pub id: Uid,
    /// Its name, such as `Version_1`.
    pub name: String,
    /// How it is taken in.
    pub version_type: MetadataVersionType,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was taken in here.
    pub imported: Option<Timestamp>,
    /// What its content is known by.
    pub hash_code: Option<String>,
}

impl FromJson for MetadataVersion {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        // Lists write it in small letters.
        let imported = if json.get("importDate").is_some() { "importDate" } else { "importdate" };
        Self {
            id: json.member("id", faults),
            name: json.member("name", faults),
            version_type: json.member("type", faults),
            created: json.member("created", faults),
            imported: json.member(imported, faults),
            hash_code: json.member("hashCode", faults),
        }
    }
}

deserialize_from_json!(RemoteAvailability, DataPush, MetadataPull, MetadataVersion);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_by_itself_and_one_inside_a_message_are_read_alike() {
        let report = r#"{"status":"OK","stats":{"created":1,"updated":2,"deleted":0,"ignored":3,"total":6}}"#;
        let alone: MetadataPull = serde_json::from_str(report).unwrap();
        let inside: MetadataPull =
            serde_json::from_str(&format!(r#"{{"status":"OK","response":{report}}}"#)).unwrap();
        assert_eq!(alone, inside);
        assert_eq!((alone.created, alone.ignored), (1, 3));
    }

    #[test]
    fn a_version_of_a_list_has_its_date_in_small_letters() {
        let version: MetadataVersion = serde_json::from_str(
            r#"{"id":"a1234567890","name":"Version_1","type":"NEW_KIND","importdate":"2026-11-21T08:02:01.339"}"#,
        )
        .unwrap();
        assert!(version.imported.is_some());
        assert_eq!(version.version_type.as_str(), "NEW_KIND");
    }
}
