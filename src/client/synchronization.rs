//! Synchronisation.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::{Client, Pending};
use crate::domain::metadata_version::{CollectionDifference, compare};
use crate::error::Result;
use crate::model::{
    DataPush, MetadataPull, MetadataSnapshot, MetadataVersion, MetadataVersionType, Page, RemoteAvailability,
    RemoteServer, SettingKey, SystemSettings,
};
use crate::protocol::{setting, synchronization};

/// What can be asked of synchronisation. Created with [`Client::synchronization`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.43.1","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("GET /api/synchronization/availability", Canned::json(r#"{"available":false,"message":"Remote server is not configured","statusPhrase":"Bad Gateway","statusCode":502}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let availability = client.synchronization().test().await?;
/// assert_eq!(availability.message, "Remote server is not configured");
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct SynchronizationApi {
    client: Client,
}

impl SynchronizationApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The settings of synchronisation, the password left out: `GET /api/systemSettings?key=…`, for everybody.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn settings(&self) -> Pending<SystemSettings> {
        self.client.connection().json_of(setting::some(&synchronization::SETTINGS))
    }

    /// Sets which server data and metadata are exchanged with: `POST /api/systemSettings/{key}` for each of address,
    /// name and password, with `F_SYSTEM_SETTING`. A password that is left out stays as it is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the address changes without a password: the new server would be sent that of
    /// the old one. Otherwise that of the first one which is not set; those before it are. Of the password it leaves the server's words out,
    /// which may repeat it.
    pub fn configure(&self, remote: &RemoteServer) -> LocalBoxFuture<'static, Result<()>> {
        let requests = synchronization::configure(remote);
        let settings = self.client.settings();
        let password =
            remote.password.as_ref().map(|password| settings.set_secret(synchronization::PASSWORD, password));
        let connection = self.client.connection().clone();
        let url = synchronization::trimmed(&remote.url).to_owned();
        let before = password.is_none().then(|| settings.some(&[SettingKey::REMOTE_URL.name()]));
        async move {
            if let Some(before) = before {
                synchronization::keeps_password(before.await?.get(&SettingKey::REMOTE_URL).as_deref(), &url)?;
            }
            for request in requests {
                connection.done_of(Ok(request)).await?;
            }
            match password {
                Some(password) => password.await,
                None => Ok(()),
            }
        }
        .boxed_local()
    }

    /// Whether the other server can be reached and lets this one log in: `GET /api/synchronization/availability`, for
    /// everybody.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with; a server that cannot be reached is no error.
    pub fn test(&self) -> Pending<RemoteAvailability> {
        self.client.connection().json(synchronization::availability())
    }

    /// Sends the data values that have changed since the last time: `POST /api/synchronization/dataPush`, with
    /// `F_EXPORT_DATA`.
    ///
    /// The answer comes when the server is done, with no time-out here.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnexpectedAnswer`](crate::ErrorKind::UnexpectedAnswer) where the other server cannot be reached,
    /// which the server answers with an empty 200, and [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) where it
    /// took nothing.
    pub fn push_data(&self) -> Pending<DataPush> {
        Pending::new(self.client.connection().success(synchronization::push_data()), |request, answer| {
            if answer.bytes.is_empty() {
                return Err(synchronization::remote_unavailable(request));
            }
            let push: DataPush = answer.json(request)?;
            let words = push.description.as_deref();
            synchronization::judge(&push.status, words)
                .map_err(|error| error.of_request(request.to_string()))?;
            Ok(push)
        })
    }

    /// Fetches metadata from an address that the server's configuration allows: `POST
    /// /api/synchronization/metadataPull`, with `ALL` alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for an address that is not allowed, and where nothing was
    /// taken in.
    pub fn pull_metadata(&self, url: &str) -> Pending<MetadataPull> {
        let pulled = self.client.connection().json(synchronization::pull_metadata(url));
        pulled.and_then(|pull: MetadataPull, request| {
            synchronization::judge(&pull.status, None)
                .map_err(|error| error.of_request(request.to_string()))?;
            Ok(pull)
        })
    }

    /// Every version of the metadata: `GET /api/metadata/versions`, for everybody.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) where metadata have no versions: see
    /// [`SettingKey::VERSIONING`](crate::model::SettingKey::VERSIONING).
    pub fn versions(&self) -> Pending<Vec<MetadataVersion>> {
        self.client.connection().json(synchronization::versions()).map_ok(|page: Page<_>| page.items)
    }

    /// The versions that are newer than one: `GET /api/metadata/version/history`, for everybody.
    ///
    /// # Errors
    ///
    /// As [`versions`](Self::versions).
    pub fn versions_since(&self, name: &str) -> Pending<Vec<MetadataVersion>> {
        let newer = self.client.connection().json_or_empty(synchronization::versions_since(name));
        newer.map_ok(|page: Option<Page<_>>| page.map(|page| page.items).unwrap_or_default())
    }

    /// Makes a version of the metadata as they are: `POST /api/metadata/version/create`, with `F_METADATA_MANAGE`.
    ///
    /// # Errors
    ///
    /// As [`versions`](Self::versions).
    pub fn create_version(&self, version_type: &MetadataVersionType) -> Pending<MetadataVersion> {
        self.client.connection().json(synchronization::create_version(version_type))
    }

    /// The content of a version as JSON: `GET /api/metadata/version/{name}/data`, with `F_METADATA_MANAGE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) where there is no such version, as the server says it.
    pub fn download_version(&self, name: &str) -> Pending<String> {
        self.client.connection().text_of(Ok(synchronization::download_version(name)))
    }

    /// What two versions hold that differs: both are downloaded, and what stays of each is a digest per object.
    ///
    /// # Errors
    ///
    /// As [`download_version`](Self::download_version).
    pub fn compare_versions(
        &self,
        first: &str,
        second: &str,
    ) -> LocalBoxFuture<'static, Result<Vec<CollectionDifference>>> {
        let requests = [first, second].map(synchronization::download_version);
        let connection = self.client.connection().clone();
        async move {
            // One after the other: only one of them is held whole at a time.
            let mut snapshots: [MetadataSnapshot; 2] = Default::default();
            for (snapshot, request) in snapshots.iter_mut().zip(requests) {
                *snapshot = connection.json(request).await?;
            }
            let [first, second] = &snapshots;
            Ok(compare(first, second))
        }
        .boxed_local()
    }
}
