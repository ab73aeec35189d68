//! Synchronisation with a remote server.

use super::open_enum::open_enum;
use super::{Secret, Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The remote server for data and metadata synchronisation.
#[derive(Clone, Debug)]
pub struct RemoteServer {
    /// The URL.
    pub url: String,
    /// The username on the remote server.
    pub username: String,
    /// The password on the remote server; without one, the current password stays.
    pub password: Option<Secret>,
}

/// Whether the remote server is available: the response of `GET /api/synchronization/availability`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteAvailability {
    /// Whether this server can reach it and log in.
    pub available: bool,
    /// The server's message.
    pub message: String,
    /// An HTTP status: the remote server's, or a fitting one.
    pub status_code: u16,
    /// The reason phrase of the status.
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
    /// The status of an import.
    pub enum ImportStatus {
        /// Everything was imported; the status for data.
        Success = "SUCCESS",
        /// Everything was imported; the status for metadata.
        Ok = "OK",
        /// Some of it was imported.
        Warning = "WARNING",
        /// Nothing was imported.
        Error = "ERROR",
    }
}

/// Why something was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportConflict {
    /// The object.
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

/// The remote server's import summary of the pushed data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataPush {
    /// The status of the import.
    pub status: ImportStatus,
    /// The server's description.
    pub description: Option<String>,
    /// The number of imported values.
    pub imported: u64,
    /// The number of updated values.
    pub updated: u64,
    /// The number of deleted values.
    pub deleted: u64,
    /// The number of ignored values.
    pub ignored: u64,
    /// Why values were ignored.
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

/// The import summary of the pulled metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataPull {
    /// The status of the import.
    pub status: ImportStatus,
    /// The number of created objects.
    pub created: u64,
    /// The number of updated objects.
    pub updated: u64,
    /// The number of deleted objects.
    pub deleted: u64,
    /// The number of ignored objects.
    pub ignored: u64,
}

impl FromJson for MetadataPull {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        // The report may be the response itself, or inside a message.
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
    /// How other servers import a metadata version.
    pub enum MetadataVersionType {
        /// As much as possible.
        BestEffort = "BEST_EFFORT",
        /// All or nothing.
        Atomic = "ATOMIC",
    }
}

/// A metadata version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataVersion {
    /// The identifier.
    pub id: Uid,
    /// Its name, such as `Version_1`.
    pub name: String,
    /// How it is imported.
    pub version_type: MetadataVersionType,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it was imported on this server.
    pub imported: Option<Timestamp>,
    /// The hash of its content.
    pub hash_code: Option<String>,
}

impl FromJson for MetadataVersion {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        // Lists write it in lower case.
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
