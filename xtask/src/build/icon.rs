//! The icons of the app, as one sprite that lies in the page itself: no request, and `<use href="#name">` reaches it.

use std::path::Path;

use crate::failure::{Failure, Result};
use crate::file;

/// Makes one hidden `<svg>` of all the icons in a folder; each becomes a symbol by the name of its file.
pub(crate) fn sprite(folder: &Path) -> Result<String> {
    let mut symbols = String::new();
    for path in file::with_extension(folder, "svg")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let svg = file::read_text(&path)?;
        let symbol = symbol(&name, &svg);
        symbols.push_str(&symbol.ok_or_else(|| Failure::new(format!("{}: not an icon", path.display())))?);
    }
    Ok(format!("<svg hidden aria-hidden=\"true\">{symbols}</svg>"))
}

/// The drawing in an `<svg>` with a view box, as a symbol.
fn symbol(name: &str, svg: &str) -> Option<String> {
    let (_, svg) = svg.split_once("<svg")?;
    let (attributes, svg) = svg.split_once('>')?;
    let (drawing, _) = svg.rsplit_once("</svg>")?;
    let (_, view) = attributes.split_once("viewBox=\"")?;
    let (view, _) = view.split_once('"')?;
    let drawing = drawing.lines().map(str::trim).collect::<String>();
    Some(format!("<symbol id=\"{name}\" viewBox=\"{view}\">{drawing}</symbol>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_becomes_a_symbol_by_its_name() {
        let svg = "<svg xmlns=\"x\" viewBox=\"0 0 24 24\">\n  <path d=\"M1 1\"/>\n</svg>\n";
        let symbol = symbol("dot", svg);
        assert_eq!(
            symbol.as_deref(),
            Some("<symbol id=\"dot\" viewBox=\"0 0 24 24\"><path d=\"M1 1\"/></symbol>")
        );
    }

    #[test]
    fn what_has_no_view_box_is_no_icon() {
        assert_eq!(symbol("dot", "<svg><path/></svg>"), None);
    }
}
