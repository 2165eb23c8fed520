//! A filter in words.

use crate::{
    app::Fmt,
    domain::{
        CustomerKind, FieldDef, FieldKind, Id, LeadStatus, Standing, TableName, name::Gender,
    },
    i18n::{Locale, td_string},
    pages::{
        customer::{gender, relation},
        customers::own,
        duplicates::texts as clean,
        loyalty::texts,
        parts::name_of,
    },
    query::{
        Bond, Condition, Days, Filter, NextDue, OwnTest, Range, Unfinished,
        groups::{Class, Segment, Stage},
    },
};

use super::ask::{Ask, Known};

/// What a line asks about.
pub fn ask(fmt: Fmt, ask: Ask) -> String {
    let locale = fmt.locale();
    match ask {
        Ask::Own(field) => {
            return fmt.app().read(&[TableName::Fields], |records| {
                records
                    .get(field)
                    .map(|field| field.name.clone())
                    .unwrap_or_default()
            });
        }
        Ask::Standing => td_string!(locale, customers.standing),
        Ask::Lead => td_string!(locale, customers.lead),
        Ask::Owner => td_string!(locale, customers.owner),
        Ask::Text => td_string!(locale, customers.ask_text),
        Ask::Tag => td_string!(locale, customers.tag),
        Ask::LastVisit => td_string!(locale, customers.ask_last),
        Ask::Never => td_string!(locale, customers.chip_never),
        Ask::Visits => td_string!(locale, customers.visits),
        Ask::Points => td_string!(locale, care.points),
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
        Ask::Consented(channel) => clean::consented(locale, channel),
        Ask::Gender => td_string!(locale, data.w_gender),
        Ask::Year => td_string!(locale, customers.ask_year),
        Ask::Segment => td_string!(locale, customers.segment),
        Ask::Class => td_string!(locale, people.class),
        Ask::Stage => td_string!(locale, customers.ask_stage),
        Ask::BelongsTo => td_string!(locale, customers.belongs_to),
        Ask::Bought => td_string!(locale, customers.ask_bought),
        Ask::Has(Unfinished::Deal) => td_string!(locale, customers.has_deal),
        Ask::Has(Unfinished::Task) => td_string!(locale, customers.has_task),
        Ask::Has(Unfinished::Case) => td_string!(locale, customers.has_case),
        Ask::Contacted => td_string!(locale, customers.ask_contacted),
        Ask::Untouched => td_string!(locale, customers.ask_untouched),
        Ask::Satisfaction => td_string!(locale, customers.ask_content),
        Ask::Next => td_string!(locale, customers.ask_next),
        Ask::Job => td_string!(locale, customers.job),
        Ask::Tied => td_string!(locale, customers.relation),
    }
    .to_owned()
}

/// What there is to choose for a question: a value and its name.
pub fn options(fmt: Fmt, known: Known, ask: Ask) -> Vec<(String, String)> {
    let locale = fmt.locale();
    match ask {
        Ask::Standing => own::numbered(Standing::ALL.map(|one| own::standing(locale, one))),
        Ask::Lead => own::numbered(LeadStatus::ALL.map(|one| own::status(locale, one))),
        Ask::Owner => own::team(fmt.app()),
        Ask::Gender => Gender::ALL
            .map(|one| (one.as_str().to_owned(), gender(locale, one).to_owned()))
            .to_vec(),
        Ask::Segment => numbered(Segment::ALL, |one| texts::segment(locale, one)),
        Ask::Class => numbered(Class::ALL, texts::class),
        Ask::Stage => numbered(Stage::ALL, |one| texts::stage(locale, one)),
        Ask::Tied => numbered(&Bond::ALL, |one| bond(locale, one)),
        Ask::Next => numbered(&NextDue::ALL, |one| next(locale, one)),
        Ask::BelongsTo => named(fmt.app().peek(|records| {
            let all = records.customers.iter();
            let companies = all.filter(|one| one.kind == CustomerKind::Company);
            let companies =
                companies.map(|one| (one.id.to_string(), one.display_name().to_owned()));
            companies.collect()
        })),
        Ask::Bought => named(fmt.app().peek(|records| {
            let all = records.products.iter();
            all.map(|one| (one.id.to_string(), one.name.clone()))
                .collect()
        })),
        Ask::Own(id) => known
            .field(id)
            .map_or_else(Vec::new, |field| match field.kind {
                FieldKind::YesNo => vec![
                    ("yes".to_owned(), td_string!(locale, common.yes).to_owned()),
                    ("no".to_owned(), td_string!(locale, common.no).to_owned()),
                ],
                _ => field
                    .options
                    .iter()
                    .map(|option| (option.id.to_string(), option.name.clone()))
                    .collect(),
            }),
        _ => Vec::new(),
    }
}

/// Choices by their place.
fn numbered<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<(String, String)> {
    let places = all.iter().enumerate();
    places
        .map(|(place, one)| (place.to_string(), name(*one).to_owned()))
        .collect()
}

/// Records by name.
fn named(mut all: Vec<(String, String)>) -> Vec<(String, String)> {
    all.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
    all
}

/// What binds somebody to others: who brought whom is said of the one who is looked for.
fn bond(locale: Locale, bond: Bond) -> &'static str {
    match bond {
        Bond::Brought => td_string!(locale, customers.bond_brought),
        Bond::BroughtBy => td_string!(locale, customers.bond_brought_by),
        other => {
            let (kind, first) = other.kind();
            relation(locale, kind, first)
        }
    }
}

fn next(locale: Locale, due: NextDue) -> &'static str {
    match due {
        NextDue::Overdue => td_string!(locale, today.g_overdue),
        NextDue::Today => td_string!(locale, common.today),
        NextDue::Week => td_string!(locale, customers.next_week),
        NextDue::Later => td_string!(locale, customers.next_later),
        NextDue::Missing => td_string!(locale, customers.next_missing),
    }
}

/// What nothing chosen means.
pub fn blank(locale: Locale, ask: Ask) -> &'static str {
    match ask {
        Ask::Own(_) => td_string!(locale, customers.filled_in),
        Ask::Owner => td_string!(locale, settings.nobody),
        Ask::Gender => td_string!(locale, customers.gender_none),
        _ => "—",
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
            Condition::Behind(figure) => texts::title(fmt, *figure),
            _ => String::new(),
        };
    };
    match condition {
        // They say what they are.
        Condition::Segment(one) => return texts::segment(locale, *one).to_owned(),
        Condition::Stage(one) => return texts::stage(locale, *one).to_owned(),
        Condition::Class(one) => return texts::class(*one).to_owned(),
        _ => {}
    }
    let name = ask(fmt, asked);
    let value = match condition {
        Condition::Tag(text)
        | Condition::Source(text)
        | Condition::City(text)
        | Condition::Job(text)
        | Condition::Text(text) => text.clone(),
        Condition::LastVisit(Days::Ago(days)) | Condition::Contacted(Days::Ago(days)) => {
            range(days, u32::to_string)
        }
        Condition::Satisfaction(answers) => range(answers, u8::to_string),
        Condition::Visits(counts) => range(counts, u32::to_string),
        Condition::Points(counts) => range(counts, i64::to_string),
        Condition::Spent(amounts) | Condition::Year(amounts) => {
            range(amounts, |n| fmt.money_whole(*n, fmt.currency()))
        }
        Condition::Created(days) => range(days, |day| fmt.date(*day)),
        Condition::BirthMonth(number) | Condition::BirthdayWithin(number) => number.to_string(),
        Condition::Gender(word) => said_gender(locale, word),
        Condition::Next(due) => next(locale, *due).to_owned(),
        Condition::Tied(one) => bond(locale, *one).to_owned(),
        Condition::Company(id) => name_of(fmt.app(), Some(*id)).unwrap_or_default(),
        Condition::Bought(product, days) => {
            let name = fmt.app().read(&[TableName::Products], |records| {
                let product = records.get(*product);
                product.map(|one| one.name.clone()).unwrap_or_default()
            });
            let days = range(days, |day| fmt.date(*day));
            format!("{name} {days}").trim_end().to_owned()
        }
        Condition::Standing(one) => own::standing(locale, *one).to_owned(),
        Condition::Lead(one) => own::status(locale, *one).to_owned(),
        Condition::Owner(None) => td_string!(locale, settings.nobody).to_owned(),
        Condition::Owner(Some(id)) => fmt.app().read(&[TableName::Members], |records| {
            records
                .get(*id)
                .map(|one| one.name.clone())
                .unwrap_or_default()
        }),
        Condition::Own(field, test) => own_value(fmt, *field, test),
        _ => return name,
    };
    format!("{name}: {value}")
}

/// A gender as the record keeps it, in words; a person's own word stays as it is.
fn said_gender(locale: Locale, word: &str) -> String {
    let known = Gender::ALL.into_iter().find(|one| one.as_str() == word);
    match known {
        Some(one) => gender(locale, one).to_owned(),
        None if word.is_empty() => td_string!(locale, customers.gender_none).to_owned(),
        None => word.to_owned(),
    }
}

/// What is asked of an own field.
fn own_value(fmt: Fmt, field: Id<FieldDef>, test: &OwnTest) -> String {
    let locale = fmt.locale();
    match test {
        OwnTest::Filled => td_string!(locale, customers.filled_in).to_owned(),
        OwnTest::Is(true) => td_string!(locale, common.yes).to_owned(),
        OwnTest::Is(false) => td_string!(locale, common.no).to_owned(),
        OwnTest::Has(text) => text.clone(),
        OwnTest::Option(id) => fmt.app().read(&[TableName::Fields], |records| {
            let field = records.get(field);
            let option = field.and_then(|field| field.option(*id));
            option.map(|option| option.name.clone()).unwrap_or_default()
        }),
        OwnTest::Number(numbers) => range(numbers, ToString::to_string),
        OwnTest::Money(amounts) => range(amounts, |n| fmt.money(*n, fmt.currency())),
        OwnTest::Date(days) => range(days, |day| fmt.date(*day)),
    }
}

fn range<T>(range: &Range<T>, text: impl Fn(&T) -> String) -> String {
    match (&range.from, &range.to) {
        (Some(from), None) => format!("≥ {}", text(from)),
        (None, Some(to)) => format!("≤ {}", text(to)),
        (Some(from), Some(to)) => format!("{}–{}", text(from), text(to)),
        (None, None) => String::new(),
    }
}
