//! Lists of orders of other programs whose columns mean something of their own: there `Name` is the
//! number of the order, or `id` that of a payment. Told by headers that only they have, in the language
//! the program writes them in.

use super::{header::Field, presets_more::MORE};

/// One program's list: its name, headers it always has, each in any of the languages, and what its
/// columns hold. What is not named is not read.
pub(super) type Preset = (
    &'static str,
    &'static [&'static [&'static str]],
    &'static [(Field, &'static [&'static str])],
);

/// What our own lists of sales and of their lines are called.
pub(super) const OURS: &str = "Regulars";
/// Orders of `WooCommerce`, as its analytics write them.
const COUNTED: &str = "WooCommerce (orders)";

/// Headers are compared in lower case, without spaces and signs.
const PRESETS: &[Preset] = &[
    (
        OURS,
        &[OWN_ORDER, DATE, CUSTOMER, OWN_REFUND, OWN_PAYMENT, OWN_CODE],
        &[
            (Field::OrderId, OWN_ORDER),
            (Field::Date, DATE),
            (Field::CustomerName, CUSTOMER),
            (Field::Amount, AMOUNT),
            (Field::Currency, CURRENCY),
            (Field::RefundOf, OWN_REFUND),
            (Field::Product, OWN_PRODUCT),
            (Field::Quantity, &["quantity", "数量", "數量"]),
            (Field::Discount, &["discount", "折扣"]),
            (Field::Time, OWN_TIME),
            (Field::Payment, OWN_PAYMENT),
            (Field::Note, &["note", "备注", "備註"]),
            (Field::Customer, OWN_CODE),
        ],
    ),
    (
        OURS,
        &[OWN_ORDER, DATE, OWN_PRODUCT, OWN_PRICE, OWN_SUM],
        &[
            (Field::OrderId, OWN_ORDER),
            (Field::Date, DATE),
            (Field::Product, OWN_PRODUCT),
            (Field::Quantity, &["quantity", "数量", "數量"]),
            (Field::UnitPrice, OWN_PRICE),
            (Field::Discount, &["discount", "折扣"]),
            (Field::TaxRate, &["tax", "税率", "稅率"]),
            (Field::Amount, OWN_SUM),
            (Field::Currency, CURRENCY),
            (Field::RowId, &["line", "项次", "項次"]),
        ],
    ),
    (
        "Shopify (orders)",
        &[SHOPIFY_NAME, SHOPIFY_STATUS, SHOPIFY_ITEM],
        &[
            (Field::Status, SHOPIFY_STATUS),
            (
                Field::CancelledAt,
                &[
                    "cancelledat",
                    "canceledat",
                    "storniertam",
                    "取消时间",
                    "取消時間",
                ],
            ),
            (
                Field::Refunded,
                &[
                    "refundedamount",
                    "erstatteterbetrag",
                    "退款金额",
                    "退款金額",
                ],
            ),
            (Field::OrderId, SHOPIFY_NAME),
            (Field::Customer, EMAIL),
            (
                Field::Date,
                &["createdat", "erstelltam", "创建时间", "建立時間"],
            ),
            (Field::Amount, &["total", "gesamt", "总计", "總計"]),
            (Field::Shipping, &["shipping", "versand", "运费", "運費"]),
            (
                Field::Tax,
                &["taxes", "steuern", "税费", "稅費", "税金", "稅金"],
            ),
            (
                Field::Discount,
                &["discountamount", "rabattbetrag", "折扣金额", "折扣金額"],
            ),
            (Field::Currency, CURRENCY),
            (Field::Product, SHOPIFY_ITEM),
            (
                Field::UnitPrice,
                &["lineitemprice", "positionspreis", "商品价格", "商品價格"],
            ),
            (
                Field::LineDiscount,
                &["lineitemdiscount", "positionsrabatt", "商品折扣"],
            ),
            (
                Field::Quantity,
                &["lineitemquantity", "positionsmenge", "商品数量", "商品數量"],
            ),
            (Field::Note, &["notes", "notizen", "备注", "備註"]),
            (
                Field::Payment,
                &["paymentmethod", "zahlungsmethode", "付款方式", "支付方式"],
            ),
            (
                Field::CustomerName,
                &["billingname", "rechnungsname", "账单姓名", "帳單姓名"],
            ),
            (Field::CustomerPhone, &["phone", "telefon", "电话", "電話"]),
            (
                Field::CustomerCompany,
                &["billingcompany", "rechnungsfirma", "账单公司", "帳單公司"],
            ),
        ],
    ),
    (
        COUNTED,
        &[DATE, ORDER, CUSTOMER, ITEMS_SOLD],
        &[
            (Field::Date, DATE),
            (Field::OrderId, ORDER),
            (Field::Customer, CUSTOMER),
            (Field::Amount, NET_SALES),
            (
                Field::Product,
                &["products", "produkte", "产品", "商品", "產品"],
            ),
            (Field::Quantity, ITEMS_SOLD),
            (Field::Status, STATUS),
        ],
    ),
    (
        "Stripe (payments)",
        &[&["id"], AMOUNT, STRIPE_REFUNDED, CUSTOMER_ID],
        &[
            (Field::OrderId, &["id"]),
            (
                Field::TimestampUtc,
                &[
                    "createddateutc",
                    "createdutc",
                    "erstelltamutc",
                    "erstelltutc",
                    "创建日期utc",
                    "创建时间utc",
                    "建立日期utc",
                    "建立時間utc",
                ],
            ),
            (Field::Amount, AMOUNT),
            (Field::Currency, CURRENCY),
            (Field::Customer, CUSTOMER_ID),
            (
                Field::CustomerEmail,
                &[
                    "customeremail",
                    "kundenemail",
                    "客户电子邮件",
                    "客戶電子郵件",
                ],
            ),
            (Field::Product, DESCRIPTION),
            (Field::Status, STATUS),
            (Field::Refunded, STRIPE_REFUNDED),
            (
                Field::RefundedAt,
                &[
                    "refundeddateutc",
                    "refundedutc",
                    "erstattungsdatumutc",
                    "erstattetamutc",
                    "退款日期utc",
                    "退款时间utc",
                    "退款時間utc",
                ],
            ),
        ],
    ),
];

const OWN_ORDER: &[&str] = &["order", "订单号", "訂單號"];
const OWN_REFUND: &[&str] = &["refundof", "原订单", "原訂單"];
const OWN_PAYMENT: &[&str] = &["payment", "付款方式"];
const OWN_PRODUCT: &[&str] = &["product", "商品"];
const OWN_PRICE: &[&str] = &["unitprice", "单价", "單價"];
const OWN_SUM: &[&str] = &["linetotal", "小计金额", "小計金額"];
const OWN_TIME: &[&str] = &["time", "时间", "時間"];
const OWN_CODE: &[&str] = &["customercode", "客户编号", "客戶編號"];
const SHOPIFY_NAME: &[&str] = &["name", "名称", "名稱"];
const SHOPIFY_ITEM: &[&str] = &["lineitemname", "positionsname", "商品名称", "商品名稱"];
const SHOPIFY_STATUS: &[&str] = &["financialstatus", "finanzstatus", "财务状态", "財務狀態"];
const STRIPE_REFUNDED: &[&str] = &[
    "amountrefunded",
    "erstatteterbetrag",
    "已退款金额",
    "已退款金額",
];
pub(super) const NET_SALES: &[&str] = &[
    "netsales",
    "nrevenue",
    "nettoumsatz",
    "净销售额",
    "淨銷售額",
];
const STATUS: &[&str] = &["status", "状态", "狀態"];
const EMAIL: &[&str] = &["email", "电子邮件", "電子郵件"];
pub(super) const DATE: &[&str] = &["date", "datum", "日期"];
const ORDER: &[&str] = &["order", "bestellung", "订单", "訂單"];
const CUSTOMER: &[&str] = &["customer", "kunde", "客户", "客戶", "顧客"];
pub(super) const CUSTOMER_ID: &[&str] = &[
    "customerid",
    "kundenid",
    "客户id",
    "顾客id",
    "客戶id",
    "顧客id",
];
const ITEMS_SOLD: &[&str] = &["itemssold", "verkaufteartikel", "已售商品", "已售出商品"];
const AMOUNT: &[&str] = &["amount", "betrag", "金额", "金額"];
const CURRENCY: &[&str] = &["currency", "währung", "货币", "币种", "貨幣", "幣別"];
pub(super) const DESCRIPTION: &[&str] = &["description", "beschreibung", "描述", "說明"];

/// Every program.
#[cfg(test)]
pub(in crate::exchange) fn programs() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().chain(MORE).map(|(name, ..)| *name)
}

/// The program whose list has these headers.
fn preset_of(keys: &[String]) -> Option<&'static Preset> {
    let stands = |name: &&str| keys.iter().any(|key| key == *name);
    let mut all = PRESETS.iter().chain(MORE);
    all.find(|(_, needs, _)| needs.iter().all(|names| names.iter().any(&stands)))
}

/// The list that has these headers: its program, and what each column holds. A field stands in one column: the one
/// whose name stands first among the field's names.
pub(super) fn of(keys: &[String]) -> Option<(&'static str, Vec<Option<Field>>)> {
    let (name, _, columns) = preset_of(keys)?;
    let mut fields = vec![None; keys.len()];
    for (field, names) in *columns {
        let mut places = names.iter().filter_map(|name| {
            let mut keys = keys.iter().zip(&fields);
            keys.position(|(key, taken)| key == name && taken.is_none())
        });
        if let Some(slot) = places.next().and_then(|at| fields.get_mut(at)) {
            *slot = Some(*field);
        }
    }
    Some((name, fields))
}
