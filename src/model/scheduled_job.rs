//! Scheduled jobs and changes to them.

use core::fmt;
use std::borrow::Cow;

use super::{JobConfiguration, JobParameters, JobType, SchedulingType, Timestamp};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The schedule of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// At the times of a cron expression, in the server's time.
    Cron(String),
    /// A fixed number of seconds after the last run.
    FixedDelay(u64),
    /// Once, as soon as possible.
    OnceAsap,
    /// None: it follows another job in its queue, or was removed from a queue.
    None,
}

/// A job with its schedule, its position in a queue, and all other members that the server sent.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduledJob {
    /// The members of every job.
    pub job: JobConfiguration,
    /// The schedule.
    pub schedule: Schedule,
    /// The next execution time.
    pub next_execution_time: Option<Timestamp>,
    /// The latest time at which the next run may start; after that it is skipped.
    pub max_delayed_execution_time: Option<Timestamp>,
    /// The name of its queue.
    pub queue_name: Option<String>,
    /// The position in the queue, from 0.
    pub queue_position: Option<u64>,
    /// Whether users can change it; for system jobs, only the schedule can be changed.
    pub is_configurable: bool,
    /// The error codes of the last run.
    pub error_codes: Vec<String>,
    json: Json<'static>,
}

impl ScheduledJob {
    /// A member unknown to this release, as the server sent it.
    pub fn member(&self, name: &str) -> Option<&Json<'static>> {
        self.json.get(name)
    }
}

impl FromJson for ScheduledJob {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let cron = json.member::<Option<String>>("cronExpression", faults).filter(|cron| !cron.is_empty());
        let delay: Option<u64> = json.member("delay", faults);
        let job = JobConfiguration::from_json(json, faults);
        let is_fixed_delay = job.scheduling_type == Some(SchedulingType::FixedDelay);
        let schedule = match (cron, delay) {
            // It may still have an earlier cron expression.
            (Some(_), Some(delay)) if is_fixed_delay => Schedule::FixedDelay(delay),
            (Some(cron), _) => Schedule::Cron(cron),
            (None, Some(delay)) => Schedule::FixedDelay(delay),
            (None, None) if job.is_once() => Schedule::OnceAsap,
            (None, None) => Schedule::None,
        };
        let codes = json.get("errorCodes").and_then(Json::as_str).unwrap_or_default();
        Self {
            job,
            schedule,
            next_execution_time: json.member("nextExecutionTime", faults),
            max_delayed_execution_time: json.member("maxDelayedExecutionTime", faults),
            queue_name: json.member("queueName", faults),
            queue_position: json.member("queuePosition", faults),
            is_configurable: json.member_or_default("configurable", faults),
            error_codes: codes.split_whitespace().map(str::to_owned).collect(),
            json: json.to_owned(),
        }
    }
}

deserialize_from_json!(ScheduledJob);

/// Members that the server computes and does not accept.
const WORKED_OUT: [&str; 10] = [
    "access",
    "configurable",
    "displayName",
    "errorCodes",
    "href",
    "lastRuntimeExecution",
    "leaderOnlyJob",
    "maxDelayedExecutionTime",
    "nextExecutionTime",
    "userUid",
];

/// A job to create, or changes to an existing one.
///
/// Everything else stays as the server sent it, including members unknown to this release.
///
/// ```
/// use dhis2_steward::model::{JobDraft, JobType, Schedule, parse_json};
///
/// let job = JobDraft::new("Nightly integrity", &JobType::DataIntegrity)
///     .schedule(&Schedule::Cron("0 0 3 ? * *".into()))
///     .parameters(parse_json(br#"{"type":"SUMMARY","checks":["datasets_empty"]}"#)?);
/// assert!(job.to_string().contains(r#""cronExpression":"0 0 3 ? * *""#));
/// # Ok::<(), dhis2_steward::model::Unexpected>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct JobDraft(Vec<(Cow<'static, str>, Json<'static>)>);

impl JobDraft {
    /// A new, enabled job.
    pub fn new(name: &str, job_type: &JobType) -> Self {
        Self(Vec::new())
            .name(name)
            .member("jobType", text(job_type.as_str()))
            .member("enabled", Json::Bool(true))
    }

    /// An existing job, unchanged.
    pub fn of(job: &ScheduledJob) -> Self {
        let mut draft = Self(Vec::new());
        if let Json::Object(members) = &job.json {
            draft.0.clone_from(members);
        }
        draft.0.retain(|(name, _)| !WORKED_OUT.contains(&name.as_ref()));
        // While it waits for a run outside its schedule, the server reports no schedule for it.
        if matches!(job.schedule, Schedule::Cron(_) | Schedule::FixedDelay(_)) {
            draft = draft.schedule(&job.schedule);
        }
        draft
    }

    /// Sets the name, which must be unique.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        self.member("name", text(name))
    }

    /// Sets the schedule; [`Schedule::None`] selects the server's default, which is to run the job once.
    #[must_use]
    pub fn schedule(self, schedule: &Schedule) -> Self {
        let mut draft = self;
        draft.0.retain(|(name, _)| !matches!(name.as_ref(), "cronExpression" | "delay" | "schedulingType"));
        match schedule {
            Schedule::Cron(cron) => {
                draft.member("schedulingType", text("CRON")).member("cronExpression", text(cron))
            }
            Schedule::FixedDelay(seconds) => draft
                .member("schedulingType", text("FIXED_DELAY"))
                .member("delay", Json::Number((*seconds).into())),
            Schedule::OnceAsap => draft.member("schedulingType", text("ONCE_ASAP")),
            Schedule::None => draft,
        }
    }

    /// Sets the parameters; for those of each type see
    /// [`SchedulerApi::job_types`](crate::client::SchedulerApi::job_types).
    #[must_use]
    pub fn parameters(self, parameters: JobParameters) -> Self {
        self.member("jobParameters", parameters)
    }

    /// Enables or disables a new job. It has no effect on an existing job: use
    /// [`JobsApi::enable`](crate::client::JobsApi::enable) and [`disable`](crate::client::JobsApi::disable).
    #[must_use]
    pub fn enabled(self, is_enabled: bool) -> Self {
        self.member("enabled", Json::Bool(is_enabled))
    }

    /// Sets any member.
    #[must_use]
    pub fn member(mut self, name: impl Into<Cow<'static, str>>, value: Json<'static>) -> Self {
        let name = name.into();
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
        self
    }
}

fn text(text: &str) -> Json<'static> {
    Json::Text(Cow::Owned(text.to_owned()))
}

impl fmt::Display for JobDraft {
    /// The JSON to send.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Json::Object(self.0.clone()).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(schedule: &str) -> ScheduledJob {
        let json = format!(
            r#"{{"name":"Nightly","novelty":{{"a":[1]}},"jobType":"SOMETHING_NEW","jobStatus":"SCHEDULED","enabled":true,
               {schedule},"configurable":true,"nextExecutionTime":"2026-11-22T03:00:00.000","id":"qkpiVuTTNbv"}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn a_cron_expression_that_is_left_from_before_or_empty_is_no_schedule() {
        let left = job(r#""schedulingType":"FIXED_DELAY","cronExpression":"0 0 3 ? * *","delay":600"#);
        assert_eq!(left.schedule, Schedule::FixedDelay(600));
        let empty = job(r#""schedulingType":"FIXED_DELAY","cronExpression":"","delay":600"#);
        assert_eq!(empty.schedule, Schedule::FixedDelay(600));
        assert_eq!(job(r#""schedulingType":"CRON","cronExpression":"""#).schedule, Schedule::None);
    }

    #[test]
    fn what_is_not_known_comes_back_and_what_is_worked_out_does_not() {
        let job = job(r#""schedulingType":"CRON","cronExpression":"0 0 3 ? * *""#);
        assert_eq!(job.schedule, Schedule::Cron("0 0 3 ? * *".into()));
        assert!(job.member("novelty").is_some());
        let sent = JobDraft::of(&job).name("Nightly checks").to_string();
        assert_eq!(
            sent,
            r#"{"name":"Nightly checks","novelty":{"a":[1]},"jobType":"SOMETHING_NEW","jobStatus":"SCHEDULED","enabled":true,"id":"qkpiVuTTNbv","schedulingType":"CRON","cronExpression":"0 0 3 ? * *"}"#
        );
    }

    #[test]
    fn another_schedule_takes_the_place_of_the_first() {
        let job = job(r#""schedulingType":"CRON","cronExpression":"0 0 3 ? * *""#);
        let sent = JobDraft::of(&job).schedule(&Schedule::FixedDelay(600)).to_string();
        assert!(sent.ends_with(r#""schedulingType":"FIXED_DELAY","delay":600}"#), "{sent}");
        assert!(!sent.contains("cronExpression"), "{sent}");
    }

    #[test]
    fn a_job_that_waits_because_it_was_asked_for_keeps_its_schedule() {
        let job = job(r#""schedulingType":"ONCE_ASAP","delay":20"#);
        assert_eq!(job.schedule, Schedule::FixedDelay(20));
        let sent = JobDraft::of(&job).to_string();
        assert!(sent.contains(r#""schedulingType":"FIXED_DELAY","delay":20"#), "{sent}");
    }

    #[test]
    fn a_job_behind_another_one_in_its_queue_has_no_schedule() {
        let job = job(r#""schedulingType":"CRON","queueName":"Night","queuePosition":1"#);
        assert_eq!((job.schedule, job.queue_position), (Schedule::None, Some(1)));
    }
}
