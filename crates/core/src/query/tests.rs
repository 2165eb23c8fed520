use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{groups::Groups, made::filter, *};
use crate::{
    domain::{
        Birthday, Currency, Customer, Id, IdMaker, Layout, Member, Sale, Table, Timestamp,
        name::Name,
    },
    reports::{Class, Figure},
};

const NAMES: [&str; 6] = ["张伟", "Ann Lee", "李明朗", "Bob", "Ábel", "单田芳"];

pub(super) fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("date") + chrono::Days::new(offset)
}

fn sold(sales: impl IntoIterator<Item = Sale>) -> Table<Sale> {
    let mut table = Table::default();
    for (slot, sale) in (0..).zip(sales) {
        table.put(slot, Arc::new(sale));
    }
    table
}

fn shop() -> (Table<Customer>, Table<Sale>, Vec<Id<Customer>>) {
    let mut ids = IdMaker::new(3);
    let mut table = Table::default();
    let mut sales = Vec::new();
    let mut keys = Vec::new();
    for (slot, name) in (0u32..).zip(NAMES) {
        let mut customer =
            Customer::new(ids.next(Timestamp(5)), Name::from_full(name), Timestamp(5));
        customer.birthday = Birthday::new(None, 1 + slot, 3);
        if slot % 2 == 0 {
            customer.add_tag("vip");
        }
        for sold in 0..u64::from(slot) {
            sales.push(sale(
                &mut ids,
                customer.id,
                day(sold / 2 * 10),
                100,
                Currency::CNY,
            ));
        }
        keys.push(customer.id);
        table.put(slot, Arc::new(customer));
    }
    (table, sold(sales), keys)
}

fn sale(
    ids: &mut IdMaker,
    customer: Id<Customer>,
    date: NaiveDate,
    total: i64,
    currency: Currency,
) -> Sale {
    let now = Timestamp(1);
    Sale {
        customer: Some(customer),
        ..Sale::new(ids.next(now), date, total, currency, now)
    }
}

fn in_utc(at: Timestamp) -> NaiveDate {
    let at = chrono::DateTime::from_timestamp_millis(at.0);
    at.expect("an instant").date_naive()
}

fn besides<'a>(
    facts: &'a FactsById,
    points: &'a Balances,
    layout: &'a Layout,
    team: &'a Table<Member>,
    around: &'a Around,
) -> Besides<'a> {
    Besides {
        facts,
        points,
        layout,
        team,
        around,
        year: 2026,
    }
}

#[test]
fn facts_count_days_and_subtract_refunds() {
    let mut ids = IdMaker::new(9);
    let who = ids.next(Timestamp(1));
    let mut sales = [
        sale(&mut ids, who, day(30), 500, Currency::CNY),
        sale(&mut ids, who, day(10), 300, Currency::CNY),
        sale(&mut ids, who, day(30), 200, Currency::CNY),
        sale(&mut ids, who, day(31), -200, Currency::CNY),
        sale(&mut ids, who, day(40), 900, Currency::USD),
    ];
    let want = CustomerFacts {
        visits: 2,
        total: 800,
        last_12_months: 500,
        first_visit: Some(day(10)),
        last_visit: Some(day(30)),
    };
    for _ in 0..sales.len() {
        sales.rotate_left(1);
        let facts = facts(&sold(sales.clone()), Currency::CNY, day(10 + 365));
        assert_eq!(facts.get(who), Some(&want));
    }
}

#[test]
fn conditions_mean_what_they_say() {
    let (table, sales, keys) = shop();
    let facts = facts(&sales, Currency::CNY, day(60));
    let pass = |text: &str| -> Vec<&str> {
        let filter = from_query(text).expect(text);
        // Whoever stands behind a figure: the first two.
        let behind = Behind::of(&filter, |figure| match figure {
            Figure::TopShare(20) => keys[..2].to_vec(),
            Figure::Churned(_) => keys[1..].to_vec(),
            _ => Vec::new(),
        });
        let points: Balances = keys[..2].iter().copied().zip([40, -5]).collect();
        let row = |id: &Id<Customer>| {
            let customer = table.get(*id).expect("row");
            let groups = Groups {
                class: Some(Class::A),
                ..Groups::default()
            };
            evaluate(
                &filter,
                &Row {
                    customer,
                    facts: facts.get(*id),
                    points: Some(&points),
                    groups,
                    behind: &behind,
                    around: &Around::default(),
                    today: day(60),
                    civil: &in_utc,
                },
            )
        };
        keys.iter()
            .zip(NAMES)
            .filter(|(id, _)| row(id))
            .map(|(_, name)| name)
            .collect()
    };
    assert_eq!(pass("tag~vip"), ["张伟", "李明朗", "Ábel"]);
    assert_eq!(pass("never"), ["张伟"]);
    assert_eq!(pass("points~1~"), [NAMES[0]]);
    // Who never had points has none.
    assert_eq!(pass("points~0~0"), NAMES[2..]);
    assert_eq!(pass("points~~-1"), [NAMES[1]]);
    assert_eq!(pass("last~45~"), ["Ann Lee", "李明朗", "Bob", "Ábel"]);
    assert_eq!(pass("last~~45"), ["单田芳"]);
    assert_eq!(pass("visits~3~"), ["单田芳"]);
    assert_eq!(pass("spent~100~200"), ["Ann Lee", "李明朗"]);
    assert_eq!(pass("month~3"), ["李明朗"]);
    assert_eq!(pass("birthday~10"), ["李明朗"]);
    assert_eq!(pass("text~abel"), ["Ábel"]);
    assert_eq!(
        pass("all(class~a!not(tag~vip)!any(visits~3~!text~ann))"),
        ["Ann Lee", "单田芳"]
    );
    assert_eq!(pass("behind~top_share~20"), ["张伟", "Ann Lee"]);
    assert_eq!(
        pass("all(behind~top_share~20!behind~churned~2025-Q4)"),
        ["Ann Lee"]
    );
    assert_eq!(pass("behind~repeat_rate"), [""; 0]);
    assert_eq!(pass("phone"), [""; 0]);
    assert_eq!(pass("any()"), [""; 0]);
    assert_eq!(pass("all()").len(), 6);
}

#[test]
fn unknown_addresses_are_refused() {
    for bad in [
        "",
        "all",
        "all(",
        "all(tag~a",
        "tag",
        "stage~x",
        "behind",
        "behind~",
        "behind~x~1",
        "behind~top_share",
        "behind~top_share~020",
        "behind~top_share~4000000000",
        "behind~grid_cell~5",
        "behind~churned~2025-Q5",
        "behind~weighted_retention~2147483647",
        "behind~cohort_retention~2025-13~1",
        "behind~interval_days~25",
        "month~13",
        "not()",
        "tag~*zz.",
        "never)",
        "a(b)",
    ] {
        assert_eq!(from_query(bad), None, "{bad}");
    }
    assert_eq!(from_query(&"not(".repeat(5000)), None);
}

#[test]
fn columns_and_sorts_keep_their_names() {
    for column in Column::ALL {
        for direction in [Direction::Up, Direction::Down] {
            let by = Sort { column, direction };
            assert_eq!(Sort::from_query(&by.to_query()), Some(by));
        }
    }
    assert_eq!(Sort::from_query("-x"), None);
}

#[test]
fn names_go_by_pinyin_and_missing_values_last() {
    let (table, sales, keys) = shop();
    let facts = facts(&sales, Currency::CNY, day(60));
    let names = NameKeys::build(&table);
    let order = |text: &str| {
        let mut ids = keys.clone();
        sort(
            &mut ids,
            Sort::from_query(text).expect("sort"),
            &table,
            &names,
            besides(
                &facts,
                &Balances::default(),
                &Layout::default(),
                &Table::default(),
                &Around::default(),
            ),
            |_| Groups::default(),
        );
        ids.iter()
            .map(|id| table.get(*id).expect("row").name.full.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        order("name"),
        ["Ábel", "Ann Lee", "Bob", "李明朗", "单田芳", "张伟"]
    );
    assert_eq!(
        order("-spent"),
        ["单田芳", "Ábel", "Bob", "李明朗", "Ann Lee", "张伟"]
    );
    assert_eq!(order("last").last(), Some(&"张伟"));
    assert_eq!(order("-last").last(), Some(&"张伟"));
}

proptest! {
    #[test]
    fn addresses_carry_filters(filter in filter()) {
        let text = to_query(&filter);
        prop_assert!(!text.contains(['%', '&', '#', '+', ' ', '=', '?', '"']));
        prop_assert_eq!(from_query(&text), Some(filter));
    }

    #[test]
    fn no_address_breaks_the_reader(text in "[a-z~!()*0-9.-]{0,40}") {
        if let Some(filter) = from_query(&text) {
            prop_assert_eq!(from_query(&to_query(&filter)), Some(filter));
        }
    }

    #[test]
    fn de_morgan(parts in proptest::collection::vec(filter(), 0..4)) {
        let (table, sales, keys) = shop();
        let facts = facts(&sales, Currency::CNY, day(60));
        let negated: Vec<Filter> = parts.iter().cloned().map(|part| Filter::Not(Box::new(part))).collect();
        for id in keys {
            let customer = table.get(id).expect("row");
            let behind = Behind::default();
            let groups = Groups::default();
            let row = Row { customer, facts: facts.get(id), points: None, groups, behind: &behind, around: &Around::default(), today: day(60), civil: &in_utc };
            prop_assert_eq!(
                !evaluate(&Filter::All(parts.clone()), &row),
                evaluate(&Filter::Any(negated.clone()), &row)
            );
            prop_assert_eq!(
                !evaluate(&Filter::Any(parts.clone()), &row),
                evaluate(&Filter::All(negated.clone()), &row)
            );
        }
    }

    /// Whatever the order before, the order after is the same, and nobody is lost.
    #[test]
    fn sorting_forgets_the_order_before(
        shuffled in Just((0..NAMES.len()).collect::<Vec<_>>()).prop_shuffle(),
        column in proptest::sample::select(&Column::ALL[..]),
        down: bool,
    ) {
        let (table, sales, keys) = shop();
        let facts = facts(&sales, Currency::CNY, day(60));
        let names = NameKeys::build(&table);
        let by = Sort { column, direction: if down { Direction::Down } else { Direction::Up } };
        let run = |mut ids: Vec<Id<Customer>>| {
            sort(&mut ids, by, &table, &names, besides(&facts, &Balances::default(), &Layout::default(), &Table::default(), &Around::default()), |_| Groups::default());
            ids
        };
        let straight = run(keys.clone());
        prop_assert_eq!(straight.len(), keys.len());
        prop_assert_eq!(&run(shuffled.into_iter().map(|place| keys[place]).collect()), &straight);
    }

    /// However names come and go, the order kept is the order made from nothing.
    #[test]
    fn the_order_of_names_follows(
        steps in proptest::collection::vec((0usize..8, proptest::option::of(0usize..NAMES.len()), 0u8..8), 1..80),
    ) {
        let mut ids = IdMaker::new(4);
        let keys: Vec<_> = (0..8).map(|_| ids.next(Timestamp(1))).collect();
        let mut table = Table::default();
        let mut names = NameKeys::default();
        for (who, name, how) in steps {
            let id = keys[who];
            match name {
                Some(name) => {
                    let named = Customer::new(id, Name::from_full(NAMES[name]), Timestamp(1));
                    table.put(u32::try_from(who).expect("small"), Arc::new(named));
                }
                None => drop(table.remove(id.raw())),
            }
            let now = table.get(id).map(AsRef::as_ref);
            if how == 0 {
                names.note(id, now);
                names.arrange();
            } else {
                names.update(id, now);
            }
            let fresh = NameKeys::build(&table);
            for direction in [Direction::Up, Direction::Down] {
                let by = Sort { column: Column::Name, direction };
                let mut sorted: Vec<_> = table.iter().map(|one| one.id).collect();
                sort(&mut sorted, by, &table, &fresh, besides(&FactsById::default(), &Balances::default(), &Layout::default(), &Table::default(), &Around::default()), |_| Groups::default());
                let kept: Vec<_> = names.in_order(direction).collect();
                prop_assert_eq!(&kept, &sorted);
            }
        }
    }
}
