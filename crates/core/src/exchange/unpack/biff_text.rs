//! Texts in the records of a workbook of Excel 97: of one or two bytes a letter, going on in the next
//! record in the middle of a word, with runs of looks behind them.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_16LE, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258,
};

/// How texts are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codepage {
    /// True for BIFF8, where every text says itself how it is written.
    pub wide: bool,
    encoding: &'static Encoding,
}

impl Default for Codepage {
    fn default() -> Self {
        Self {
            wide: true,
            encoding: WINDOWS_1252,
        }
    }
}

impl Codepage {
    /// Takes the page of that number; an unknown one changes nothing.
    pub fn choose(&mut self, number: u16) {
        self.encoding = match number {
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 | 54_936 => GB18030,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10_000 | 32_768 => MACINTOSH,
            _ => WINDOWS_1252,
        };
    }
}

/// The bytes of a record and those that go on from it, read from the left.
pub(super) struct Continued<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Continued<'a> {
    /// From a byte of the first part.
    pub const fn new(parts: &'a [&'a [u8]], at: usize) -> Self {
        Self { parts, at }
    }

    fn here(&self) -> &'a [u8] {
        let part = self.parts.first().copied().unwrap_or_default();
        part.get(self.at..).unwrap_or_default()
    }

    /// Goes on in the next part once this one is read; false at the end.
    fn more(&mut self) -> bool {
        while self.here().is_empty() {
            let Some((_, rest)) = self
                .parts
                .split_first()
                .filter(|(_, rest)| !rest.is_empty())
            else {
                return false;
            };
            self.parts = rest;
            self.at = 0;
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        self.more();
        let byte = self.here().first().copied()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if !self.more() {
                return None;
            }
            let step = self.here().len().min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// A text with its length in one byte.
    pub fn short(&mut self, page: Codepage) -> Option<String> {
        let length = usize::from(self.byte()?);
        self.text(length, page)
    }

    /// A text with its length in two bytes.
    pub fn long(&mut self, page: Codepage) -> Option<String> {
        let length = usize::from(self.u16()?);
        self.text(length, page)
    }

    fn text(&mut self, length: usize, page: Codepage) -> Option<String> {
        if !page.wide {
            let mut bytes = Vec::with_capacity(length);
            for _ in 0..length {
                bytes.push(self.byte()?);
            }
            return Some(
                page.encoding
                    .decode_without_bom_handling(&bytes)
                    .0
                    .into_owned(),
            );
        }
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 {
            0
        } else {
            usize::from(self.u16()?)
        };
        let phonetic = match flags & 4 {
            0 => 0,
            _ => u32::from(self.u16()?) | (u32::from(self.u16()?) << 16),
        };
        let text = self.letters(length, flags & 1 != 0)?;
        self.skip(runs * 4 + usize::try_from(phonetic).ok()?)?;
        Some(text)
    }

    /// Letters; where they go on in the next part, that says anew how wide they are.
    fn letters(&mut self, mut length: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u8> = Vec::with_capacity(length * 2);
        while length > 0 {
            if self.here().is_empty() {
                if !self.more() {
                    return None;
                }
                wide = self.byte()? & 1 != 0;
            }
            let size = if wide { 2 } else { 1 };
            let take = (self.here().len() / size).min(length);
            if take == 0 {
                return None;
            }
            let bytes = self.here().get(..take * size)?;
            if wide {
                units.extend_from_slice(bytes);
            } else {
                units.extend(bytes.iter().flat_map(|byte| [*byte, 0]));
            }
            self.at += take * size;
            length -= take;
        }
        Some(UTF_16LE.decode_without_bom_handling(&units).0.into_owned())
    }
}
