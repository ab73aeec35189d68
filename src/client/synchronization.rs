//! Synchronisation.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::{Client, Pending};
use crate::domain::metadata_version::{CollectionDifference, compare};
use crate::error::{Error, Result};
use crate::model::{
    DataPush, MetadataPull, MetadataSnapshot, MetadataVersion, MetadataVersionType, Page, RemoteAvailability,
    RemoteServer, SettingKey, SystemSettings,
};
use crate::protocol::{setting, synchronization};

/// Synchronisation with a remote server. Created with [`Client::synchronization`].
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

    /// Returns the synchronisation settings, without the password: `GET /api/systemSettings?key=…`. Requires no
    /// authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn settings(&self) -> Pending<SystemSettings> {
        self.client.connection().json_of(setting::some(&synchronization::SETTINGS))
    }

    /// Sets the remote server: `POST /api/systemSettings/{key}` for each of username, password and URL. Requires
    /// `F_SYSTEM_SETTING`. An omitted password stays as it is.
    ///
    /// If the URL changes, it is reset first and set last, so that neither server is sent the other's password.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) if the URL changes without a password, because
    /// the new server would be sent that of the old one. Otherwise the error of the first setting that fails; those
    /// before it are set, and without the URL nothing is synchronised. The error for the password omits the server's
    /// message, which may contain it.
    pub fn configure(&self, remote: &RemoteServer) -> LocalBoxFuture<'static, Result<()>> {
        let settings = self.client.settings();
        let url = synchronization::trimmed(&remote.url).to_owned();
        let before = settings.some(&[SettingKey::REMOTE_URL.name()]);
        let forget = settings.reset(SettingKey::REMOTE_URL.name());
        let username = settings.set(&SettingKey::REMOTE_USERNAME, &remote.username);
        let password =
            remote.password.as_ref().map(|password| settings.set_secret(synchronization::PASSWORD, password));
        let set_url = settings.set(&SettingKey::REMOTE_URL, &url);
        async move {
            let before = before.await.map_err(Error::before_acting)?.get(&SettingKey::REMOTE_URL);
            let other = before.as_deref().and_then(|before| synchronization::other_server(before, &url));
            match (other, &password) {
                (Some(other), None) => return Err(synchronization::password_needed(other)),
                // One server's URL is never set together with another's password, whatever fails.
                (Some(_), Some(_)) => forget.await?,
                (None, _) => {}
            }
            username.await?;
            if let Some(password) = password {
                password.await?;
            }
            set_url.await
        }
        .boxed_local()
    }

    /// Tests whether this server can reach and log in to the remote server: `GET /api/synchronization/availability`.
    /// Requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error; an unreachable remote server is not an error.
    pub fn test(&self) -> Pending<RemoteAvailability> {
        self.client.connection().json(synchronization::availability())
    }

    /// Pushes the data values changed since the last push to the remote server: `POST /api/synchronization/dataPush`.
    /// Requires `F_EXPORT_DATA`.
    ///
    /// Resolves when the server is done, without a timeout.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnexpectedAnswer`](crate::ErrorKind::UnexpectedAnswer) if the remote server cannot be reached, for
    /// which the server responds with an empty 200, and [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) if it
    /// imported nothing.
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

    /// Pulls metadata from a URL that the server's configuration allows: `POST /api/synchronization/metadataPull`.
    /// Requires `ALL`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a URL that is not allowed, or if nothing was imported.
    pub fn pull_metadata(&self, url: &str) -> Pending<MetadataPull> {
        let pulled = self.client.connection().json(synchronization::pull_metadata(url));
        pulled.and_then(|pull: MetadataPull, request| {
            synchronization::judge(&pull.status, None)
                .map_err(|error| error.of_request(request.to_string()))?;
            Ok(pull)
        })
    }

    /// Lists all metadata versions: `GET /api/metadata/versions`. Requires no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) if metadata versioning is disabled: see
    /// [`SettingKey::VERSIONING`](crate::model::SettingKey::VERSIONING).
    pub fn versions(&self) -> Pending<Vec<MetadataVersion>> {
        self.client.connection().items(synchronization::versions())
    }

    /// Lists the metadata versions newer than a version: `GET /api/metadata/version/history`. Requires no authority.
    ///
    /// # Errors
    ///
    /// The errors of [`versions`](Self::versions).
    pub fn versions_since(&self, name: &str) -> Pending<Vec<MetadataVersion>> {
        let newer = self.client.connection().json_or_empty(synchronization::versions_since(name));
        newer.map_ok(|page: Option<Page<_>>| page.map(|page| page.items).unwrap_or_default())
    }

    /// Creates a metadata version from the current metadata: `POST /api/metadata/version/create`. Requires
    /// `F_METADATA_MANAGE`.
    ///
    /// # Errors
    ///
    /// The errors of [`versions`](Self::versions).
    pub fn create_version(&self, version_type: &MetadataVersionType) -> Pending<MetadataVersion> {
        self.client.connection().json(synchronization::create_version(version_type))
    }

    /// Downloads the content of a metadata version as JSON: `GET /api/metadata/version/{name}/data`. Requires
    /// `F_METADATA_MANAGE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) if the version does not exist, which is how DHIS2 reports it, and
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the content is not complete JSON.
    pub fn download_version(&self, name: &str) -> Pending<String> {
        let answer = self.client.connection().success(synchronization::download_version(name));
        Pending::new(answer, |request, answer| answer.json_text(request).map(str::to_owned))
    }

    /// Downloads two metadata versions and returns their differences; keeps only a digest per object of each.
    ///
    /// The first version of a server contains all metadata, each later one only what was saved since the one before:
    /// objects that did not change are then only in the first.
    ///
    /// # Errors
    ///
    /// The errors of [`download_version`](Self::download_version).
    pub fn compare_versions(
        &self,
        first: &str,
        second: &str,
    ) -> LocalBoxFuture<'static, Result<Vec<CollectionDifference>>> {
        let requests = [first, second].map(synchronization::download_version);
        let connection = self.client.connection().clone();
        async move {
            // One after the other, so that only one is in memory as a whole.
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
