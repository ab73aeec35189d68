//! Organisation units: the tree, by levels, below a unit, by search and by group.

use super::Request;
use crate::model::Uid;

const LISTED: &str = "id,displayName,path,children~isNotEmpty";

/// Asks for all units of a level, from 1 on.
pub fn of_level(level: u16) -> Request {
    list().number("level", level.into()).query("order", "displayName:asc")
}

/// Asks for all units of a group.
pub fn of_group(group: Uid) -> Request {
    list().query("filter", format!("organisationUnitGroups.id:eq:{group}")).query("order", "displayName:asc")
}

fn list() -> Request {
    Request::get("/api/organisationUnits").query("fields", LISTED).query("paging", "false")
}

/// Asks for the units right below a unit.
pub fn children(parent: Uid) -> Request {
    list().query("filter", format!("parent.id:eq:{parent}")).query("order", "displayName:asc")
}

/// Asks for the first units whose name holds a text, or whose identifier or code it is.
pub fn search(text: &str, limit: u32) -> Request {
    Request::get("/api/organisationUnits")
        .query("query", text)
        .query("fields", LISTED)
        .number("pageSize", limit.into())
}

/// Asks for the levels that have names.
pub fn levels() -> Request {
    Request::get("/api/organisationUnitLevels")
        .query("fields", "id,level,displayName")
        .query("order", "level:asc")
        .query("paging", "false")
}

/// Asks for the groups of units.
pub fn groups() -> Request {
    Request::get("/api/organisationUnitGroups")
        .query("fields", "id,displayName")
        .query("order", "displayName:asc")
        .query("paging", "false")
}
