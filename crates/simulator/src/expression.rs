//! Expressions of indicators, rules and predictors: validation and description.

use crate::model::Model;

/// Where an expression stands, which decides what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// In an indicator, a validation rule, or anywhere.
    Plain,
    /// In a predictor, which may take values of several periods together.
    Predictor,
    /// In a program indicator, which has variables.
    Program,
}

/// The description of a valid expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// In words, with names in place of identifiers.
    Valid(String),
    /// It names an object that does not exist.
    NoSuchObject,
    /// It cannot be read; of where it ends being readable, the rest is given.
    Unreadable(String),
    Empty,
}

/// Functions of one period.
const FUNCTIONS: [&str; 10] = [
    "if",
    "isNull",
    "isNotNull",
    "firstNonNull",
    "greatest",
    "least",
    "log",
    "log10",
    "round",
    "orgUnit.group",
];

/// Functions over several periods.
const AGGREGATES: [&str; 10] =
    ["avg", "count", "max", "median", "min", "percentileCont", "stddev", "stddevPop", "stddevSamp", "sum"];

/// Variables of programs, with their names.
const VARIABLES: [(&str, &str); 4] = [
    ("event_count", "Event count (ACTIVE or COMPLETED status only)"),
    ("enrollment_count", "Enrollment count"),
    ("tei_count", "Tracked entity instance count"),
    ("value_count", "Value count"),
];

/// Reads an expression.
pub(crate) fn describe(model: &Model, context: Context, text: &str) -> Outcome {
    if text.trim().is_empty() {
        return Outcome::Empty;
    }
    let mut reader = Reader { rest: text, context, model, has_unknown: false, words: String::new() };
    match reader.comparison() && reader.rest.trim().is_empty() {
        false => Outcome::Unreadable(reader.rest.trim().to_owned()),
        true if reader.has_unknown => Outcome::NoSuchObject,
        true => {
            reader.take_blanks();
            Outcome::Valid(reader.words)
        }
    }
}

/// The data element that an expression names, if it can be read and names one.
pub(crate) fn element<'a>(model: &Model, context: Context, text: &'a str) -> Option<&'a str> {
    let is_valid = matches!(describe(model, context, text), Outcome::Valid(_));
    let (_, rest) = text.split_once("#{").filter(|_| is_valid)?;
    rest.split(['}', '.']).next()
}

struct Reader<'a> {
    rest: &'a str,
    context: Context,
    model: &'a Model,
    has_unknown: bool,
    words: String,
}

impl<'a> Reader<'a> {
    fn comparison(&mut self) -> bool {
        if !self.sum() {
            return false;
        }
        while self.take_any(&["==", "!=", "<=", ">=", "&&", "||", "<", ">"]) {
            if !self.sum() {
                return false;
            }
        }
        true
    }

    fn sum(&mut self) -> bool {
        if !self.operand() {
            return false;
        }
        while self.take_any(&["+", "-", "*", "/", "^", "%"]) {
            if !self.operand() {
                return false;
            }
        }
        true
    }

    fn operand(&mut self) -> bool {
        self.take_any(&["-", "!"]);
        if self.take_any(&["("]) {
            return self.comparison() && self.take_any(&[")"]);
        }
        if self.rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            self.take_while(|c| c.is_ascii_digit() || c == '.');
            return true;
        }
        self.item() || self.function()
    }

    /// Something with an identifier in braces, such as `#{…}` or `V{event_count}`.
    fn item(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let Some((kind, after)) = rest.split_once('{').filter(|(kind, _)| kind.len() == 1) else {
            return false;
        };
        let Some((id, after)) = after.split_once('}') else { return false };
        let name = match kind {
            "#" => self.data_element(id),
            "V" if self.context == Context::Program => {
                VARIABLES.iter().find(|(variable, _)| *variable == id).map(|(_, name)| (*name).to_owned())
            }
            "C" | "R" | "A" | "N" | "D" | "I" => None,
            _ => return false,
        };
        if kind == "V" && name.is_none() {
            return false;
        }
        self.take_blanks();
        self.has_unknown |= name.is_none();
        self.words.push_str(&name.unwrap_or_default());
        self.rest = after;
        true
    }

    fn data_element(&self, id: &str) -> Option<String> {
        let first = id.split('.').next().unwrap_or_default();
        let element = self.model.data_elements.iter().find(|element| element.named.id == first);
        element.map(|element| element.named.name.clone())
    }

    fn function(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let Some((name, _)) = rest.split_once('(') else { return false };
        let is_aggregate = AGGREGATES.iter().any(|known| known.eq_ignore_ascii_case(name));
        let is_known = FUNCTIONS.contains(&name) || (is_aggregate && self.context == Context::Predictor);
        let is_program = name.starts_with("d2:") && self.context == Context::Program;
        if !is_known && !is_program {
            return false;
        }
        self.take_while(|c| c != '(');
        self.take_any(&["("]);
        if !self.comparison() {
            return false;
        }
        while self.take_any(&[","]) {
            if !self.comparison() {
                return false;
            }
        }
        self.take_any(&[")"])
    }

    fn take_any(&mut self, signs: &[&str]) -> bool {
        let rest = self.rest.trim_start();
        let Some(sign) = signs.iter().find(|sign| rest.starts_with(**sign)) else { return false };
        self.take_blanks();
        self.words.push_str(sign);
        self.rest = self.rest.strip_prefix(sign).unwrap_or_default();
        true
    }

    fn take_while(&mut self, is_wanted: impl Fn(char) -> bool) {
        self.take_blanks();
        let end = self.rest.find(|c| !is_wanted(c)).unwrap_or(self.rest.len());
        let (taken, after) = self.rest.split_at(end);
        self.words.push_str(taken);
        self.rest = after;
    }

    /// Blanks stay as they were written.
    fn take_blanks(&mut self) {
        let after = self.rest.trim_start();
        let (blanks, _) = self.rest.split_at(self.rest.len() - after.len());
        self.words.push_str(blanks);
        self.rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scenario;
    use crate::model::Named;

    fn outcome(context: Context, text: &str) -> Outcome {
        let births = Named::new("dataElement", "Births").id;
        describe(&Model::of(Scenario::Demo), context, &text.replace("BIRTHS", &births))
    }

    #[test]
    fn identifiers_are_replaced_by_names() {
        assert_eq!(outcome(Context::Plain, "#{BIRTHS} * 2"), Outcome::Valid("Births * 2".to_owned()));
        assert_eq!(outcome(Context::Predictor, "avg(#{BIRTHS})"), Outcome::Valid("avg(Births)".to_owned()));
        let valid = Outcome::Valid("Event count (ACTIVE or COMPLETED status only) > 1".to_owned());
        assert_eq!(outcome(Context::Program, "V{event_count} > 1"), valid);
    }

    #[test]
    fn an_unreadable_expression_differs_from_one_with_an_unknown_object() {
        for text in ["#{nope", "#{BIRTHS} +", "avg(", "avg(#{BIRTHS})", "V{event_count}", "(1", "1 2"] {
            assert!(matches!(outcome(Context::Plain, text), Outcome::Unreadable(_)), "{text}");
        }
        assert_eq!(outcome(Context::Plain, "#{abcdefghijk}"), Outcome::NoSuchObject);
        assert_eq!(outcome(Context::Plain, " "), Outcome::Empty);
    }
}
