//! The beginning of a file as text, to look at: in whatever encoding it is written, and without a sign for
//! the character that the cut went through. What is plain UTF-8 needs no library; the rest is told by
//! [`super::text`], which belongs in the worker.

use super::text;

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The text.
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
}

/// The text of bytes that are UTF-8; `None` if they are not, or hardly. `cut` says that there are more bytes
/// behind them, so that the last character may not be whole.
pub fn plain(bytes: &[u8], cut: bool) -> Option<String> {
    let sound = match std::str::from_utf8(bytes) {
        Ok(sound) => sound,
        Err(error) if cut && error.error_len().is_none() => {
            let (sound, _) = bytes.split_at_checked(error.valid_up_to())?;
            std::str::from_utf8(sound).ok()?
        }
        Err(_) => return None,
    };
    // Western text in UTF-16 is sound UTF-8 with a zero in every other byte.
    (!sound.contains('\0')).then(|| sound.trim_start_matches('\u{feff}').to_owned())
}

/// The text of any bytes, in the encoding they seem to be in. `language` is the person's, as a BCP 47 tag.
pub fn glance(bytes: &[u8], cut: bool, language: &str) -> Glance {
    let decoded = text::decode(bytes, language);
    let whole = if cut {
        decoded.text.trim_end_matches('\u{fffd}')
    } else {
        &decoded.text
    };
    Glance {
        text: whole.to_owned(),
        encoding: decoded.encoding,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};
    use proptest::prelude::*;

    use super::*;

    // The shortest files that are told for sure; the browser tests have the same.
    const SIMPLIFIED: &str = "姓名,手机号码,备注\n张伟,13800138000,老客户，喜欢龙井\n";
    const TRADITIONAL: &str = "姓名,行動電話,備註\n陳美玲,0912345678,熟客，喜歡烏龍茶\n";

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn what_is_plain_needs_no_library_and_what_is_not_is_told_by_it() {
        assert_eq!(
            plain("\u{feff}中 text".as_bytes(), false).as_deref(),
            Some("中 text")
        );
        let gb = GB18030.encode(SIMPLIFIED).0;
        let big5 = BIG5.encode(TRADITIONAL).0;
        let little = utf_16(SIMPLIFIED, u16::to_le_bytes);
        let big = utf_16(TRADITIONAL, u16::to_be_bytes);
        for (bytes, text, encoding) in [
            (&gb[..], SIMPLIFIED, "gb18030"),
            (&big5[..], TRADITIONAL, "Big5"),
            (&little, SIMPLIFIED, "UTF-16LE"),
            (&big, TRADITIONAL, "UTF-16BE"),
        ] {
            assert_eq!(plain(bytes, false), None, "{encoding}");
            for language in ["en", "zh-Hans", "zh-Hant"] {
                let seen = glance(bytes, false, language);
                assert_eq!((seen.text.as_str(), seen.encoding), (text, encoding));
            }
        }
        // No mark, and ASCII alone: sound UTF-8, but not meant so.
        let bare: Vec<u8> = "Name;Phone\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(plain(&bare, false), None);
        assert_eq!(glance(&bare, false, "en").text, "Name;Phone\r\n");
    }

    proptest! {
        #[test]
        fn a_cut_never_leaves_a_sign_behind(text in "[a-z中国茶龙😀é ]{1,60}", at in 0_usize..200) {
            let bytes = text.as_bytes();
            let at = at.min(bytes.len());
            let seen = plain(&bytes[..at], true).expect("sound as far as it goes");
            prop_assert!(text.starts_with(&seen));
            prop_assert!(at - seen.len() < 4, "no more is lost than the character that was cut");
        }

        #[test]
        fn nor_does_it_in_other_encodings(at in 40_usize..80) {
            for (bytes, text) in [
                (GB18030.encode(SIMPLIFIED).0.into_owned(), SIMPLIFIED),
                (BIG5.encode(TRADITIONAL).0.into_owned(), TRADITIONAL),
                (utf_16(SIMPLIFIED, u16::to_le_bytes), SIMPLIFIED),
                (utf_16(TRADITIONAL, u16::to_be_bytes), TRADITIONAL),
            ] {
                let seen = glance(&bytes[..at.min(bytes.len())], true, "en");
                prop_assert!(text.starts_with(&seen.text), "{} in {}", seen.text, seen.encoding);
            }
        }
    }
}
