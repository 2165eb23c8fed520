//! Lists of points, of ours and of other programs: each row is an entry or the points of a sale, once.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::*;
use crate::{
    domain::{Currency, Entity, Records, TableName, name::Name},
    exchange::{
        customers::convert::Setting,
        import::{Choices, Opened},
        lists::{self, ListKind, Pick, Style, Words, workbook},
        own::OwnFields,
        recognise::{self, Kind},
        things,
        unpack::unpack,
    },
};

const ZONE: Tz = chrono_tz::Asia::Shanghai;

fn moment() -> Moment {
    Moment {
        now: Timestamp(1_800_000_000_000),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    }
}

fn text(text: &str) -> Read {
    read(text.as_bytes(), &Choices::default(), "en")
}

fn read(bytes: &[u8], choices: &Choices, language: &str) -> Read {
    let opened = Opened::new(bytes, choices, language);
    assert_eq!(
        recognise::table(&opened),
        Kind::Points,
        "{}",
        opened.decoded.text
    );
    let sheet = opened.sheet.as_ref().expect("a table");
    let layout = things::layout(Kind::Points, sheet, None);
    let own = OwnFields::none(TableName::Deals);
    let columns = things::columns(Kind::Points, &layout, None, &own);
    let reader = things::Reader {
        setting: Setting {
            language: language.into(),
            today: moment().today,
        },
        currency: Currency::CNY,
        date_order: None,
        decimal_mark: None,
        typed: choices.typed,
        zone: ZONE,
    };
    things::read(Kind::Points, &layout, &columns, &reader, &own)
}

/// What the shop has of people and sales.
#[derive(Default)]
struct Shop {
    people: People,
    sales: Vec<Arc<Sale>>,
}

impl Shop {
    fn bring(&self, list: &str) -> PointsPlan {
        self.bring_read(text(list))
    }

    fn bring_read(&self, read: Read) -> PointsPlan {
        assert_eq!(read.problems, []);
        let go_on = |_, _| ControlFlow::Continue(());
        let ids = &mut IdMaker::new(7 + self.people.points.len() as u64);
        let known = (&self.people, self.sales.as_slice());
        let choice = DuplicateChoice::Skip;
        plan(read, known, choice, ZONE, ids, &moment(), go_on).expect("not stopped")
    }

    fn take(&mut self, plan: &PointsPlan) {
        let people = plan.people.create.iter().cloned().map(Arc::new);
        self.people.customers.extend(people);
        let entries = plan.entries.iter().cloned().map(Arc::new);
        self.people.points.extend(entries);
        self.people
            .members
            .extend(plan.members.iter().cloned().map(Arc::new));
        for (_, edited) in &plan.update {
            let all = self.sales.iter_mut();
            for one in all.filter(|one| one.id == edited.id) {
                *one = Arc::new(edited.clone());
            }
        }
    }
}

const PLAIN: &str = "Customer,Date,Points,Reason\n\
    Ann Lee,2026-01-05,50,Welcome\n\
    Ann Lee,2026-01-06,20,Redeemed\n\
    Ann Lee,2026-01-06,20,Redeemed\n\
    Bo Ray,2026-01-07,+5,Birthday\n";

#[test]
fn a_plain_list_is_entries_once() {
    let mut shop = Shop::default();
    let made = shop.bring(PLAIN);
    let told: Vec<_> = made
        .entries
        .iter()
        .map(|one| (one.points, one.reason, &*one.note))
        .collect();
    assert_eq!(
        told,
        [
            (50, PointsReason::Given, "Welcome"),
            (-20, PointsReason::Redeemed, ""),
            (-20, PointsReason::Redeemed, ""),
            (5, PointsReason::Given, ""),
        ]
    );
    assert_eq!(made.people.create.len(), 2);
    shop.take(&made);
    let again = shop.bring(PLAIN);
    assert_eq!((again.entries.len(), again.people.create.len()), (0, 0));
    assert_eq!(again.tally.skipped, 4);
}

#[test]
fn a_list_of_member_cards_finds_its_people_by_their_numbers() {
    let list = "会员卡号,姓名,变动时间,变动积分,变动类型,剩余积分,备注\n\
        V7,张伟,2026/1/5 10:00,+50,签到,150,新年\n\
        V7,张伟,2026/1/6 11:30,30分,积分兑换,120,茶杯\n\
        V8,李娜,2026/1/6,-5,积分过期,0,\n";
    let mut shop = Shop::default();
    let mut zhang = Customer::new(
        Id::new(uuid::Uuid::from_u128(9)),
        Name::from_full("张伟"),
        Timestamp(0),
    );
    zhang.code = "V7".into();
    shop.people.customers.push(Arc::new(zhang));
    let made = shop.bring(list);
    let told: Vec<_> = made
        .entries
        .iter()
        .map(|one| (one.points, one.reason, &*one.note))
        .collect();
    assert_eq!(
        told,
        [
            (50, PointsReason::Given, "新年"),
            (-30, PointsReason::Redeemed, "茶杯"),
            (-5, PointsReason::TakenBack, ""),
        ]
    );
    assert_eq!(made.entries[0].customer, shop.people.customers[0].id);
    assert_eq!(made.people.create.len(), 1);
    shop.take(&made);
    assert_eq!(shop.bring(list).tally.skipped, 3);
}

#[test]
fn what_is_no_number_of_points_or_nobodys_is_left_out_and_told() {
    let found = text(
        "Customer,Date,Points,Reason\n\
         Ann Lee,2026-01-05,many,Bonus\n\
         Ann Lee,2026-01-05,1.5,Bonus\n\
         Ann Lee,2026-01-05,0,Bonus\n\
         ,2026-01-05,5,Bonus\n\
         Ann Lee,2026-01-05,5,Bonus\n",
    );
    assert_eq!((found.points.len(), found.rejected), (1, vec![2, 3, 4, 5]));
    let rows: Vec<_> = found.problems.iter().map(|one| one.row).collect();
    assert_eq!(rows, [2, 3, 4, 5]);
}

#[test]
fn who_brought_a_balance_along_is_told_that_a_list_adds_to_it() {
    let mut shop = Shop::default();
    shop.take(&shop.bring(PLAIN));
    let customer = shop.people.customers[0].id;
    let mut brought = PointsEntry::clone(&shop.people.points[0]);
    brought.id = Id::new(uuid::Uuid::from_u128(77));
    (brought.reason, brought.points) = (PointsReason::Opening, 120);
    (brought.customer, brought.at) = (customer, Timestamp(1_790_000_000_000));
    shop.people.points.push(Arc::new(brought));
    assert_eq!(shop.bring(PLAIN).problems, []);
    let more = "Customer,Date,Points,Reason\nAnn Lee,2026-03-05,7,Bonus\n";
    let kinds: Vec<_> = shop
        .bring(more)
        .problems
        .into_iter()
        .map(|one| one.kind)
        .collect();
    assert_eq!(kinds, [ProblemKind::PointsBrought]);
}

fn put<T: Entity>(records: &mut Records, record: T) {
    let table = T::table_mut(records);
    table.put(table.slot_count(), Arc::new(record));
}

/// Two customers with points of sales, with and without a number, of a refund, and of every other reason.
fn shop() -> Records {
    let mut records = Records::default();
    let ids = &mut IdMaker::new(3);
    let now = Timestamp(1_770_000_000_000);
    let mei = Member {
        id: ids.next(now),
        name: "Mei".into(),
        left: false,
        created: now,
        updated: now,
    };
    let by = Some(mei.id);
    put(&mut records, mei);
    for (nth, name) in ["Ann Lee", "王芳"].into_iter().enumerate() {
        let customer = Customer::new(ids.next(now), Name::from_full(name), now);
        let id = customer.id;
        put(&mut records, customer);
        let day = NaiveDate::from_ymd_opt(2026, 2, 3).expect("a date");
        let number = |text: &str| format!("{text}{nth}");
        for (number, total, points, at) in [
            (number("A"), 1_000, 10, None),
            (number("A"), -400, -4, None),
            (String::new(), 500, 5, Some(Timestamp(1_770_100_000_000))),
        ] {
            let sale = Sale::new(ids.next(now), day, total, Currency::CNY, now);
            let refund_of = records.sales.iter().next_back().map(|sale| sale.id);
            put(
                &mut records,
                Sale {
                    number,
                    points,
                    at,
                    customer: Some(id),
                    refund_of: refund_of.filter(|_| total < 0),
                    ..sale
                },
            );
        }
        for (at, reason) in PointsReason::ALL.into_iter().enumerate() {
            let many = 3 + i64::try_from(at).expect("few");
            let entry = PointsEntry {
                id: ids.next(now),
                customer: id,
                points: if reason.takes() { -many } else { many },
                reason,
                at: Timestamp(1_770_300_000_000 + many * 60_000),
                note: if at == 0 {
                    "a cup".into()
                } else {
                    String::new()
                },
                by: by.filter(|_| at == 1),
                created: now,
                updated: now,
            };
            put(&mut records, entry);
        }
    }
    records
}

/// The list of points as it is exported.
fn own_list(records: &Records, language: &str, book: bool) -> Read {
    let style = Style {
        words: Words::of(language),
        zone: ZONE,
        reachable_only: false,
    };
    let all = lists::lists(records, &Pick::Everything, &style);
    let place = all.iter().position(|one| one.kind == ListKind::Points);
    let place = place.expect("points");
    if !book {
        return read(
            lists::csv::write(&all[place]).as_bytes(),
            &Choices::default(),
            language,
        );
    }
    let book = workbook::write(&all, moment().today, Vec::new, &|_| ()).expect("a workbook");
    let bytes = unpack(&book, &|_| ())
        .expect("lists")
        .parts
        .remove(place)
        .bytes;
    let typed = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        typed: true,
        ..Choices::default()
    };
    read(&bytes, &typed, language)
}

#[test]
fn our_own_list_comes_back_to_a_shop_without_points() {
    let records = shop();
    let full = Shop {
        people: People {
            customers: records.customers.iter().cloned().collect(),
            points: records.points.iter().cloned().collect(),
            members: records.members.iter().cloned().collect(),
            relations: Vec::new(),
        },
        sales: records.sales.iter().cloned().collect(),
    };
    for (language, book) in ["en", "zh-Hans", "zh-Hant"]
        .into_iter()
        .flat_map(|one| [(one, false), (one, true)])
    {
        let same = full.bring_read(own_list(&records, language, book));
        assert_eq!(
            (same.entries.len(), same.update.len()),
            (0, 0),
            "{language}"
        );
        let mut empty = Shop {
            people: People {
                points: Vec::new(),
                ..full.people.clone()
            },
            sales: full.sales.clone(),
        };
        for sale in &mut empty.sales {
            Arc::make_mut(sale).points = 0;
        }
        let made = empty.bring_read(own_list(&records, language, book));
        let bare = |entry: &PointsEntry| {
            let minute = entry.at.0.div_euclid(MINUTE);
            let note = entry.note.clone();
            (
                entry.customer,
                entry.points,
                entry.reason,
                minute,
                note,
                entry.by,
            )
        };
        let have: Vec<_> = full.people.points.iter().map(|one| bare(one)).collect();
        let mut came: Vec<_> = made.entries.iter().map(bare).collect();
        came.sort_by_key(|one| have.iter().position(|other| other == one));
        assert_eq!(came, have, "{language}");
        assert!(made.people.create.is_empty() && made.members.is_empty());
        empty.take(&made);
        for (was, now) in full.sales.iter().zip(&empty.sales) {
            assert_eq!(was.points, now.points, "{language}");
        }
    }
}
