//! Columns of the lists of a shop are known by their names.

use super::*;

#[test]
fn every_name_in_the_table_can_be_met() {
    let lines = include_str!("aliases.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    for line in lines {
        let (key, list) = line.split_once(": ").expect("a line");
        let (list_name, part) = key.split_once('.').expect("a list and a part");
        for name in list.split('|').map(str::trim) {
            assert_eq!(normalise(name), name, "in {key}");
            assert_eq!(names().get(&(list_name, name)), Some(&part), "{name} twice");
        }
    }
}

fn texts(kind: Kind, header: &str) -> Vec<String> {
    targets(kind, header.split(','))
        .iter()
        .map(Target::to_string)
        .collect()
}

#[test]
fn the_day_a_deal_was_made_is_not_since_when_somebody_is_a_customer() {
    let all = texts(Kind::Deals, "Title,Customer,Date added,Customer since");
    let [.., added, since] = all.as_slice() else {
        panic!("four columns");
    };
    assert!(
        !added.contains("since") && since.contains("since"),
        "{all:?}"
    );
}

#[test]
fn lists_of_other_programs_are_known() {
    for (header, kind, product) in [
        (
            "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount",
            Kind::Deals,
            Some("HubSpot (deals)"),
        ),
        (
            "Deal - Title,Deal - Value,Deal - Currency,Deal - Organization",
            Kind::Deals,
            Some("Pipedrive (deals)"),
        ),
        (
            "Person - Name*,Person - Phone,Organization - Name*,Deal - Title",
            Kind::Deals,
            Some("Pipedrive (deals)"),
        ),
        (
            "id,title,description,lead_value,status,lost_reason",
            Kind::Deals,
            Some("Krayin (leads)"),
        ),
        ("商机名称,客户,阶段,金额,预计成交日期", Kind::Deals, None),
        ("Opportunity,Stage,Amount", Kind::Deals, None),
        (
            "Handle,Title,Vendor,Type,Variant SKU,Variant Price",
            Kind::Products,
            Some("Shopify (products)"),
        ),
        (
            "ID,Type,SKU,Name,Published,Regular price,Categories",
            Kind::Products,
            Some("WooCommerce (products)"),
        ),
        ("品名,货号,售价", Kind::Products, None),
        ("Product,SKU,Price", Kind::Products, None),
    ] {
        assert_eq!(
            recognise(header.split(',')),
            Some((kind, product)),
            "{header}"
        );
    }
    for header in [
        "Name,Phone,Email",
        "customer,date,amount",
        "客户,日期,商品,单价,金额",
        "First Name,Last Name,Title,Company",
        "姓名,手机,生日,余额",
        "Name,Price",
    ] {
        assert_eq!(recognise(header.split(',')), None, "{header}");
    }
}

#[test]
fn columns_of_deals_with_their_people() {
    assert_eq!(
        texts(
            Kind::Deals,
            "Deal - Title,Title,Deal - Value,Deal - Organization,Deal - Contact person,Person - Phone - Mobile,Deal - ID,Deal - Won time"
        ),
        [
            "title",
            "ignore",
            "value",
            "customer:company",
            "customer:full_name",
            "customer:phone@mobile",
            "code",
            "won"
        ]
    );
    assert_eq!(
        texts(
            Kind::Deals,
            "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company IDs,Associated Contact IDs"
        ),
        [
            "code",
            "title",
            "stage",
            "closed",
            "owner",
            "value",
            "company_code",
            "person_code"
        ]
    );
    assert_eq!(
        texts(Kind::Products, "品名,货号,售价,分类,产地"),
        ["name", "sku", "price", "category", "ignore"]
    );
}
