//! Which column of a list of deals or products holds what, and which lists those are: by the names
//! of the columns, in any of the languages and products we know.

use std::{collections::HashMap, sync::OnceLock};

use super::{
    super::customers::{
        self, What,
        headers::{field_of, normalise},
    },
    part::{Part, Target},
    programs::{DEALS, PRODUCTS, Programs, TODOS},
};
use crate::exchange::recognise::Kind;

type Names = HashMap<(&'static str, &'static str), &'static str>;

fn names() -> &'static Names {
    static TABLE: OnceLock<Names> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("aliases.txt").lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(": "))
            .filter_map(|(key, names)| Some((key.split_once('.')?, names)))
            .flat_map(|((list, part), names)| {
                names
                    .split('|')
                    .map(move |name| ((list, name.trim()), part))
            })
            .collect()
    })
}

/// What a header says in a list of that kind.
pub fn target_of(kind: Kind, header: &str) -> Target {
    let bare = header.split(['(', '（']).next().unwrap_or_default();
    let (whole, bare) = (normalise(header), normalise(bare));
    let find = |list: &'static str| {
        let mut forms = [&whole, &bare].into_iter();
        forms.find_map(|name| names().get(&(list, name.as_str())).copied())
    };
    let list = match kind {
        Kind::Products => "product",
        Kind::Activities => "todo",
        Kind::Points => "points",
        _ => "deal",
    };
    if let Some(part) = find(list) {
        return Target::parse(part).unwrap_or_default();
    }
    if kind == Kind::Products {
        return Target::Ignore;
    }
    if let Some(field) = find("customer").and_then(customers::Field::parse) {
        return Target::Customer(field);
    }
    match field_of(header) {
        Some(field) if of_customer(&field, &whole) => Target::Customer(field),
        _ => Target::Ignore,
    }
}

/// True for what is surely of the person: an id, a kind or a day of making without more may be the deal's own.
fn of_customer(field: &customers::Field, header: &str) -> bool {
    let own = matches!(
        field.what,
        What::Code | What::Kind | What::Tags | What::Source | What::Since | What::Ignore
    );
    !own || header.contains("person") || header.contains("contact") || header.contains("customer")
}

/// The targets of a header row; a part stands in one column only.
pub fn targets<'a>(kind: Kind, headers: impl IntoIterator<Item = &'a str>) -> Vec<Target> {
    let headers: Vec<&str> = headers.into_iter().collect();
    let mut targets: Vec<Target> = headers.iter().map(|h| target_of(kind, h)).collect();
    // "Deal - Title" goes before "Title", "Expected close" before what is vague.
    let long = |header: &str| {
        let name = normalise(header);
        name.starts_with("deal ")
            || name.starts_with("opportunity ")
            || name.starts_with("variant ")
            || name.starts_with("activity ")
    };
    if kind == Kind::Activities {
        times(&mut targets);
        of_cases(&mut targets);
    }
    if kind == Kind::Deals && !targets.contains(&Target::Part(Part::Title)) {
        // Without another title the name is that of the deal, not of a person.
        let name = headers
            .iter()
            .position(|header| normalise(header) == "name");
        if let Some(slot) = name.and_then(|at| targets.get_mut(at)) {
            *slot = Target::Part(Part::Title);
        }
    }
    for at in 0..targets.len() {
        let Some(target) = targets.get(at).cloned() else {
            continue;
        };
        let single = match &target {
            Target::Part(part) => !matches!(part, Part::Note | Part::Variant),
            Target::Customer(field) => matches!(field.what, What::FullName | What::Company),
            _ => false,
        };
        if !single {
            continue;
        }
        let twins: Vec<usize> = (0..targets.len())
            .filter(|other| targets.get(*other) == Some(&target))
            .collect();
        let best = twins
            .iter()
            .copied()
            .find(|at| headers.get(*at).is_some_and(|h| long(h)));
        // A column of types beside one of categories says how a product is kept, not what it is.
        let named = |at: &usize| headers.get(*at).is_some_and(|h| normalise(h) != "type");
        let best = best.or_else(|| twins.iter().copied().find(named));
        let best = best.or_else(|| twins.first().copied());
        for other in twins {
            if Some(other) != best {
                if let Some(slot) = targets.get_mut(other) {
                    *slot = Target::Ignore;
                }
            }
        }
    }
    targets
}

/// In some languages the time of day and the moment something took place are one word: beside a day
/// that a task is due it is the former.
fn times(targets: &mut [Target]) {
    let has = |targets: &[Target], part| targets.contains(&Target::Part(part));
    let task = has(targets, Part::Due) || has(targets, Part::When);
    if task {
        return;
    }
    for target in targets {
        if *target == Target::Part(Part::Time) {
            *target = Target::Part(Part::When);
        }
    }
}

/// Only a case is about a sale.
fn of_cases(targets: &mut [Target]) {
    let speaks = [Part::CaseKind, Part::CaseStatus].map(Target::Part);
    if targets.iter().any(|target| speaks.contains(target)) {
        return;
    }
    for target in targets {
        if *target == Target::Part(Part::Order) {
            *target = Target::Ignore;
        }
    }
}

/// What a header row is of, if it is one of deals or products, and whose export.
pub fn recognise<'a>(
    headers: impl IntoIterator<Item = &'a str>,
) -> Option<(Kind, Option<&'static str>)> {
    let have: Vec<String> = headers.into_iter().map(normalise).collect();
    let is = |list: Programs| {
        list.iter().find(|(_, needs)| {
            let mut needs = needs.iter();
            needs.all(|need| have.iter().any(|have| have == need))
        })
    };
    if let Some((product, _)) = is(DEALS) {
        return Some((Kind::Deals, Some(product)));
    }
    if let Some((product, _)) = is(PRODUCTS) {
        return Some((Kind::Products, Some(product)));
    }
    if let Some((product, _)) = is(TODOS) {
        return Some((Kind::Activities, Some(product)));
    }
    let has = |list: &'static str, wanted: &[&str]| {
        let mut have = have.iter();
        have.any(|name| {
            let found = names().get(&(list, name.as_str()));
            found.is_some_and(|part| wanted.contains(part))
        })
    };
    if is_points(&have) {
        return Some((Kind::Points, own_points(&have)));
    }
    // A title of its own word with what only deals have.
    let titled = ["title", "subject", "bezeichnung", "标题", "標題"];
    let deal = have.iter().any(|name| {
        names().get(&("deal", name.as_str())) == Some(&"title") && !titled.contains(&name.as_str())
    });
    let moves = has("deal", &["stage", "expected_close", "board", "won", "lost"]);
    if (deal && has("deal", &["value", "stage", "status", "expected_close"]))
        || (moves && has("deal", &["title"]) && has("deal", &["value", "stage"]))
    {
        return Some((Kind::Deals, None));
    }
    // A case says how far it is.
    if has("todo", &["title"]) && has("todo", &["case_kind", "case_status"]) {
        return Some((Kind::Activities, None));
    }
    // Something to do has a title, a day, and says whether it is done or how urgent it is.
    if has("todo", &["title"]) && has("todo", &["due"]) && has("todo", &["done", "priority"]) {
        return Some((Kind::Activities, None));
    }
    let reached = have.iter().any(|name| {
        field_of(name).is_some_and(|field| {
            matches!(
                field.what,
                What::Phone | What::Email | What::Birthday | What::GivenName
            )
        })
    });
    let dated = crate::exchange::sales::columns(have.iter().map(String::as_str));
    let dated = dated.iter().any(|column| {
        use crate::exchange::sales::Field;
        matches!(
            column.field,
            Some(Field::Date | Field::TimestampUtc | Field::Customer)
        ) && names().get(&("product", column.header.as_str())) != Some(&"name")
    });
    let priced = has("product", &["price"]) && has("product", &["name"]);
    if priced && has("product", &["sku", "category"]) && !reached && !dated {
        return Some((Kind::Products, None));
    }
    None
}

/// Whose list of points it is, if it is ours.
fn own_points(have: &[String]) -> Option<&'static str> {
    let ours = [
        ["when", "points", "points for"],
        ["时间", "积分", "积分事由"],
        ["時間", "點數", "點數事由"],
    ];
    let has = |name: &&str| have.iter().any(|one| one == *name);
    ours.iter()
        .any(|names| names.iter().all(has))
        .then_some("Regulars")
}

/// True for a list of points that came and went: it says how many, whose, when and what for, and nothing of money or
/// of what only customers have.
fn is_points(have: &[String]) -> bool {
    let part = |part: &str| {
        let names = names();
        have.iter()
            .any(|name| names.get(&("points", name.as_str())) == Some(&part))
    };
    let fields = || have.iter().filter_map(|name| field_of(name));
    let others = [What::Birthday, What::Gender, What::Street, What::Address];
    let whose = part("person_code")
        || have
            .iter()
            .any(|name| names().contains_key(&("customer", name.as_str())))
        || fields().any(|field| matches!(field.what, What::FullName | What::Phone | What::Email));
    let sold = crate::exchange::sales::columns(have.iter().map(String::as_str));
    let money = sold.iter().any(|column| {
        use crate::exchange::sales::Field;
        matches!(
            column.field,
            Some(Field::Amount | Field::UnitPrice | Field::Quantity)
        )
    });
    part("points")
        && part("when")
        && part("points_reason")
        && whose
        && !money
        && !fields().any(|field| others.contains(&field.what))
}

#[cfg(test)]
#[path = "header_tests.rs"]
mod tests;
