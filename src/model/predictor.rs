//! Predictors and the results of their runs.

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
    /// The period type of its values, such as `Monthly`.
    pub period_type: String,
    /// The output data element.
    pub output: Option<Named>,
    /// Its groups.
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

/// A predictor group: an element of `GET /api/predictorGroups`.
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

/// Selects predictors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PredictorSelection {
    /// All predictors.
    All,
    /// One predictor.
    Predictor(Uid),
    /// Those of a predictor group.
    Group(Uid),
}

open_enum! {
    /// The status of a predictor run.
    pub enum PredictionStatus {
        /// It succeeded.
        Success = "SUCCESS",
        /// It failed.
        Error = "ERROR",
    }
}

/// The result of a predictor run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredictionSummary {
    /// The status.
    pub status: PredictionStatus,
    /// The server's description.
    pub description: Option<String>,
    /// The number of predictors run.
    pub predictors: u64,
    /// The number of inserted values.
    pub inserted: u64,
    /// The number of updated values.
    pub updated: u64,
    /// The number of deleted values.
    pub deleted: u64,
    /// The number of unchanged values.
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
