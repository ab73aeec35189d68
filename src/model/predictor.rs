//! Predictors and what their runs came to.

use super::open_enum::open_enum;
use super::{Named, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// A predictor: an element of `GET /api/predictors`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predictor {
    /// The predictor's identifier.
    pub id: Uid,
    /// The name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The type of the periods that it predicts, such as `Monthly`.
    pub period_type: String,
    /// The data element that it writes.
    pub output: Option<Named>,
    /// The groups that it is in.
    pub groups: Vec<Named>,
}

impl FromJson for Predictor {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Named { id, name } = Named::from_json(json, faults);
        Self {
            id,
            name,
            description: json.member("description", faults),
            period_type: json.member_or_default("periodType", faults),
            output: json.member("output", faults),
            groups: json.member_or_default("predictorGroups", faults),
        }
    }
}

/// A group of predictors: an element of `GET /api/predictorGroups`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredictorGroup {
    /// The group's identifier.
    pub id: Uid,
    /// The name.
    pub name: String,
    /// Its predictors.
    pub predictors: Vec<Named>,
}

impl FromJson for PredictorGroup {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Named { id, name } = Named::from_json(json, faults);
        Self { id, name, predictors: json.member_or_default("predictors", faults) }
    }
}

/// Which predictors are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PredictorSelection {
    /// All of the server.
    All,
    /// One.
    Predictor(Uid),
    /// Those of a group.
    Group(Uid),
}

open_enum! {
    /// How the server rates a run of predictors.
    pub enum PredictionStatus {
        /// All went well.
        Success = "SUCCESS",
        /// It went wrong.
        Error = "ERROR",
    }
}

/// What a run of predictors came to, in the server's counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredictionSummary {
    /// How the server rates it.
    pub status: PredictionStatus,
    /// What went wrong.
    pub description: Option<String>,
    /// How many predictors were run.
    pub predictors: u64,
    /// The number of inserted values.
    pub inserted: u64,
    /// The number of updated values.
    pub updated: u64,
    /// The number of deleted values.
    pub deleted: u64,
    /// How many values are as before.
    pub unchanged: u64,
}

impl FromJson for PredictionSummary {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            status: json.member("status", faults),
            description: json.member("description", faults),
            predictors: json.member_or_default("predictors", faults),
            inserted: json.member_or_default("inserted", faults),
            updated: json.member_or_default("updated", faults),
            deleted: json.member_or_default("deleted", faults),
            unchanged: json.member_or_default("unchanged", faults),
        }
    }
}

deserialize_from_json!(Predictor, PredictorGroup, PredictionSummary);
