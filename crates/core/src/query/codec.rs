//! Filters in addresses: `all(tag~vip!any(stage~loyal!visits~3~))` made of letters, digits and
//! marks that a query string carries unescaped. Reading is total: anything unknown is `None`.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    clean::Gap,
    domain::{CustomerKind, Id, field::Decimal},
    reports::Figure,
};

use super::{
    filter::{Condition, Days, Filter, Range},
    own::OwnTest,
};

/// Deepest nesting that is read; deeper ones come from nobody's hand.
const DEEPEST: usize = 8;

/// The short form.
pub fn to_query(filter: &Filter) -> String {
    let mut out = String::new();
    write(filter, &mut out);
    out
}

fn write(filter: &Filter, out: &mut String) {
    let mut group = |name: &str, parts: &[Filter]| {
        out.push_str(name);
        out.push('(');
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                out.push('!');
            }
            write(part, out);
        }
        out.push(')');
    };
    match filter {
        Filter::All(parts) => group("all", parts),
        Filter::Any(parts) => group("any", parts),
        Filter::Not(part) => group("not", std::slice::from_ref(part)),
        Filter::Is(condition) => out.push_str(&words(condition).join("~")),
    }
}

fn words(condition: &Condition) -> Vec<String> {
    let (name, values) = match condition {
        Condition::Kind(CustomerKind::Person) => ("person", vec![]),
        Condition::Kind(CustomerKind::Company) => ("organisation", vec![]),
        Condition::Tag(text) => ("tag", vec![escape(text)]),
        Condition::Stage(stage) => ("stage", vec![name_of(stage)]),
        Condition::Segment(segment) => ("segment", vec![name_of(segment)]),
        Condition::Class(class) => ("class", vec![name_of(class)]),
        Condition::Behind(figure) => {
            let code = figure.code();
            ("behind", code.split(':').map(str::to_owned).collect())
        }
        Condition::LastVisit(Days::Never) => ("never", vec![]),
        Condition::LastVisit(Days::Ago(days)) => ("last", range(days)),
        Condition::Spent(amounts) => ("spent", range(amounts)),
        Condition::Year(amounts) => ("year", range(amounts)),
        Condition::Visits(counts) => ("visits", range(counts)),
        Condition::Points(counts) => ("points", range(counts)),
        Condition::BirthMonth(month) => ("month", vec![month.to_string()]),
        Condition::BirthdayWithin(days) => ("birthday", vec![days.to_string()]),
        Condition::Created(dates) => ("created", range(dates)),
        Condition::HasPhone => ("phone", vec![]),
        Condition::HasEmail => ("email", vec![]),
        Condition::Company(id) => ("company", vec![id.to_string()]),
        Condition::Source(text) => ("source", vec![escape(text)]),
        Condition::City(text) => ("city", vec![escape(text)]),
        Condition::Text(text) => ("text", vec![escape(text)]),
        Condition::DoNotContact => ("silent", vec![]),
        Condition::Standing(standing) => ("standing", vec![name_of(standing)]),
        Condition::Lead(status) => ("lead", vec![name_of(status)]),
        Condition::Owner(owner) => {
            let owner = owner.map(|id| id.to_string()).unwrap_or_default();
            ("owner", vec![owner])
        }
        Condition::Own(field, test) => {
            let (name, values) = own_words(test);
            let head = [field.to_string(), name.to_owned()];
            ("own", head.into_iter().chain(values).collect())
        }
        Condition::Lacks(gap) => ("lacks", vec![gap.key().to_owned()]),
        Condition::May(channel) => ("may", vec![name_of(channel)]),
        Condition::Consented(channel) => ("consented", vec![name_of(channel)]),
        Condition::Gender(word) => ("gender", vec![escape(word)]),
        Condition::Bought(product, days) => {
            let product = std::iter::once(product.to_string());
            ("bought", product.chain(range(days)).collect())
        }
        Condition::Has(what) => ("has", vec![name_of(what)]),
        Condition::Contacted(Days::Never) => ("untouched", vec![]),
        Condition::Contacted(Days::Ago(days)) => ("contacted", range(days)),
        Condition::Satisfaction(answers) => ("content", range(answers)),
        Condition::Job(text) => ("job", vec![escape(text)]),
        Condition::Tied(bond) => ("tied", vec![name_of(bond)]),
        Condition::Next(due) => ("next", vec![name_of(due)]),
    };
    std::iter::once(name.to_owned()).chain(values).collect()
}

fn own_words(test: &OwnTest) -> (&'static str, Vec<String>) {
    match test {
        OwnTest::Filled => ("filled", vec![]),
        OwnTest::Is(true) => ("yes", vec![]),
        OwnTest::Is(false) => ("no", vec![]),
        OwnTest::Has(text) => ("has", vec![escape(text)]),
        OwnTest::Option(id) => ("option", vec![id.to_string()]),
        OwnTest::Number(numbers) => ("number", range(numbers)),
        OwnTest::Money(amounts) => ("money", range(amounts)),
        OwnTest::Date(dates) => ("date", range(dates)),
    }
}

fn range<T: ToString>(range: &Range<T>) -> Vec<String> {
    [&range.from, &range.to]
        .map(|end| end.as_ref().map(T::to_string).unwrap_or_default())
        .to_vec()
}

/// The stored name of a unit variant.
pub(super) fn name_of<T: Serialize>(variant: &T) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The unit variant of a stored name.
pub(super) fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// Letters and digits of every script stay readable; the rest becomes `*` and hexadecimal digits,
/// ended by a point.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            out.push(c);
        } else if write!(out, "*{:x}.", u32::from(c)).is_err() {
            out.push('-');
        }
    }
    out
}

/// The text that was escaped; `None` if a sign can't be read.
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split('*');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_once('.')?;
        out.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        out.push_str(rest);
    }
    Some(out)
}

/// Reads the short form; `None` if any of it is unknown.
pub fn from_query(text: &str) -> Option<Filter> {
    let (filter, rest) = read(text, 0)?;
    rest.is_empty().then_some(filter)
}

fn read(text: &str, depth: usize) -> Option<(Filter, &str)> {
    let end = text.find(['(', ')', '!']).unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(end)?;
    let Some(mut rest) = rest.strip_prefix('(') else {
        return condition(head).map(|condition| (Filter::Is(condition), rest));
    };
    if depth == DEEPEST {
        return None;
    }
    let mut parts = Vec::new();
    if let Some(after) = rest.strip_prefix(')') {
        rest = after;
    } else {
        loop {
            let (part, after) = read(rest, depth + 1)?;
            parts.push(part);
            if let Some(after) = after.strip_prefix(')') {
                rest = after;
                break;
            }
            rest = after.strip_prefix('!')?;
        }
    }
    let filter = match head {
        "all" => Filter::All(parts),
        "any" => Filter::Any(parts),
        "not" if parts.len() == 1 => Filter::Not(Box::new(parts.pop()?)),
        _ => return None,
    };
    Some((filter, rest))
}

fn condition(text: &str) -> Option<Condition> {
    let words: Vec<&str> = text.split('~').collect();
    Some(match *words.as_slice() {
        ["person"] => Condition::Kind(CustomerKind::Person),
        ["organisation"] => Condition::Kind(CustomerKind::Company),
        ["tag", tag] => Condition::Tag(unescape(tag)?),
        ["stage", name] => Condition::Stage(named(name)?),
        ["segment", name] => Condition::Segment(named(name)?),
        ["class", name] => Condition::Class(named(name)?),
        ["behind", ref figure @ ..] => Condition::Behind(Figure::parse(&figure.join(":"))?),
        ["never"] => Condition::LastVisit(Days::Never),
        ["last", from, to] => Condition::LastVisit(Days::Ago(ends(from, to, number)?)),
        ["spent", from, to] => Condition::Spent(ends(from, to, number)?),
        ["year", from, to] => Condition::Year(ends(from, to, number)?),
        ["visits", from, to] => Condition::Visits(ends(from, to, number)?),
        ["points", from, to] => Condition::Points(ends(from, to, number)?),
        ["month", month] => Condition::BirthMonth(number(month).filter(|m| (1..=12).contains(m))?),
        ["birthday", days] => Condition::BirthdayWithin(number(days)?),
        ["created", from, to] => Condition::Created(ends(from, to, date)?),
        ["phone"] => Condition::HasPhone,
        ["email"] => Condition::HasEmail,
        ["company", id] => Condition::Company(Id::parse(id)?),
        ["source", source] => Condition::Source(unescape(source)?),
        ["city", city] => Condition::City(unescape(city)?),
        ["text", text] => Condition::Text(unescape(text)?),
        ["silent"] => Condition::DoNotContact,
        ["lacks", gap] => Condition::Lacks(Gap::from_key(gap)?),
        ["may", channel] => Condition::May(named(channel)?),
        ["consented", channel] => Condition::Consented(named(channel)?),
        ["gender", word] => Condition::Gender(unescape(word)?),
        ["bought", id, from, to] => Condition::Bought(Id::parse(id)?, ends(from, to, date)?),
        ["has", what] => Condition::Has(named(what)?),
        ["untouched"] => Condition::Contacted(Days::Never),
        ["contacted", from, to] => Condition::Contacted(Days::Ago(ends(from, to, number)?)),
        ["content", from, to] => Condition::Satisfaction(ends(from, to, number)?),
        ["job", text] => Condition::Job(unescape(text)?),
        ["tied", bond] => Condition::Tied(named(bond)?),
        ["next", due] => Condition::Next(named(due)?),
        ["standing", name] => Condition::Standing(named(name)?),
        ["lead", name] => Condition::Lead(named(name)?),
        ["owner", ""] => Condition::Owner(None),
        ["owner", id] => Condition::Owner(Some(Id::parse(id)?)),
        ["own", field, ref test @ ..] => Condition::Own(Id::parse(field)?, own_test(test)?),
        _ => return None,
    })
}

fn own_test(words: &[&str]) -> Option<OwnTest> {
    Some(match *words {
        ["filled"] => OwnTest::Filled,
        ["yes"] => OwnTest::Is(true),
        ["no"] => OwnTest::Is(false),
        ["has", text] => OwnTest::Has(unescape(text)?),
        ["option", id] => OwnTest::Option(Id::parse(id)?),
        ["number", from, to] => OwnTest::Number(ends(from, to, Decimal::parse)?),
        ["money", from, to] => OwnTest::Money(ends(from, to, number)?),
        ["date", from, to] => OwnTest::Date(ends(from, to, date)?),
        _ => return None,
    })
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

fn ends<T>(from: &str, to: &str, read: impl Fn(&str) -> Option<T>) -> Option<Range<T>> {
    let end = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            read(text).map(Some)
        }
    };
    Some(Range {
        from: end(from)?,
        to: end(to)?,
    })
}
