//! The document: `index.html` with the names of the built files.

use crate::failure::{Failure, Result};

/// The files that the document references.
pub(crate) struct Parts {
    /// The name of the compressed module.
    pub(crate) module: String,
    /// The name of the start script.
    pub(crate) boot: String,
    /// The name of the stylesheet for the page before the app starts.
    pub(crate) start: String,
    /// The name of the compressed stylesheet of the app.
    pub(crate) style: String,
    /// The name of the compressed stylesheet loaded after the start.
    pub(crate) later: String,
    /// The message files by language, as the app reads them.
    pub(crate) messages: String,
    /// The icon of the tab, as a `data:` URL, which saves a request.
    pub(crate) icon: String,
    /// The markup of the icons.
    pub(crate) icons: String,
}

impl Parts {
    /// Fills the placeholders `{{name}}` in a document; every part must be used, and no placeholder may remain.
    pub(crate) fn fill(&self, template: &str) -> Result<String> {
        let parts = [
            ("module", &self.module),
            ("boot", &self.boot),
            ("start", &self.start),
            ("style", &self.style),
            ("later", &self.later),
            ("messages", &self.messages),
            ("icon", &self.icon),
            ("icons", &self.icons),
            ("version", &env!("CARGO_PKG_VERSION").to_owned()),
        ];
        let mut page = template.to_owned();
        for (name, text) in parts {
            let place = format!("{{{{{name}}}}}");
            if !page.contains(&place) {
                return Err(Failure::new(format!("index.html has no placeholder for {place}")));
            }
            page = page.replace(&place, text);
        }
        match page.split_once("{{") {
            None => Ok(page),
            Some((_, rest)) => {
                let place = rest.split("}}").next().unwrap_or(rest);
                Err(Failure::new(format!("index.html has an unknown placeholder {{{{{place}}}}}")))
            }
        }
    }
}

/// An image as an address that holds it.
pub(crate) fn data_address(svg: &str) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for character in svg.lines().flat_map(|line| line.trim_start().chars()) {
        match character {
            // Quotes end the attribute that the address stands in, and these begin something else in an address.
            '"' => address.push('\''),
            '#' => address.push_str("%23"),
            '%' => address.push_str("%25"),
            '<' => address.push_str("%3c"),
            '>' => address.push_str("%3e"),
            other => address.push(other),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_becomes_an_address() {
        let address = data_address("<svg a=\"1\">\n  <g fill=\"#fff\"/>\n</svg>\n");
        assert_eq!(address, "data:image/svg+xml,%3csvg a='1'%3e%3cg fill='%23fff'/%3e%3c/svg%3e");
    }

    fn parts() -> Parts {
        let part = |name: &str| name.to_owned();
        Parts {
            module: part("m"),
            boot: part("b"),
            start: part("p"),
            style: part("s"),
            later: part("l"),
            messages: part("fr=x"),
            icon: part("data:i"),
            icons: part("<svg/>"),
        }
    }

    #[test]
    fn every_place_is_filled() {
        let page = parts()
            .fill("{{module}} {{boot}} {{start}} {{style}} {{later}} {{messages}} {{icon}} {{icons}} {{version}}")
            .unwrap();
        assert_eq!(page, format!("m b p s l fr=x data:i <svg/> {}", env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn a_missing_or_unknown_place_fails_the_build() {
        assert!(parts().fill("{{module}}").is_err());
        assert!(
            parts()
                .fill("{{module}} {{boot}} {{start}} {{style}} {{later}} {{messages}} {{icon}} {{icons}} {{version}} {{other}}")
                .is_err()
        );
    }
}
