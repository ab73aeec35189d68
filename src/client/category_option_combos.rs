//! Category option combinations.

use core::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, LocalBoxFuture, select};
use futures_util::stream::{LocalBoxStream, StreamExt};

use super::giver::{Giver, given};
use super::poll::in_time;
use super::{Client, Pending, Poller};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{ComboCounts, Operation, Uid};
use crate::protocol::{category_combo, maintenance};

/// Category option combinations. Created with [`Client::category_option_combos`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// use core::time::Duration;
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.43.1","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("GET /api/categoryCombos/phkochrivi3", Canned::json(r#"{"id":"phkochrivi3","displayName":"Sex and age","categories":[{"categoryOptions":2}],"categoryOptionCombos":1}"#))
/// #     .on("GET /api/categoryCombos/phkochrivi3", Canned::json(r#"{"id":"phkochrivi3","displayName":"Sex and age","categories":[{"categoryOptions":2}],"categoryOptionCombos":2}"#))
/// #     .on("POST /api/maintenance/categoryOptionComboUpdate/categoryCombo/phkochrivi3", Canned::json(r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK"}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let sex_and_age = "phkochrivi3".parse()?;
/// let minute = Some(Duration::from_secs(60));
/// let counts = client.category_option_combos().settled(sex_and_age, minute).await?;
/// assert_eq!((counts.expected, counts.actual), (2, 2));
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct CategoryOptionCombosApi {
    client: Client,
}

impl CategoryOptionCombosApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Generates the missing option combinations of all category combinations and removes superfluous ones:
    /// `POST /api/maintenance/categoryOptionComboUpdate`. Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// Resolves when the server is done, without a timeout.
    ///
    /// # Errors
    ///
    /// The errors of [`MaintenanceApi::run`](super::MaintenanceApi::run).
    pub fn update_all(&self) -> Pending<()> {
        let request = maintenance::request(Operation::UpdateCategoryOptionCombos, self.client.version());
        self.client.connection().done_of(Ok(request))
    }

    /// Updates the option combinations of one category combination:
    /// `POST /api/maintenance/categoryOptionComboUpdate/categoryCombo/{uid}`. Requires `F_PERFORM_MAINTENANCE`.
    ///
    /// The counts in the server's response are those of failures, so they are not returned: call
    /// [`counts`](Self::counts).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if the category combination does not exist.
    pub fn update(&self, combo: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(category_combo::update(combo)))
    }

    /// Returns the actual and expected number of option combinations of a category combination:
    /// `GET /api/categoryCombos/{uid}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if the category combination does not exist.
    pub fn counts(&self, combo: Uid) -> Pending<ComboCounts> {
        self.client.connection().json(category_combo::counts(combo))
    }

    /// Returns the counts of every category combination: `GET /api/categoryCombos`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn all_counts(&self) -> Pending<Vec<ComboCounts>> {
        self.client.connection().items(category_combo::all_counts())
    }

    /// Polls the counts of a category combination until they match, and yields each of them.
    ///
    /// Up to 2.42, the server generates the option combinations itself after a category combination is saved; from
    /// 2.43, this starts the update once. Without a timeout, it waits forever.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`] with the last count if they do not match in time, and the errors of
    /// [`counts`](Self::counts) and [`update`](Self::update). A lost response to the update is not an error: the server
    /// may still be working.
    pub fn settling(
        &self,
        combo: Uid,
        timeout: Option<Duration>,
    ) -> LocalBoxStream<'static, Result<ComboCounts>> {
        let settling = Settling {
            combo,
            lacks_update: self.client.version().at_least(43),
            poller: self.client.poller().within(timeout),
            last: None,
            client: self.client.clone(),
        };
        given(|to| async move { settling.run(&to).await.err().map(Err) })
    }

    /// Waits until the counts of a category combination match; see [`settling`](Self::settling).
    ///
    /// # Errors
    ///
    /// The errors of [`settling`](Self::settling).
    pub fn settled(
        &self,
        combo: Uid,
        timeout: Option<Duration>,
    ) -> LocalBoxFuture<'static, Result<ComboCounts>> {
        let mut settling = self.settling(combo, timeout);
        async move {
            let mut last = None;
            while let Some(counts) = settling.next().await {
                last = Some(counts?);
            }
            last.ok_or_else(|| Error::new(ErrorKind::Aborted, "Counting ended before the counts matched."))
        }
        .boxed_local()
    }
}

struct Settling {
    client: Client,
    combo: Uid,
    poller: Poller,
    lacks_update: bool,
    last: Option<ComboCounts>,
}

impl Settling {
    /// The next count; `None` after one that matched.
    async fn run(mut self, to: &Giver<Result<ComboCounts>>) -> Result<()> {
        loop {
            let counts = self.counts().await?;
            let agree = counts.agree();
            self.last = Some(counts.clone());
            to.give(Ok(counts)).await;
            if agree {
                return Ok(());
            }
            if core::mem::take(&mut self.lacks_update) {
                self.update().await?;
            } else {
                self.check_time()?;
                self.poller.unchanged().await?;
            }
        }
    }

    /// Asks at least once, however short the timeout, and once more when it ends.
    async fn counts(&mut self) -> Result<ComboCounts> {
        loop {
            let counts = self.client.category_option_combos().counts(self.combo);
            match in_time(self.poller.deadline(), counts).await {
                Err(error) => {
                    if self.poller.survives(&error) {
                        self.check_time()?;
                    }
                    self.poller.failed(error).await?;
                }
                counts => return counts,
            }
        }
    }

    async fn update(&self) -> Result<()> {
        let update = self.client.category_option_combos().update(self.combo);
        let outcome = match self.poller.left() {
            None => update.await,
            Some(left) => {
                let deadline = self.client.connection().environment().deadline(left);
                match select(update.boxed_local(), deadline).await {
                    Either::Left((outcome, _)) => outcome,
                    Either::Right(_) => return Ok(()),
                }
            }
        };
        outcome.or_else(|error| if error.leaves_outcome_unknown() { Ok(()) } else { Err(error) })
    }

    fn check_time(&self) -> Result<()> {
        if self.poller.left() != Some(Duration::ZERO) {
            return Ok(());
        }
        let state = match &self.last {
            Some(ComboCounts { name, expected, actual, .. }) => {
                format!(
                    "“{name}” still has {actual} option combinations instead of {expected} after the timeout."
                )
            }
            None => "The option combinations could not be counted within the timeout.".to_owned(),
        };
        Err(Error::new(ErrorKind::Timeout, state))
    }
}
