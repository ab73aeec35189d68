//! Every operation of the client: the columns of the matrix.

use std::time::Duration;

use dhis2_steward::client::TaskWatch;
use dhis2_steward::domain::integrity::Selection;
use dhis2_steward::domain::job_watch::{JobEvent, JobState, Outcome};
use dhis2_steward::domain::plan::StepState;
use dhis2_steward::model::{
    AnalyticsOptions, ExpressionContext, JobDraft, JobType, LockFilter, MetadataVersionType,
    Operation as Maintenance, PredictorSelection, Queue, RemoteServer, ResultDeletion, ResultFilter,
    Schedule, Secret, SettingKey, UsageInterval,
};
use dhis2_steward::protocol::Method;
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::protocol::task::Keep;
use dhis2_steward::{Client, ErrorKind, Request, Result};
use dhis2_steward_simulator::Version;
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, Stream, StreamExt, TryStreamExt};

use super::world::Things;

/// What an operation does, and how it reads the response: this determines the outcome of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Reads data.
    Reads,
    /// Reads data that may be absent.
    ReadsIfAny,
    /// Reads the result of a job, which may not exist yet.
    ReadsLeft,
    /// Reads text.
    ReadsText,
    /// Accepts any response.
    ReadsAnything,
    /// Reads the headers; the response has no body.
    ReadsHeaders,
    /// Reads data as it arrives.
    Stream,
    /// Polls, and continues after a failure that may be temporary.
    Watches,
    /// Checks that the target of a write exists.
    Questions,
    /// Writes, and reads the response.
    Acts,
    /// Writes; the response may be empty.
    ActsQuietly,
    /// Writes; reads only the status.
    ActsBlindly,
}

impl Class {
    pub(super) fn acts(self) -> bool {
        matches!(self, Self::Acts | Self::ActsQuietly | Self::ActsBlindly)
    }

    /// Whether the response must be valid data.
    pub(super) fn has_shape(self) -> bool {
        !matches!(self, Self::ReadsText | Self::ReadsAnything | Self::ReadsHeaders | Self::ActsBlindly)
    }

    /// Its name in the document.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Reads => "reads data",
            Self::ReadsIfAny => "reads data that may be absent",
            Self::ReadsLeft => "reads the result of a job",
            Self::ReadsText => "reads text of any length",
            Self::ReadsAnything => "accepts any response",
            Self::ReadsHeaders => "reads the headers",
            Self::Stream => "streams data",
            Self::Watches => "watches",
            Self::Questions => "checks that the target of a write exists",
            Self::Acts => "writes, and reads the response",
            Self::ActsQuietly => "writes; the response may be empty",
            Self::ActsBlindly => "writes; reads only the status",
        }
    }

    /// The outcome of an empty 200.
    pub(super) fn of_nothing(self) -> Option<ErrorKind> {
        match self {
            Self::ReadsIfAny | Self::ReadsAnything | Self::ReadsHeaders => None,
            Self::ActsQuietly | Self::ActsBlindly => None,
            Self::ReadsLeft => Some(ErrorKind::NotFound),
            _ => Some(ErrorKind::UnexpectedAnswer),
        }
    }
}

/// How an operation is called.
type Call = Box<dyn Fn(Client, Things) -> LocalBoxFuture<'static, Result<()>>>;

/// An operation of the client.
pub(super) struct Operation {
    /// Its name, such as `jobs.get`, optionally followed by its arguments in brackets.
    pub(super) name: String,
    pub(super) class: Class,
    pub(super) version: Version,
    /// Its error on the simulated server without a fault, if any.
    pub(super) sound: Option<ErrorKind>,
    pub(super) call: Call,
}

impl Operation {
    /// The same operation on another version.
    fn of(self, version: Version) -> Self {
        Self { version, ..self }
    }

    /// The same operation, if it fails on the simulated server.
    fn failing(self, kind: ErrorKind) -> Self {
        Self { sound: Some(kind), ..self }
    }

    /// Its name without brackets.
    pub(super) fn base(&self) -> &str {
        self.name.split(" (").next().unwrap()
    }
}

/// A row: a name, a class, and a call that may use a client and the server's objects.
macro_rules! row {
    ($name:expr, $class:ident, |$client:ident, $things:ident| $call:expr) => {
        Operation {
            name: String::from($name),
            class: Class::$class,
            version: Version::V2_42,
            sound: None,
            call: Box::new(move |$client, $things| {
                async move {
                    // Not every call needs both.
                    let (_, _) = (&$client, &$things);
                    $call.await.map(drop)
                }
                .boxed_local()
            }),
        }
    };
}

/// The first item of a stream.
async fn first<T>(mut stream: impl Stream<Item = Result<T>> + Unpin) -> Result<Option<T>> {
    stream.try_next().await
}

/// A stream to its end.
async fn all<T>(stream: impl Stream<Item = Result<T>>) -> Result<()> {
    stream.try_for_each(|_| async { Ok(()) }).await
}

/// Fails if the outcome of a job is unknown.
fn known(outcome: Outcome) -> Result<()> {
    match outcome {
        Outcome::Unknown { why } => Err(why),
        _ => Ok(()),
    }
}

async fn to_the_end(mut events: impl Stream<Item = Result<JobEvent>> + Unpin) -> Result<()> {
    while let Some(event) = events.try_next().await? {
        if let JobEvent::State(JobState::Ended(outcome)) = event {
            return known(outcome);
        }
    }
    Ok(())
}

/// The outcome of an operation in a plan, which must be unknown if the error says so.
async fn planned(client: Client) -> Result<()> {
    let mut plan = client.maintenance().plan([Maintenance::PrunePeriods]);
    match plan.next().await.unwrap().state {
        StepState::Done => Ok(()),
        StepState::Unknown(error) if error.leaves_outcome_unknown() => Err(error),
        StepState::Failed(error) if !error.leaves_outcome_unknown() => Err(error),
        other => panic!("{other:?}"),
    }
}

fn remote() -> RemoteServer {
    RemoteServer {
        url: "https://central.example.org/hmis".into(),
        username: "sync".into(),
        password: Some(Secret::from("s3cret-word")),
    }
}

async fn step(client: Client, things: Things) -> Result<()> {
    let mut run = client.integrity().resume(&things.record, &things.checks);
    let step = run.step().await?;
    let step = if step.lost_sight.is_some() { run.step().await? } else { step };
    match step.phase {
        dhis2_steward::client::RunPhase::Ended(outcome) => known(outcome),
        _ => Ok(()),
    }
}

/// A nightly job.
pub(super) fn nightly(name: &str, hour: u8) -> JobDraft {
    JobDraft::new(name, &JobType::ResourceTable).schedule(&Schedule::Cron(format!("0 0 {hour} * * ?")))
}

/// All operations that send requests.
#[rustfmt::skip]
pub(super) fn operations() -> Vec<Operation> {
    let rows = [
        row!("connect", Reads, |c, t| t.link.connect()),
        row!("connect_within", Reads, |c, t| t.link.connect_within(Duration::from_secs(1))),
        row!("ping", ReadsAnything, |c, t| c.ping()),
        row!("request (GET)", ReadsAnything, |c, t| c.request(&Request::get("/api/me"))),
        row!("request (HEAD)", ReadsHeaders, |c, t| c.request(&Request::new(Method::Head, "/api/me"))),
        row!("request (OPTIONS)", ReadsAnything, |c, t| c.request(&Request::new(Method::Options, "/api/me"))),
        row!("request (any other)", ActsBlindly, |c, t| c.request(&Request::new(Method::Put, "/api/dataStore/steward/visit").json(b"{}".to_vec()))),
        row!("integrity.checks", Reads, |c, t| c.integrity().checks()),
        row!("integrity.summaries", Reads, |c, t| c.integrity().summaries(&t.names)),
        row!("integrity.running", Reads, |c, t| c.integrity().running(RunKind::Summary)),
        row!("integrity.completed", Reads, |c, t| c.integrity().completed(RunKind::Summary)),
        row!("integrity.start", Acts, |c, t| c.integrity().start(RunKind::Summary, &t.names)),
        row!("integrity.run", Acts, |c, t| c.integrity().run(RunKind::Summary, &Selection::named(t.names), &t.checks)),
        row!("integrity.issues", Stream, |c, t| all(c.integrity().issues(&t.names).await?)),
        row!("integrity.start_report", Acts, |c, t| c.integrity().start_report(&[])).of(Version::V2_41),
        row!("integrity.report_of", ReadsLeft, |c, t| c.integrity().report_of(&t.left)).of(Version::V2_41),
        row!("integrity.metrics", ReadsText, |c, t| c.integrity().metrics()),
        row!("IntegrityRun.step", Watches, |c, t| step(c, t)),
        row!("IntegrityRun.report", Reads, |c, t| c.integrity().resume(&t.record, &t.checks).report()),
        row!("jobs.get", Reads, |c, t| c.jobs().get(t.job.id)),
        row!("jobs.progress", ReadsIfAny, |c, t| c.jobs().progress(t.job.id)),
        row!("jobs.cancel", Acts, |c, t| c.jobs().cancel(t.job.id)),
        row!("jobs.watch", Watches, |c, t| to_the_end(c.jobs().watch(&t.job))),
        row!("jobs.running", Reads, |c, t| c.jobs().running()),
        row!("jobs.find_running", Reads, |c, t| c.jobs().find_running(&JobType::ResourceTable)),
        row!("jobs.completion", Watches, |c, t| async { known(c.jobs().completion(&t.job, None).await?) }),
        row!("jobs.running_of", Reads, |c, t| c.jobs().running_of(c.user().id)),
        row!("jobs.errors", Reads, |c, t| c.jobs().errors(t.job.id)),
        row!("jobs.all_errors", Reads, |c, t| c.jobs().all_errors(None)),
        row!("jobs.execute", Acts, |c, t| c.jobs().execute(t.scheduled)),
        row!("jobs.enable", Acts, |c, t| c.jobs().enable(t.scheduled)),
        row!("jobs.disable", Acts, |c, t| c.jobs().disable(t.scheduled)),
        row!("jobs.revert", Acts, |c, t| c.jobs().revert(t.job.id)).failing(ErrorKind::Conflict),
        row!("jobs.cancel_type", Acts, |c, t| c.jobs().cancel_type(&JobType::ResourceTable)),
        row!("jobs.clean", Acts, |c, t| c.jobs().clean(1_000)),
        row!("scheduler.jobs", Reads, |c, t| c.scheduler().jobs()),
        row!("scheduler.job", Reads, |c, t| c.scheduler().job(t.scheduled)),
        row!("scheduler.job_types", Reads, |c, t| c.scheduler().job_types()),
        row!("scheduler.job_parameters", Reads, |c, t| c.scheduler().job_parameters()),
        row!("scheduler.entries", Reads, |c, t| c.scheduler().entries()),
        row!("scheduler.queueable", Reads, |c, t| c.scheduler().queueable(None)),
        row!("scheduler.queues", Reads, |c, t| c.scheduler().queues()),
        row!("scheduler.queue", Reads, |c, t| c.scheduler().queue(&t.queue.name)),
        row!("scheduler.due", Reads, |c, t| c.scheduler().due(3_600)),
        row!("scheduler.stale", Reads, |c, t| c.scheduler().stale(3_600)),
        row!("scheduler.create", Acts, |c, t| c.scheduler().create(&nightly("Another", 7))),
        row!("scheduler.update", Acts, |c, t| c.scheduler().update(t.scheduled, &nightly("Another", 7))),
        row!("scheduler.delete", Acts, |c, t| c.scheduler().delete(t.scheduled)),
        row!("scheduler.create_queue", Acts, |c, t| c.scheduler().create_queue(&Queue { name: "second".into(), sequence: t.queueable, ..t.queue })),
        row!("scheduler.update_queue", Acts, |c, t| c.scheduler().update_queue(&t.queue.name, &t.queue)),
        row!("scheduler.delete_queue", Acts, |c, t| c.scheduler().delete_queue(&t.queue.name)),
        row!("tasks.list_full", Reads, |c, t| c.tasks().list_full(&JobType::ResourceTable)),
        row!("tasks.summaries", Reads, |c, t| c.tasks().summaries(&t.left.job_type)),
        row!("tasks.summary", ReadsIfAny, |c, t| c.tasks().summary(&t.left)),
        row!("tasks.watch", Watches, |c, t| to_the_end(c.tasks().watch(&t.job, TaskWatch::default()))),
        row!("tasks.delete_all", Acts, |c, t| c.tasks().delete_all(None)),
        row!("tasks.delete_old", Acts, |c, t| c.tasks().delete_old(None, Keep { jobs: Some(5), ..Keep::default() })),
        row!("tasks.types", Reads, |c, t| c.tasks().types()),
        row!("tasks.all", Reads, |c, t| c.tasks().all()),
        row!("tasks.list", Reads, |c, t| c.tasks().list(&JobType::ResourceTable)),
        row!("tasks.notifications", Reads, |c, t| c.tasks().notifications(&t.job)),
        row!("tasks.delete", Acts, |c, t| c.tasks().delete(&t.ended)),
        row!("maintenance.run (clearAnalyticsTables from 2.43)", ActsQuietly, |c, t| c.maintenance().run(Maintenance::ClearAnalyticsTables)).of(Version::V2_43),
        row!("maintenance.prune_organisation_unit", Acts, |c, t| c.maintenance().prune_organisation_unit(t.unit)),
        row!("maintenance.prune_data_element", Acts, |c, t| c.maintenance().prune_data_element(t.element)),
        row!("maintenance.plan", Acts, |c, t| planned(c)),
        row!("category_option_combos.update_all", Acts, |c, t| c.category_option_combos().update_all()),
        row!("category_option_combos.update", Acts, |c, t| c.category_option_combos().update(t.combo)),
        row!("category_option_combos.counts", Reads, |c, t| c.category_option_combos().counts(t.combo)),
        row!("category_option_combos.all_counts", Reads, |c, t| c.category_option_combos().all_counts()),
        row!("category_option_combos.settling", Watches, |c, t| all(c.category_option_combos().settling(t.combo, None))),
        row!("category_option_combos.settled", Watches, |c, t| c.category_option_combos().settled(t.combo, None)),
        row!("settings.all", Reads, |c, t| c.settings().all()),
        row!("settings.some", Reads, |c, t| c.settings().some(&["keyAnalyticsMaxLimit"])),
        row!("settings.set", Acts, |c, t| c.settings().set(&SettingKey::ANALYTICS_LIMIT, &90_000)),
        row!("settings.set_raw", Acts, |c, t| c.settings().set_raw("keyAnalyticsMaxLimit", "90000")),
        row!("settings.set_secret", Acts, |c, t| c.settings().set_secret("keyRemoteInstancePassword", &Secret::from("s3cret-word"))),
        row!("settings.reset", Acts, |c, t| c.settings().reset("keyAnalyticsMaxLimit")),
        row!("synchronization.settings", Reads, |c, t| c.synchronization().settings()),
        row!("synchronization.configure", Acts, |c, t| c.synchronization().configure(&remote())),
        row!("synchronization.test", Reads, |c, t| c.synchronization().test()),
        row!("synchronization.push_data", Acts, |c, t| c.synchronization().push_data()).failing(ErrorKind::UnexpectedAnswer),
        row!("synchronization.pull_metadata", Acts, |c, t| c.synchronization().pull_metadata("https://central.example.org/m.json")),
        row!("synchronization.versions", Reads, |c, t| c.synchronization().versions()),
        row!("synchronization.versions_since", ReadsIfAny, |c, t| c.synchronization().versions_since(&t.versions[0])),
        row!("synchronization.create_version", Acts, |c, t| c.synchronization().create_version(&MetadataVersionType::BestEffort)),
        row!("synchronization.download_version", Reads, |c, t| c.synchronization().download_version(&t.versions[0])),
        row!("synchronization.compare_versions", Reads, |c, t| c.synchronization().compare_versions(&t.versions[0], &t.versions[1])),
        row!("tables.update_resource_tables", Acts, |c, t| c.tables().update_resource_tables()),
        row!("tables.update_analytics", Acts, |c, t| c.tables().update_analytics(&AnalyticsOptions::default())),
        row!("tables.update_monitoring", Acts, |c, t| c.tables().update_monitoring()),
        row!("tables.status", Reads, |c, t| c.tables().status()),
        row!("data.summary", Reads, |c, t| c.data().summary()),
        row!("data.metrics", ReadsText, |c, t| c.data().metrics()),
        row!("data.object_counts", Reads, |c, t| c.data().object_counts()),
        row!("data.usage", Reads, |c, t| c.data().usage(&t.dates, UsageInterval::Month)),
        row!("data.generate_min_max", Acts, |c, t| c.data().generate_min_max(t.unit, &[t.data_set])),
        row!("data.remove_min_max", Acts, |c, t| c.data().remove_min_max(t.unit, &[t.data_set])),
        row!("lock_exceptions.list", Reads, |c, t| first(c.lock_exceptions().list(&LockFilter::default(), 50))),
        row!("lock_exceptions.combinations", Reads, |c, t| c.lock_exceptions().combinations()),
        row!("lock_exceptions.add", Acts, |c, t| first(c.lock_exceptions().add(&[t.unit], t.data_set, "202602")?.map(|one| one.outcome))),
        row!("lock_exceptions.remove", Acts, |c, t| c.lock_exceptions().remove(t.unit, t.data_set, "202601")),
        row!("lock_exceptions.remove_all", Acts, |c, t| c.lock_exceptions().remove_all(t.data_set, "202601")),
        row!("organisation_units.of_level", Reads, |c, t| c.organisation_units().of_level(2)),
        row!("organisation_units.of_group", Reads, |c, t| c.organisation_units().of_group(t.group)),
        row!("organisation_units.children", Reads, |c, t| c.organisation_units().children(t.unit)),
        row!("organisation_units.search", Reads, |c, t| c.organisation_units().search("a", 10)),
        row!("organisation_units.levels", Reads, |c, t| c.organisation_units().levels()),
        row!("organisation_units.groups", Reads, |c, t| c.organisation_units().groups()),
        row!("predictors.list", Reads, |c, t| c.predictors().list()),
        row!("predictors.groups", Reads, |c, t| c.predictors().groups()),
        row!("predictors.run", Acts, |c, t| c.predictors().run(PredictorSelection::Group(t.predictor_group), &t.dates)),
        row!("predictors.start", Acts, |c, t| c.predictors().start(PredictorSelection::All, &t.dates)),
        row!("predictors.outcome", ReadsLeft, |c, t| c.predictors().outcome(&t.left)),
        row!("predictors.run_groups", Acts, |c, t| first(c.predictors().run_groups(vec![t.predictor_group], &t.dates).map(|(_, outcome)| outcome))),
        row!("validation.run", Acts, |c, t| c.validation().run(&t.run)),
        row!("validation.results", Reads, |c, t| first(c.validation().results(&ResultFilter::default(), 50))),
        row!("validation.result", Reads, |c, t| c.validation().result(t.result)),
        row!("validation.delete_result", Acts, |c, t| c.validation().delete_result(t.result)),
        row!("validation.delete_results", Acts, |c, t| c.validation().delete_results(&ResultDeletion { organisation_units: vec![t.unit], ..ResultDeletion::default() })),
        row!("validation.send_notifications", Acts, |c, t| c.validation().send_notifications()),
        row!("validation.describe (generic)", Reads, |c, t| c.validation().describe("1 + 1", ExpressionContext::Generic)),
        row!("validation.describe (any other)", Acts, |c, t| c.validation().describe("1 + 1", ExpressionContext::Indicator)),
    ];
    let maintenance = Maintenance::ALL.map(|one| row!(format!("maintenance.run ({})", one.as_str()), Acts, |c, t| c.maintenance().run(one)));
    rows.into_iter().chain(maintenance).collect()
}
