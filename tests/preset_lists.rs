//! Lists of other programs that are no customers: deals, products, activities, orders. Each is recognised
//! by its header row whatever the order of the columns, and what matters stands where it belongs.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use chrono::NaiveDate;
use common::order::{any_order, cells, in_order, recognised, text, variants};
use proptest::prelude::*;
use regulars::{
    domain::{Currency, TableName},
    exchange::{
        customers::convert::Setting,
        date_orders::DateOrders,
        dates::DateOrder,
        import::{Choices, Opened},
        own::OwnFields,
        recognise::{self, Kind},
        sales::{SalesOptions, read_sales},
        things,
    },
};

/// Kind, program, header row, a row of values, and what has to come out, see [`told`].
type Case = (
    Kind,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
);

const CASES: &[Case] = &[
    (
        Kind::Deals,
        Some("HubSpot (deals)"),
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Company IDs,Associated Contact IDs",
        "9001,Tea room,Offer,2026-12-24 10:00,Bo,1200.50,Orders,,501",
        "9001|Tea room|Offer|120050|Bo|2026-12-24",
    ),
    (
        Kind::Deals,
        Some("HubSpot (deals)"),
        "Datensatz-ID,Deal-Name,Deal-Phase,Abschlussdatum,Deal-Verantwortlicher,Betrag",
        "9001,Tea room,Angebot,2026-12-24,Bo,\"1200,50\"",
        "9001|Tea room|Angebot|120050|Bo|2026-12-24",
    ),
    (
        Kind::Deals,
        Some("HubSpot (deals)"),
        "记录 ID,交易名称,交易阶段,结束日期,交易所有者,金额",
        "9001,茶席,报价,2026-12-24,Bo,1200.50",
        "9001|茶席|报价|120050|Bo|2026-12-24",
    ),
    (
        Kind::Deals,
        Some("Zoho CRM (deals)"),
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Contact Name.id,Contact Name,Lead Source,Description",
        "zcrm_7,zcrm_9,Bo,1200.50,Tea room,2026-12-24,zcrm_5,Rad AG,Offer,zcrm_1,Ann Lee,Web,",
        "zcrm_7|Tea room|Offer|120050|Bo|2026-12-24",
    ),
    (
        Kind::Deals,
        Some("Salesforce (opportunities)"),
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Probability (%),Age,Close Date,Created Date,Next Step,Lead Source,Type",
        "Bo,Rad AG,Tea room,Offer,1200.50,50,3,2026-12-24,2026-01-05,,Web,New",
        "|Tea room|Offer|120050|Bo|2026-12-24",
    ),
    (
        Kind::Deals,
        Some("Salesforce (opportunities)"),
        "Id,AccountId,Name,Description,StageName,Amount,Probability,CloseDate,Type,LeadSource,IsClosed,IsWon",
        "006x,001x,Tea room,,Offer,1200.50,50,2026-12-24,New,Web,false,false",
        "006x|Tea room|Offer|120050||2026-12-24",
    ),
    (
        Kind::Deals,
        Some("Pipedrive (deals)"),
        "Deal - Title,Deal - Value,Deal - Currency,Deal - Organization,Deal - Contact person,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Owner,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - ID",
        "Tea room,1200.50,EUR,Rad AG,Ann Lee,Orders,Offer,Open,Bo,2026-12-24,,,,77",
        "77|Tea room|Offer|120050|Bo|2026-12-24",
    ),
    (
        Kind::Deals,
        Some("Pipedrive (leads)"),
        "Lead - Title,Lead - Value,Lead - Contact person,Lead - ID",
        "Tea room,1200.50,Ann Lee,abc-1",
        "abc-1|Tea room||120050||",
    ),
    (
        Kind::Deals,
        Some("Krayin (leads)"),
        "id,title,description,lead_value,status,lost_reason,closed_at,user_id,person_id,lead_source_id,lead_type_id,lead_pipeline_id,lead_pipeline_stage_id,expected_close_date",
        "5,Tea room,Big,1200.50,open,,,1,9,1,1,1,2,2026-12-24",
        "5|Tea room||120050||2026-12-24",
    ),
    (
        Kind::Deals,
        Some("Twenty (opportunities)"),
        "Id,Name,Stage,Close date,Amount / Amount,Amount / Currency,Company / Name,Point of contact",
        "x-1,Tea room,Offer,2026-12-24,1200.50,EUR,Rad AG,Ann Lee",
        "x-1|Tea room|Offer|120050||2026-12-24",
    ),
    (
        Kind::Products,
        Some("Shopify (products)"),
        "Handle,Title,Vendor,Type,Variant SKU,Variant Price",
        "oolong,Oolong,Us,Tea,T1,12.50",
        "T1|Oolong|Tea|1250",
    ),
    (
        Kind::Products,
        Some("WooCommerce (products)"),
        "ID,Type,SKU,Name,Published,Regular price,Categories",
        "7,simple,T1,Oolong,1,12.50,Tea",
        "T1|Oolong|Tea|1250",
    ),
    (
        Kind::Products,
        Some("Square (items)"),
        "Token,Item Name,Description,SKU,Category,Price",
        "x,Oolong,,T1,Tea,12.50",
        "T1|Oolong|Tea|1250",
    ),
    (
        Kind::Products,
        Some("Pipedrive (products)"),
        "Product - Name,Product - Code,Product - Category,Product - Unit price",
        "Oolong,T1,Tea,12.50",
        "T1|Oolong|Tea|1250",
    ),
    (
        Kind::Products,
        None,
        "品名,貨號,分類,售價",
        "龍井,T1,茶,12.50",
        "T1|龍井|茶|1250",
    ),
    (
        Kind::Activities,
        Some("Pipedrive (activities)"),
        "Activity - Done,Activity - Subject,Activity - Type,Activity - Due date,Activity - Note,Activity - Contact person,Activity - Organization,Activity - Deal,Activity - Assigned to user",
        "To do,Send quote,Task,2026-12-01,By mail,Ann Lee,Rad AG,Tea room,Bo",
        "Send quote|2026-12-01|false|Tea room|Bo|Ann Lee",
    ),
    (
        Kind::Activities,
        Some("Twenty (tasks)"),
        "Id,Title,Due Date,Status,Assignee,Body",
        "x,Send quote,2026-12-01,DONE,Bo,By mail",
        "Send quote|2026-12-01|true||Bo|",
    ),
    (
        Kind::Activities,
        None,
        "任务名称,截止日期,优先级,客户,负责人",
        "寄报价,2026-12-01,高,张伟,Bo",
        "寄报价|2026-12-01|false||Bo|张伟",
    ),
    (
        Kind::Sales,
        Some("Shopify (orders)"),
        "Name,Email,Financial Status,Paid at,Subtotal,Shipping,Taxes,Total,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Phone,Notes",
        "#1001,ann@example.com,paid,2026-02-03 10:00:00 +0800,10,0,2.5,12.50,EUR,2026-02-03 10:00:00 +0800,2,Oolong,6.25,Ann Lee,+49 221 1234567,",
        "#1001|ann@example.com|2026-02-03|1250|Oolong|Ann Lee",
    ),
    (
        Kind::Sales,
        Some("Square (transactions)"),
        "Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Transaction ID,Description,Customer ID,Customer Name",
        "2026-02-03,10:00:00,UTC,$12.50,$0.00,$12.50,$0.00,$0.00,$12.50,TX1,Oolong,SQ1,Ann Lee",
        "TX1|SQ1|2026-02-03|1250|Oolong|Ann Lee",
    ),
    (
        Kind::Sales,
        Some("Youzan (orders)"),
        "订单号,销售渠道,归属店铺,订单类型,订单状态,订单来源,订单创建时间,买家付款时间,交易成功时间,付款方式,商品金额合计,运费,应收订单金额,订单实付金额,订单实收金额,全部商品名称,商品种类数,收货人/提货人,收货人手机号/提货人手机号,买家备注,买家昵称,买家手机号,订单退款状态,订单已退款金额,商家订单备注",
        "E2026,网店,总店,普通订单,交易完成,小程序,2026-02-03 09:58:00,2026-02-03 10:00:00,,微信支付,12.50,0.00,12.50,12.50,12.50,龙井(2件),1,张伟,13800138000,,茶友,13800138000,,0.00,",
        "E2026|13800138000|2026-02-03|1250|龙井|张伟",
    ),
    (
        Kind::Sales,
        Some("Taobao (orders)"),
        "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址,联系电话,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,订单备注,宝贝总数量",
        "2026020301,tb张三,,12.50,0,12.50,12.50,交易成功,,张伟,杭州,,'13800138000,2026-02-03 09:58:00,2026-02-03 10:00:00,龙井,1,,2",
        "2026020301|tb张三|2026-02-03|1250|龙井|张伟",
    ),
    (
        Kind::Sales,
        Some("Square (item sales)"),
        "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,GTIN,Itemization Type,Commission,Employee,Fulfillment Note",
        "2026-02-03,10:00:00,UTC,Tea,Oolong,2.0,Large,T1,,$12.50,-$1.00,$11.50,$1.00,TX1,P1,Till,,,Payment,Main,,SQ1,Ann Lee,,,2,,Physical Good,,,",
        "TX1|SQ1|2026-02-03|1250|Oolong – Large|Ann Lee",
    ),
    (
        Kind::Sales,
        Some("WooCommerce (order items)"),
        "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),Email (Billing),Phone (Billing),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Shipping Method Title,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,Discount Amount Tax",
        "1001,Completed,2026-02-03 10:00,,Ann,Lee,,ann@example.com,,Card,0,10.00,Post,2.50,0,12.50,0,T1,1,Oolong,1,10.00,,,",
        "1001|ann@example.com|2026-02-03|1250|Oolong|Ann Lee",
    ),
    (
        Kind::Sales,
        Some("WooCommerce (orders)"),
        "Date,Order #,Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution",
        "2026-02-03 10:00:00,1001,completed,Ann Lee,new,Oolong,2,,12.50,Direct",
        "1001|Ann Lee|2026-02-03|1250|Oolong|",
    ),
    (
        Kind::Sales,
        Some("Stripe (payments)"),
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Customer Description,Customer ID,Customer Email,Description,Status",
        "ch_1,2026-02-03 10:00:00,12.50,0.00,eur,true,,cus_1,ann@example.com,Oolong,Paid",
        "ch_1|cus_1|2026-02-03|1250|Oolong|",
    ),
    (
        Kind::Sales,
        None,
        "Rechnungsnummer,Datum,Kundennummer,Kundenname,Artikel,Menge,Betrag,Währung,Zahlungsart",
        "RE-7,03.02.2026,K17,Ann Lee,Oolong,2,\"12,50\",EUR,Karte",
        "RE-7|K17|2026-02-03|1250|Oolong|Ann Lee",
    ),
    (
        Kind::Sales,
        None,
        "Datum,Kunde,Summe (EUR),Bestellnummer,Produkt",
        "03.02.2026,Ann Lee,\"12,50\",1001,Oolong",
        "1001|Ann Lee|2026-02-03|1250|Oolong|",
    ),
    (
        Kind::Sales,
        None,
        "会员卡号,姓名,手机号码,消费时间,消费金额(元),商品名称,单号",
        "00017,张伟,13800138000,2026/2/3 10:00,12.50,龙井,S-1",
        "S-1|00017|2026-02-03|1250|龙井|张伟",
    ),
    (
        Kind::Sales,
        None,
        "會員卡號,交易日期,實收金額（元）,品名",
        "00017,2026年2月3日,12.50,龍井",
        "|00017|2026-02-03|1250|龍井|",
    ),
];

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What the list is, whose, and what its one row says.
fn told(text: &str) -> (Kind, Option<&'static str>, String) {
    let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
    let kind = recognise::table(&opened);
    if kind == Kind::Sales {
        let options = SalesOptions {
            delimiter: Some(b','),
            zone: chrono_tz::Asia::Shanghai,
            // The dollars of one of the lists are this shop's own.
            currency: Currency::USD,
            date_order: DateOrders::Usual(DateOrder::DayFirst),
            header: None,
            typed: false,
            decimal_mark: None,
        };
        let sheet = read_sales(text, &options).expect("sales");
        assert_eq!(sheet.problems, [], "{text}");
        let sale = &sheet.rows[0];
        let name = &sale.whose().name;
        let order = sale.order_id.clone().unwrap_or_default();
        let product = sale.product.clone().unwrap_or_default();
        let all = format!(
            "{order}|{}|{}|{}|{product}|{name}",
            sale.customer, sale.date, sale.amount_minor
        );
        return (kind, recognise::product_of_sales(&opened), all);
    }
    let sheet = opened.sheet.as_ref().expect("a table");
    let layout = things::layout(kind, sheet, None);
    let own = OwnFields::none(TableName::Deals);
    let columns = things::columns(kind, &layout, None, &own);
    let reader = things::Reader {
        setting: Setting {
            language: "en".into(),
            today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
        },
        currency: Currency::CNY,
        date_order: None,
        decimal_mark: None,
        typed: false,
        zone: chrono_tz::Asia::Shanghai,
    };
    let read = things::read(kind, &layout, &columns, &reader, &own);
    assert_eq!(read.problems, [], "{text}");
    let rows = read.deals.len() + read.products.len() + read.todos.len();
    if rows != 1 {
        let targets: Vec<_> = columns.iter().map(|one| one.target.to_string()).collect();
        return (
            kind,
            recognise::product(&opened),
            format!("{rows} rows: {targets:?}"),
        );
    }
    let amount = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let all = match kind {
        Kind::Deals => {
            let deal = &read.deals[0];
            let value = amount(deal.value);
            let close = day(deal.expected_close);
            format!(
                "{}|{}|{}|{value}|{}|{close}",
                deal.code, deal.title, deal.stage, deal.owner
            )
        }
        Kind::Products => {
            let one = &read.products[0];
            format!(
                "{}|{}|{}|{}",
                one.sku,
                one.name,
                one.category,
                amount(one.price)
            )
        }
        Kind::Activities => {
            let one = &read.todos[0];
            let due = day(one.due);
            format!(
                "{}|{due}|{}|{}|{}|{}",
                one.title, one.done, one.deal, one.owner, one.who
            )
        }
        other => format!("{other:?}"),
    };
    (kind, recognise::product(&opened), all)
}

#[test]
fn every_list_is_recognised_and_read() {
    let mut wrong = Vec::new();
    for (kind, product, header, values, expected) in CASES {
        let header: Vec<&str> = header.split(',').collect();
        let values = cells(values);
        assert_eq!(header.len(), values.len(), "{header:?}");
        let found = told(&text(&header, &values));
        if found != (*kind, *product, (*expected).to_owned()) {
            wrong.push(format!("{header:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn columns_that_are_missing_or_further_ones_change_nothing() {
    let (mut wrong, mut kept) = (Vec::new(), 0);
    for (kind, product, header, values, expected) in CASES {
        let header: Vec<&str> = header.split(',').collect();
        for (at, (header, values)) in variants(&header, &cells(values), expected)
            .into_iter()
            .rev()
            .enumerate()
        {
            let is = recognised(&text(&header, &values));
            // Without a column only it has, a program is nobody's.
            if at > 0 && is != (*kind, product.map(str::to_owned)) {
                continue;
            }
            kept += 1;
            let found = told(&text(&header, &values));
            if (found.0, found.1, &*found.2) != (*kind, *product, *expected) {
                wrong.push(format!("{product:?} {header:?}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(kept > CASES.len() * 3, "{kept}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_columns_changes_nothing(
        case in prop::sample::select(CASES), order in any_order(),
    ) {
        let header: Vec<&str> = case.2.split(',').collect();
        let values = cells(case.3);
        let (header, values) = (in_order(&order, &header), in_order(&order, &values));
        let found = told(&text(&header, &values));
        prop_assert_eq!(found, (case.0, case.1, case.4.to_owned()));
    }
}
