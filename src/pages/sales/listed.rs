//! Which sales the list shows: made once for what is asked, then following the table of sales.
//! Holds no markup.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    app::{App, search::use_search},
    domain::TableName,
    query::{SalesByDay, sales_filter::SalesFilter},
};

/// What the test of the sales was made from.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    filter: SalesFilter,
    today: NaiveDate,
    week_start: u8,
    /// The revision of the search, where it is asked who is called so.
    names: Option<u64>,
}

/// What the filter lets through. Two are equal only if they are the same computation.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Days and sales.
    pub days: Arc<SalesByDay>,
    asked: Asked,
    /// The version of the table of sales that this is in step with.
    version: u64,
}

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.days, &other.days)
    }
}

/// The sales that pass the filter; followed.
pub fn listed(app: App, filter: Memo<SalesFilter>) -> Memo<Listed> {
    // Which they are is not asked again where only the order of the table is another.
    let narrowing = Memo::new(move |_| filter.with(SalesFilter::narrowing));
    Memo::new(move |before: Option<&Listed>| {
        let filter = narrowing.get();
        let names = (!filter.text.trim().is_empty()).then(|| use_search().revision());
        let asked = Asked {
            names,
            today: app.moment().today,
            week_start: app.settings().map_or(1, |shop| shop.week_start),
            filter,
        };
        app.read(&[TableName::Sales, TableName::Products], |records| {
            let fits = asked
                .filter
                .test(records, (asked.today, asked.week_start), &|word| {
                    use_search().called(word)
                });
            let moves = before
                .filter(|before| before.asked == asked)
                .and_then(|before| Some((&before.days, records.sales.since(before.version)?)));
            let days = match moves {
                Some((days, [])) => days.clone(),
                Some((days, moves)) => Arc::new(days.follow(moves, &fits)),
                None => Arc::new(SalesByDay::new(&records.sales, &fits)),
            };
            drop(fits);
            Listed {
                days,
                asked,
                version: records.sales.version(),
            }
        })
    })
}
