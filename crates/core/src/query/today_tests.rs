//! Rules of the module beside it, each with a case that breaks if the rule does.

use super::*;
use crate::domain::{IdMaker, Outcome, Pipeline, Rank, Stage, name::Name};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// 14:00 UTC of a day.
fn moment(text: &str) -> Moment {
    let today = day(text);
    let at = today.and_hms_opt(14, 0, 0).expect("a time").and_utc();
    Moment {
        now: Timestamp(at.timestamp_millis()),
        today,
    }
}

struct Fixture {
    ids: IdMaker,
    records: Records,
}

impl Fixture {
    fn new() -> Self {
        Self {
            ids: IdMaker::new(7),
            records: Records::default(),
        }
    }

    fn customer(&mut self, name: &str, change: impl FnOnce(&mut Customer)) -> Id<Customer> {
        let mut customer = Customer::new(
            self.ids.next(Timestamp(0)),
            Name::from_full(name),
            Timestamp(0),
        );
        change(&mut customer);
        let id = customer.id;
        let slot = self.records.customers.slot_count();
        self.records.customers.put(slot, Arc::new(customer));
        id
    }

    fn sale(&mut self, customer: Option<Id<Customer>>, on: &str, total: i64, hour: Option<u32>) {
        let at = hour.map(|hour| {
            let at = day(on).and_hms_opt(hour, 0, 0).expect("a time").and_utc();
            Timestamp(at.timestamp_millis())
        });
        let (id, now) = (self.ids.next(Timestamp(0)), Timestamp(0));
        let sale = Sale {
            customer,
            at,
            ..Sale::new(id, day(on), total, Currency::USD, now)
        };
        let slot = self.records.sales.slot_count();
        self.records.sales.put(slot, Arc::new(sale));
    }

    fn slipping(&self, today: &str) -> Vec<(String, i64, i64)> {
        slipping(&self.records, Currency::USD, day(today))
            .into_iter()
            .map(|one| (one.customer.name.full.clone(), one.away, one.usual))
            .collect()
    }
}

#[test]
fn a_regular_slips_after_one_and_a_half_times_the_median_gap() {
    let mut shop = Fixture::new();
    let ann = shop.customer("Ann", |_| {});
    // Gaps of 10 and 20 days: the median is 15, the limit 22.5.
    for on in ["2026-01-01", "2026-01-11", "2026-01-31"] {
        shop.sale(Some(ann), on, 100, None);
    }
    // The same day twice is one visit, a refund is none.
    shop.sale(Some(ann), "2026-01-31", 50, None);
    shop.sale(Some(ann), "2026-02-10", -50, None);
    assert_eq!(shop.slipping("2026-02-22"), vec![]);
    assert_eq!(
        shop.slipping("2026-02-23"),
        vec![("Ann".to_owned(), 23, 15)]
    );
    assert_eq!(shop.slipping("2027-02-23"), vec![], "gone, not slipping");
}

#[test]
fn two_visits_make_no_regular_and_wishes_are_kept() {
    let mut shop = Fixture::new();
    let twice = shop.customer("Twice", |_| {});
    let quiet = shop.customer("Quiet", |customer| customer.do_not_contact = true);
    for on in ["2026-01-01", "2026-01-02"] {
        shop.sale(Some(twice), on, 100, None);
    }
    for on in ["2026-01-01", "2026-01-02", "2026-01-03"] {
        shop.sale(Some(quiet), on, 100, None);
    }
    assert_eq!(shop.slipping("2026-03-01"), vec![]);
}

#[test]
fn the_most_money_comes_first() {
    let mut shop = Fixture::new();
    for (name, amount) in [("Little", 10), ("Much", 1000)] {
        let id = shop.customer(name, |_| {});
        for on in ["2026-01-01", "2026-01-02", "2026-01-03"] {
            shop.sale(Some(id), on, amount, None);
        }
    }
    let names: Vec<String> = shop
        .slipping("2026-02-01")
        .into_iter()
        .map(|(name, ..)| name)
        .collect();
    assert_eq!(names, ["Much", "Little"]);
}

#[test]
fn birthdays_reach_over_the_new_year() {
    let mut shop = Fixture::new();
    let born = |text| Birthday::parse(text);
    shop.customer("Soon", |customer| customer.birthday = born("1990-01-03"));
    shop.customer("Today", |customer| customer.birthday = born("--12-29"));
    shop.customer("Later", |customer| customer.birthday = born("--01-06"));
    let found: Vec<_> = anniversaries(&shop.records, day("2026-12-29"), 7)
        .into_iter()
        .map(|one| (one.customer.name.full.clone(), one.on, one.years))
        .collect();
    assert_eq!(
        found,
        vec![
            ("Today".to_owned(), day("2026-12-29"), None),
            ("Soon".to_owned(), day("2027-01-03"), Some(37)),
        ]
    );
}

#[test]
fn days_in_own_fields_come_every_year_where_the_shop_asked_for_it() {
    let mut shop = Fixture::new();
    let mut field = |name: &str, yearly| {
        let field = FieldDef {
            id: shop.ids.next(Timestamp(0)),
            of: TableName::Customers,
            name: name.to_owned(),
            kind: crate::domain::FieldKind::Date,
            options: Vec::new(),
            rank: Rank::first(),
            hidden: false,
            yearly,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        let slot = shop.records.fields.slot_count();
        shop.records.fields.put(slot, Arc::new(field.clone()));
        field.id
    };
    let (wedding, fitting) = (field("Wedding", true), field("Fitting", false));
    let mut person = |name: &str, of, on: &str, silent| {
        shop.customer(name, |one| {
            one.values.insert(of, FieldValue::Date(day(on)));
            one.do_not_contact = silent;
        });
    };
    person("Five years", wedding, "2021-12-30", false);
    person("Leap day", wedding, "2024-02-29", false);
    person("To come", wedding, "2027-01-02", false);
    person("Not yearly", fitting, "2021-12-30", false);
    person("Silent", wedding, "2021-12-30", true);
    let found =
        |records: &Records, on: &str| -> Vec<(String, Option<String>, NaiveDate, Option<i32>)> {
            let all = anniversaries(records, day(on), 7).into_iter();
            all.map(|one| {
                let field = one.field.map(|field| field.name.clone());
                (one.customer.name.full.clone(), field, one.on, one.years)
            })
            .collect()
        };
    let wedding_of = |name: &str, on: &str, years| {
        (
            name.to_owned(),
            Some("Wedding".to_owned()),
            day(on),
            Some(years),
        )
    };
    assert_eq!(
        found(&shop.records, "2026-12-29"),
        [wedding_of("Five years", "2026-12-30", 5)]
    );
    assert_eq!(
        found(&shop.records, "2027-02-25"),
        [wedding_of("Leap day", "2027-02-28", 3)]
    );
    let mut hidden = FieldDef::clone(shop.records.get(wedding).expect("the field"));
    hidden.hidden = true;
    shop.records.fields.put(0, Arc::new(hidden));
    assert_eq!(found(&shop.records, "2026-12-29"), []);
}

#[test]
fn so_far_is_compared_with_the_same_time_before() {
    let mut shop = Fixture::new();
    // Wednesday, 14:00.
    let moment = moment("2026-03-18");
    shop.sale(None, "2026-03-18", 100, Some(9));
    shop.sale(None, "2026-03-11", 40, Some(9));
    // Later in the day than it is now: not yet due a week later.
    shop.sale(None, "2026-03-11", 1000, Some(18));
    shop.sale(None, "2026-03-10", 7, None);
    shop.sale(None, "2026-02-18", 5, None);
    shop.sale(None, "2026-02-19", 9999, None);
    let sum = sales_so_far(&shop.records, Currency::USD, &moment, 1);
    assert_eq!(
        sum.today,
        SoFar {
            now: 100,
            before: 40
        }
    );
    assert_eq!(
        sum.week,
        SoFar {
            now: 100,
            before: 47
        }
    );
    assert_eq!(
        sum.month,
        SoFar {
            now: 1147,
            before: 5
        }
    );
    assert_eq!(sum.days, [0, 0, 0, 0, 0, 0, 100]);
    assert_eq!(sum.today.growth(), Some(1.5));
    assert_eq!(SoFar { now: 1, before: 0 }.growth(), None);
}

/// A board of one column in which a deal may stand for so many days.
fn board(shop: &mut Fixture, stale_after: Option<u16>) -> (Id<Pipeline>, Id<Stage>) {
    let stage = Stage {
        id: shop.ids.next(Timestamp(0)),
        name: "Offer".to_owned(),
        probability: 50,
        stale_after,
    };
    let board = Pipeline {
        id: shop.ids.next(Timestamp(0)),
        name: "Orders".to_owned(),
        stages: vec![stage.clone()],
        lost_reasons: Vec::new(),
        rank: Rank::first(),
        created: Timestamp(0),
        updated: Timestamp(0),
    };
    let place = (board.id, stage.id);
    let slot = shop.records.pipelines.slot_count();
    shop.records.pipelines.put(slot, Arc::new(board));
    place
}

#[test]
fn open_deals_rot_past_their_day_or_in_a_stage_for_too_long() {
    let mut shop = Fixture::new();
    let (patient, strict) = (board(&mut shop, None), board(&mut shop, Some(14)));
    let mut deal = |title: &str, place, since: &str, change: &dyn Fn(&mut Deal)| {
        let entered = moment(since).now;
        let id = shop.ids.next(Timestamp(0));
        let mut deal = Deal::new(id, title, place, Currency::USD, entered);
        change(&mut deal);
        let slot = shop.records.deals.slot_count();
        shop.records.deals.put(slot, Arc::new(deal));
    };
    let worth = |value| move |deal: &mut Deal| deal.value = value;
    let due = |on: &'static str, value| {
        move |deal: &mut Deal| {
            deal.expected_close = Some(day(on));
            deal.value = value;
        }
    };
    // On the last day that its stage allows it is still well; the day after it is not.
    deal("Just in time", strict, "2026-03-04", &worth(900));
    deal("Stale", strict, "2026-03-03", &worth(100));
    deal("No limit", patient, "2020-01-01", &worth(900));
    // Due today is not late; late counts before stale.
    deal("Today", patient, "2026-03-18", &due("2026-03-18", 900));
    deal("Late", patient, "2026-03-18", &due("2026-03-17", 50));
    deal("Both", strict, "2026-01-01", &due("2026-03-08", 500));
    deal("Won", strict, "2026-01-01", &|deal| {
        deal.expected_close = Some(day("2026-01-02"));
        deal.outcome = Outcome::Won {
            on: day("2026-01-03"),
            reason: String::new(),
        };
    });
    let found = rotting(&shop.records, &moment("2026-03-18"));
    let found: Vec<(&str, Rot)> = found
        .iter()
        .map(|one| (one.deal.title.as_str(), one.why))
        .collect();
    assert_eq!(
        found,
        [
            ("Both", Rot::Late(10)),
            ("Stale", Rot::Stale(15)),
            ("Late", Rot::Late(1)),
        ],
        "the most valuable first"
    );
}
