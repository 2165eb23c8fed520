//! A filter in words.

use crate::{
    app::Fmt,
    i18n::{Locale, td_string},
    pages::{duplicates::texts as clean, loyalty::texts},
    query::{Condition, Days, Filter, Range},
};

use super::draft::Ask;

/// What a line asks about.
pub fn ask(locale: Locale, ask: Ask) -> &'static str {
    match ask {
        Ask::Text => td_string!(locale, customers.ask_text),
        Ask::Tag => td_string!(locale, customers.tag),
        Ask::LastVisit => td_string!(locale, customers.ask_last),
        Ask::Never => td_string!(locale, customers.chip_never),
        Ask::Visits => td_string!(locale, customers.visits),
        Ask::Spent => td_string!(locale, customers.spent),
        Ask::BirthMonth => td_string!(locale, customers.ask_month),
        Ask::BirthdayWithin => td_string!(locale, customers.ask_birthday),
        Ask::City => td_string!(locale, customers.city),
        Ask::Source => td_string!(locale, customers.source),
        Ask::Created => td_string!(locale, customers.created),
        Ask::HasPhone => td_string!(locale, customers.ask_phone),
        Ask::HasEmail => td_string!(locale, customers.ask_email),
        Ask::Person => td_string!(locale, customers.person),
        Ask::Company => td_string!(locale, customers.company),
        Ask::DoNotContact => td_string!(locale, customers.ask_silent),
        Ask::Lacks(gap) => clean::gap(locale, gap),
        Ask::May(channel) => clean::may(locale, channel),
    }
}

/// The whole filter; groups inside stand in brackets.
pub fn describe(fmt: Fmt, filter: &Filter) -> String {
    part(fmt, filter, true)
}

fn part(fmt: Fmt, filter: &Filter, outermost: bool) -> String {
    let locale = fmt.locale();
    let join = |parts: &[Filter], between: &str| {
        let all: Vec<String> = parts.iter().map(|one| part(fmt, one, false)).collect();
        let text = all.join(between);
        if outermost || parts.len() < 2 {
            text
        } else {
            format!("({text})")
        }
    };
    match filter {
        Filter::All(parts) => join(parts, " · "),
        Filter::Any(parts) => join(parts, td_string!(locale, customers.or)),
        Filter::Not(inner) => {
            let inner = part(fmt, inner, false);
            td_string!(locale, customers.not_so, what = inner)
        }
        Filter::Is(one) => condition(fmt, one),
    }
}

fn condition(fmt: Fmt, condition: &Condition) -> String {
    let locale = fmt.locale();
    let Some(asked) = Ask::of(condition) else {
        return match condition {
            Condition::Company(_) => td_string!(locale, customers.company).to_owned(),
            Condition::Segment(one) => texts::segment(locale, *one).to_owned(),
            Condition::Stage(one) => texts::stage(locale, *one).to_owned(),
            Condition::Class(one) => texts::class(*one).to_owned(),
            _ => String::new(),
        };
    };
    let name = ask(locale, asked);
    let value = match condition {
        Condition::Tag(text)
        | Condition::Source(text)
        | Condition::City(text)
        | Condition::Text(text) => text.clone(),
        Condition::LastVisit(Days::Ago(days)) => range(days, u32::to_string),
        Condition::Visits(counts) => range(counts, u32::to_string),
        Condition::Spent(amounts) => range(amounts, |n| fmt.money_whole(*n, fmt.currency())),
        Condition::Created(days) => range(days, |day| fmt.date(*day)),
        Condition::BirthMonth(number) | Condition::BirthdayWithin(number) => number.to_string(),
        _ => return name.to_owned(),
    };
    format!("{name}: {value}")
}

fn range<T>(range: &Range<T>, text: impl Fn(&T) -> String) -> String {
    match (&range.from, &range.to) {
        (Some(from), None) => format!("≥ {}", text(from)),
        (None, Some(to)) => format!("≤ {}", text(to)),
        (Some(from), Some(to)) => format!("{}–{}", text(from), text(to)),
        (None, None) => String::new(),
    }
}
