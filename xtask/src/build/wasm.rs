//! The few things of WebAssembly's binary format that are needed to rename and to reorder.

/// How long what stands before the sections is.
pub(super) const HEADER: usize = 8;
/// The section of what a module was given besides: names, for one.
pub(super) const CUSTOM: u8 = 0;
/// The section of its imports.
pub(super) const IMPORTS: u8 = 2;
/// The section of its functions' bodies.
pub(super) const CODE: u8 = 10;

/// What is left to read of a module.
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

    /// An unsigned number in LEB128.
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

    /// What an import is, as it is written.
    pub(super) fn kind(&mut self) -> Option<&'a [u8]> {
        let start = self.0;
        match self.byte()? {
            // A function has a type.
            0 => drop(self.number()?),
            // A table has a type of elements, and bounds as a memory has.
            1 => {
                self.byte()?;
                self.bounds()?;
            }
            2 => self.bounds()?,
            // A global has a type and may be changed or not.
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

/// Writes an unsigned number in LEB128.
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

/// Writes a text with its length before it.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len());
    out.extend(text.as_bytes());
}
