//! Where in a JSON text a line and column lie, so that an error can say which member is broken.
//!
//! One pass over text that could not be read.

enum Frame {
    Object { key: String },
    Array { index: usize },
}

/// The path, such as `$.checks[3].severity`, of the value that holds the byte before `line` and `column`
/// (both counted from 1, as `serde_json` does).
pub(super) fn path_at(json: &[u8], line: usize, column: usize) -> String {
    let end = offset_of(json, line, column);
    let mut frames: Vec<Frame> = Vec::new();
    let mut bytes = json.iter().take(end).copied();
    let mut text = Vec::new();
    let mut is_key = false;
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' => {
                frames.push(Frame::Object { key: String::new() });
                is_key = true;
            }
            b'[' => {
                frames.push(Frame::Array { index: 0 });
                is_key = false;
            }
            // Serde names the place just after a value, which may be the bracket that ends it.
            b'}' | b']' if bytes.len() > 0 => {
                frames.pop();
            }
            b',' => match frames.last_mut() {
                Some(Frame::Array { index }) => *index += 1,
                Some(Frame::Object { .. }) => is_key = true,
                None => {}
            },
            b':' => is_key = false,
            b'"' => {
                text.clear();
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => text.extend(bytes.next()),
                        other => text.push(other),
                    }
                }
                if is_key && let Some(Frame::Object { key }) = frames.last_mut() {
                    *key = String::from_utf8_lossy(&text).into_owned();
                }
            }
            _ => {}
        }
    }
    frames.iter().fold(String::from("$"), |path, frame| match frame {
        Frame::Object { key } if key.is_empty() => path,
        Frame::Object { key } => path + "." + key,
        Frame::Array { index } => format!("{path}[{index}]"),
    })
}

fn offset_of(json: &[u8], line: usize, column: usize) -> usize {
    let start: usize =
        json.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    start + column
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_of(json: &str) -> String {
        let error = serde_json::from_str::<serde_json::Value>(json).unwrap_err();
        path_at(json.as_bytes(), error.line(), error.column())
    }

    #[test]
    fn the_member_that_is_no_json_is_named() {
        assert_eq!(path_of(r#"{"list":[{"number":1},{"number":x}]}"#), "$.list[1].number");
    }

    #[test]
    fn a_line_break_and_an_escaped_quote_do_not_confuse_it() {
        assert_eq!(path_of("{\"a\\\"b\":[1,{}],\n \"list\":\n[{\"number\":?}]}"), "$.list[0].number");
    }

    #[test]
    fn a_text_that_breaks_off_is_named_by_where_it_does() {
        assert_eq!(path_of(r#"{"list":[{"number":1},{"other":2"#), "$.list[1].other");
    }
}
