//! Names of people: one full name as the person writes it, and its parts where they are known.
//! East Asian names put the family first and are written without a space.

use serde::{Deserialize, Serialize};

/// A name. `full` is what is shown; the parts serve sorting, greeting and exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Name {
    /// The whole name in the order its bearer uses.
    pub full: String,
    /// Family name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// Given names, middle names included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Mr, Dr, 先生.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Jr, III.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// What friends say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub nickname: String,
    /// How it sounds, where the script does not tell (phonetic, kana).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phonetic: String,
}

/// The genders that have a name here; people may say another word of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl Gender {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Female, Self::Male];

    /// The word that a record keeps.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// The compound surnames in use today; every other Chinese surname is one character.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "歐陽", "太史", "端木", "上官", "司马", "司馬", "东方", "東方", "独孤", "獨孤", "南宫",
    "南宮", "万俟", "闻人", "聞人", "夏侯", "诸葛", "諸葛", "尉迟", "尉遲", "公羊", "赫连", "赫連",
    "澹台", "澹臺", "皇甫", "宗政", "濮阳", "濮陽", "公冶", "太叔", "申屠", "公孙", "公孫", "慕容",
    "仲孙", "仲孫", "钟离", "鍾離", "长孙", "長孫", "宇文", "司徒", "鲜于", "鮮于", "司空", "闾丘",
    "令狐", "百里", "东郭", "東郭", "西门", "西門", "呼延", "轩辕", "軒轅",
];

impl Name {
    /// A name from one field: East Asian names are split family first (compound surnames known),
    /// others at the last space. A single word stays unsplit.
    pub fn from_full(full: &str) -> Self {
        let full = full.split_whitespace().collect::<Vec<_>>().join(" ");
        let (family, given) = split(&full);
        Self {
            full,
            family,
            given,
            ..Self::default()
        }
    }

    /// A name from its parts; the full form follows the script of the family name.
    pub fn from_parts(family: &str, given: &str) -> Self {
        let (family, given) = (family.trim(), given.trim());
        let east_asian = is_han(family) && (given.is_empty() || is_han(given));
        let full = if family.is_empty() || given.is_empty() || east_asian {
            format!("{family}{given}")
        } else {
            format!("{given} {family}")
        };
        Self {
            full,
            family: family.to_owned(),
            given: given.to_owned(),
            ..Self::default()
        }
    }

    /// One or two letters for an avatar: the last Han character's family name, or initials.
    pub fn initials(&self) -> String {
        if let Some(first) = self.full.chars().next().filter(|c| han(*c)) {
            return first.to_string();
        }
        let mut words = self
            .full
            .split_whitespace()
            .filter_map(|word| word.chars().next());
        let first = words.next();
        let last = words.next_back();
        first
            .into_iter()
            .chain(last)
            .flat_map(char::to_uppercase)
            .collect()
    }
}

fn split(full: &str) -> (String, String) {
    if is_han(full) {
        if let Some((family, given)) = full.split_once(' ') {
            return (family.to_owned(), given.replace(' ', ""));
        }
        let length = full.chars().count();
        if !(2..=4).contains(&length) {
            return (String::new(), String::new());
        }
        let compound = length > 2 && COMPOUND_SURNAMES.iter().any(|name| full.starts_with(name));
        let family_length = if compound || length == 4 { 2 } else { 1 };
        return (
            full.chars().take(family_length).collect(),
            full.chars().skip(family_length).collect(),
        );
    }
    match full.rsplit_once(' ') {
        Some((given, family)) => (family.to_owned(), given.to_owned()),
        None => (String::new(), String::new()),
    }
}

/// True for a text of Han characters (spaces allowed).
pub(crate) fn is_han(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| han(c) || c == ' ')
}

fn han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff) || c == '々'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_names_split_family_first() {
        for (full, family, given) in [
            ("张伟", "张", "伟"),
            ("欧阳娜娜", "欧阳", "娜娜"),
            ("司馬光", "司馬", "光"),
            ("王小明", "王", "小明"),
            ("佐藤 美咲", "佐藤", "美咲"),
            ("熟客茶行有限公司", "", ""),
            ("Mei Lin Zhang", "Zhang", "Mei Lin"),
            ("Cher", "", ""),
        ] {
            let name = Name::from_full(full);
            assert_eq!(
                (name.family.as_str(), name.given.as_str()),
                (family, given),
                "{full}"
            );
            assert_eq!(name.full, full);
        }
    }

    #[test]
    fn parts_join_in_the_order_of_their_script() {
        assert_eq!(Name::from_parts("张", "伟").full, "张伟");
        assert_eq!(Name::from_parts("Okafor", "Daniel").full, "Daniel Okafor");
        assert_eq!(Name::from_parts("", "Cher").full, "Cher");
        assert_eq!(Name::from_full("Mei  Lin\tZhang").initials(), "MZ");
        assert_eq!(Name::from_full("陈志远").initials(), "陈");
    }
}
