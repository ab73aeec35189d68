//! The stylesheets: a small one for the page before the app starts, one for the first page, and one loaded afterwards.
//! The last two are compressed like the module, because DHIS2 compresses nothing.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Files, Profile, asset, module};
use crate::command;
use crate::failure::{Failure, Result};
use crate::{file, project};

/// Adds the stylesheet for the page before the app starts; returns its name.
pub(crate) fn start(files: &mut Files, www: &Path, profile: Profile) -> Result<String> {
    Ok(asset::add(files, "assets/start", "css", bundle(&www.join("start.css"), profile)?))
}

/// Adds the app's stylesheet with its fonts; returns its name.
pub(crate) fn app(files: &mut Files, www: &Path, profile: Profile) -> Result<String> {
    let mut fonts = BTreeMap::new();
    for path in file::with_extension(&www.join("fonts"), "woff2")? {
        let (Some(name), Some(stem)) = (path.file_name(), path.file_stem()) else { continue };
        let hashed =
            asset::add(files, &format!("assets/{}", stem.to_string_lossy()), "woff2", file::read(&path)?);
        fonts.insert(name.to_string_lossy().into_owned(), hashed);
    }
    let css = String::from_utf8(bundle(&www.join("style/steward.css"), profile)?)
        .map_err(|error| Failure::new(error.to_string()))?;
    let packed = module::pack_for(profile, name_fonts(&css, &fonts)?.as_bytes())?;
    Ok(asset::add(files, "assets/style", "bin", packed))
}

/// Adds the stylesheet loaded after the start; returns its name.
pub(crate) fn later(files: &mut Files, www: &Path, profile: Profile) -> Result<String> {
    let packed = module::pack_for(profile, &bundle(&www.join("style/later.css"), profile)?)?;
    Ok(asset::add(files, "assets/later", "bin", packed))
}

fn bundle(css: &Path, profile: Profile) -> Result<Vec<u8>> {
    let mut esbuild = command::program(project::npm_tool("esbuild"));
    esbuild.arg(css).args(["--bundle", "--log-level=warning", "--external:*.woff2"]);
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    command::output(&mut esbuild)
}

/// Replaces the URLs of fonts by those relative to the document, because a stylesheet created by a script has no URL.
fn name_fonts(css: &str, fonts: &BTreeMap<String, String>) -> Result<String> {
    let mut named = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("url(") {
        let Some((address, after)) = after.split_once(')') else { break };
        let plain = address.trim_matches(['"', '\'']);
        let file = plain.rsplit('/').next().unwrap_or(plain);
        let address = match fonts.get(file) {
            Some(name) => name,
            None if plain.starts_with("data:") => address,
            None => {
                return Err(Failure::new(format!(
                    "the stylesheet references {plain}, which is not in www/fonts"
                )));
            }
        };
        named.push_str(before);
        named.push_str(&format!("url({address})"));
        rest = after;
    }
    named.push_str(rest);
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> BTreeMap<String, String> {
        BTreeMap::from([("a.woff2".to_owned(), "assets/a-01234567.woff2".to_owned())])
    }

    #[test]
    fn fonts_are_named_as_they_lie_beside_the_document() {
        let css = "@font-face{src:url(\"../fonts/a.woff2\") format('woff2')}b{background:url(data:image/png;base64,AA)}";
        assert_eq!(
            name_fonts(css, &fonts()).unwrap(),
            "@font-face{src:url(assets/a-01234567.woff2) format('woff2')}b{background:url(data:image/png;base64,AA)}"
        );
    }

    #[test]
    fn an_address_of_no_font_fails_the_build() {
        assert!(name_fonts("b{background:url(https://example.org/x.png)}", &fonts()).is_err());
    }
}
