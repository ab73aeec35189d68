//! Organisation units: by level, parent, group or search.

use super::Request;
use crate::error::Result;
use crate::model::Uid;

const LISTED: &str = "id,displayName,path,children~isNotEmpty";

/// Requests the units of a level, from 1.
pub fn of_level(level: u16) -> Request {
    list().number("level", level.into()).query("order", "displayName:asc")
}

/// Requests the units of a group.
pub fn of_group(group: Uid) -> Request {
    list().query("filter", format!("organisationUnitGroups.id:eq:{group}")).query("order", "displayName:asc")
}

fn list() -> Request {
    Request::get("/api/organisationUnits").query("fields", LISTED).query("paging", "false")
}

/// Requests the children of a unit.
pub fn children(parent: Uid) -> Request {
    list().query("filter", format!("parent.id:eq:{parent}")).query("order", "displayName:asc")
}

/// Requests the first units that match a part of the name, or an identifier or code.
pub fn search(text: &str, limit: u32) -> Result<Request> {
    Request::get("/api/organisationUnits")
        .query("query", text)
        .query("fields", LISTED)
        .number("pageSize", limit.into())
        .short()
}

/// Requests the named levels.
pub fn levels() -> Request {
    Request::get("/api/organisationUnitLevels")
        .query("fields", "id,level,displayName")
        .query("order", "level:asc")
        .query("paging", "false")
}

/// Requests the organisation unit groups.
pub fn groups() -> Request {
    Request::get("/api/organisationUnitGroups")
        .query("fields", "id,displayName")
        .query("order", "displayName:asc")
        .query("paging", "false")
}
