//! `/api/me`: the current user.

use axum::http::header::CACHE_CONTROL;
use serde_json::{Value, json};

use crate::error_page::no_such_route;
use crate::exchange::Answer;
use crate::fields::Fields;
use crate::model::Named;
use crate::route::{Call, Result, only_get};
use crate::state::State;
use crate::user::{User, access};
use crate::{Version, uid};

/// Answers `/api/me/…`.
pub(crate) fn answer(state: &State, call: &Call<'_>, rest: &[&str]) -> Result<Answer> {
    only_get(state, call)?;
    match rest {
        [] => {
            let fields = call.request.param("fields").map_or_else(Fields::all, Fields::parse);
            let mut person = fields.select(&describe(state, call.user));
            // Up to 2.41 the settings come whole, whichever of them are asked for.
            if let (Version::V2_41, Some(settings)) = (state.version(), person.get_mut("settings")) {
                *settings = state.settings.of_user(call.user.username).into();
            }
            Ok(Answer::json(&person))
        }
        ["authorities" | "authorization"] => {
            Ok(Answer::json(&json!(call.user.authorities)).with(CACHE_CONTROL, "no-store"))
        }
        ["authorities" | "authorization", name] => {
            Ok(Answer::json(&call.user.may(name).into()).with(CACHE_CONTROL, "no-store"))
        }
        ["dashboard"] => {
            let counts = json!({ "unreadInterpretations": 0, "unreadMessageConversations": 0 });
            Ok(Answer::json(&counts).no_store())
        }
        _ => Err(no_such_route(&call.request.path)),
    }
}

fn describe(state: &State, user: &User) -> Value {
    let ids = |objects: &mut dyn Iterator<Item = &Named>| {
        objects.map(|object| object.id.clone()).collect::<Vec<_>>()
    };
    let version = state.version();
    let id = uid::of("Tamaria");
    let root = json!({
        "name": "Tamaria", "displayName": "Tamaria", "path": format!("/{id}"), "level": 1, "id": id
    });
    let mut person = json!({
        "id": user.id,
        "username": user.username,
        "surname": user.surname,
        "firstName": user.first_name,
        "created": "2024-02-12T09:14:05.137",
        "lastUpdated": "2026-03-02T10:41:52.958",
        "dataViewOrganisationUnits": [root],
        "favorites": [],
        "userGroups": [],
        "translations": [],
        "teiSearchOrganisationUnits": if version == Version::V2_42 { json!([]) } else { json!([root]) },
        "organisationUnits": [root],
        "displayName": user.name(),
        "access": access(version),
        "name": user.name(),
        "emailVerified": false,
        "userRoles": [{ "name": user.role, "id": uid::of(user.role) }],
        "settings": state.settings.of_user(user.username),
        "programs": ids(&mut state.model.programs.iter()),
        "authorities": user.authorities,
        "dataSets": ids(&mut state.model.data_sets.iter().map(|set| &set.named)),
        "patTokens": [],
        "twoFactorType": "NOT_ENABLED",
        "attributeValues": []
    });
    if let (Version::V2_41, Value::Object(map)) = (version, &mut person) {
        map.shift_remove("emailVerified");
        map.shift_remove("twoFactorType");
        map.insert("userCredentials".into(), credentials(user));
    }
    person
}

/// The user's properties that 2.41 repeats for old clients.
fn credentials(user: &User) -> Value {
    json!({
        "id": user.id,
        "username": user.username,
        "externalAuth": false,
        "twoFA": false,
        "passwordLastUpdated": "2024-02-12T09:14:05.242",
        "cogsDimensionConstraints": [],
        "catDimensionConstraints": [],
        "previousPasswords": [],
        "lastLogin": "2026-03-02T10:41:52.958",
        "selfRegistered": false,
        "invitation": false,
        "disabled": false,
        "access": access(Version::V2_41),
        "sharing": { "owner": "system-process", "users": {}, "userGroups": {} },
        "userRoles": [{ "id": uid::of(user.role) }]
    })
}
