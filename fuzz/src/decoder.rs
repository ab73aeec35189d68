//! The decoders of responses, and the recorded responses of each.

use std::fmt;

use dhis2_steward::domain::job_watch::state_of;
use dhis2_steward::model::{
    Check, ComboCounts, CurrentUser, DataPush, DataSummary, ExpressionDescription, FromJson,
    IntegrityFindings, JobConfiguration, JobDraft, JobErrors, JobRef, Json, LockCombination, LockException,
    MetadataPull, MetadataSnapshot, MetadataVersion, Named, Notification, ObjectCounts, ObjectReport,
    OrganisationUnit, OrganisationUnitLevel, Page, PredictionSummary, Predictor, PredictorGroup, Progress,
    Queue, RemoteAvailability, ScheduledJob, SchedulerEntry, SystemInfo, SystemSettings, TableStatus, Uid,
    UsageStatistics, ValidationResult, Violation, WebMessage, parse_json,
};
use dhis2_steward::protocol::integrity::{self, Summaries};
use dhis2_steward::protocol::job::{self, JobConfigurations, Running};
use dhis2_steward::protocol::metadata::Existing;
use dhis2_steward::protocol::scheduler::{self, Found, JobTypes, Parameters, ScheduledJobs};
use dhis2_steward::protocol::task::{Feeds, FeedsOfType, Summaries as TaskSummaries};
use dhis2_steward::protocol::{Answer, predictor};
use dhis2_steward::{ErrorKind, Request};

use crate::json::placed;
use crate::recording::Recording;

/// The responses that are read as one type.
pub struct Answers<T> {
    name: &'static str,
    is_meant: fn(&Recording) -> bool,
    samples: &'static [&'static str],
    is_map: bool,
    look: fn(T),
}

impl<T> Answers<T> {
    const fn new(name: &'static str, is_meant: fn(&Recording) -> bool) -> Self {
        Self { name, is_meant, samples: &[], is_map: false, look: drop }
    }

    /// The same, with keys that are data, such as job types, to which no version adds members.
    const fn map(self) -> Self {
        Self { is_map: true, ..self }
    }

    /// The same, with a conversion of each.
    const fn look(self, look: fn(T)) -> Self {
        Self { look, ..self }
    }

    /// Responses that could not be recorded, because only another server would send them.
    const fn samples(name: &'static str, samples: &'static [&'static str]) -> Self {
        Self { samples, ..Self::new(name, |_| false) }
    }

    /// Whether a recorded response is one of them.
    pub fn is_meant(&self, recording: &Recording) -> bool {
        (self.is_meant)(recording)
    }

    /// Whether their keys are data.
    pub const fn is_map(&self) -> bool {
        self.is_map
    }
}

impl<T> fmt::Debug for Answers<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A decoder of responses of any type.
pub trait Decode: Sync {
    /// Its name.
    fn name(&self) -> &'static str;

    /// Whether it decodes a recorded response.
    fn is_meant(&self, recording: &Recording) -> bool;

    /// Responses that were not recorded.
    fn samples(&self) -> &'static [&'static str];

    /// Reads any response; panics if the result violates a property of the core.
    fn decode(&self, bytes: &[u8]);
}

impl<T: FromJson> Decode for Answers<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_meant(&self, recording: &Recording) -> bool {
        Self::is_meant(self, recording)
    }

    fn samples(&self) -> &'static [&'static str] {
        self.samples
    }

    fn decode(&self, bytes: &[u8]) {
        let answer = Answer {
            status: 200,
            media_type: "application/json".to_owned(),
            retry_after: None,
            headers: Vec::new(),
            bytes: bytes.to_vec(),
        };
        match (answer.json::<T>(&Request::get("/api/any")), parse_json(bytes)) {
            (Ok(value), _) => (self.look)(value),
            (Err(error), Ok(json)) => {
                assert_eq!(error.kind(), ErrorKind::Decode);
                let fault = T::read(&json).err().unwrap();
                placed(&fault);
                assert_eq!(error.json_path(), Some(fault.path().as_str()));
            }
            (Err(error), Err(_)) => {
                let expected = if bytes.is_empty() { ErrorKind::UnexpectedAnswer } else { ErrorKind::Decode };
                assert_eq!(error.kind(), expected);
            }
        }
    }
}

/// Declares the decoders, and the list of all.
macro_rules! answers {
    ($($(#[$meta:meta])* $name:ident: $kind:ty = $answers:expr;)*) => {
        $($(#[$meta])* pub const $name: Answers<$kind> = $answers;)*

        /// All decoders.
        pub const ALL: &[&dyn Decode] = &[$(&$name),*];
    };
}

answers! {
    /// The list of checks.
    CHECKS: Vec<Check> = Answers::new("checks", |one| one.line == "GET /api/dataIntegrity");
    /// The results of checks.
    SUMMARIES: Summaries = Answers::new("summaries", |one| one.line == "GET /api/dataIntegrity/summary").map();
    /// The running or completed checks.
    CHECK_NAMES: Vec<String> = Answers::new("check_names", |one| {
        let end = one.line.strip_prefix("GET /api/dataIntegrity/");
        end.is_some_and(|end| end.ends_with("/running") || end.ends_with("/completed"))
    });
    /// The legacy report of 2.41.
    FINDINGS: IntegrityFindings = Answers::new("findings", |one| {
        let is_one = one.line.starts_with("GET /api/system/taskSummaries/DATA_INTEGRITY/");
        is_one && one.name.starts_with("2.41") && one.has_body()
    }).map();
    /// The start of a run of checks.
    STARTS: WebMessage = Answers::new("starts", |one| one.line.starts_with("POST /api/dataIntegrity/"))
        .look(|message| drop(integrity::started_job(&message)));
    /// The start of an update of tables.
    TABLE_STARTS: WebMessage =
        Answers::new("table_starts", |one| one.line.starts_with("POST /api/resourceTables"));
    /// A whole job.
    JOB: ScheduledJob = Answers::new("job", is_job).look(|job| {
        let draft = JobDraft::of(&job).to_string();
        assert!(parse_json(draft.as_bytes()).is_ok(), "{draft}");
    });
    /// A whole job, as watchers see it.
    RECORD: JobConfiguration = Answers::new("record", is_job).look(|job| {
        let (next, current) = (job.next_run(), job.current_run());
        for since in [None, next.created, current.created] {
            state_of(&job, since);
        }
    });
    /// The jobs of a type or a user.
    RECORDS: JobConfigurations = Answers::new("records", is_list_of_jobs);
    /// All jobs.
    JOBS: ScheduledJobs = Answers::new("jobs", is_list_of_jobs);
    /// The progress of a job.
    PROGRESS: Progress = Answers::new("progress", |one| below_jobs(one, "/progress") && one.has_body());
    /// The errors of a job.
    JOB_ERRORS: JobErrors = Answers::new("job_errors", |one| {
        below_jobs(one, "/errors") && one.line != "GET /api/jobConfigurations/errors"
    });
    /// The errors of all jobs.
    ALL_JOB_ERRORS: Vec<JobErrors> =
        Answers::new("all_job_errors", |one| one.line == "GET /api/jobConfigurations/errors");
    /// The response to running a job.
    EXECUTIONS: ObjectReport = Answers::new("executions", |one| {
        one.line.starts_with("POST") && one.line.ends_with("/execute")
    }).look(|report| drop(job::executed(&report)));
    /// Running and finished work.
    RUNNING: Running = Answers::new("running", |one| {
        matches!(one.line.as_str(), "GET /api/scheduling/running" | "GET /api/scheduling/completed")
    }).map();
    /// The feeds of all types.
    FEEDS: Feeds = Answers::new("feeds", |one| depth(one, TASKS) == Some(0)).map();
    /// The feeds of a type.
    FEEDS_OF_TYPE: FeedsOfType = Answers::new("feeds_of_type", |one| depth(one, TASKS) == Some(1)).map();
    /// The feed of a job.
    FEED: Vec<Notification> = Answers::new("feed", |one| depth(one, TASKS) == Some(2));
    /// The summaries of the jobs of a type.
    TASK_SUMMARIES: TaskSummaries =
        Answers::new("task_summaries", |one| depth(one, TASK_SUMMARY) == Some(1)).map();
    /// The summary of a job.
    TASK_SUMMARY_OF_JOB: Json<'static> =
        Answers::new("task_summary", |one| depth(one, TASK_SUMMARY) == Some(2) && one.has_body());
    /// The entries of the scheduler.
    ENTRIES: Vec<SchedulerEntry> = Answers::new("entries", |one| one.line == "GET /api/scheduler");
    /// The jobs that can join a queue.
    QUEUEABLE: Vec<SchedulerEntry> =
        Answers::new("queueable", |one| one.line == "GET /api/scheduler/queueable");
    /// The names of queues.
    QUEUE_NAMES: Vec<String> = Answers::new("queue_names", |one| one.line == "GET /api/scheduler/queues");
    /// A queue.
    QUEUE: Queue = Answers::new("queue", |one| one.line == "GET /api/scheduler/queues/Probe%20queue");
    /// The creation of a job.
    CREATIONS: WebMessage = Answers::new("creations", |one| one.line == "POST /api/jobConfigurations")
        .look(|message| drop(scheduler::created(&message)));
    /// Due jobs.
    DUE: Found = Answers::new("due", |one| one.line == "GET /api/jobConfigurations/due");
    /// Stale jobs.
    STALE: Found = Answers::new("stale", |one| one.line == "GET /api/jobConfigurations/stale");
    /// The job types.
    JOB_TYPES: JobTypes = Answers::new("job_types", |one| one.line == "GET /api/jobConfigurations/jobTypes");
    /// Their parameters.
    PARAMETERS: Parameters =
        Answers::new("parameters", |one| one.line == "GET /api/jobConfigurations/jobTypesExtended").map();
    /// System information.
    SYSTEM_INFO: SystemInfo = Answers::new("system_info", is_info);
    /// When tables were updated.
    TABLES: TableStatus = Answers::new("tables", is_info);
    /// The current user.
    ME: CurrentUser = Answers::new("me", |one| one.line == "GET /api/me" && one.body.contains("\"authorities\""));
    /// All settings.
    SETTINGS: SystemSettings =
        Answers::new("settings", |one| one.line == "GET /api/systemSettings" && one.query.is_empty());
    /// One setting.
    SETTING: SystemSettings = Answers::new("setting", |one| {
        one.line == "GET /api/systemSettings/keyAnalyticsMaxLimit" && one.body.starts_with('{')
    });
    /// The data summary.
    DATA_SUMMARY: DataSummary = Answers::new("data_summary", |one| one.line == "GET /api/dataSummary");
    /// The object counts.
    OBJECT_COUNTS: ObjectCounts =
        Answers::new("object_counts", |one| one.line == "GET /api/system/objectCounts");
    /// Usage statistics.
    USAGE: Vec<UsageStatistics> = Answers::new("usage", |one| one.line == "GET /api/dataStatistics");
    /// Min-max values.
    LIMITS: Page<Json<'static>> =
        Answers::new("limits", |one| one.line == "GET /api/minMaxDataElements" && one.query.is_empty());
    /// Lock exceptions.
    LOCK_EXCEPTIONS: Page<LockException> =
        Answers::new("lock_exceptions", |one| one.line == "GET /api/lockExceptions");
    /// Data sets and periods that have lock exceptions.
    LOCK_COMBINATIONS: Page<LockCombination> =
        Answers::new("lock_combinations", |one| one.line == "GET /api/lockExceptions/combinations");
    /// The response to adding a lock exception.
    LOCK_ADDITIONS: WebMessage = Answers::new("lock_additions", |one| one.line == "POST /api/lockExceptions");
    /// Organisation unit levels.
    LEVELS: Page<OrganisationUnitLevel> = Answers::new("levels", |one| {
        one.line == "GET /api/organisationUnitLevels" && one.query.contains("level")
    });
    /// Organisation units.
    UNITS: Page<OrganisationUnit> = Answers::new("units", |one| {
        one.line == "GET /api/organisationUnits" && one.query.contains("displayName")
    });
    /// An organisation unit with its descendants.
    DESCENDANTS: Page<Named> = Answers::new("descendants", |one| {
        one.line.starts_with("GET /api/organisationUnits/") && one.query.contains("includeDescendants")
    });
    /// Predictors.
    PREDICTORS: Page<Predictor> = Answers::new("predictors", |one| one.line == "GET /api/predictors");
    /// Predictor groups.
    PREDICTOR_GROUPS: Page<PredictorGroup> =
        Answers::new("predictor_groups", |one| one.line == "GET /api/predictorGroups");
    /// The result of predictors.
    PREDICTIONS: WebMessage = Answers::new("predictions", |one| {
        one.line == "POST /api/predictions" && !one.query.contains("async")
    }).look(|message| drop(predictor::summary(&message)));
    /// The start of predictors as a job.
    PREDICTION_STARTS: WebMessage = Answers::new("prediction_starts", |one| {
        one.line == "POST /api/predictions" && one.query.contains("async")
    });
    /// The result of predictors as a job.
    PREDICTION_SUMMARY: PredictionSummary = Answers::new("prediction_summary", |one| {
        one.line.starts_with("GET /api/system/taskSummaries/PREDICTOR/")
    });
    /// The violations of a validation run.
    VIOLATIONS: Vec<Violation> =
        Answers::new("violations", |one| one.line == "POST /api/dataAnalysis/validationRules");
    /// Persisted validation results.
    RESULTS: Page<ValidationResult> = Answers::new("results", |one| {
        one.line == "GET /api/validationResults"
            && (one.query.is_empty() || one.query.contains("leftsideValue"))
    });
    /// A persisted validation result.
    RESULT: ValidationResult =
        Answers::new("result", |one| one.line.starts_with("GET /api/validationResults/"));
    /// The description of an expression.
    DESCRIPTIONS: ExpressionDescription = Answers::new("descriptions", |one| one.line.ends_with("/description"));
    /// The availability of the remote server.
    AVAILABILITY: RemoteAvailability =
        Answers::new("availability", |one| one.line == "GET /api/synchronization/availability");
    /// The result of a data push.
    DATA_PUSH: DataPush = Answers::samples("data_push", &[
        r#"{"status":"WARNING","description":"Import process completed.","importCount":{"imported":3,"updated":0,"ignored":1,"deleted":0},"conflicts":[{"object":"Xy","value":"E7610"}]}"#,
    ]);
    /// The result of a metadata pull.
    METADATA_PULL: MetadataPull = Answers::samples("metadata_pull", &[
        r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"status":"OK","stats":{"created":1,"updated":2,"deleted":0,"ignored":0,"total":3}}}"#,
    ]);
    /// Metadata versions.
    METADATA_VERSIONS: Page<MetadataVersion> = Answers::samples("metadata_versions", &[
        r#"{"metadataversions":[{"id":"dOroizYJpqs","name":"Version_1","type":"BEST_EFFORT","created":"2026-11-21T07:59:13.326","importdate":"2026-11-21T07:59:13.326","hashCode":"1a"}]}"#,
    ]);
    /// The content of a metadata version.
    SNAPSHOT: MetadataSnapshot = Answers::samples("metadata_snapshot", &[
        r#"{"system":{"id":"a"},"dataSets":[{"id":"a","name":"Monthly"},{"id":"b"}],"date":"2026-11-21T07:59:13.326"}"#,
    ]);
    /// The response to pruning, and to updating the option combinations of a category combination.
    PRUNINGS_AND_UPDATES: WebMessage = Answers::new("prunings_and_updates", |one| {
        let paths = ["POST /api/maintenance/dataPruning/", "POST /api/maintenance/categoryOptionComboUpdate/"];
        paths.iter().any(|path| one.line.starts_with(path))
    });
    /// The counts of option combinations.
    COMBO_COUNTS: ComboCounts = Answers::samples("combo_counts", &[
        r#"{"id":"phkochrivi3","displayName":"Sex and age","categories":[{"categoryOptions":2},{"categoryOptions":18446744073709551615}],"categoryOptionCombos":1}"#,
    ]);
    /// The counts of all category combinations.
    ALL_COMBO_COUNTS: Page<ComboCounts> = Answers::samples("all_combo_counts", &[
        r#"{"categoryCombos":[{"id":"phkochrivi3","displayName":"Sex and age","categories":[{"categoryOptions":2}],"categoryOptionCombos":1}]}"#,
    ]);
    /// The existence of an object.
    EXISTENCE: Existing = Answers::samples("existence", &[r#"{"id":"phkochrivi3"}"#]);
    /// A job's type, UID and time.
    JOB_REFERENCE: JobRef = Answers::samples("job_reference_of_start", &[
        r#"{"name":"inMemoryDataIntegrity","id":"dOroizYJpqs","created":"2026-11-21T07:59:13.326","jobType":"DATA_INTEGRITY"}"#,
    ]).look(|job| assert!(job.to_string().ends_with(job.id.as_str())));
}

/// The feeds of jobs.
const TASKS: &str = "GET /api/system/tasks";
/// The summaries of jobs.
const TASK_SUMMARY: &str = "GET /api/system/taskSummaries";

/// The number of segments after the prefix of a path.
fn depth(recording: &Recording, start: &str) -> Option<usize> {
    recording.line.strip_prefix(start).map(|rest| rest.matches('/').count())
}

fn below_jobs(recording: &Recording, end: &str) -> bool {
    recording.line.starts_with("GET /api/jobConfigurations/") && recording.line.ends_with(end)
}

/// Whether it is a whole job, requested by its UID.
fn is_job(recording: &Recording) -> bool {
    let id = recording.line.strip_prefix("GET /api/jobConfigurations/");
    id.is_some_and(|id| id.parse::<Uid>().is_ok())
        && recording.body.contains("\"jobType\"")
        && recording.body.contains("\"jobStatus\"")
}

fn is_list_of_jobs(recording: &Recording) -> bool {
    recording.line == "GET /api/jobConfigurations" && recording.body.contains("\"schedulingType\"")
}

fn is_info(recording: &Recording) -> bool {
    recording.line == "GET /api/system/info" && recording.body.contains("serverDate")
}
