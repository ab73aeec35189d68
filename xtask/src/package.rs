//! Packages the app for DHIS2: a flat zip with the manifests next to the app's files.
//!
//! Reproducible: the same files always produce the same bytes.

mod archive;
mod manifest;
mod rule;

use std::path::PathBuf;

use crate::build::{self, Files, Profile, po};
use crate::failure::{Failure, Result};
use crate::step::Steps;
use crate::{file, project};

/// Builds and packages the app; returns the path of the zip.
pub(crate) fn package(profile: Profile, steps: &mut Steps) -> Result<PathBuf> {
    let files = build::build(profile, steps)?;
    steps.run("pack the app", || {
        let files = complete(files)?;
        let broken = rule::broken(&files);
        if !broken.is_empty() {
            return Err(Failure::new(format!("DHIS2 would not accept this app:\n  {}", broken.join("\n  "))));
        }
        let path = project::dist().join(format!("steward-{}.zip", env!("CARGO_PKG_VERSION")));
        let zip = archive::zip(&files)?;
        file::write(&path, &zip)?;
        println!("    {} ({} bytes)", path.display(), zip.len());
        Ok(path)
    })
}

/// Adds the manifests, icons, changelog and licences.
fn complete(mut files: Files) -> Result<Files> {
    let root = project::root();
    let manifest = manifest::read(&file::read_text(&root.join("manifest.webapp"))?)?;
    let mut catalogues = Vec::new();
    for path in file::with_extension(&root.join("www/i18n"), "po")? {
        let locale = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let messages = po::parse(&file::read_text(&path)?).map_err(Failure::new)?;
        catalogues.push((locale, messages));
    }
    files.insert("manifest.webapp".into(), manifest::json(&manifest)?);
    files.insert(
        "manifest.webapp.translations.json".into(),
        manifest::json(&manifest::translations(&manifest, &catalogues)?)?,
    );
    files.insert("manifest.json".into(), manifest::json(&manifest::browser(&manifest))?);
    files.insert("dhis2-cache.json".into(), manifest::json(&manifest::cache())?);
    for icon in ["icon-16.png", "icon-48.png", "icon-128.png", "icon.svg"] {
        let name = format!("icons/{icon}");
        let icon = file::read(&root.join("www").join(&name))?;
        files.insert(name, icon);
    }
    for name in ["CHANGELOG.md", "LICENSE"] {
        files.insert(name.into(), file::read(&root.join(name))?);
    }
    files.insert("assets/LICENSE-Roboto.txt".into(), file::read(&root.join("www/fonts/LICENSE-Roboto.txt"))?);
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small app, as the build leaves it.
    fn app() -> Files {
        let page = r#"<!doctype html>
<html lang="en">
<head>
<meta name="dhis2-base-url" content="__DHIS2_BASE_URL__">
<link rel="stylesheet" href="assets/steward-01234567.css">
<script defer src="assets/boot-89abcdef.js"></script>
<link rel="manifest" href="manifest.json?v=0.1.0" crossorigin="use-credentials">
</head>
<body><div id="dhis2-app-root"></div><div id="dhis2-portal-root"></div><noscript>No.</noscript></body>
</html>"#;
        [("index.html", page), ("assets/steward-01234567.css", "a{}"), ("assets/boot-89abcdef.js", "1")]
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn the_project_packs_to_what_dhis2_takes() {
        assert_eq!(rule::broken(&complete(app()).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let pack = || archive::zip(&complete(app()).unwrap()).unwrap();
        assert_eq!(pack(), pack());
    }

    #[test]
    fn the_manifest_lies_at_the_root_of_the_zip_unwrapped() {
        let files = complete(app()).unwrap();
        let names = archive::names(&archive::zip(&files).unwrap()).unwrap();
        assert!(names.iter().any(|name| name == "manifest.webapp"));
        assert!(names.iter().any(|name| name == "index.html"));
        assert_eq!(names.len(), files.len());
    }

    #[test]
    fn every_violation_of_a_rule_is_found() {
        type Breakage = (&'static str, fn(&mut Files));
        let breakages: [Breakage; 12] = [
            ("manifest.webapp is missing", |files| drop(files.remove("manifest.webapp"))),
            ("not a valid file name", |files| drop(files.insert("a b".into(), Vec::new()))),
            ("redirected to the shell", |files| drop(files.insert("docs/index.html".into(), Vec::new()))),
            ("the app is too large", |files| drop(files.insert("big".into(), vec![0; 6_000_000]))),
            ("/short_name must be", |files| replace(files, "manifest.webapp", "\"steward\"", "\"other\"")),
            ("description of up to 100", |files| {
                replace(files, "manifest.webapp", "\"description\"", "\"text\"")
            }),
            ("lead to places in the app", |files| replace(files, "manifest.webapp", "#/tasks", "/tasks")),
            ("not a PNG of that size", |files| {
                replace(files, "manifest.webapp", "icon-48.png", "icon-16.png")
            }),
            ("has different shortcuts", |files| {
                replace(files, "manifest.webapp.translations.json", "\"Tasks\"", "\"Jobs\"")
            }),
            ("no 8 hex digits", |files| drop(files.insert("assets/plain.js".into(), Vec::new()))),
            ("an inline script", |files| {
                replace(files, "index.html", "<script defer", "<script>1</script><script defer")
            }),
            ("which does not exist", |files| replace(files, "index.html", "boot-89abcdef", "boot-00000000")),
        ];
        for (expected, break_it) in breakages {
            let mut files = complete(app()).unwrap();
            break_it(&mut files);
            let broken = rule::broken(&files);
            assert!(
                broken.iter().any(|found| found.contains(expected)),
                "{expected:?} was not found, but {broken:?}"
            );
        }
    }

    fn replace(files: &mut Files, name: &str, old: &str, new: &str) {
        let text = String::from_utf8(files[name].clone()).unwrap();
        assert!(text.contains(old), "{name} has no {old}");
        files.insert(name.into(), text.replace(old, new).into_bytes());
    }

    #[test]
    fn the_version_of_the_manifest_is_the_version_of_the_workspace() {
        let manifest = file::read_text(&project::root().join("manifest.webapp")).unwrap();
        assert!(manifest::read(&manifest).is_ok());
        assert!(manifest::read(&manifest.replace(env!("CARGO_PKG_VERSION"), "9.9.9")).is_err());
    }
}
