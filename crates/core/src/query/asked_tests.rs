use std::fmt::Debug;

use proptest::{prelude::*, sample::select};

use super::{
    cases::Asked,
    deal_columns::DealColumn,
    deals_asked::DealsAsked,
    leads,
    made::{filter, view},
    products::ProductsAsked,
    sales_filter::SalesFilter,
    tasks::TasksAsked,
    *,
};
use crate::domain::Id;

const ID: &str = "0199a000-0000-7000-8000-000000000001";

/// The words that any of the lists knows, and some that none does.
const NAMES: [&str; 27] = [
    "q",
    "period",
    "from",
    "to",
    "customer",
    "product",
    "payment",
    "refunds",
    "status",
    "kind",
    "owner",
    "board",
    "stage",
    "tag",
    "sort",
    "own-0199a000-0000-7000-8000-000000000001",
    "own-",
    "view",
    "state",
    "source",
    "nowhere",
    "category",
    "archived",
    "priority",
    "due",
    "as",
    "on",
];

const VALUES: [&str; 27] = [
    "rejected",
    "web",
    "month",
    "all",
    "30",
    "cash",
    "1",
    "2026-11-28",
    "9999999-99-99",
    "+12345-01-01",
    "waiting",
    "solved",
    "repair",
    "none",
    "-value",
    "title",
    "-",
    "-own-0199a000-0000-7000-8000-000000000001",
    "yes",
    ID,
    "all(own~x)",
    "0",
    "茶",
    "high",
    "overdue",
    "calendar",
    "table",
];

fn said() -> impl Strategy<Value = Words> {
    let value = prop_oneof![
        select(&VALUES[..]).prop_map(str::to_owned),
        "\\PC{0,12}".prop_map(|text| text.trim().to_owned()),
    ];
    let f = prop_oneof![
        filter().prop_map(|filter| to_query(&filter)),
        Just("((((".to_owned()),
        Just(String::new()),
    ];
    (
        proptest::collection::vec((select(&NAMES[..]), value), 0..9),
        f,
    )
        .prop_map(|(pairs, f)| Words::of(pairs).with([("f", f)]))
}

/// What was read comes back from its words, from an address over another list, and from a view.
fn comes_back<T: PartialEq + Debug>(
    (said, other): (&Words, &Words),
    read: impl Fn(&Words) -> T,
    words: impl Fn(&T) -> Words,
) {
    let asked = read(said);
    let mine = words(&asked);
    let base = words(&read(other));
    assert_eq!(read(&mine), asked);
    assert_eq!(read(&base.with(mine.beyond(&base))), asked);
    assert_eq!(read(&Words::of_view(&mine.kept_in(view("")))), asked);
}

proptest! {
    // Filters are long and each case is six lists.
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_list_comes_back_from_its_words(said in said(), other in said()) {
        let both = (&said, &other);
        comes_back(both, SalesFilter::read, SalesFilter::words);
        comes_back(both, TasksAsked::read, TasksAsked::words);
        comes_back(both, Asked::read, Asked::words);
        comes_back(both, DealsAsked::read, DealsAsked::words);
        comes_back(both, leads::Asked::read, leads::Asked::words);
        comes_back(both, ProductsAsked::read, ProductsAsked::words);
    }
}

#[test]
fn words_that_make_no_sense_ask_nothing() {
    let nonsense = Words::of(
        NAMES
            .iter()
            .filter(|name| {
                !["q", "tag", "source", "category"].contains(name) && !name.starts_with("own")
            })
            .map(|name| (*name, "\u{202e}'--%00<b>".to_owned())),
    )
    .with([("f", "((((".repeat(5_000))]);
    assert_eq!(SalesFilter::read(&nonsense), SalesFilter::default());
    assert_eq!(TasksAsked::read(&nonsense), TasksAsked::default());
    assert_eq!(Asked::read(&nonsense), Asked::default());
    assert_eq!(DealsAsked::read(&nonsense), DealsAsked::default());
    assert_eq!(leads::Asked::read(&nonsense), leads::Asked::default());
    assert_eq!(ProductsAsked::read(&nonsense), ProductsAsked::default());
}

#[test]
fn a_list_is_narrowed_by_what_its_words_say() {
    let said = Words::of([
        ("owner", "none".to_owned()),
        ("status", "waiting".to_owned()),
        ("customer", ID.to_owned()),
        ("sort", "-value".to_owned()),
        ("period", "week".to_owned()),
    ]);
    assert_eq!(Asked::read(&said).owner, Some(None));
    assert_eq!(
        Asked::read(&said).status,
        Some(crate::domain::CaseStatus::Waiting)
    );
    assert_eq!(TasksAsked::read(&said).customer, Id::parse(ID));
    assert_eq!(TasksAsked::read(&said).owner, Some(None));
    assert_eq!(
        DealsAsked::read(&said).arranged.sort,
        Some((DealColumn::Value, true))
    );
    assert_eq!(
        SalesFilter::read(&said).period,
        Some(sales_filter::Period::Week)
    );
}
