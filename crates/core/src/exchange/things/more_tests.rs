use std::sync::Arc;

use proptest::prelude::*;

use super::{
    super::{
        customers::layout::Layout,
        duplicates::{DuplicateChoice, Sign},
        own::OwnFields,
        own_target::OwnTarget,
        problem::ProblemKind,
        recognise::Kind,
        sheet::Sheet,
    },
    columns, make_fields, products, read,
    tests::{after, known, moment, open, plan, reader},
};
use crate::domain::{
    Channel, Currency, Customer, CustomerKind, FieldKind, FieldValue, Id, IdMaker, LeadStatus,
    RelationKind, TableName, Timestamp, name::Name,
};

#[test]
fn products_are_known_by_number_or_name() {
    let text = "Name,SKU,Category,Price,Tax %\nOolong,T1,Tea,\"12,50\",19 %\nPot,,Ware,80,\nBad,T9,Tea,-5,200\n";
    let read = open(Kind::Products, text);
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.row, p.column.as_str(), p.kind.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (4, "Price", ProblemKind::OutOfRange),
            (4, "Tax %", ProblemKind::UnreadableNumber)
        ]
    );
    let ids = &mut IdMaker::new(1);
    let euro = Currency::parse("EUR").expect("a code");
    let rows = read.products;
    let first = products::plan(
        rows.clone(),
        &[],
        DuplicateChoice::Update,
        euro,
        ids,
        &moment(1),
    );
    assert_eq!(first.create.len(), 3);
    assert_eq!(
        (first.create[0].price, first.create[0].tax_rate),
        (Some(1_250), 1_900)
    );
    let shop: Vec<_> = first.create.iter().cloned().map(Arc::new).collect();
    for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
        let again = products::plan(rows.clone(), &shop, choice, euro, ids, &moment(2));
        assert_eq!((again.create.len(), again.update.len()), (0, 0));
    }
    let text = "Name,SKU,Price\nOolong tea,T1,13\nPot,P7,80\nPot,P8,90\n";
    let rows = open(Kind::Products, text).products;
    let changed = products::plan(rows, &shop, DuplicateChoice::Update, euro, ids, &moment(2));
    let signs = [(2, Sign::Code), (3, Sign::Name)];
    assert_eq!(changed.tally.signs, signs, "what told it is told");
    let names: Vec<_> = changed
        .update
        .iter()
        .map(|(_, is)| (is.name.as_str(), is.sku.as_str()))
        .collect();
    assert_eq!(names, [("Oolong tea", "T1"), ("Pot", "P7")]);
    assert_eq!(changed.create.len(), 1, "another number is another product");
}

#[test]
fn own_fields_of_deals_are_found_by_name_or_made() {
    let text =
        "Title,Stage,Value,Urgent,Guests\nTea room,Offer,12,yes,40\nTeapots,Offer,5,no,many\n";
    let sheet = Sheet::read(text, None);
    let layout = Layout::of(&sheet);
    let mut own = OwnFields::new(TableName::Deals, &[], Currency::CNY);
    let ids = &mut IdMaker::new(3);
    let guests = own.make(
        "Guests",
        Some(FieldKind::Number),
        [].into_iter(),
        ids,
        Timestamp(0),
    );
    let mut own = OwnFields::new(
        TableName::Deals,
        std::slice::from_ref(&guests),
        Currency::CNY,
    );
    let mut found = columns(Kind::Deals, &layout, None, &own);
    assert_eq!(
        found[4].target,
        super::Target::Own(OwnTarget::Known(guests.id))
    );
    assert_eq!(found[3].target, super::Target::Ignore);
    found[3].target = super::Target::Own(OwnTarget::New(None));
    make_fields(&mut found, &layout, &mut own, ids, Timestamp(0));
    assert_eq!(
        found[3].target,
        super::Target::Own(OwnTarget::New(Some(FieldKind::YesNo)))
    );
    let read = read(Kind::Deals, &layout, &found, &reader(), &own);
    let urgent = own.made()[0].id;
    assert_eq!(
        read.deals[0].values.get(&urgent),
        Some(&FieldValue::YesNo(true))
    );
    assert_eq!(read.deals[1].values.len(), 1);
    assert_eq!(
        (
            read.problems[0].row,
            read.problems[0].column.as_str(),
            &read.problems[0].kind
        ),
        (3, "Guests", &ProblemKind::UnreadableNumber)
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(body in "[a-z0-9,;.\"\n/-]{0,120}", products: bool) {
        let (kind, head) = if products {
            (Kind::Products, "Name,SKU,Price,Tax\n")
        } else {
            (Kind::Deals, "Title,Customer,Stage,Value,Status,Close date\n")
        };
        let read = open(kind, &format!("{head}x,y,1,2,3\n{body}"));
        let made = plan(read, &known(), DuplicateChoice::Update, 3);
        prop_assert!(made.create.iter().all(|deal| !deal.title.is_empty()));
    }

    #[test]
    fn the_same_file_twice_changes_nothing(
        rows in prop::collection::vec(("[A-C][a-z]{0,2}", "(Ann|Bo|Cy) [A-Z][a-z]{2}", 0_u32..9_999, "New|Offer|Third"), 1..12),
    ) {
        let rows = rows.iter().map(|(title, who, value, stage)| format!("{title},{who},{value},{stage}"));
        let text = format!("Title,Customer,Value,Stage\n{}\n", rows.collect::<Vec<_>>().join("\n"));
        let first = plan(open(Kind::Deals, &text), &known(), DuplicateChoice::Update, 3);
        let shop = after(&known(), &first);
        for choice in [DuplicateChoice::Skip, DuplicateChoice::Update] {
            let again = plan(open(Kind::Deals, &text), &shop, choice, 8);
            prop_assert_eq!((again.create.len(), again.update.len(), again.people.create.len()), (0, 0, 0));
        }
    }
}

proptest::proptest! {
    #[test]
    fn tags_of_our_own_list_come_back_as_they_were(
        tags in proptest::collection::vec("[a-c;、\\\\,]{1,4}", 0..4),
    ) {
        let mut wanted = Vec::new();
        for tag in &tags {
            crate::domain::tag::add(&mut wanted, tag);
        }
        let cell = crate::exchange::lists::tags(&wanted).replace('"', "\"\"");
        let text = format!("Title,Customer,Board,Stage,Value,Tags\nCake,Ann,Orders,New,5,\"{cell}\"\n");
        let read = open(Kind::Deals, &text);
        proptest::prop_assert_eq!(&read.deals[0].tags, &wanted);
    }
}

#[test]
fn tags_of_other_lists_are_parted_as_anybody_does_and_only_ever_added() {
    let list = |tags: &str| format!("Deal name,Deal stage,Tags\nCake,New,{tags}\n");
    let first = open(Kind::Deals, &list("urgent；老客户"));
    assert_eq!(first.deals[0].tags, ["urgent", "老客户"]);
    let known = known();
    let made = plan(first, &known, DuplicateChoice::Update, 5);
    assert_eq!(made.create[0].tags, ["urgent", "老客户"]);
    let known = after(&known, &made);
    let again = open(Kind::Deals, &list("big;urgent"));
    let made = plan(again, &known, DuplicateChoice::Update, 6);
    assert_eq!(made.update[0].1.tags, ["urgent", "老客户", "big"]);
}

const TOLD: &str = "Title,Customer,Value,Lead status,Consent: calls,Relations\n\
    Tea,Ann Lee,10,working,yes 2026-01-02,Bo Kay (family: sister)\n\
    Pot,Bo Kay,20,,no,Nobody At All (friend)\n";

#[test]
fn what_rows_of_deals_say_of_their_people_is_kept_or_told() {
    let read = open(Kind::Deals, TOLD);
    assert_eq!(read.problems, []);
    let first = plan(read.clone(), &known(), DuplicateChoice::Update, 5);
    let [ann, bo] = first.people.create.as_slice() else {
        panic!("two people: {:?}", first.people.create);
    };
    let lead = ann.lead.as_ref().map(|lead| lead.status);
    assert_eq!(lead, Some(LeadStatus::Working));
    let said = [ann, bo].map(|one| one.consent(Channel::Phone).map(|said| said.given));
    assert_eq!(said, [Some(true), Some(false)]);
    let [tie] = first.people.relations.as_slice() else {
        panic!("one relation: {:?}", first.people.relations);
    };
    assert_eq!((tie.from, tie.to), (ann.id, bo.id));
    assert_eq!(
        (tie.kind, tie.role.as_str()),
        (RelationKind::Family, "sister")
    );
    let told: Vec<_> = first
        .people
        .problems
        .iter()
        .map(|one| (one.row, one.column.as_str(), one.kind.clone()))
        .collect();
    assert_eq!(told, [(3, "Relations", ProblemKind::UnknownRelation)]);

    // Again the same file says nothing new, and what it says of known people is written into them.
    let again = plan(
        read.clone(),
        &after(&known(), &first),
        DuplicateChoice::Update,
        6,
    );
    assert_eq!(
        (again.people.create.len(), again.people.update.len()),
        (0, 0)
    );
    assert_eq!(again.people.relations, []);
    let mut bare = after(&known(), &first);
    bare.people.relations.clear();
    for customer in &mut bare.people.customers {
        let one = Arc::make_mut(customer);
        (one.lead, one.consents) = (None, Vec::new());
    }
    let made = plan(read, &bare, DuplicateChoice::Update, 7);
    assert_eq!((made.people.create.len(), made.people.update.len()), (0, 2));
    assert_eq!(made.people.relations.len(), 1);
}

#[test]
fn a_known_company_that_rows_only_name_is_skipped_with_what_they_say_of_it() {
    let mut rad = Customer::new(
        Id::new(uuid::Uuid::from_u128(9)),
        Name::from_full("Rad AG"),
        Timestamp(1),
    );
    rad.kind = CustomerKind::Company;
    let mut shop = known();
    shop.people.customers.push(Arc::new(rad));
    let text = "Title,Customer,Value,Lead status,Consent: calls,Relations\nTea,Rad AG,10,,yes 2026-01-02,\n";
    for (choice, changed) in [(DuplicateChoice::Skip, 0), (DuplicateChoice::Update, 1)] {
        let made = plan(open(Kind::Deals, text), &shop, choice, 5);
        assert_eq!(made.create[0].customer, Some(shop.people.customers[0].id));
        assert_eq!(made.people.create, []);
        assert_eq!(made.people.update.len(), changed, "{choice:?}");
    }
}

#[test]
fn variants_of_a_product_are_products_of_their_own() {
    let text = "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Image Src\n\
        oolong,Oolong,Us,Tea,Size,Small,Roast,Light,T1,12.50,a.png\n\
        oolong,,,,,Large,,Light,T2,20.00,\n\
        oolong,,,,,,,,,,b.png\n\
        pot,Pot,Us,Ware,Title,Default Title,,,P1,80,\n\
        ,,,,,Blue,,,P2,80,\n";
    let read = open(Kind::Products, text);
    let rows = read.products.iter();
    let rows = rows.map(|one| (&*one.name, &*one.sku, &*one.category, one.price));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            ("Oolong – Small / Light", "T1", "Tea", Some(1_250)),
            ("Oolong – Large / Light", "T2", "Tea", Some(2_000)),
            ("Pot", "P1", "Ware", Some(8_000)),
        ]
    );
    // Of no product that the file names, a variant is none.
    assert_eq!(read.rejected, [6]);
    let ids = &mut IdMaker::new(1);
    let (skip, euro) = (
        DuplicateChoice::Skip,
        Currency::parse("EUR").expect("a code"),
    );
    let first = products::plan(read.products.clone(), &[], skip, euro, ids, &moment(1));
    let shop: Vec<_> = first.create.into_iter().map(Arc::new).collect();
    let again = products::plan(read.products, &shop, skip, euro, ids, &moment(2));
    assert_eq!((shop.len(), again.create.len()), (3, 0));
}

#[test]
fn a_bar_code_that_a_spreadsheet_has_cut_is_told_and_no_key() {
    let read = open(
        Kind::Products,
        "Name,SKU,Price\nTea,6.9E+12,5\nPot,6.9E+12,7\nCup,12E5,3\n",
    );
    let rows: Vec<_> = read.products.iter().map(|one| one.sku.as_str()).collect();
    assert_eq!(rows, ["", "", "12E5"]);
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|one| (one.row, &one.kind))
        .collect();
    assert_eq!(
        told,
        [(2, &ProblemKind::LostDigits), (3, &ProblemKind::LostDigits)]
    );
}

#[test]
fn products_that_are_not_sold_any_more_say_so_by_their_status() {
    let read = open(
        Kind::Products,
        "Handle,Title,Variant SKU,Variant Price,Status\ntea,Tea,T1,5,active\npot,Pot,T2,7,archived\ncup,Cup,T3,3,draft\n",
    );
    let rows: Vec<_> = read.products.iter().map(|one| one.archived).collect();
    assert_eq!(rows, [Some(false), Some(true), Some(true)]);
    assert_eq!(read.problems, []);
}
