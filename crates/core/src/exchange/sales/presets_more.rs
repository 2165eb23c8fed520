//! Lists of orders of tills and of shops in China, as `presets` says of the others.

use super::{
    header::Field,
    presets::{CUSTOMER_ID, DATE, DESCRIPTION, NET_SALES, Preset},
};

/// Headers are compared in lower case, without spaces and signs.
pub(super) const MORE: &[Preset] = &[
    (
        "Square (item sales)",
        &[DATE, SQUARE_ITEM, NET_SALES, TRANSACTION],
        &[
            (Field::Date, DATE),
            (Field::Time, &["time", "uhrzeit", "zeit", "时间", "時間"]),
            (Field::Product, SQUARE_ITEM),
            (
                Field::Variant,
                &["pricepointname", "preispunkt", "价格点名称", "價格點名稱"],
            ),
            (
                Field::Quantity,
                &["qty", "quantity", "menge", "数量", "數量"],
            ),
            (Field::Amount, NET_SALES),
            (
                Field::LineDiscount,
                &["discounts", "rabatte", "折扣", "优惠", "優惠"],
            ),
            (Field::Tax, &["tax", "steuer", "税", "税费", "稅", "稅費"]),
            (Field::OrderId, TRANSACTION),
            (Field::Note, &["notes", "notizen", "备注", "備註"]),
            (Field::Status, EVENT_TYPE),
            (Field::Customer, CUSTOMER_ID),
            (Field::CustomerName, CUSTOMER_NAME),
        ],
    ),
    (
        "WooCommerce (order items)",
        &[
            &["ordernumber", "orderid"],
            &["orderstatus"],
            &["itemname", "productname", "name"],
            &["ordertotalamount", "ordertotalamountrefund"],
        ],
        &[
            (Field::OrderId, &["ordernumber", "orderid"]),
            (Field::Status, &["orderstatus"]),
            (Field::Date, &["orderdate"]),
            (Field::Note, &["customernote"]),
            (
                Field::CustomerName,
                &["fullnamebilling", "firstnamebilling"],
            ),
            (Field::CustomerFamily, &["lastnamebilling"]),
            (Field::CustomerCompany, &["companybilling"]),
            (Field::Customer, &["emailbilling"]),
            (Field::CustomerPhone, &["phonebilling"]),
            (Field::Payment, &["paymentmethodtitle"]),
            (Field::Currency, &["ordercurrency", "currency"]),
            (
                Field::Amount,
                &["ordertotalamount", "ordertotalamountrefund"],
            ),
            (Field::Refunded, &["orderrefundamount"]),
            (Field::Shipping, &["ordershippingamount"]),
            (Field::Tax, &["ordertotaltaxamount"]),
            (Field::Discount, &["cartdiscountamount"]),
            (Field::Product, &["itemname", "productname", "name"]),
            (Field::Variant, &["productvariation"]),
            (Field::Quantity, &["quantity", "quantityrefund"]),
            (Field::UnitPrice, &["itemcost"]),
        ],
    ),
    (
        "Square (transactions)",
        &[
            DATE,
            &["grosssales", "bruttoumsatz", "总销售额", "總銷售額"],
            TRANSACTION,
        ],
        &[
            (Field::Date, DATE),
            (Field::Time, &["time", "uhrzeit", "zeit", "时间", "時間"]),
            (
                Field::Amount,
                &["totalcollected", "gesamteinnahmen", "收款总额", "收款總額"],
            ),
            (Field::OrderId, TRANSACTION),
            (Field::Customer, CUSTOMER_ID),
            (Field::CustomerName, CUSTOMER_NAME),
            (Field::Product, DESCRIPTION),
            (Field::Status, EVENT_TYPE),
        ],
    ),
    (
        "Youzan (order items)",
        &[
            &["订单号"],
            &["订单实付金额"],
            &["商品单价"],
            &["商品数量"],
            &["商品已退款金额"],
        ],
        &[
            (Field::OrderId, &["订单号"]),
            (Field::Status, &["订单状态"]),
            (Field::Date, &["买家付款时间", "订单创建时间"]),
            (Field::Payment, &["付款方式"]),
            (Field::Amount, &["订单实付金额"]),
            (Field::Shipping, &["运费"]),
            (Field::Refunded, &["商品已退款金额"]),
            (Field::Product, &["商品名称"]),
            (Field::Variant, &["商品规格"]),
            (Field::UnitPrice, &["商品单价"]),
            (Field::Quantity, &["商品数量"]),
            (
                Field::CustomerName,
                &["收货人提货人", "买家姓名", "买家昵称"],
            ),
            (
                Field::CustomerPhone,
                &["收货人手机号提货人手机号", "买家手机号"],
            ),
            (Field::Customer, &["买家手机号"]),
            (Field::Note, &["商家订单备注", "买家备注"]),
        ],
    ),
    (
        "Youzan (orders)",
        &[
            &["订单号"],
            &["订单实付金额"],
            &["买家付款时间", "订单创建时间"],
            &["全部商品名称", "收货人手机号提货人手机号"],
        ],
        &[
            (Field::OrderId, &["订单号"]),
            (Field::Status, &["订单状态"]),
            (Field::Date, &["买家付款时间", "订单创建时间"]),
            (Field::Payment, &["付款方式"]),
            (Field::Amount, &["订单实付金额"]),
            (Field::Refunded, &["订单已退款金额"]),
            (Field::Product, &["全部商品名称"]),
            (
                Field::CustomerName,
                &["收货人提货人", "买家姓名", "买家昵称"],
            ),
            (
                Field::CustomerPhone,
                &["收货人手机号提货人手机号", "买家手机号"],
            ),
            (Field::Customer, &["买家手机号"]),
            (Field::Note, &["商家订单备注", "买家备注"]),
        ],
    ),
    (
        "Taobao (orders)",
        &[&["订单编号"], &["买家会员名"], &["买家实际支付金额"]],
        &[
            (Field::OrderId, &["订单编号"]),
            (Field::Status, &["订单状态"]),
            (Field::Date, &["订单付款时间", "订单创建时间"]),
            (Field::Amount, &["买家实际支付金额"]),
            (Field::Refunded, &["退款金额"]),
            (Field::Product, &["宝贝标题", "商品标题"]),
            (Field::Quantity, &["宝贝总数量"]),
            (Field::CustomerName, &["收货人姓名", "收货人"]),
            (Field::CustomerPhone, &["联系手机", "联系电话"]),
            (Field::Customer, &["买家会员名"]),
            (Field::Note, &["订单备注", "买家留言"]),
        ],
    ),
    (
        "PayPal",
        &[DATE, PAYPAL_GROSS, PAYPAL_ID],
        &[
            (Field::Date, DATE),
            (Field::Time, &["time", "uhrzeit", "时间", "時間"]),
            (Field::Amount, PAYPAL_GROSS),
            (
                Field::Currency,
                &["currency", "währung", "币种", "货币", "幣別", "貨幣"],
            ),
            (Field::OrderId, PAYPAL_ID),
            (
                Field::RefundOf,
                &[
                    "referencetxnid",
                    "zugehörigertransaktionscode",
                    "参考交易号",
                    "相关交易号",
                    "參考交易編號",
                    "參考交易號",
                ],
            ),
            (
                Field::RowKind,
                &[
                    "type",
                    "typ",
                    "类型",
                    "類型",
                    "description",
                    "beschreibung",
                    "描述",
                    "說明",
                ],
            ),
            (Field::Status, &["status", "状态", "狀態"]),
            (
                Field::Customer,
                &[
                    "fromemailaddress",
                    "absenderemailadresse",
                    "付款人邮箱地址",
                    "发件人邮箱地址",
                    "付款人電子郵件地址",
                    "寄件人電子郵件地址",
                ],
            ),
            (
                Field::PayeeEmail,
                &[
                    "toemailaddress",
                    "empfängeremailadresse",
                    "收款人邮箱地址",
                    "收件人邮箱地址",
                    "收款人電子郵件地址",
                    "收件人電子郵件地址",
                ],
            ),
            (Field::CustomerName, &["name", "名称", "姓名", "名稱"]),
            (
                Field::CustomerPhone,
                &["contactphonenumber", "telefon", "联系电话", "聯絡電話"],
            ),
            (
                Field::Product,
                &["itemtitle", "artikelbezeichnung", "物品名称", "物品名稱"],
            ),
            (Field::Quantity, &["quantity", "anzahl", "数量", "數量"]),
            (Field::Note, &["note", "hinweis", "备注", "備註"]),
        ],
    ),
    (
        "Lightspeed (sales)",
        &[&["receiptnumber"], &["linetype"]],
        &[
            (Field::Date, &["date", "saledate"]),
            (Field::OrderId, &["receiptnumber"]),
            (Field::RowKind, &["linetype"]),
            (Field::Customer, &["customercode"]),
            (Field::CustomerName, &["customername"]),
            (Field::Note, &["note"]),
            (Field::Quantity, &["quantity"]),
            (Field::Tax, &["salestax", "tax"]),
            (Field::Discount, &["discount"]),
            (Field::Amount, &["total"]),
            (Field::Product, &["details"]),
            (Field::Status, &["status"]),
        ],
    ),
];

const PAYPAL_GROSS: &[&str] = &["gross", "brutto", "总额", "總額"];
const PAYPAL_ID: &[&str] = &[
    "transactionid",
    "transaktionscode",
    "交易号",
    "交易編號",
    "交易號",
];

const EVENT_TYPE: &[&str] = &["eventtype", "ereignistyp", "事件类型", "事件類型"];
const SQUARE_ITEM: &[&str] = &["item", "artikel", "商品"];
const CUSTOMER_NAME: &[&str] = &[
    "customername",
    "kundenname",
    "客户姓名",
    "顾客姓名",
    "客戶姓名",
    "顧客姓名",
];
const TRANSACTION: &[&str] = &["transactionid", "transaktionsid", "交易id"];
