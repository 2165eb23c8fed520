//! What a list of customers says besides, because its columns were chosen where it was shown: what sales, points, touches and
//! tasks tell of somebody, their class and segment, and how complete their record is. Each figure is made as the
//! list on screen makes it; one that nobody chose is not made at all.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::{Value, build::Make};
use crate::{
    clean::completeness,
    domain::{Currency, Customer, Records, Sale, TableName, layout::Layout},
    exchange::shop_facts::shop_facts,
    query::{
        Balances, Column, FactsById,
        around::{ToDo, Touched},
        facts,
        groups::Groups,
    },
    reports::{LoyaltyReports, Options, Segment},
};

/// The chosen figures, and what they are read from.
#[derive(Default)]
pub(super) struct Figures {
    columns: Vec<Column>,
    decimals: u32,
    facts: FactsById,
    points: Balances,
    groups: FxHashMap<Uuid, Groups>,
    touched: Touched,
    todo: ToDo,
    layout: Layout,
}

/// What a figure is called, by its key among the words; nothing for what every list says as it is.
const fn title(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Visits => "visits",
        Column::Spent => "spent",
        Column::Year => "year",
        Column::LastVisit => "last_visit",
        Column::FirstVisit => "first_visit",
        Column::Segment => "segment",
        Column::Class => "class",
        Column::Points => "points_now",
        Column::Complete => "complete",
        Column::Created => "created",
        Column::Contacted => "last_contact",
        Column::NextStep => "next_step",
        _ => return None,
    })
}

/// The word for a segment.
const fn segment_key(segment: Segment) -> &'static str {
    match segment {
        Segment::Champions => "segment.champions",
        Segment::Loyal => "segment.loyal",
        Segment::PotentialLoyalist => "segment.potential_loyalist",
        Segment::New => "segment.new",
        Segment::Promising => "segment.promising",
        Segment::NeedsAttention => "segment.needs_attention",
        Segment::AboutToSleep => "segment.about_to_sleep",
        Segment::AtRisk => "segment.at_risk",
        Segment::CantLose => "segment.cant_lose",
        Segment::Hibernating => "segment.hibernating",
        Segment::Lost => "segment.lost",
    }
}

/// The tables that a figure is made of.
const fn made_of(column: Column) -> &'static [TableName] {
    match column {
        Column::Visits
        | Column::Spent
        | Column::Year
        | Column::LastVisit
        | Column::FirstVisit
        | Column::Segment
        | Column::Class => &[TableName::Sales],
        Column::Points => &[TableName::Sales, TableName::Points],
        Column::Contacted => &[TableName::Activities],
        Column::NextStep => &[TableName::Tasks],
        _ => &[],
    }
}

/// The tables that these columns of a list are made of, beside those that the list needs; each once.
pub fn besides(table: TableName, columns: &[String]) -> Vec<TableName> {
    if table != TableName::Customers {
        return Vec::new();
    }
    let columns = columns.iter().filter_map(|key| Column::from_key(key));
    let mut tables: Vec<TableName> = columns.flat_map(made_of).copied().collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// Segment and class of everybody who bought.
fn groups(records: &Records, currency: Currency, today: NaiveDate) -> FxHashMap<Uuid, Groups> {
    let sales: Vec<&Sale> = records.sales.iter().map(AsRef::as_ref).collect();
    let made = shop_facts(&sales, currency, today);
    let options = Options::default();
    let go_on = &mut |_| ControlFlow::Continue(());
    let Ok(reports) = LoyaltyReports::compute(&made.facts, today, &options, go_on) else {
        return FxHashMap::default();
    };
    let rows = made.customers.iter().zip(&reports.people);
    rows.map(|(id, row)| (id.raw(), Groups::of(row))).collect()
}

impl Figures {
    /// Those among the columns, in their order, as they are `today`.
    pub fn of(records: &Records, columns: impl Iterator<Item = Column>, today: NaiveDate) -> Self {
        let mut figures = Self {
            columns: columns.filter(|column| title(*column).is_some()).collect(),
            ..Self::default()
        };
        let columns = figures.columns.clone();
        let has = |any: &[Column]| any.iter().any(|column| columns.contains(column));
        if has(&[Column::Points]) {
            figures.points = Balances::of(records);
        }
        if has(&[Column::Contacted]) {
            figures.touched = Touched::of(&records.activities);
        }
        if has(&[Column::NextStep]) {
            figures.todo = ToDo::of(&records.tasks);
        }
        // The others are of the shop's currency, or of what it asks for.
        let Some(shop) = records.settings() else {
            return figures;
        };
        let currency = shop.currency;
        figures.decimals = currency.exponent();
        figures.layout = shop.customer_layout();
        if has(&[
            Column::Visits,
            Column::Spent,
            Column::Year,
            Column::LastVisit,
            Column::FirstVisit,
        ]) {
            figures.facts = facts(&records.sales, currency, today);
        }
        if has(&[Column::Segment, Column::Class]) {
            figures.groups = groups(records, currency, today);
        }
        figures
    }

    /// What they are called, by the keys of their words.
    pub fn titles(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().filter_map(|column| title(*column))
    }

    /// What they are of one customer.
    pub fn values(&self, make: &Make<'_>, customer: &Customer) -> Vec<Value<'static>> {
        let columns = self.columns.iter();
        columns
            .map(|column| self.value(*column, make, customer))
            .collect()
    }

    fn value(&self, column: Column, make: &Make<'_>, customer: &Customer) -> Value<'static> {
        let id = customer.id;
        let facts = self.facts.get(id);
        let money = |amount: Option<i64>| {
            amount.map_or(Value::Blank, |amount| Value::Money(amount, self.decimals))
        };
        let groups = self.groups.get(&id.raw()).copied().unwrap_or_default();
        match column {
            Column::Visits => {
                let visits = facts.map(|facts| facts.visits).filter(|visits| *visits > 0);
                visits.map_or(Value::Blank, Value::count)
            }
            Column::Spent => money(facts.map(|facts| facts.total)),
            Column::Year => {
                let year = facts.map(|facts| facts.last_12_months);
                money(year.filter(|amount| *amount != 0))
            }
            Column::LastVisit => Value::day(facts.and_then(|facts| facts.last_visit)),
            Column::FirstVisit => Value::day(facts.and_then(|facts| facts.first_visit)),
            Column::Segment => Value::text(
                groups
                    .segment
                    .map_or("", |segment| make.word(segment_key(segment))),
            ),
            Column::Class => Value::text(groups.class.map_or("", |class| class.label())),
            Column::Points => {
                let points = self.points.get(id);
                points.map_or(Value::Blank, |points| {
                    Value::Number(points.saturating_mul(1_000))
                })
            }
            Column::Complete => {
                let share = completeness(customer, &self.layout);
                Value::Share(f64::from(share) / 100.0)
            }
            Column::Created => Value::day(make.local(customer.created).map(|at| at.date())),
            Column::Contacted => {
                let last = self.touched.last(id).and_then(|at| make.local(at));
                Value::day(last.map(|at| at.date()))
            }
            Column::NextStep => Value::day(self.todo.next(id)),
            _ => Value::Blank,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        domain::{IdMaker, PointsEntry, PointsReason, Shop, Timestamp, name::Name},
        exchange::{
            backup::sample::{add, typical},
            customers::{field::What, headers::field_of},
            lists::{Pick, Shown, Style, Words, csv, json, lists_asked},
        },
    };

    const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];
    const MADE: Timestamp = Timestamp(1_764_000_000_000);

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// Ann bought on two days and gave one thing back; Bo never came.
    fn shop() -> Records {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let settings = typical().settings().expect("a shop").clone();
        let settings = Shop {
            currency: Currency::USD,
            ..Shop::clone(&settings)
        };
        add(&mut records, settings);
        let people = ["Ann", "Bo"].map(|name| {
            let name = Name::from_full(name);
            Customer::new(ids.next(MADE), name, MADE)
        });
        let ann = people[0].id;
        for one in people {
            add(&mut records, one);
        }
        let sales = [
            ("2024-05-01", 5_000),
            ("2025-11-01", 2_000),
            ("2025-11-02", -500),
        ];
        for (date, total) in sales {
            let sale = Sale {
                points: 7,
                customer: Some(ann),
                ..Sale::new(ids.next(MADE), day(date), total, Currency::USD, MADE)
            };
            add(&mut records, sale);
        }
        let entry = PointsEntry {
            id: ids.next(MADE),
            customer: ann,
            points: -4,
            reason: PointsReason::Redeemed,
            at: MADE,
            note: String::new(),
            by: None,
            created: MADE,
            updated: MADE,
        };
        add(&mut records, entry);
        records
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn what_is_a_column_goes_out_in_the_order_of_the_columns() {
        let records = shop();
        let columns = keys(&[
            "name", "spent", "visits", "year", "last", "first", "class", "points", "complete",
            "segment", "created",
        ]);
        let style = Style {
            words: Words::of("en"),
            zone: chrono_tz::Asia::Shanghai,
            reachable_only: false,
        };
        let shown = Shown {
            columns: &columns,
            today: day("2025-12-31"),
        };
        let pick = Pick::List(TableName::Customers, None);
        let found = lists_asked(&records, &pick, &style, Some(shown));
        let list = found.first().expect("a list");
        let text = csv::write(list);
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let mut ends = || {
            let cells: Vec<&str> = lines.next().expect("a line").split(',').collect();
            cells[cells.len() - 10..].join(",")
        };
        assert_eq!(
            ends(),
            "Spent,Visits,12 months,Last visit,First visit,Class,Points in this shop,Complete,Segment,Created"
        );
        let ann = ends();
        let complete = records.customers.iter().map(|one| {
            let layout = records.settings().expect("a shop").customer_layout();
            completeness(one, &layout)
        });
        let complete = complete.max().expect("customers");
        let complete = f64::from(complete) / 100.0;
        let expected = format!(
            "65.00,2,15.00,2025-11-01,2024-05-01,A,10,{complete},Needs attention,2025-11-25"
        );
        assert_eq!(ann, expected);
        assert_eq!(
            ends(),
            format!(",,,,,,,{complete},,2025-11-25"),
            "nothing is no nought"
        );
        assert!(json::write(list).contains("\"Visits\":2"));
    }

    #[test]
    fn only_what_was_chosen_is_read() {
        let besides = |columns: &[&str]| besides(TableName::Customers, &keys(columns));
        assert_eq!(besides(&["name", "tags", "complete"]), []);
        assert_eq!(besides(&["spent", "segment"]), [TableName::Sales]);
        let points = besides(&["points", "visits", "contacted", "next"]);
        for table in [
            TableName::Sales,
            TableName::Points,
            TableName::Activities,
            TableName::Tasks,
        ] {
            assert!(points.contains(&table), "{table:?}");
        }
        assert_eq!(points.len(), 4, "each once");
        assert_eq!(super::besides(TableName::Deals, &keys(&["spent"])), []);
    }

    /// What is made of other records is nothing to bring in: points would be there twice.
    #[test]
    fn no_figure_is_taken_for_a_field_when_the_file_comes_back() {
        for language in LANGUAGES {
            let words = Words::of(language);
            for column in Column::ALL {
                let Some(key) = title(column) else { continue };
                let word = words.get(key);
                assert!(!word.is_empty(), "{key}");
                // Since when somebody is a customer is no figure: a new one may have it from there.
                let taken = field_of(word).filter(|field| field.what != What::Since);
                assert_eq!(taken, None, "{word}");
            }
        }
    }

    #[test]
    fn segments_are_called_as_on_screen() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/i18n/locales");
        for language in LANGUAGES {
            let file = root.join(language).join("loyalty.json");
            let text = std::fs::read_to_string(file).expect("the texts of reports");
            let texts: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            for segment in Segment::ALL {
                let key = segment_key(*segment);
                let on_screen = texts
                    .get(key.replace('.', "_"))
                    .and_then(|text| text.as_str());
                assert_eq!(Some(Words::of(language).get(key)), on_screen, "{key}");
            }
        }
    }
}
