//! A job as returned by `/api/jobConfigurations`.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::kind;
use super::store::{Job, Status, span};
use crate::Version;
use crate::clock::Moment;
use crate::identifiable::sharing;
use crate::user::{User, access};

/// What can be changed of a job, with what is kept of its runs: the properties of the preset `:owner`.
pub(crate) const OWNER: &str = "name,created,lastUpdated,lastUpdatedBy,jobType,schedulingType,cronExpression,delay,\
    jobParameters,enabled,jobStatus,lastExecutedStatus,lastExecuted,lastFinished,lastAlive,executedBy,queueName,\
    queuePosition,id";

/// How late a job may begin.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(4 * 3600);

impl Job {
    /// The answer to starting the job.
    pub(crate) fn reference(&self) -> Value {
        let mut map = Map::new();
        map.insert("id".into(), self.id.as_str().into());
        map.insert("created".into(), self.created.iso().into());
        map.insert("jobType".into(), self.kind.into());
        map.insert("jobStatus".into(), "NOT_STARTED".into());
        if let Some(parameters) = self.visible_parameters() {
            map.insert("jobParameters".into(), parameters);
        }
        let endpoint = format!("/api/system/tasks/{}/{}", self.kind, self.id);
        map.insert("relativeNotifierEndpoint".into(), endpoint.into());
        map.insert("responseType".into(), "JobConfiguration".into());
        Value::Object(map)
    }

    /// The job with everything that is known of it.
    pub(crate) fn describe(&self, version: Version, base: &str, now: Moment) -> Value {
        let has_run = self.last_executed.is_some();
        let time = |moment: Option<Moment>| moment.map(|moment| json!(moment.iso()));
        let next = self.next_execution(now);
        let cron = self.schedule.cron().filter(|_| !self.is_forced);
        let latest = cron.and(next).map(|next| next + LONGEST_WAIT);
        let took = self.last_executed.zip(self.last_finished).filter(|(begin, end)| begin <= end);
        // Before 2.42 there are none until the run has ended.
        let hides_errors = version == Version::V2_41 && self.status == Status::Running;
        let entries = [
            ("name", Some(json!(self.name))),
            ("created", time(Some(self.created))),
            ("lastUpdated", time(Some(self.last_updated))),
            ("translations", Some(json!([]))),
            ("favorites", Some(json!([]))),
            ("lastUpdatedBy", self.author.as_ref().map(User::reference)),
            ("sharing", Some(sharing(version).into())),
            ("jobType", Some(json!(self.kind))),
            ("schedulingType", Some(json!(self.scheduling_type()))),
            ("cronExpression", self.schedule.cron().map(|cron| json!(cron.text()))),
            ("delay", self.schedule.delay().map(|delay| json!(delay.as_secs()))),
            ("jobParameters", self.visible_parameters()),
            ("enabled", Some(json!(self.enabled))),
            ("jobStatus", Some(json!(self.status.name()))),
            ("lastExecutedStatus", Some(json!(self.last_status.name()))),
            ("lastExecuted", time(self.last_executed)),
            ("lastFinished", time(self.last_finished)),
            ("lastAlive", time(self.last_alive.filter(|_| self.status == Status::Running))),
            ("executedBy", self.executed_by.as_deref().map(Value::from)),
            ("queueName", self.queue.as_ref().map(|(name, _)| json!(name))),
            ("queuePosition", self.queue.as_ref().map(|(_, position)| json!(position))),
            ("errorCodes", has_run.then(|| json!("")).filter(|_| !hides_errors)),
            ("configurable", Some(json!(self.configurable))),
            ("nextExecutionTime", time(next)),
            ("maxDelayedExecutionTime", time(latest)),
            ("lastRuntimeExecution", took.map(|(begin, end)| json!(span(end.since(begin))))),
            ("leaderOnlyJob", Some(json!(true))),
            ("userUid", self.executed_by.as_deref().map(Value::from)),
            ("displayName", Some(json!(self.name))),
            ("access", Some(access(version))),
            ("favorite", Some(json!(false))),
            ("href", Some(json!(format!("{base}/api/jobConfigurations/{}", self.id)))),
            ("id", Some(json!(self.id))),
            ("attributeValues", Some(json!([]))),
        ];
        entries
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect::<Map<_, _>>()
            .into()
    }

    /// The parameters without what predictions keep there for themselves.
    fn visible_parameters(&self) -> Option<Value> {
        let mut parameters = self.parameters.clone();
        if let Some(map) = parameters.as_mut().and_then(Value::as_object_mut) {
            let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
            let is_hidden = |key: &str| matches!(key, "startDate" | "endDate");
            map.retain(|key, value| self.kind != kind::PREDICTOR || !(is_hidden(key) || is_empty(value)));
        }
        parameters
    }

    fn scheduling_type(&self) -> &'static str {
        if self.is_forced { "ONCE_ASAP" } else { self.schedule.name() }
    }

    /// When the job runs next; for one that runs once, when it could have begun.
    pub(crate) fn next_execution(&self, now: Moment) -> Option<Moment> {
        match self.next {
            Some(next) if !self.is_forced => Some(next),
            _ if self.kind == kind::HOUSEKEEPING => {
                self.schedule.delay().map(|delay| now.next_multiple(delay))
            }
            _ if self.is_forced || self.scheduling_type() == "ONCE_ASAP" => {
                let begun = self.last_executed.map(|begun| begun + Duration::from_secs(1));
                Some(begun.unwrap_or(self.created + Duration::from_millis(500)))
            }
            _ => None,
        }
    }
}
