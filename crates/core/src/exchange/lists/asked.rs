//! What a list says besides, because its columns were chosen where it was shown: the figures of customers, what a deal is
//! worth by the chance of its stage, when a record was made; and which own fields, in which order. A file that
//! nobody chose columns for says what it always said.

use chrono::NaiveDate;

use super::{Pick, Value, build::Make, figures::Figures};
use crate::{
    domain::{Customer, Deal, FieldDef, Id, Records, TableName, Task, Timestamp, deal::weighted},
    query::{
        Column, SaleColumn, arranged::Keyed, board::chance, deal_columns::DealColumn,
        gather::whole, task_columns::TaskColumn,
    },
};

/// The columns of a list as they were chosen where it was shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Their stable names, in their order.
    pub columns: &'a [String],
    /// The civil date in the shop's zone, up to which figures are made.
    pub today: NaiveDate,
}

/// What is asked of the picked list.
#[derive(Default)]
pub(super) struct Asked {
    figures: Figures,
    weighted: bool,
    created: bool,
    /// The list whose own fields were chosen, and which.
    own: Option<(TableName, Vec<Id<FieldDef>>)>,
}

impl Asked {
    /// Of the columns of that list, by their stable names.
    pub fn of(records: &Records, pick: &Pick, shown: Option<Shown<'_>>) -> Self {
        let mut asked = Self::default();
        let (Pick::List(table, _), Some(shown)) = (pick, shown) else {
            return asked;
        };
        let mut own = Vec::new();
        let keys = shown.columns.iter().map(String::as_str);
        match table {
            TableName::Customers => {
                let columns = keys.filter_map(Column::from_key);
                asked.figures = Figures::of(records, columns, shown.today);
                // Of a customer every own field goes out: it is as a rule no column.
                return asked;
            }
            TableName::Deals => {
                for column in keys.filter_map(DealColumn::from_key) {
                    match column {
                        DealColumn::Weighted => asked.weighted = true,
                        DealColumn::Created => asked.created = true,
                        DealColumn::Own(field) => own.push(field),
                        _ => {}
                    }
                }
            }
            TableName::Tasks => {
                for column in keys.filter_map(TaskColumn::from_key) {
                    match column {
                        TaskColumn::Created => asked.created = true,
                        TaskColumn::Own(field) => own.push(field),
                        _ => {}
                    }
                }
            }
            TableName::Sales => {
                let columns = keys.filter_map(SaleColumn::from_key);
                own.extend(columns.filter_map(Keyed::own));
            }
            _ => return asked,
        }
        asked.own = Some((*table, own));
        asked
    }

    /// The own fields that were chosen of a list, in their order; `None` for all.
    pub fn own(&self, table: TableName) -> Option<&[Id<FieldDef>]> {
        let (of, fields) = self.own.as_ref()?;
        (*of == table).then_some(fields)
    }
}

impl<'a> Make<'a> {
    /// Names of what customers say besides.
    pub(super) fn besides_of_customers(&self) -> Vec<String> {
        let titles = self.asked.figures.titles();
        titles.map(|key| self.word(key).to_owned()).collect()
    }

    /// What a customer says besides.
    pub(super) fn besides_of_customer(&self, customer: &Customer) -> Vec<Value<'static>> {
        self.asked.figures.values(self, customer)
    }

    /// Names of what deals, or tasks, say besides.
    pub(super) fn besides_of(&self, table: TableName) -> Vec<String> {
        let picked = self.asked.own(table).is_some();
        let weighted = (picked && self.asked.weighted).then_some("weighted");
        let created = (picked && self.asked.created).then_some("created");
        self.named([weighted, created])
    }

    /// What a deal says besides.
    pub(super) fn besides_of_deal(&self, deal: &Deal) -> Vec<Value<'a>> {
        if self.asked.own(TableName::Deals).is_none() {
            return Vec::new();
        }
        let worth = self.asked.weighted.then(|| {
            let amount = whole(weighted(deal.value, chance(self.records, deal)));
            let amount = i64::try_from(amount).unwrap_or(i64::MAX);
            Value::Money(amount, deal.currency.exponent())
        });
        worth.into_iter().chain(self.made(deal.created)).collect()
    }

    /// What a task says besides.
    pub(super) fn besides_of_task(&self, task: &Task) -> Option<Value<'a>> {
        self.asked.own(TableName::Tasks)?;
        self.made(task.created)
    }

    /// The day a record was made, if that is asked for.
    fn made(&self, at: Timestamp) -> Option<Value<'a>> {
        let day = || Value::day(self.local(at).map(|at| at.date()));
        self.asked.created.then(day)
    }

    fn named<const N: usize>(&self, keys: [Option<&str>; N]) -> Vec<String> {
        let keys = keys.into_iter().flatten();
        keys.map(|key| self.word(key).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{
            Activity, ActivityKind, Currency, FieldKind, FieldValue, IdMaker, Pipeline, Rank, Sale,
            Stage, field::set_value, name::Name,
        },
        exchange::lists::{List, Style, Words, csv, lists, lists_asked},
    };

    const MADE: Timestamp = Timestamp(1_764_000_000_000);

    struct Shop {
        ids: IdMaker,
        records: Records,
        fields: Vec<Id<FieldDef>>,
    }

    impl Shop {
        fn new() -> Self {
            let mut ids = IdMaker::new(1);
            let mut records = Records::default();
            let mut fields = Vec::new();
            let kinds = [
                ("Size", TableName::Deals),
                ("Guests", TableName::Deals),
                ("Table", TableName::Sales),
                ("Waiter", TableName::Sales),
            ];
            for (slot, (name, of)) in (0..).zip(kinds) {
                let id = ids.next(MADE);
                let field = FieldDef {
                    id,
                    of,
                    name: name.to_owned(),
                    kind: FieldKind::Text,
                    options: Vec::new(),
                    rank: Rank::first(),
                    hidden: false,
                    yearly: false,
                    created: MADE,
                    updated: MADE,
                };
                records.fields.put(slot, Arc::new(field));
                fields.push(id);
            }
            Self {
                ids,
                records,
                fields,
            }
        }

        fn written(&self, table: TableName, columns: Option<&[String]>) -> Vec<Vec<String>> {
            let style = Style {
                words: Words::of("en"),
                zone: chrono_tz::Asia::Shanghai,
                reachable_only: true,
            };
            let pick = Pick::List(table, None);
            let today = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");
            let shown = columns.map(|columns| Shown { columns, today });
            let found = lists_asked(&self.records, &pick, &style, shown);
            let text = csv::write(found.first().expect("a list"));
            let lines = text.trim_start_matches('\u{feff}').lines();
            let cut = |line: &str| line.split(',').map(str::to_owned).collect();
            lines.map(cut).collect()
        }

        /// What stands below that title.
        fn below(&self, table: TableName, columns: &[String], title: &str) -> Option<String> {
            let lines = self.written(table, Some(columns));
            let at = lines.first()?.iter().position(|one| one == title)?;
            lines.get(1)?.get(at).cloned()
        }
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn the_last_contact_and_the_next_step_go_out_where_they_are_columns() {
        let mut shop = Shop::new();
        let ann = Customer::new(shop.ids.next(MADE), Name::from_full("Ann"), MADE);
        // Late in the evening of UTC it is the next day in the shop.
        let at = Timestamp(1_764_111_600_000);
        let visit = ActivityKind::Visit;
        let touch = Activity::new(shop.ids.next(MADE), visit, Some(ann.id), at);
        let mut task = Task::new(shop.ids.next(MADE), "Call", MADE);
        task.customer = Some(ann.id);
        task.due = NaiveDate::from_ymd_opt(2026, 12, 24);
        shop.records.customers.put(0, Arc::new(ann));
        shop.records.activities.put(0, Arc::new(touch));
        shop.records.tasks.put(0, Arc::new(task));
        let chosen = keys(&["name", "contacted", "next"]);
        let below = |title| shop.below(TableName::Customers, &chosen, title);
        assert_eq!(below("Last contacted").as_deref(), Some("2025-11-26"));
        assert_eq!(below("Next step").as_deref(), Some("2026-12-24"));
        let usual = shop.written(TableName::Customers, None);
        let other = shop.written(TableName::Customers, Some(&keys(&["name"])));
        assert_eq!(usual, other, "what nobody chose says what it always said");
    }

    #[test]
    fn deals_say_their_weighted_value_and_the_own_fields_that_are_shown() {
        let mut shop = Shop::new();
        let stage = Stage {
            id: shop.ids.next(MADE),
            name: "Asked".to_owned(),
            probability: 35,
            stale_after: None,
        };
        let board = Pipeline {
            id: shop.ids.next(MADE),
            name: "Orders".to_owned(),
            rank: Rank::first(),
            stages: vec![stage.clone()],
            lost_reasons: Vec::new(),
            created: MADE,
            updated: MADE,
        };
        let place = (board.id, stage.id);
        let mut deal = Deal::new(shop.ids.next(MADE), "Cake", place, Currency::USD, MADE);
        deal.value = 10_140;
        let [size, guests] = [shop.fields[0], shop.fields[1]];
        for (field, text) in [(size, "big"), (guests, "twelve")] {
            let value = Some(FieldValue::Text(text.to_owned()));
            set_value(&mut deal.values, field, value);
        }
        shop.records.pipelines.put(0, Arc::new(board));
        shop.records.deals.put(0, Arc::new(deal));
        let own = |field| DealColumn::Own(field).key();
        let chosen = vec!["weighted".to_owned(), "created".to_owned(), own(guests)];
        let below = |title| shop.below(TableName::Deals, &chosen, title);
        assert_eq!(below("Weighted value").as_deref(), Some("35.49"));
        assert_eq!(below("Created").as_deref(), Some("2025-11-25"));
        assert_eq!(below("Guests").as_deref(), Some("twelve"));
        assert_eq!(below("Size"), None, "it was hidden");
        let ends = |chosen: Option<&[String]>| {
            let head = shop.written(TableName::Deals, chosen).remove(0);
            head[head.len() - 2..].to_vec()
        };
        assert_eq!(ends(Some(&[own(guests), own(size)])), ["Guests", "Size"]);
        assert_eq!(ends(None), ["Size", "Guests"]);
        // Tasks that come along are whole.
        let everything: Vec<List<'_>> = lists(
            &shop.records,
            &Pick::Everything,
            &Style {
                words: Words::of("en"),
                zone: chrono_tz::UTC,
                reachable_only: false,
            },
        );
        let has = |list: &List<'_>| list.columns.iter().any(|name| name == "Weighted value");
        assert!(!everything.iter().any(has));
    }

    #[test]
    fn sales_say_the_own_fields_that_are_shown_in_their_order() {
        let mut shop = Shop::new();
        let day = NaiveDate::from_ymd_opt(2025, 11, 25).expect("a day");
        let sale = Sale::new(shop.ids.next(MADE), day, 100, Currency::USD, MADE);
        shop.records.sales.put(0, Arc::new(sale));
        let [table, waiter] = [shop.fields[2], shop.fields[3]];
        let own = |field| SaleColumn::Own(field).key();
        let ends = |chosen: Option<&[String]>| {
            let head = shop.written(TableName::Sales, chosen).remove(0);
            head[head.len() - 2..].to_vec()
        };
        assert_eq!(ends(None), ["Table", "Waiter"]);
        assert_eq!(ends(Some(&[own(waiter), own(table)])), ["Waiter", "Table"]);
        let one = shop.written(TableName::Sales, Some(&["total".to_owned(), own(waiter)]));
        let has = |name: &str| one[0].iter().any(|title| title == name);
        assert!(has("Waiter") && !has("Table"), "it was hidden");
    }
}
