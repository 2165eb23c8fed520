//! What there is to choose for a column, and putting a choice into what was decided. Owns no markup.

use std::sync::Arc;

use leptos::prelude::*;

use super::{card::Card, texts};
use crate::{
    app::{
        data::{Kind, reading::Columns},
        fields,
    },
    domain::{FieldDef, FieldKind, TableName},
    exchange::{
        customers::{Field, What},
        own_target::OwnTarget,
        sales,
        things::{Part, Target, part},
    },
    i18n::{Locale, td_string},
};

/// A column as it is shown: header, example, value of the chooser.
pub type Shown = (String, String, String);

/// Stands for a column of sales that is not read.
const IGNORED: &str = "ignore";

/// The value of the chooser; labels and numbers of groups are not chosen.
fn of_field(field: &Field) -> String {
    match field.what {
        What::Own | What::New => field.to_string(),
        what => what.as_str().to_owned(),
    }
}

/// The columns as they are.
pub fn shown(columns: &Columns) -> Vec<Shown> {
    match columns {
        Columns::None => Vec::new(),
        Columns::Customers(mapping) => mapping
            .columns
            .iter()
            .map(|one| (one.title.clone(), one.example.clone(), of_field(&one.field)))
            .collect(),
        Columns::Sales(columns) => columns
            .iter()
            .map(|one| {
                (
                    one.title.clone(),
                    one.example.clone(),
                    one.target.to_string(),
                )
            })
            .collect(),
        Columns::Things(columns) => columns
            .iter()
            .map(|one| {
                let value = match &one.target {
                    Target::Customer(field) => format!("customer:{}", of_field(field)),
                    target => target.to_string(),
                };
                (one.title.clone(), one.example.clone(), value)
            })
            .collect(),
    }
}

/// Columns that say something and are not brought in: place and header.
pub fn left_out(columns: &Columns) -> Vec<(usize, String)> {
    let mut left = Vec::new();
    let mut look = |at: usize, title: &str, out: bool| {
        if out {
            left.push((at, title.to_owned()));
        }
    };
    match columns {
        Columns::None => {}
        Columns::Customers(mapping) => {
            let columns = mapping.columns.iter().enumerate();
            columns.for_each(|(at, one)| look(at, &one.title, one.is_left_out()));
        }
        Columns::Sales(columns) => columns.iter().enumerate().for_each(|(at, one)| {
            let out = one.target == sales::Target::Ignore && !one.example.is_empty();
            look(at, &one.title, out);
        }),
        Columns::Things(columns) => columns.iter().enumerate().for_each(|(at, one)| {
            let out = one.target == Target::Ignore && !one.example.is_empty();
            look(at, &one.title, out);
        }),
    }
    left
}

/// Everything a column of that kind of list can become: value and text.
pub fn options(locale: Locale, kind: Kind, all: &[Arc<FieldDef>]) -> Vec<(String, String)> {
    let whats = || {
        What::ALL
            .iter()
            .map(|what| (what.as_str().to_owned(), texts::what(locale, *what)))
    };
    let ignored = (
        IGNORED.to_owned(),
        td_string!(locale, data.w_ignore).to_owned(),
    );
    match kind {
        Kind::Sales | Kind::Lines => {
            let fields = sales::Field::ALL.into_iter();
            let fields = fields.map(|field| {
                let text = texts::sales_field(locale, field);
                (field.as_str().to_owned(), text.to_owned())
            });
            let own = own(locale, TableName::Sales, all);
            fields.chain(own).chain([ignored]).collect()
        }
        Kind::Deals | Kind::Products | Kind::Activities | Kind::Points => {
            let (parts, table) = match kind {
                Kind::Deals => (part::OF_DEALS, TableName::Deals),
                Kind::Products => (part::OF_PRODUCTS, TableName::Products),
                Kind::Points => (part::OF_POINTS, TableName::Points),
                _ => (part::OF_TODOS, TableName::Tasks),
            };
            let mut options: Vec<_> = parts
                .iter()
                .map(|part| {
                    let text = match (kind, part) {
                        (Kind::Activities, Part::Title) => td_string!(locale, data.d_subject),
                        (_, part) => texts::part(locale, *part),
                    };
                    (part.as_str().to_owned(), text.to_owned())
                })
                .collect();
            options.extend(own(locale, table, all));
            if kind != Kind::Products {
                let people = whats().filter(|(value, _)| value != IGNORED);
                options.extend(people.map(|(value, what)| {
                    let text = td_string!(locale, data.of_customer, what = what);
                    (format!("customer:{value}"), text)
                }));
            }
            options.push(ignored);
            options
        }
        _ => {
            let mut options: Vec<_> = whats()
                .map(|(value, text)| (value, text.to_owned()))
                .collect();
            options.extend(own(locale, TableName::Customers, all));
            options
        }
    }
}

/// The shop's own fields of a table, and the ways to make one.
fn own(locale: Locale, table: TableName, all: &[Arc<FieldDef>]) -> Vec<(String, String)> {
    let mut of: Vec<_> = all.iter().filter(|field| field.of == table).collect();
    of.sort_by(|a, b| a.rank.cmp(&b.rank));
    let known = of.into_iter().map(|field| {
        let text = td_string!(locale, data.own_field, name = field.name.clone());
        (OwnTarget::Known(field.id).to_string(), text)
    });
    let by_values = (
        OwnTarget::New(None).to_string(),
        td_string!(locale, data.new_field).to_owned(),
    );
    let kinds = FieldKind::ALL.into_iter().map(|kind| {
        let text = td_string!(locale, data.new_field_of, kind = fields::kind(locale, kind));
        (OwnTarget::New(Some(kind)).to_string(), text)
    });
    known.chain([by_values]).chain(kinds).collect()
}

/// What a chooser of customers says of a column that held `before`.
fn chosen(value: &str, before: &Field) -> Field {
    let chosen = match value {
        "new@" => Field::new(What::New),
        value => Field::parse(value).unwrap_or_default(),
    };
    let own = |what| matches!(what, What::Own | What::New);
    if own(chosen.what) || own(before.what) {
        return chosen;
    }
    Field {
        what: chosen.what,
        ..before.clone()
    }
}

/// Puts a choice into the columns as they are shown; that is then what was decided. They take it at once: the next
/// choice may come before the file was looked at again, and has to find this one.
pub fn decide(card: Card, at: usize, value: &str) {
    let columns = card.reading.try_update(|reading| {
        let columns = &mut reading.as_mut()?.columns;
        choose(columns, at, value);
        Some(columns.clone())
    });
    card.decisions
        .update(|decisions| match columns.flatten().unwrap_or_default() {
            Columns::Customers(mapping) => decisions.choices.mapping = Some(mapping),
            Columns::Sales(columns) => {
                let targets = columns.into_iter().map(|one| one.target);
                decisions.sales_targets = Some(targets.collect());
            }
            Columns::Things(columns) => {
                let targets = columns.into_iter().map(|one| one.target);
                decisions.targets = Some(targets.collect());
            }
            Columns::None => {}
        });
}

fn choose(columns: &mut Columns, at: usize, value: &str) {
    match columns {
        Columns::None => {}
        Columns::Customers(mapping) => {
            if let Some(column) = mapping.columns.get_mut(at) {
                column.field = chosen(value, &column.field);
            }
        }
        Columns::Sales(columns) => {
            use sales::Target;
            let target = Target::parse(value).unwrap_or_default();
            // Of what is there already there is one column; new fields may be many.
            let single = matches!(target, Target::Field(_) | Target::Own(OwnTarget::Known(_)));
            for (place, column) in columns.iter_mut().enumerate() {
                if place == at {
                    column.target = target;
                } else if single && column.target == target {
                    column.target = Target::Ignore;
                }
            }
        }
        Columns::Things(columns) => {
            if let Some(column) = columns.get_mut(at) {
                let before = match &column.target {
                    Target::Customer(field) => field.clone(),
                    _ => Field::default(),
                };
                column.target = match value.strip_prefix("customer:") {
                    Some(value) => Target::Customer(chosen(value, &before)),
                    None => Target::parse(value).unwrap_or_default(),
                };
            }
        }
    }
}
