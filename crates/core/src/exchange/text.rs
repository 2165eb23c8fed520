//! Bytes to text: which encoding a file is written in, and what it says. Knows nothing of what the
//! text means, except that a few words are common enough to tell East Asian encodings apart.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Encodings a person may choose by hand, most likely first.
pub const ENCODINGS: &[&str] = &[
    "UTF-8",
    "gb18030",
    "Big5",
    "UTF-16LE",
    "UTF-16BE",
    "Shift_JIS",
    "EUC-KR",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "macintosh",
];

/// How much of a file is looked at to guess its encoding.
const SAMPLE: usize = 256 * 1024;

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark and without U+0000.
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// True if some bytes were no valid text.
    pub had_errors: bool,
    /// How many characters had to be replaced (U+FFFD) or dropped (U+0000).
    pub replaced: usize,
}

/// Decodes with the encoding the file seems to be in. `language` is the person's language as a
/// BCP 47 tag; it decides where the bytes leave a choice.
pub fn decode(bytes: &[u8], language: &str) -> Decoded {
    decode_with(bytes, detect(bytes, language))
}

/// Decodes with an encoding chosen by name; `None` if there is none of that name.
pub fn decode_as(bytes: &[u8], name: &str) -> Option<Decoded> {
    Encoding::for_label(name.as_bytes()).map(|encoding| decode_with(bytes, encoding))
}

fn decode_with(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    let broken = if had_errors {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    let nuls = text.matches('\0').count();
    let text = if nuls > 0 {
        text.replace('\0', "")
    } else {
        text.into_owned()
    };
    Decoded {
        text,
        encoding: encoding.name(),
        had_errors,
        replaced: broken + nuls,
    }
}

/// The encoding a file seems to be in: byte order mark, pattern of zero bytes, strict UTF-8, then
/// judgement.
pub fn detect(bytes: &[u8], language: &str) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some(encoding) = utf_16_without_mark(sample) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() || nearly_utf_8(bytes) {
        return UTF_8;
    }
    legacy(sample, language)
}

/// Western text in UTF-16 has a zero in every other byte; Chinese text still has them at line ends
/// and separators.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0_usize; 2];
    for pair in sample.chunks_exact(2) {
        for (count, byte) in zeros.iter_mut().zip(pair) {
            *count += usize::from(*byte == 0);
        }
    }
    let [even, odd] = zeros;
    let units = sample.len() / 2;
    if units < 4 || even.max(odd) * 20 < units || even.min(odd) * 8 > even.max(odd) {
        return None;
    }
    // A few zeros that slipped into a text make it no UTF-16: without them it would be sound.
    let few = even.max(odd) * 4 < units;
    if few && std::str::from_utf8(&without_zeros(sample)).is_ok() {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

fn without_zeros(sample: &[u8]) -> Vec<u8> {
    sample.iter().copied().filter(|byte| *byte != 0).collect()
}

/// UTF-8 with a few broken spots (a file cut in the middle of a character, one bad cell) is still
/// UTF-8: at least fifty good sequences for every bad one, or only the end is bad.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let mut bad = 0_usize;
    let mut good = 0_usize;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && good >= bad * 50 || (bad == 1 && good >= 1 && ends_cut(bytes))
}

fn ends_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn legacy(sample: &[u8], language: &str) -> &'static Encoding {
    let language = language.to_ascii_lowercase();
    let traditional = ["hant", "tw", "hk", "mo"]
        .iter()
        .any(|tag| language.contains(tag));
    let chinese = language.starts_with("zh");
    let scores = [GB18030, BIG5, SHIFT_JIS].map(|encoding| familiarity(sample, encoding));
    let best = scores.iter().copied().max().unwrap_or(0);
    let [gb18030, big5, shift_jis] = scores;
    // Signs of one script must clearly outweigh those of the others, which appear by chance.
    let paired = in_pairs(sample);
    if best >= 1 && paired {
        if gb18030 == best && gb18030 > 2 * big5.max(shift_jis) {
            return GB18030;
        }
        if big5 == best && big5 > 2 * gb18030.max(shift_jis) {
            return BIG5;
        }
        if shift_jis == best && shift_jis > 2 * gb18030.max(big5) {
            return SHIFT_JIS;
        }
    }
    let domain: Option<&[u8]> = match () {
        () if chinese && traditional => Some(b"tw"),
        () if chinese => Some(b"cn"),
        () if language.starts_with("ja") => Some(b"jp"),
        () if language.starts_with("de") => Some(b"de"),
        () => None,
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(domain, Utf8Detection::Deny);
    if guess.is_single_byte() {
        if paired && chinese {
            return if traditional { BIG5 } else { GB18030 };
        }
        return guess;
    }
    // Multi-byte text that is not made of pairs is Western text with a few accents.
    match guess.name() {
        _ if !paired => WINDOWS_1252,
        "GBK" | "gb18030" => GB18030,
        _ => guess,
    }
}

/// True if high bytes mostly start two-byte characters, as in East Asian encodings; accented
/// letters of Western text stand alone between ASCII letters.
fn in_pairs(sample: &[u8]) -> bool {
    let (mut alone, mut paired) = (0_usize, 0_usize);
    let mut bytes = sample.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte < 0x80 {
            continue;
        }
        match bytes.peek() {
            Some(next) if *next >= 0x80 => {
                bytes.next();
                paired += 1;
            }
            _ => alone += 1,
        }
    }
    // The second byte of Big5 and Shift_JIS is often below 0x80.
    paired > alone
}

/// How many characters of `sample`, read in `encoding`, are among the commonest in customer lists.
fn familiarity(sample: &[u8], encoding: &'static Encoding) -> usize {
    const SIMPLIFIED: &str = "姓名手机电话邮箱地址生日备注性别会员卡号编码公司张刘陈杨赵黄吴孙罗郑谢韩\
        邓冯许苏卢蒋贾叶伟芳娜敏静丽强军杰涛艳勇男女王李先生市区路";
    const TRADITIONAL: &str = "姓名手機電話郵箱地址生日備註性別會員卡號編碼公司張劉陳楊趙黃吳孫羅鄭謝韓\
        鄧馮許蘇盧蔣賈葉偉芳娜敏靜麗強軍傑濤豔勇男女王李先生市區路林蔡縣";
    const JAPANESE: &str = "氏名電話番号住所生年月日備考会社佐藤鈴木高橋田中のアイスンル様県";
    let common = match encoding.name() {
        "gb18030" => SIMPLIFIED,
        "Big5" => TRADITIONAL,
        _ => JAPANESE,
    };
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let broken = text.matches('\u{fffd}').count();
    text.chars()
        .filter(|c| !c.is_ascii() && common.contains(*c))
        .count()
        .saturating_sub(broken * 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn chinese_files_are_read_whatever_the_language_of_the_person() {
        let simplified = "姓名,手机号码,备注\n张伟,13800138000,老客户\n欧阳娜娜,13900139000,\n";
        let traditional = "姓名,行動電話,備註\n陳美玲,0912345678,熟客\n林志豪,0922333444,\n";
        for language in ["en", "de", "zh-Hans", "zh-Hant", ""] {
            let read = decode(&encoded(simplified, GB18030), language);
            assert_eq!(
                (read.text.as_str(), read.encoding),
                (simplified, "gb18030"),
                "{language}"
            );
            let read = decode(&encoded(traditional, BIG5), language);
            assert_eq!(
                (read.text.as_str(), read.encoding),
                (traditional, "Big5"),
                "{language}"
            );
        }
    }

    #[test]
    fn western_accents_are_not_taken_for_chinese() {
        let text = "Vorname;Nachname;Ort\nJürgen;Müller;Köln\nZoë;Größe;Düsseldorf\n";
        for language in ["en", "de", "zh-Hans", "zh-Hant"] {
            let read = decode(&encoded(text, WINDOWS_1252), language);
            assert_eq!(
                (read.text.as_str(), read.encoding),
                (text, "windows-1252"),
                "{language}"
            );
        }
    }

    #[test]
    fn utf_16_is_seen_with_and_without_mark() {
        let text = "Name\tPhone\r\n张伟\t138\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            assert_eq!(decode(&bytes, "en").text, text);
            assert_eq!(decode(&bytes, "en").encoding, name);
        }
        let marked: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("é".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&marked, "en").text, "é");
    }

    #[test]
    fn broken_places_are_counted() {
        let lone_surrogate = [0xff, 0xfe, b'a', 0, 0x00, 0xd8, b'b', 0];
        let read = decode(&lone_surrogate, "en");
        assert_eq!(
            (read.text.as_str(), read.replaced, read.had_errors),
            ("a\u{fffd}b", 1, true)
        );
        let read = decode(b"a\0b", "en");
        assert_eq!((read.text.as_str(), read.replaced), ("ab", 1));
        let cut = "姓名,手机,张伟".as_bytes();
        assert_eq!(decode(&cut[..cut.len() - 1], "en").encoding, "UTF-8");
    }

    #[test]
    fn an_encoding_can_be_forced() {
        assert_eq!(
            decode_as(&[0xe9], "latin1").map(|read| read.text),
            Some("é".to_owned())
        );
        assert_eq!(decode_as(b"x", "no such thing"), None);
        assert!(ENCODINGS.iter().all(|name| decode_as(b"x", name).is_some()));
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let read = decode(&bytes, "zh-Hans");
            prop_assert!(!read.text.contains('\0'));
        }

        #[test]
        fn utf_8_is_read_as_it_is(text in "[^\u{0}\u{feff}]{0,60}") {
            prop_assert_eq!(decode(text.as_bytes(), "en").text, text);
        }
    }
}
