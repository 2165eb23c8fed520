use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + chrono::Days::new(offset)
}

fn sale(number: u128, date: u64, created: i64, total: i64) -> Arc<Sale> {
    let id = Id::new(Uuid::from_u128(number));
    let currency = if total % 3 == 0 {
        Currency::USD
    } else {
        Currency::CNY
    };
    Arc::new(Sale {
        refund_of: (total < 0).then_some(id),
        updated: Timestamp(0),
        ..Sale::new(id, day(date), total, currency, Timestamp(created))
    })
}

/// The rows by their definition, from all sales.
fn plain(table: &Table<Sale>, fits: impl Fn(&Sale) -> bool) -> Vec<SalesRow> {
    let mut all: Vec<Arc<Sale>> = table.iter().filter(|sale| fits(sale)).cloned().collect();
    all.sort_by_key(|sale| Reverse((sale.date, sale.created, sale.id)));
    let mut rows = Vec::new();
    let mut last = None;
    for sale in &all {
        if last.replace(sale.date) != Some(sale.date) {
            let same = all.iter().filter(|other| other.date == sale.date);
            rows.push(SalesRow::Day(sale.date, tally(same.map(AsRef::as_ref))));
        }
        rows.push(SalesRow::Sale(sale.clone()));
    }
    rows
}

proptest! {
    /// Whatever is sold, changed and taken away: following gives the rows and totals of the definition,
    /// and every window shows its part of them.
    #[test]
    fn following_equals_listing_from_nothing(
        steps in proptest::collection::vec(
            (0u32..30, 0u128..30, 0u64..8, 0i64..5, -40i64..60, any::<bool>(), 0u8..4), 1..120),
        window in (0usize..50, 0usize..20),
    ) {
        let fits = |sale: &Sale| sale.total % 5 != 0;
        let mut table = Table::default();
        let mut list = SalesByDay::default();
        let mut seen = table.version();
        for (slot, number, date, created, total, remove, look) in steps {
            if remove {
                table.remove(Uuid::from_u128(number));
            } else {
                table.put(slot, sale(number, date, created, total));
            }
            if look != 0 {
                continue;
            }
            list = list.follow(table.since(seen).expect("few moves"), fits);
            seen = table.version();
            let rows = plain(&table, fits);
            prop_assert_eq!(list.len(), rows.len());
            prop_assert_eq!(list.is_empty(), rows.is_empty());
            prop_assert_eq!(&list, &SalesByDay::new(&table, fits));
            let fitting = table.iter().map(AsRef::as_ref).filter(|sale| fits(sale));
            prop_assert_eq!(list.totals(), &tally(fitting));
            let (from, count) = window;
            let shown: Vec<SalesRow> = list.rows(from..from + count).collect();
            let wanted: Vec<SalesRow> = rows.into_iter().skip(from).take(count).collect();
            prop_assert_eq!(shown, wanted);
        }
    }
}
