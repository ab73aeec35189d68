//! The decoder of every answer, and which recorded answers it is meant for.

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

/// The answers that are read as one type.
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

    /// The same, whose keys are data, such as types of jobs: no version adds another member to those.
    const fn map(self) -> Self {
        Self { is_map: true, ..self }
    }

    /// The same, and what is made of each.
    const fn look(self, look: fn(T)) -> Self {
        Self { look, ..self }
    }

    /// Answers that were not recorded, because only another server would give them.
    const fn samples(name: &'static str, samples: &'static [&'static str]) -> Self {
        Self { samples, ..Self::new(name, |_| false) }
    }

    /// Whether a recorded answer is one of them.
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

/// A decoder of answers, whatever it reads.
pub trait Decode: Sync {
    /// Its name.
    fn name(&self) -> &'static str;

    /// Whether it is meant for a recorded answer.
    fn is_meant(&self, recording: &Recording) -> bool;

    /// Answers that were not recorded.
    fn samples(&self) -> &'static [&'static str];

    /// Reads an answer, whatever it is; panics where the outcome is none that the core may have.
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

/// Declares the answers, and the list of all.
macro_rules! answers {
    ($($(#[$meta:meta])* $name:ident: $kind:ty = $answers:expr;)*) => {
        $($(#[$meta])* pub const $name: Answers<$kind> = $answers;)*

        /// All of them.
        pub const ALL: &[&dyn Decode] = &[$(&$name),*];
    };
}

answers! {
    /// The list of checks.
    CHECKS: Vec<Check> = Answers::new("checks", |one| one.line == "GET /api/dataIntegrity");
    /// What checks came to.
    SUMMARIES: Summaries = Answers::new("summaries", |one| one.line == "GET /api/dataIntegrity/summary").map();
    /// Which checks are still to be done, or are done.
    CHECK_NAMES: Vec<String> = Answers::new("check_names", |one| {
        let end = one.line.strip_prefix("GET /api/dataIntegrity/");
        end.is_some_and(|end| end.ends_with("/running") || end.ends_with("/completed"))
    });
    /// The report of 2.41.
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
    /// One whole job.
    JOB: ScheduledJob = Answers::new("job", is_job).look(|job| {
        let draft = JobDraft::of(&job).to_string();
        assert!(parse_json(draft.as_bytes()).is_ok(), "{draft}");
    });
    /// One whole job, as those who watch it see it.
    RECORD: JobConfiguration = Answers::new("record", is_job).look(|job| {
        let (next, current) = (job.next_run(), job.current_run());
        for since in [None, next.created, current.created] {
            state_of(&job, since);
        }
    });
    /// Jobs of a type or a person.
    RECORDS: JobConfigurations = Answers::new("records", is_list_of_jobs);
    /// All jobs.
    JOBS: ScheduledJobs = Answers::new("jobs", is_list_of_jobs);
    /// How far a job is.
    PROGRESS: Progress = Answers::new("progress", |one| below_jobs(one, "/progress") && one.has_body());
    /// What went wrong with single objects.
    JOB_ERRORS: JobErrors = Answers::new("job_errors", |one| {
        below_jobs(one, "/errors") && one.line != "GET /api/jobConfigurations/errors"
    });
    /// The same of all jobs.
    ALL_JOB_ERRORS: Vec<JobErrors> =
        Answers::new("all_job_errors", |one| one.line == "GET /api/jobConfigurations/errors");
    /// What comes of running a job.
    EXECUTIONS: ObjectReport = Answers::new("executions", |one| {
        one.line.starts_with("POST") && one.line.ends_with("/execute")
    }).look(|report| drop(job::executed(&report)));
    /// What runs, and what has run.
    RUNNING: Running = Answers::new("running", |one| {
        matches!(one.line.as_str(), "GET /api/scheduling/running" | "GET /api/scheduling/completed")
    }).map();
    /// The feeds of all types.
    FEEDS: Feeds = Answers::new("feeds", |one| depth(one, TASKS) == Some(0)).map();
    /// The feeds of a type.
    FEEDS_OF_TYPE: FeedsOfType = Answers::new("feeds_of_type", |one| depth(one, TASKS) == Some(1)).map();
    /// The feed of a job.
    FEED: Vec<Notification> = Answers::new("feed", |one| depth(one, TASKS) == Some(2));
    /// What the jobs of a type left.
    TASK_SUMMARIES: TaskSummaries =
        Answers::new("task_summaries", |one| depth(one, TASK_SUMMARY) == Some(1)).map();
    /// What a job left.
    TASK_SUMMARY_OF_JOB: Json<'static> =
        Answers::new("task_summary", |one| depth(one, TASK_SUMMARY) == Some(2) && one.has_body());
    /// What the scheduler lists.
    ENTRIES: Vec<SchedulerEntry> = Answers::new("entries", |one| one.line == "GET /api/scheduler");
    /// What may join a queue.
    QUEUEABLE: Vec<SchedulerEntry> =
        Answers::new("queueable", |one| one.line == "GET /api/scheduler/queueable");
    /// The names of queues.
    QUEUE_NAMES: Vec<String> = Answers::new("queue_names", |one| one.line == "GET /api/scheduler/queues");
    /// A queue.
    QUEUE: Queue = Answers::new("queue", |one| one.line == "GET /api/scheduler/queues/Probe%20queue");
    /// The creation of a job.
    CREATIONS: WebMessage = Answers::new("creations", |one| one.line == "POST /api/jobConfigurations")
        .look(|message| drop(scheduler::created(&message)));
    /// The jobs that run soon.
    DUE: Found = Answers::new("due", |one| one.line == "GET /api/jobConfigurations/due");
    /// The jobs that give no sign of life.
    STALE: Found = Answers::new("stale", |one| one.line == "GET /api/jobConfigurations/stale");
    /// The kinds of jobs.
    JOB_TYPES: JobTypes = Answers::new("job_types", |one| one.line == "GET /api/jobConfigurations/jobTypes");
    /// Their parameters.
    PARAMETERS: Parameters =
        Answers::new("parameters", |one| one.line == "GET /api/jobConfigurations/jobTypesExtended").map();
    /// What the server says of itself.
    SYSTEM_INFO: SystemInfo = Answers::new("system_info", is_info);
    /// When tables were updated.
    TABLES: TableStatus = Answers::new("tables", is_info);
    /// Who asks.
    ME: CurrentUser = Answers::new("me", |one| one.line == "GET /api/me" && one.body.contains("\"authorities\""));
    /// All settings.
    SETTINGS: SystemSettings =
        Answers::new("settings", |one| one.line == "GET /api/systemSettings" && one.query.is_empty());
    /// One setting.
    SETTING: SystemSettings = Answers::new("setting", |one| {
        one.line == "GET /api/systemSettings/keyAnalyticsMaxLimit" && one.body.starts_with('{')
    });
    /// What is entered and asked for.
    DATA_SUMMARY: DataSummary = Answers::new("data_summary", |one| one.line == "GET /api/dataSummary");
    /// How many objects there are.
    OBJECT_COUNTS: ObjectCounts =
        Answers::new("object_counts", |one| one.line == "GET /api/system/objectCounts");
    /// How the server is used.
    USAGE: Vec<UsageStatistics> = Answers::new("usage", |one| one.line == "GET /api/dataStatistics");
    /// Limits of values.
    LIMITS: Page<Json<'static>> =
        Answers::new("limits", |one| one.line == "GET /api/minMaxDataElements" && one.query.is_empty());
    /// Lock exceptions.
    LOCK_EXCEPTIONS: Page<LockException> =
        Answers::new("lock_exceptions", |one| one.line == "GET /api/lockExceptions");
    /// Data sets and periods that have lock exceptions.
    LOCK_COMBINATIONS: Page<LockCombination> =
        Answers::new("lock_combinations", |one| one.line == "GET /api/lockExceptions/combinations");
    /// What comes of making a lock exception.
    LOCK_ADDITIONS: WebMessage = Answers::new("lock_additions", |one| one.line == "POST /api/lockExceptions");
    /// The levels of the tree.
    LEVELS: Page<OrganisationUnitLevel> = Answers::new("levels", |one| {
        one.line == "GET /api/organisationUnitLevels" && one.query.contains("level")
    });
    /// Organisation units.
    UNITS: Page<OrganisationUnit> = Answers::new("units", |one| {
        one.line == "GET /api/organisationUnits" && one.query.contains("displayName")
    });
    /// A unit with all below it.
    DESCENDANTS: Page<Named> = Answers::new("descendants", |one| {
        one.line.starts_with("GET /api/organisationUnits/") && one.query.contains("includeDescendants")
    });
    /// Predictors.
    PREDICTORS: Page<Predictor> = Answers::new("predictors", |one| one.line == "GET /api/predictors");
    /// Groups of predictors.
    PREDICTOR_GROUPS: Page<PredictorGroup> =
        Answers::new("predictor_groups", |one| one.line == "GET /api/predictorGroups");
    /// What predictors came to.
    PREDICTIONS: WebMessage = Answers::new("predictions", |one| {
        one.line == "POST /api/predictions" && !one.query.contains("async")
    }).look(|message| drop(predictor::summary(&message)));
    /// The start of predictors as a job.
    PREDICTION_STARTS: WebMessage = Answers::new("prediction_starts", |one| {
        one.line == "POST /api/predictions" && one.query.contains("async")
    });
    /// What predictors came to as a job.
    PREDICTION_SUMMARY: PredictionSummary = Answers::new("prediction_summary", |one| {
        one.line.starts_with("GET /api/system/taskSummaries/PREDICTOR/")
    });
    /// What an analysis found.
    VIOLATIONS: Vec<Violation> =
        Answers::new("violations", |one| one.line == "POST /api/dataAnalysis/validationRules");
    /// What is kept of it.
    RESULTS: Page<ValidationResult> = Answers::new("results", |one| {
        one.line == "GET /api/validationResults"
            && (one.query.is_empty() || one.query.contains("leftsideValue"))
    });
    /// One of those.
    RESULT: ValidationResult =
        Answers::new("result", |one| one.line.starts_with("GET /api/validationResults/"));
    /// What an expression says.
    DESCRIPTIONS: ExpressionDescription = Answers::new("descriptions", |one| one.line.ends_with("/description"));
    /// Whether the other server can be reached.
    AVAILABILITY: RemoteAvailability =
        Answers::new("availability", |one| one.line == "GET /api/synchronization/availability");
    /// What the other server took.
    DATA_PUSH: DataPush = Answers::samples("data_push", &[
        r#"{"status":"WARNING","description":"Import process completed.","importCount":{"imported":3,"updated":0,"ignored":1,"deleted":0},"conflicts":[{"object":"Xy","value":"E7610"}]}"#,
    ]);
    /// What this server took.
    METADATA_PULL: MetadataPull = Answers::samples("metadata_pull", &[
        r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"status":"OK","stats":{"created":1,"updated":2,"deleted":0,"ignored":0,"total":3}}}"#,
    ]);
    /// Versions of metadata.
    METADATA_VERSIONS: Page<MetadataVersion> = Answers::samples("metadata_versions", &[
        r#"{"metadataversions":[{"id":"dOroizYJpqs","name":"Version_1","type":"BEST_EFFORT","created":"2026-11-21T07:59:13.326","importdate":"2026-11-21T07:59:13.326","hashCode":"1a"}]}"#,
    ]);
    /// The content of a version.
    SNAPSHOT: MetadataSnapshot = Answers::samples("metadata_snapshot", &[
        r#"{"system":{"id":"a"},"dataSets":[{"id":"a","name":"Monthly"},{"id":"b"}],"date":"2026-11-21T07:59:13.326"}"#,
    ]);
    /// What comes of pruning, and of updating the option combinations of one category combination.
    PRUNINGS_AND_UPDATES: WebMessage = Answers::new("prunings_and_updates", |one| {
        let paths = ["POST /api/maintenance/dataPruning/", "POST /api/maintenance/categoryOptionComboUpdate/"];
        paths.iter().any(|path| one.line.starts_with(path))
    });
    /// Option combinations, counted.
    COMBO_COUNTS: ComboCounts = Answers::samples("combo_counts", &[
        r#"{"id":"phkochrivi3","displayName":"Sex and age","categories":[{"categoryOptions":2},{"categoryOptions":18446744073709551615}],"categoryOptionCombos":1}"#,
    ]);
    /// The same of all.
    ALL_COMBO_COUNTS: Page<ComboCounts> = Answers::samples("all_combo_counts", &[
        r#"{"categoryCombos":[{"id":"phkochrivi3","displayName":"Sex and age","categories":[{"categoryOptions":2}],"categoryOptionCombos":1}]}"#,
    ]);
    /// That something exists.
    EXISTENCE: Existing = Answers::samples("existence", &[r#"{"id":"phkochrivi3"}"#]);
    /// A job's type, identifier and time.
    JOB_REFERENCE: JobRef = Answers::samples("job_reference_of_start", &[
        r#"{"name":"inMemoryDataIntegrity","id":"dOroizYJpqs","created":"2026-11-21T07:59:13.326","jobType":"DATA_INTEGRITY"}"#,
    ]).look(|job| assert!(job.to_string().ends_with(job.id.as_str())));
}

/// The feeds of jobs.
const TASKS: &str = "GET /api/system/tasks";
/// What jobs leave.
const TASK_SUMMARY: &str = "GET /api/system/taskSummaries";

/// How many segments of a path come behind its beginning.
fn depth(recording: &Recording, start: &str) -> Option<usize> {
    recording.line.strip_prefix(start).map(|rest| rest.matches('/').count())
}

fn below_jobs(recording: &Recording, end: &str) -> bool {
    recording.line.starts_with("GET /api/jobConfigurations/") && recording.line.ends_with(end)
}

/// Whether it is a whole job that was asked for by its identifier.
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
