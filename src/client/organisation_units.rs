//! Organisation units.

use super::{Client, Pending};
use crate::model::{Named, OrganisationUnit, OrganisationUnitLevel, Page, Uid};
use crate::protocol::organisation_unit;

/// Organisation units. Created with [`Client::organisation_units`].
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
/// #     .on("GET /api/organisationUnits", Canned::json(r#"{"organisationUnits":[{"id":"pum2JRtq2BG","displayName":"Testland","path":"/pum2JRtq2BG","children":true}]}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let roots = client.organisation_units().of_level(1).await?;
/// assert!(roots.iter().any(|root| root.has_children));
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct OrganisationUnitsApi {
    client: Client,
}

impl OrganisationUnitsApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists the units of a level, ordered by name; level 1 has the roots: `GET /api/organisationUnits?level=…`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn of_level(&self, level: u16) -> Pending<Vec<OrganisationUnit>> {
        self.client.connection().items(organisation_unit::of_level(level))
    }

    /// Lists the units of a group, ordered by name: `GET /api/organisationUnits?filter=organisationUnitGroups.id:eq:…`.
    ///
    /// # Errors
    ///
    /// Any request error; returns no units for a group that does not exist.
    pub fn of_group(&self, group: Uid) -> Pending<Vec<OrganisationUnit>> {
        self.client.connection().items(organisation_unit::of_group(group))
    }

    /// Lists the children of a unit, ordered by name: `GET /api/organisationUnits?filter=parent.id:eq:…`.
    ///
    /// # Errors
    ///
    /// Any request error; returns no units for a parent that does not exist.
    pub fn children(&self, parent: Uid) -> Pending<Vec<OrganisationUnit>> {
        self.client.connection().items(organisation_unit::children(parent))
    }

    /// Searches units by part of the name, or by identifier or code, and returns the first matches:
    /// `GET /api/organisationUnits?query=…`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn search(&self, text: &str, limit: u32) -> Pending<Page<OrganisationUnit>> {
        self.client.connection().json_of(organisation_unit::search(text, limit))
    }

    /// Lists the named levels, from the top: `GET /api/organisationUnitLevels`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn levels(&self) -> Pending<Vec<OrganisationUnitLevel>> {
        self.client.connection().items(organisation_unit::levels())
    }

    /// Lists the organisation unit groups, ordered by name: `GET /api/organisationUnitGroups`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn groups(&self) -> Pending<Vec<Named>> {
        self.client.connection().items(organisation_unit::groups())
    }
}
