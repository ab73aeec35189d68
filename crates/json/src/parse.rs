//! Parses bytes into the tree.

use std::borrow::Cow;

use super::read::Step;
use super::{Json, Number, Unexpected};

/// The maximum nesting depth: deeper values could exhaust the stack.
const DEPTH: u32 = 128;

/// The only value in `bytes`.
///
/// # Errors
///
/// Says where the text ends early or is not JSON.
pub fn parse(bytes: &[u8]) -> Result<Json<'_>, Unexpected> {
    let mut reader = Reader::new(bytes);
    let value = reader.value();
    if value.is_some() && reader.next().is_some() {
        reader.stop = Stop::Malformed;
        return Err(reader.fault());
    }
    value.ok_or_else(|| reader.fault())
}

/// The value at the start of `bytes` and where it ends, or `None` if it is incomplete.
///
/// A number at the end may continue.
///
/// # Errors
///
/// Says where the text is not JSON.
pub fn parse_start(bytes: &[u8]) -> Result<Option<(Json<'_>, usize)>, Unexpected> {
    let mut reader = Reader::new(bytes);
    match reader.value() {
        Some(value) if reader.at < bytes.len() || !matches!(value, Json::Number(_)) => {
            Ok(Some((value, reader.at)))
        }
        Some(_) => Ok(None),
        None if reader.stop == Stop::BreaksOff => Ok(None),
        None => Err(reader.fault()),
    }
}

/// Checks that `bytes` are exactly one value, without building a tree.
///
/// # Errors
///
/// Says where the text ends early or is not JSON.
pub fn check(bytes: &[u8]) -> Result<(), Unexpected> {
    let mut reader = Reader::new(bytes);
    match (reader.pass(), reader.next()) {
        (Some(()), None) => Ok(()),
        // Only the tree knows the path.
        _ => parse(bytes).map(drop),
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stop {
    BreaksOff,
    Malformed,
}

/// A streaming reader, for reading so many values of one type that a tree for each would cost too much.
///
/// Incomplete and unexpected values are both `None`; a tree of the same bytes tells which.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u32,
    stop: Stop,
    /// The path to the value that could not be read, the last step first.
    steps: Vec<Step>,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, depth: 0, stop: Stop::BreaksOff, steps: Vec::new() }
    }

    /// The number of bytes read.
    pub fn at(&self) -> usize {
        self.at
    }

    #[cold]
    fn fault(self) -> Unexpected {
        let why = match self.stop {
            Stop::BreaksOff => "it is truncated",
            Stop::Malformed => "it is not JSON",
        };
        Unexpected { steps: self.steps, why: why.into() }
    }

    #[cold]
    fn malformed<T>(&mut self) -> Option<T> {
        self.stop = Stop::Malformed;
        None
    }

    /// The next byte that is not blank, without consuming it.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    fn value(&mut self) -> Option<Json<'a>> {
        match self.next()? {
            b'"' => self.text().map(Json::Text),
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::list),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.malformed(),
        }
    }

    /// Skips a value.
    fn pass(&mut self) -> Option<()> {
        match self.next()? {
            b'{' => self.nested(|reader| reader.members(|reader, _| reader.pass())),
            b'[' => self.nested(|reader| reader.elements(Self::pass)),
            _ => self.value().map(drop),
        }
    }

    fn nested<T>(&mut self, read: fn(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEPTH {
            return self.malformed();
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Json<'a>> {
        let mut members = Vec::new();
        self.members(|reader, key| {
            let Some(value) = reader.value() else {
                reader.steps.push(Step::Member(key.into_owned()));
                return None;
            };
            members.push((key, value));
            Some(())
        })?;
        Some(Json::Object(members))
    }

    fn list(&mut self) -> Option<Json<'a>> {
        let mut elements = Vec::new();
        self.elements(|reader| {
            let Some(element) = reader.value() else {
                reader.steps.push(Step::Element(elements.len()));
                return None;
            };
            elements.push(element);
            Some(())
        })?;
        Some(Json::List(elements))
    }

    /// Reads an object: `read` is given each key and must read its value.
    #[inline]
    pub fn members(&mut self, mut read: impl FnMut(&mut Self, Cow<'a, str>) -> Option<()>) -> Option<()> {
        self.sequence(b'{', b'}', |reader| {
            let key = reader.text()?;
            if reader.next()? != b':' {
                return reader.malformed();
            }
            reader.at += 1;
            read(reader, key)
        })
    }

    /// Reads an array: `read` must read each element.
    #[inline]
    pub fn elements(&mut self, read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.sequence(b'[', b']', read)
    }

    #[inline]
    fn sequence(&mut self, open: u8, close: u8, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.next()? != open {
            return self.malformed();
        }
        self.at += 1;
        if self.next()? == close {
            self.at += 1;
            return Some(());
        }
        loop {
            read(self)?;
            let next = self.next()?;
            if next != b',' && next != close {
                return self.malformed();
            }
            self.at += 1;
            if next == close {
                return Some(());
            }
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        let ahead = self.bytes.get(self.at..)?;
        if ahead.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Some(value);
        }
        if word.as_bytes().starts_with(ahead) { None } else { self.malformed() }
    }

    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        // A number must not start with a zero followed by another digit.
        let is_zero = self.bytes.get(self.at) == Some(&b'0');
        if self.digits()? > 1 && is_zero {
            return self.malformed();
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        // All of it is ASCII.
        let text = core::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        Some(Json::Number(Number::written(text)))
    }

    /// Consumes digits, at least one, and counts them.
    fn digits(&mut self) -> Option<usize> {
        let ahead = self.bytes.get(self.at..)?;
        let count = ahead.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count == 0 && !ahead.is_empty() {
            return self.malformed();
        }
        (count > 0).then_some(count)
    }

    /// Reads a string.
    pub fn text(&mut self) -> Option<Cow<'a, str>> {
        if self.next()? != b'"' {
            return self.malformed();
        }
        self.at += 1;
        let start = self.at;
        let plain = self.plain()?;
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            return Some(plain);
        }
        self.at = start;
        self.escaped()
    }

    /// The text before the next quotation mark or backslash. Invalid UTF-8 is replaced.
    fn plain(&mut self) -> Option<Cow<'a, str>> {
        let ahead = self.bytes.get(self.at..)?;
        let length = plain_length(ahead)?;
        let (plain, rest) = ahead.split_at(length);
        if rest.first().is_some_and(|byte| *byte < 0x20) {
            return self.malformed();
        }
        self.at += length;
        Some(match core::str::from_utf8(plain) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => replaced(plain),
        })
    }

    /// A text with escapes.
    fn escaped(&mut self) -> Option<Cow<'a, str>> {
        let mut text = String::new();
        loop {
            text.push_str(&self.plain()?);
            self.at += 1;
            if self.bytes.get(self.at - 1) == Some(&b'"') {
                return Some(Cow::Owned(text));
            }
            let escape = *self.bytes.get(self.at)?;
            self.at += 1;
            text.push(match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.unit()?,
                _ => return self.malformed(),
            });
        }
    }

    /// A character by its code, which may be two surrogates; an unpaired one is replaced.
    fn unit(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if (0xd800..0xdc00).contains(&first) && self.bytes.get(self.at..)?.starts_with(b"\\u") {
            let after_first = self.at;
            self.at += 2;
            let second = self.hexadecimal()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10 | (second - 0xdc00)));
            }
            self.at = after_first;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            let byte = *self.bytes.get(self.at)?;
            let Some(digit) = char::from(byte).to_digit(16) else { return self.malformed() };
            number = number << 4 | digit;
            self.at += 1;
        }
        Some(number)
    }
}

/// The number of bytes before the first that ends a text, starts an escape, or is not allowed in a text.
#[inline]
fn plain_length(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = u64::MAX / 0xff;
    let mut at = 0;
    // Eight at a time: the lowest byte at which a subtraction borrows is one of those.
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let below = |word: u64, limit: u64| word.wrapping_sub(EACH * limit) & !word;
        let quotation = below(eight ^ (EACH * u64::from(b'"')), 1);
        let backslash = below(eight ^ (EACH * u64::from(b'\\')), 1);
        let found = (quotation | backslash | below(eight, 0x20)) & (EACH * 0x80);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    Some(at + bytes.get(at..)?.iter().position(ends)?)
}

#[cold]
fn replaced(bytes: &[u8]) -> Cow<'static, str> {
    Cow::Owned(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fault(text: &str) -> String {
        parse(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        assert_eq!(fault(r#"{"a":[1,2,"#), "it is truncated at $.a[2]");
        assert_eq!(fault(r#"{"a":[1,{"b c":tru}]}"#), "it is not JSON at $.a[1].b c");
        assert_eq!(fault(r#"{"a":[1 2]}"#), "it is not JSON at $.a");
        assert_eq!(fault("{} {}"), "it is not JSON at $");
        assert_eq!(fault(""), "it is truncated at $");
        assert_eq!(fault("nul"), "it is truncated at $");
    }

    #[test]
    fn what_nobody_reads_is_no_fault() {
        let json = parse(b"{\"half\":\"a\\ud83d!\\udc00\\ud83d\\u0041\",\"whole\":\"\\ud83d\\ude00\",\"far\":1e400,\"bytes\":\"a\xff\"}").unwrap();
        assert_eq!(json.get("half").unwrap().as_str(), Some("a\u{fffd}!\u{fffd}\u{fffd}A"));
        assert_eq!(json.get("whole").unwrap().as_str(), Some("😀"));
        assert_eq!(json.get("bytes").unwrap().as_str(), Some("a\u{fffd}"));
    }

    #[test]
    fn what_ends_a_text_is_found_wherever_it_is() {
        for filling in ["a", "~", "!", "#", "[", "]", "\u{7f}", "é"] {
            for plain in (0..20).map(|length| filling.repeat(length)) {
                let read = |end: &str| {
                    let text = format!("\"{plain}{end}");
                    parse(text.as_bytes()).ok().and_then(|json| json.as_str().map(str::to_owned))
                };
                assert_eq!(read("\"").as_ref(), Some(&plain));
                assert_eq!(read("\\\"\""), Some(format!("{plain}\"")));
                assert_eq!(read("\n\""), None);
            }
        }
    }

    #[test]
    fn what_lies_too_deep_is_refused() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(nested(128).as_bytes()).is_ok());
        assert!(parse(nested(129).as_bytes()).is_err());
        assert!(parse("[".repeat(1_000_000).as_bytes()).is_err());
        assert!(check(nested(128).as_bytes()).is_ok() && check(nested(129).as_bytes()).is_err());
    }

    #[test]
    fn a_value_at_the_start_ends_where_it_ends() {
        let start = |text: &'static str| {
            parse_start(text.as_bytes()).unwrap().map(|(json, end)| (json.to_string(), end))
        };
        assert_eq!(start(r#" {"a":1} ,"#), Some((r#"{"a":1}"#.to_owned(), 8)));
        assert_eq!(start("12"), None, "a digit may follow");
        assert_eq!(start("12,"), Some(("12".to_owned(), 2)));
        assert_eq!(start("\"a"), None);
        assert_eq!(start("true"), Some(("true".to_owned(), 4)));
        assert_eq!(start(" "), None);
        assert!(parse_start(b"}").is_err());
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_json_is_read_as_serde_reads_it(value in json(), is_pretty in any::<bool>()) {
            let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            let read = parse(text.as_bytes()).unwrap();
            prop_assert_eq!(serde_json::to_value(&read).unwrap(), value.clone());
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&read.to_string()).unwrap(), value);
        }

        #[test]
        fn what_serde_refuses_is_refused(text in r#"[\[\]{}",:0-9.eE+\-tfn ruelasu\\]{0,12}"#) {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            let ours = parse(text.as_bytes());
            // Serde rejects numbers that no float represents, and unpaired surrogates.
            if !theirs.as_ref().is_err_and(|error| ["out of range", "surrogate", "hex escape"].iter().any(|known| error.to_string().contains(known))) {
                prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?} {:?}", ours, theirs);
            }
            prop_assert_eq!(check(text.as_bytes()), ours.map(drop));
        }

        #[test]
        fn a_text_that_is_cut_breaks_off(value in json(), cut in 0.0..1.0_f64) {
            let text = format!("[{}]", serde_json::to_string(&value).unwrap());
            let cut = (text.len() as f64 * cut) as usize;
            prop_assert!(parse_start(&text.as_bytes()[..cut]).unwrap().is_none());
            let fault = parse(&text.as_bytes()[..cut]).unwrap_err();
            prop_assert_eq!(fault.why(), "it is truncated");
            prop_assert_eq!(check(&text.as_bytes()[..cut]), Err(fault));
            prop_assert_eq!(check(text.as_bytes()), Ok(()));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
            let _ = parse_start(&bytes);
            assert_eq!(check(&bytes).is_ok(), parse(&bytes).is_ok());
        }
    }
}
