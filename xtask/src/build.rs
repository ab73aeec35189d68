//! Builds the app's files, as they are in the zip.
//!
//! Knows nothing of DHIS2's manifests: packaging adds them.

mod asset;
mod message;
mod module;
mod name;
mod order;
mod page;
pub(crate) mod po;
mod script;
mod style;
mod wasm;

use std::collections::BTreeMap;

pub(crate) use module::{FLAGS, flags, shrink};
pub(crate) use name::shorten;

use crate::failure::Result;
use crate::step::Steps;
use crate::{file, project, setup};

/// How much the app is optimised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// A fast build, for development.
    Dev,
    /// The smallest build, for the zip.
    Release,
}

/// The files of the app by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Builds the app in the staging folder.
pub(crate) fn build(profile: Profile, steps: &mut Steps) -> Result<Files> {
    steps.run("WebAssembly target", setup::wasm_target)?;
    steps.run("npm packages", setup::npm)?;
    let bindgen = steps.run("wasm-bindgen", setup::wasm_bindgen)?;
    let split = steps.run("wasm-split", setup::wasm_split)?;
    let module = steps.run("compile the app", || module::build(profile, &bindgen, &split))?;
    let files = steps.run("bundle the app", || bundle(profile, &module))?;
    stage(&files)?;
    Ok(files)
}

/// Builds everything except the module, in about a second.
fn bundle(profile: Profile, module: &module::Module) -> Result<Files> {
    let root = project::root().join("www");
    let mut files = Files::new();
    let parts = module.parts.iter().map(|(name, packed)| {
        let file = asset::add(&mut files, &format!("assets/{name}"), "bin", packed.clone());
        (name.as_str(), file)
    });
    let loaders = script::Loaders { scripts: &module.scripts, parts: parts.collect() };
    let page = page::Parts {
        module: asset::add(&mut files, "assets/steward", "bin", module.start.clone()),
        boot: asset::add(&mut files, "assets/boot", "js", script::boot(&root, &loaders, profile)?),
        start: style::start(&mut files, &root, profile)?,
        style: style::app(&mut files, &root, profile)?,
        later: style::later(&mut files, &root, profile)?,
        messages: message::add(&mut files, &root.join("i18n"), &module.start, profile)?,
        icon: page::data_address(&file::read_text(&root.join("icons/icon.svg"))?),
        icons: file::read_text(&root.join("icons/sprite.svg"))?.lines().map(str::trim).collect(),
    };
    files.insert(
        "index.html".to_owned(),
        page.fill(&file::read_text(&root.join("index.html"))?)?.into_bytes(),
    );
    Ok(files)
}

fn stage(files: &Files) -> Result {
    let staging = project::staging();
    file::empty_folder(&staging)?;
    files.iter().try_for_each(|(name, bytes)| file::write(&staging.join(name), bytes))
}
