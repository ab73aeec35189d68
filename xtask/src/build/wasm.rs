//! The parts of WebAssembly's binary format needed to rename and reorder.

/// The length of the header before the sections.
pub(super) const HEADER: usize = 8;
/// The custom section, for example for names.
pub(super) const CUSTOM: u8 = 0;
/// The import section.
pub(super) const IMPORTS: u8 = 2;
/// The code section.
pub(super) const CODE: u8 = 10;

/// The unread rest of a module.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// Reads an unsigned LEB128 number.
    pub(super) fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Reads the encoded type of an import.
    pub(super) fn kind(&mut self) -> Option<&'a [u8]> {
        let start = self.0;
        match self.byte()? {
            // A function: its type.
            0 => drop(self.number()?),
            // A table: its element type and limits, as of a memory.
            1 => {
                self.byte()?;
                self.bounds()?;
            }
            2 => self.bounds()?,
            // A global: its type and mutability.
            3 => drop(self.take(2)?),
            _ => return None,
        }
        start.get(..start.len() - self.0.len())
    }

    fn bounds(&mut self) -> Option<()> {
        let has_end = self.byte()? & 1 == 1;
        self.number()?;
        if has_end {
            self.number()?;
        }
        Some(())
    }
}

/// Writes an unsigned LEB128 number.
pub(super) fn write_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or(0);
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Writes a string, preceded by its length.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len());
    out.extend(text.as_bytes());
}
