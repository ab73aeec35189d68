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

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let part = |name: &str| name.to_owned();
        Parts {
            module: part("m"),
            boot: part("b"),
            start: part("p"),
            style: part("s"),
            later: part("l"),
            messages: part("fr=x"),
            icons: part("<svg/>"),
        }
    }

    #[test]
    fn every_place_is_filled() {
        let page = parts()
            .fill("{{module}} {{boot}} {{start}} {{style}} {{later}} {{messages}} {{icons}} {{version}}")
            .unwrap();
        assert_eq!(page, format!("m b p s l fr=x <svg/> {}", env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn a_missing_or_unknown_place_fails_the_build() {
        assert!(parts().fill("{{module}}").is_err());
        assert!(
            parts()
                .fill("{{module}} {{boot}} {{start}} {{style}} {{later}} {{messages}} {{icons}} {{version}} {{other}}")
                .is_err()
        );
    }
}
