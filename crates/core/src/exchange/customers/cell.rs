//! One cell: guards of spreadsheets taken off, full-width forms folded, lists split, balances read. Knows nothing
//! of columns.

use super::super::{
    amount::{AmountError, DecimalMark, parse_amount},
    problem::ProblemKind,
};
pub use super::phones::phones;
use crate::domain::{Standing, limits};

/// The ASCII character a full-width form stands for; others stay.
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Every full-width form folded.
pub fn half_width_text(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// True for a character that makes a spreadsheet take a cell for a formula.
pub const fn starts_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

/// Takes off one guard `'` that stands before a formula sign, or before such a guarded value.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(starts_formula) => rest,
        _ => text,
    }
}

/// A cell as other programs write it, made plain: trimmed, guards and `="…"` taken off, words for
/// nothing (`NULL`, `-`) empty.
pub fn plain(text: &str) -> &str {
    let text = text.trim().trim_start_matches('\u{feff}');
    let mut plain = unguard(text);
    // '138… guards digits as text in exports of shop systems.
    if let Some(rest) = plain
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        plain = rest;
    }
    if let Some(inner) = plain
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        plain = inner;
    }
    let nothing = ["NULL", "null", "\\N", "-", "--", "—", "N/A", "n/a", "#N/A"];
    if nothing.contains(&plain) {
        ""
    } else {
        plain.trim()
    }
}

/// Several values in one cell: ` ::: ` (Google), line breaks, semicolons and their full-width forms,
/// and commas where no part is lost by it. A leading `* ` (Google's mark of the preferred one) goes.
pub fn values(text: &str) -> Vec<String> {
    if let Some(values) = json_values(text) {
        return values;
    }
    text.split(":::")
        .flat_map(|part| part.split(['\n', ';', '；', '、', '，', ',', '|']))
        .map(|part| part.trim().trim_start_matches("* ").trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A list inside a cell as one product writes it: `[{"value":"a@x.de","label":"work"}]`.
fn json_values(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let list: Vec<serde_json::Value> = text
        .starts_with('[')
        .then(|| serde_json::from_str(text).ok())??;
    let values = list.iter().filter_map(|one| {
        let value = one.get("value").unwrap_or(one);
        value.as_str().map(|value| value.trim().to_owned())
    });
    Some(values.filter(|value| !value.is_empty()).collect())
}

/// `1.38E+10`, as a spreadsheet writes a long number.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    mantissa.replace(',', ".").parse::<f64>().is_ok()
        && exponent.trim_start_matches('+').parse::<u8>().is_ok()
}

/// E-mail addresses in a cell, each with the reason if it is none.
pub fn emails(text: &str) -> Vec<Result<String, (ProblemKind, String)>> {
    let text = half_width_text(text);
    let read = |part: &String| {
        // "Ann Lee <ann@example.com>" and mailto: links carry the address inside.
        let inner = part
            .rsplit_once('<')
            .map_or(part.as_str(), |(_, rest)| rest.trim_end_matches('>'));
        let address = plain(inner.trim().trim_start_matches("mailto:"));
        let sound = address.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && !host.is_empty() && !host.contains('@')
        }) && !address.contains(char::is_whitespace);
        if sound {
            Ok(address.to_owned())
        } else {
            Err((ProblemKind::UnreadableEmail, part.clone()))
        }
    };
    values(&text).iter().map(read).collect()
}

/// Tags of a cell. `\,` is a comma inside a tag; Google's system groups (`* myContacts`) are none.
pub fn tags(text: &str) -> Vec<String> {
    const STAND_IN: &str = "\u{e000}";
    if let Some(tags) = json_values(text) {
        return tags;
    }
    text.replace("\\,", STAND_IN)
        .split(":::")
        .flat_map(|part| part.split([',', ';', '、', '；', '，', '\n']))
        .map(|tag| tag.replace(STAND_IN, ",").trim().to_owned())
        .filter(|tag| !tag.is_empty() && !tag.starts_with("* "))
        .collect()
}

/// Tags as our own export writes them: `\\` escapes commas and itself, nothing else separates.
pub fn exact_tags(text: &str) -> Vec<String> {
    let mut tags = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let Some(tag) = tags.last_mut() else { break };
        match letter {
            '\\' => tag.extend(letters.next()),
            ',' => tags.push(String::new()),
            _ => tag.push(letter),
        }
    }
    tags.iter()
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty())
        .collect()
}

/// Yes or no in several languages; empty is no.
pub fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "" | "0" | "no" | "n" | "false" | "nein" | "否" | "f" | "subscribed" | "未" | "无" => {
            Some(false)
        }
        "1" | "yes" | "y" | "true" | "ja" | "j" | "是" | "t" | "x" | "unsubscribed" | "blocked"
        | "bounced" | "√" | "✓" => Some(true),
        _ => None,
    }
}

/// What the shop has to do with somebody, in the words of the three languages.
pub fn standing(text: &str) -> Option<Standing> {
    match text.trim().to_lowercase().as_str() {
        "customer" | "client" | "kunde" | "客户" | "客戶" | "顾客" | "顧客" => {
            Some(Standing::Customer)
        }
        "supplier" | "vendor" | "lieferant" | "供应商" | "供應商" => Some(Standing::Supplier),
        "partner" | "合作伙伴" | "合作夥伴" => Some(Standing::Partner),
        "competitor" | "wettbewerber" | "竞争对手" | "競爭對手" | "同行" => {
            Some(Standing::Competitor)
        }
        _ => None,
    }
}

/// A balance of points: `1,250`, `300.00`, `120分`; `mark` stands before decimals. Parts of a point are not
/// guessed away.
pub fn points(text: &str, mark: DecimalMark) -> Result<i64, ProblemKind> {
    let text = half_width_text(text);
    let bare = text.trim().trim_end_matches(['分', '点', '點']).trim_end();
    let begins = bare.starts_with(|c: char| c.is_ascii_digit());
    let points = match parse_amount(bare, 0, mark) {
        Ok(points) if begins => points,
        Err(AmountError::Overflow) => return Err(ProblemKind::OutOfRange),
        _ => return Err(ProblemKind::UnreadableNumber),
    };
    if points > limits::AMOUNT {
        return Err(ProblemKind::OutOfRange);
    }
    Ok(points)
}

/// `female`, `male`, or the word as it is; empty where the word means "not known".
pub fn gender(text: &str) -> String {
    match text.trim().to_lowercase().as_str() {
        "女" | "女性" | "f" | "female" | "w" | "weiblich" | "woman" | "女士" | "frau" => {
            "female".into()
        }
        "男" | "男性" | "m" | "male" | "männlich" | "man" | "先生" | "mann" | "herr" => {
            "male".into()
        }
        "unknown" | "unspecified" | "未知" | "保密" | "0" | "unbekannt" | "keine angabe" | "u" => {
            String::new()
        }
        _ => text.trim().to_owned(),
    }
}

/// `home`, `work`, `mobile` for the many names of these labels, others as they are.
pub fn label(text: &str) -> String {
    let word = text
        .trim()
        .trim_start_matches("* ")
        .trim_start_matches("_$!<")
        .trim_end_matches(">!$_")
        .trim();
    match word.to_lowercase().as_str() {
        "cell" | "mobile" | "mobil" | "手机" | "手機" | "iphone" => "mobile".into(),
        "home" | "privat" | "zuhause" | "住宅" | "家" | "home page" | "homepage" => {
            "home".into()
        }
        "work" | "business" | "office" | "arbeit" | "geschäftlich" | "公司" | "工作" | "单位" => {
            "work".into()
        }
        "homefax" => "home fax".into(),
        "workfax" => "work fax".into(),
        "main" | "other" | "pager" | "fax" => word.to_lowercase(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_come_off_and_nothing_else() {
        for (cell, expected) in [
            ("'+49 30 1", "+49 30 1"),
            ("=\"0049\"", "0049"),
            ("'=1+1", "=1+1"),
            ("'72101", "72101"),
            ("'Ndrangheta", "'Ndrangheta"),
            ("NULL", ""),
            (" a ", "a"),
            ("''=x", "'=x"),
            ("", ""),
        ] {
            assert_eq!(plain(cell), expected, "{cell}");
        }
    }

    #[test]
    fn lists_flags_and_words() {
        assert_eq!(
            tags("VIP、茶客；a, b ::: * myContacts"),
            ["VIP", "茶客", "a", "b"]
        );
        assert_eq!(tags("red\\, white"), ["red, white"]);
        assert_eq!(tags("[\"VIP\",\"茶客\"]"), ["VIP", "茶客"]);
        assert_eq!(
            (flag("是"), flag("否"), flag("maybe")),
            (Some(true), Some(false), None)
        );
        assert_eq!(
            (
                gender("女").as_str(),
                gender("M").as_str(),
                gender("divers").as_str()
            ),
            ("female", "male", "divers")
        );
        assert_eq!(label("_$!<HomeFax>!$_"), "home fax");
        assert_eq!(
            emails("Ann <ann@x.de>; b@y"),
            [Ok("ann@x.de".to_owned()), Ok("b@y".to_owned())]
        );
        assert!(emails("a@b@c")[0].is_err() && emails("none")[0].is_err());
    }
}
