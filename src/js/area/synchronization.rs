//! Synchronisation.

use super::{Call, unknown};
use crate::error::Result;
use crate::js::work::Reply;
use crate::model::{MetadataVersionType, RemoteServer, Secret};

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let synchronization = context.client.synchronization();
    let version = |index| arguments.text(index, "The name of a version");
    Ok(match *operation {
        "settings" => context.reply(synchronization.settings()),
        "configure" => {
            let remote = arguments.options(0);
            let remote = RemoteServer {
                url: remote.needed("url"),
                username: remote.needed("username"),
                password: remote.text("password").map(Secret::from),
            };
            context.outcome(synchronization.configure(&remote))
        }
        "test" => context.reply(synchronization.test()),
        "pushData" => context.reply(synchronization.push_data()),
        "pullMetadata" => context.reply(synchronization.pull_metadata(&arguments.text(0, "The URL"))),
        "versions" => context.reply(synchronization.versions()),
        "versionsSince" => context.reply(synchronization.versions_since(&version(0))),
        "createVersion" => {
            let version_type = arguments.text(0, "The type of a version");
            let version_type = MetadataVersionType::from(version_type.as_str());
            context.reply(synchronization.create_version(&version_type))
        }
        "downloadVersion" => context.reply(synchronization.download_version(&version(0))),
        "compareVersions" => context.outcome(synchronization.compare_versions(&version(0), &version(1))),
        _ => return unknown(call),
    })
}
