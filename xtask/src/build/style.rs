//! The stylesheet, bundled into one file, and the fonts it names.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Files, Profile, asset};
use crate::command;
use crate::failure::{Failure, Result};
use crate::{file, project};

/// Adds the stylesheet with its fonts and gives its name.
pub(crate) fn add(files: &mut Files, www: &Path, profile: Profile) -> Result<String> {
    let mut fonts = BTreeMap::new();
    for path in file::with_extension(&www.join("fonts"), "woff2")? {
        let (Some(name), Some(stem)) = (path.file_name(), path.file_stem()) else { continue };
        let hashed =
            asset::add(files, &format!("assets/{}", stem.to_string_lossy()), "woff2", file::read(&path)?);
        fonts.insert(name.to_string_lossy().into_owned(), hashed);
    }
    let css = String::from_utf8(bundle(www, profile)?).map_err(|error| Failure::new(error.to_string()))?;
    Ok(asset::add(files, "assets/steward", "css", name_fonts(&css, &fonts)?.into_bytes()))
}

fn bundle(www: &Path, profile: Profile) -> Result<Vec<u8>> {
    let mut esbuild = command::program(project::npm_tool("esbuild"));
    esbuild.arg(www.join("style/steward.css")).args([
        "--bundle",
        "--log-level=warning",
        "--external:*.woff2",
    ]);
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    command::output(&mut esbuild)
}

/// Replaces the addresses of fonts by those that their files have beside the stylesheet.
fn name_fonts(css: &str, fonts: &BTreeMap<String, String>) -> Result<String> {
    let mut named = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("url(") {
        let Some((address, after)) = after.split_once(')') else { break };
        let plain = address.trim_matches(['"', '\'']);
        let file = plain.rsplit('/').next().unwrap_or(plain);
        let address = match fonts.get(file) {
            Some(name) => name.trim_start_matches("assets/"),
            None if plain.starts_with("data:") => address,
            None => {
                return Err(Failure::new(format!("the stylesheet names {plain}, which is not in www/fonts")));
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
    fn fonts_are_named_as_they_lie_beside_the_stylesheet() {
        let css = "@font-face{src:url(\"../fonts/a.woff2\") format('woff2')}b{background:url(data:image/png;base64,AA)}";
        assert_eq!(
            name_fonts(css, &fonts()).unwrap(),
            "@font-face{src:url(a-01234567.woff2) format('woff2')}b{background:url(data:image/png;base64,AA)}"
        );
    }

    #[test]
    fn an_address_of_no_font_fails_the_build() {
        assert!(name_fonts("b{background:url(https://example.org/x.png)}", &fonts()).is_err());
    }
}
