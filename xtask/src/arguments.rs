//! The arguments of a task.

use crate::failure::{Failure, Result};

/// The remaining arguments.
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    /// Creates the arguments from words.
    pub(crate) fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Takes the first word.
    pub(crate) fn first(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Takes a flag; returns whether it was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let place = self.0.iter().position(|word| word == name);
        place.map(|place| self.0.remove(place)).is_some()
    }

    /// Takes an option and its value.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(place) = self.0.iter().position(|word| word == name) else { return Ok(None) };
        if place + 1 >= self.0.len() {
            return Err(Failure::new(format!("{name} requires a value")));
        }
        self.0.remove(place);
        Ok(Some(self.0.remove(place)))
    }

    /// Takes all remaining words.
    pub(crate) fn rest(self) -> Vec<String> {
        self.0
    }

    /// Fails if any words remain.
    pub(crate) fn finish(self) -> Result {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(Failure::new(format!("unknown argument {word}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_and_flags_are_taken_in_any_order() {
        let mut arguments = arguments("run --port 80 --dev --speed 2");
        assert_eq!(arguments.first().as_deref(), Some("run"));
        assert!(arguments.flag("--dev"));
        assert_eq!(arguments.value("--port").unwrap().as_deref(), Some("80"));
        assert_eq!(arguments.value("--listen").unwrap(), None);
        assert_eq!(arguments.rest(), ["--speed", "2"]);
    }

    #[test]
    fn what_nobody_took_is_named() {
        assert_eq!(arguments("--odd").finish().unwrap_err().to_string(), "unknown argument --odd");
        assert!(arguments("--port").value("--port").is_err());
    }
}
