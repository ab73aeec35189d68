//! gettext catalogues of translations.
//!
//! Reads the output of translation tools; knows nothing of the app's messages.

/// One message of a catalogue.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// The context, which distinguishes messages with the same English text.
    pub(crate) context: Option<String>,
    /// The English text.
    pub(crate) id: String,
    /// The English plural, if the message has one.
    pub(crate) plural: Option<String>,
    /// The translation, or one for each plural form.
    pub(crate) texts: Vec<String>,
}

impl Message {
    /// Whether every form has a text.
    pub(crate) fn is_translated(&self) -> bool {
        !self.texts.is_empty() && self.texts.iter().all(|text| !text.is_empty())
    }
}

/// The field that the next quoted line belongs to.
#[derive(Clone, Copy)]
enum Part {
    Context,
    Id,
    Plural,
    Text,
}

/// Reads a catalogue without its header and fuzzy messages.
pub(crate) fn parse(catalogue: &str) -> Result<Vec<Message>, String> {
    let mut messages = Vec::new();
    for block in blocks(catalogue) {
        let message = message(&block)?;
        if !message.id.is_empty() {
            messages.push(message);
        }
    }
    Ok(messages)
}

/// The numbered lines of each message, without comments, fuzzy and obsolete messages.
fn blocks(catalogue: &str) -> Vec<Vec<(usize, &str)>> {
    let mut blocks = vec![Vec::new()];
    let mut fuzzy = false;
    for (number, line) in catalogue.lines().map(str::trim).enumerate() {
        if line.is_empty() {
            fuzzy = false;
            blocks.push(Vec::new());
        } else if line.starts_with("#,") && line.contains("fuzzy") {
            fuzzy = true;
        } else if !line.starts_with('#')
            && !fuzzy
            && let Some(block) = blocks.last_mut()
        {
            block.push((number + 1, line));
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn message(block: &[(usize, &str)]) -> Result<Message, String> {
    let mut message = Message::default();
    let mut part = None;
    for &(number, line) in block {
        let unreadable = || format!("line {number} is invalid: {line}");
        let (keyword, quoted) = line.split_at(line.find('"').ok_or_else(unreadable)?);
        match keyword.trim() {
            "" => {}
            "msgctxt" => part = Some(Part::Context),
            "msgid" => part = Some(Part::Id),
            "msgid_plural" => part = Some(Part::Plural),
            form if form.starts_with("msgstr") => {
                part = Some(Part::Text);
                message.texts.push(String::new());
            }
            _ => return Err(unreadable()),
        }
        let text = unquote(quoted).ok_or_else(unreadable)?;
        match part.ok_or_else(unreadable)? {
            Part::Context => message.context.get_or_insert_default().push_str(&text),
            Part::Id => message.id.push_str(&text),
            Part::Plural => message.plural.get_or_insert_default().push_str(&text),
            Part::Text => message.texts.last_mut().ok_or_else(unreadable)?.push_str(&text),
        }
    }
    Ok(message)
}

/// The unescaped text between quotes.
fn unquote(quoted: &str) -> Option<String> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                'n' => '\n',
                't' => '\t',
                escaped @ ('"' | '\\') => escaped,
                _ => return None,
            },
            '"' => return None,
            plain => plain,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_escapes_undone() {
        let catalogue = "# note\n#: src/a.rs\nmsgid \"\"\n\"two \"\n\"\\\"parts\\\"\\n\"\nmsgstr \"deux\"\n";
        let messages = parse(catalogue).unwrap();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].id, "two \"parts\"\n");
        assert_eq!(messages[0].texts, ["deux"]);
    }

    #[test]
    fn the_header_and_uncertain_messages_are_left_out() {
        let catalogue = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n\n#~ msgid \"old\"\n";
        assert_eq!(parse(catalogue).unwrap(), []);
    }

    #[test]
    fn each_plural_form_has_its_text() {
        let messages = parse("msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"x\"\nmsgstr[1] \"\"\n").unwrap();
        assert_eq!(messages[0].plural.as_deref(), Some("as"));
        assert_eq!(messages[0].texts, ["x", ""]);
        assert!(!messages[0].is_translated());
    }

    #[test]
    fn a_line_that_is_no_gettext_is_named_by_its_number() {
        assert!(parse("msgid \"a\"\nmsgstr b\n").unwrap_err().starts_with("line 2 "));
    }
}
