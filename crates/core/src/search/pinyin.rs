//! How Chinese names sound: syllables and initials, all readings of a surname, and the key that
//! sorts a list of names. Knows only the readings of characters.

use pinyin::{ToPinyin, ToPinyinMulti};

use super::fold::{fold, is_han};

/// Most spellings kept for one name.
const MOST_SPELLINGS: usize = 8;

/// Readings that a character has only, or mostly, as a surname.
fn as_surname(c: char) -> Option<&'static str> {
    Some(match c {
        '单' => "shan",
        '曾' => "zeng",
        '仇' => "qiu",
        '区' => "ou",
        '解' => "xie",
        '查' => "zha",
        '任' => "ren",
        '华' => "hua",
        '朴' => "piao",
        '翟' | '祭' => "zhai",
        '乐' => "yue",
        '盖' => "ge",
        '覃' => "qin",
        '冼' | '洗' => "xian",
        '员' => "yun",
        '缪' => "miao",
        '种' | '重' => "chong",
        '召' => "shao",
        '折' => "she",
        '秘' => "bi",
        '句' => "gou",
        '贾' => "jia",
        '沈' => "shen",
        '俞' => "yu",
        '薄' => "bo",
        '车' => "che",
        '石' => "shi",
        '柏' => "bai",
        _ => return None,
    })
}

/// The usual reading of a Han character, without tone, `ü` written `u`.
pub fn reading(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|p| plain(p.plain()))
}

/// Every reading of a Han character, the usual one first, no two equal.
pub fn readings(c: char) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    all.extend(reading(c));
    for p in c.to_pinyin_multi().into_iter().flatten() {
        let syllable = plain(p.plain());
        if !all.contains(&syllable) {
            all.push(syllable);
        }
    }
    all
}

/// `ü` as people type it on a phone.
fn plain(syllable: &'static str) -> &'static str {
    match syllable {
        "lü" | "lv" => "lu",
        "nü" | "nv" => "nu",
        "lüe" | "lve" => "lue",
        "nüe" | "nve" => "nue",
        "ê" => "e",
        "ńg" | "ňg" | "ǹg" => "ng",
        other => other,
    }
}

/// The ways to say a run of Han characters: the usual one first, then each other reading of the
/// first character (a surname), then of the others one at a time. Characters without a reading
/// are left out.
pub fn spellings(run: &str) -> Vec<Vec<&'static str>> {
    let options: Vec<Vec<&'static str>> = run
        .chars()
        .map(readings)
        .filter(|r| !r.is_empty())
        .collect();
    let usual: Vec<&'static str> = options.iter().filter_map(|r| r.first().copied()).collect();
    if usual.is_empty() {
        return Vec::new();
    }
    let mut spellings = vec![usual.clone()];
    let surname = run.chars().next().and_then(as_surname);
    for (place, others) in options.iter().enumerate() {
        let extra = surname.filter(|_| place == 0);
        for other in extra.iter().chain(others.iter().skip(1)) {
            let mut variant = usual.clone();
            if let Some(syllable) = variant.get_mut(place) {
                *syllable = other;
            }
            if spellings.len() < MOST_SPELLINGS && !spellings.contains(&variant) {
                spellings.push(variant);
            }
        }
    }
    spellings
}

/// A key whose byte order is the order of an address book: Han by pinyin syllable by syllable,
/// the surname in its surname reading, everything else folded. Names that sound alike are kept
/// together and ordered by their characters.
pub fn sort_key(name: &str) -> String {
    let folded = fold(name);
    if folded.is_ascii() {
        return folded;
    }
    let mut key = String::with_capacity(folded.len() * 3);
    for (place, c) in folded.chars().enumerate() {
        let surname = if place == 0 { as_surname(c) } else { None };
        match surname.or_else(|| reading(c)) {
            Some(syllable) => {
                key.push_str(syllable);
                key.push(' ');
            }
            None => key.push(c),
        }
    }
    key.push('\u{1}');
    key.push_str(&folded);
    key
}

/// The runs of Han characters in a folded text.
pub fn han_runs(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c| !is_han(c)).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_keep_all_their_readings() {
        for (name, want) in [
            ("单田芳", "shan"),
            ("单田芳", "dan"),
            ("曾国藩", "zeng"),
            ("仇英", "qiu"),
            ("仇英", "chou"),
            ("解晓东", "xie"),
            ("乐嘉", "yue"),
            ("吕布", "lu"),
        ] {
            assert!(
                spellings(name).iter().any(|s| s[0] == want),
                "{name} {want} {:?}",
                spellings(name)
            );
        }
        assert_eq!(spellings("张伟")[0], ["zhang", "wei"]);
        assert!(spellings("熟客茶行有限公司").len() <= MOST_SPELLINGS);
        assert!(spellings("").is_empty());
    }

    #[test]
    fn names_sort_like_an_address_book() {
        let mut names = vec![
            "張偉",
            "Zoe",
            "李明朗",
            "欧阳娜娜",
            "单田芳",
            "Ábel",
            "李白",
            "张安",
        ];
        names.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Ábel",
                "李白",
                "李明朗",
                "欧阳娜娜",
                "单田芳",
                "张安",
                "張偉",
                "Zoe"
            ]
        );
    }
}
