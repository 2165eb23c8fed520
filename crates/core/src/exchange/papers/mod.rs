//! Papers of data protection that a shop keeps: the record of its processing and the note of a breach, as pages to
//! print, to save and to fill in by hand or in any editor (GDPR 30 and 33, PIPL 55–57). Their texts stand in
//! files beside this one, one a language: `# ` and `## ` are headings, `- ` a point, `= ` a question with what
//! is known of its answer behind the colon. Knows no records.

use std::fmt::Write as _;

use super::lists::{Words, page::escape};

/// A paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// What is kept of whom, what for and how long.
    Processing,
    /// What happened when data got lost or into the wrong hands.
    Breach,
}

impl Paper {
    /// Every paper, in the order pages show them.
    pub const ALL: [Self; 2] = [Self::Processing, Self::Breach];

    /// Ending of its file's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Processing => "processing",
            Self::Breach => "breach",
        }
    }

    fn text(self, words: Words) -> &'static str {
        match (self, words.tag()) {
            (Self::Processing, "zh-Hans") => include_str!("record.zh-Hans.txt"),
            (Self::Processing, "zh-Hant") => include_str!("record.zh-Hant.txt"),
            (Self::Processing, _) => include_str!("record.en.txt"),
            (Self::Breach, "zh-Hans") => include_str!("breach.zh-Hans.txt"),
            (Self::Breach, "zh-Hant") => include_str!("breach.zh-Hant.txt"),
            (Self::Breach, _) => include_str!("breach.en.txt"),
        }
    }
}

/// What is filled in, as the reader reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What the shop is called.
    pub shop: String,
    /// When the paper was made.
    pub made: String,
    /// Until when a breach that is noticed now is to be reported.
    pub deadline: String,
    /// How many customers there are.
    pub customers: String,
    /// After how many years without a touch they are looked through.
    pub years: String,
}

impl Facts {
    fn fill(&self, line: &str) -> String {
        // What a person wrote goes in last, so that braces in it stay what they are.
        let known = [
            ("{made}", &self.made),
            ("{deadline}", &self.deadline),
            ("{customers}", &self.customers),
            ("{years}", &self.years),
            ("{shop}", &self.shop),
        ];
        let filled = known.iter().fold(line.to_owned(), |line, (mark, value)| {
            line.replace(mark, value)
        });
        escape(&filled)
    }
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}\
h2{font-size:1.1rem;margin:1.4rem 0 .4rem}li{margin:.2rem 0}dt{margin-top:.6rem}\
dd{margin:0;min-height:1.8rem;border-bottom:1px solid #888;white-space:pre-wrap;overflow-wrap:anywhere}\
@media print{body{margin:0;max-width:none}}";

/// The paper as one page, without scripts and without anything fetched.
pub fn write(paper: Paper, facts: &Facts, words: Words) -> String {
    let text = paper.text(words);
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    let title = facts.fill(heading.unwrap_or_default());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body>\n",
        words.tag()
    );
    let mut open = "";
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        let list = match mark {
            "-" => "ul",
            "=" => "dl",
            _ => "",
        };
        if list != open {
            if !open.is_empty() {
                writeln!(out, "</{open}>").ok();
            }
            if !list.is_empty() {
                writeln!(out, "<{list}>").ok();
            }
            open = list;
        }
        match mark {
            "#" => writeln!(out, "<h1>{}</h1>", facts.fill(rest)),
            "##" => writeln!(out, "<h2>{}</h2>", facts.fill(rest)),
            "-" => writeln!(out, "<li>{}</li>", facts.fill(rest)),
            "=" => {
                let (asked, known) = rest.split_once(':').unwrap_or((rest, ""));
                let (asked, known) = (facts.fill(asked), facts.fill(known.trim()));
                writeln!(out, "<dt>{asked}</dt><dd contenteditable>{known}</dd>")
            }
            _ => writeln!(out, "<p>{}</p>", facts.fill(line)),
        }
        .ok();
    }
    if !open.is_empty() {
        writeln!(out, "</{open}>").ok();
    }
    out.push_str("</body></html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

    fn facts() -> Facts {
        let say = |text: &str| text.to_owned();
        Facts {
            shop: say("Tea <b> {made}"),
            made: say("MADE"),
            deadline: say("DEADLINE"),
            customers: say("42"),
            years: say("7"),
        }
    }

    /// Each line's mark and what it has filled in, in order.
    fn shape(text: &str) -> Vec<(String, Vec<&'static str>)> {
        let marks = ["{shop}", "{made}", "{deadline}", "{customers}", "{years}"];
        let kind = |line: &str| {
            let first = line.split(' ').next().unwrap_or_default();
            let known = ["#", "##", "-", "="].contains(&first);
            if known {
                first.to_owned()
            } else {
                "text".to_owned()
            }
        };
        text.lines()
            .map(|line| {
                let filled = marks.into_iter().filter(|mark| line.contains(mark));
                (kind(line), filled.collect())
            })
            .collect()
    }

    #[test]
    fn the_languages_ask_the_same() {
        for paper in Paper::ALL {
            let [first, others @ ..] = LANGUAGES.map(|tag| shape(paper.text(Words::of(tag))));
            for other in others {
                assert_eq!(first, other, "{paper:?}");
            }
        }
    }

    #[test]
    fn what_is_known_is_filled_in_and_nothing_of_it_is_markup() {
        for (paper, known) in [
            (Paper::Processing, ["MADE", "42", "7"]),
            (Paper::Breach, ["MADE", "42", "DEADLINE"]),
        ] {
            for language in LANGUAGES {
                let page = write(paper, &facts(), Words::of(language));
                for fact in known {
                    assert!(page.contains(fact), "{paper:?} {language} {fact}");
                }
                assert!(page.contains("<h1>") && page.contains("Tea &lt;b&gt; {made}"));
                assert!(!page.contains("<b>") && !page.contains("<script"));
                for list in ["ul", "dl"] {
                    let (open, close) = (format!("<{list}>"), format!("</{list}>"));
                    assert_eq!(page.matches(&open).count(), page.matches(&close).count());
                }
            }
        }
    }
}
