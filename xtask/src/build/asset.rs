//! Files with hashed names, which may be cached forever.
//!
//! DHIS2 2.44 recognises eight lower-case hex digits after a hyphen as a hash.

use super::Files;

/// Adds a file as `stem-<8 hex digits>.extension`; returns its name.
pub(crate) fn add(files: &mut Files, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
    let name = name(stem, extension, &bytes);
    files.insert(name.clone(), bytes);
    name
}

/// The name of a file with these bytes.
fn name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    format!("{stem}-{:08x}.{extension}", crc.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_eight_hex_digits_that_follow_from_the_bytes() {
        assert_eq!(name("assets/boot", "js", b"123456789"), "assets/boot-cbf43926.js");
        assert_eq!(name("a", "css", b""), "a-00000000.css");
    }
}
