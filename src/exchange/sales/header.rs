//! Which column holds what, found by its header in English and Chinese.

use serde::{Deserialize, Serialize};

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Who bought: id, name, phone or e-mail.
    Customer,
    /// Date or moment; without an offset it is local.
    Date,
    /// Moment; without an offset it is UTC.
    TimestampUtc,
    /// Amount; below 0 is a refund.
    Amount,
    /// Order the row is part of.
    OrderId,
    /// Order a refund names.
    RefundOf,
    /// What was bought.
    Product,
    /// How many.
    Quantity,
    /// Currency code.
    Currency,
    /// The row's own id in the file.
    RowId,
    /// Free text.
    Note,
}

/// Header names of each field, lower case, without spaces, dashes and underscores.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Customer,
        &[
            "customerid",
            "customer",
            "customercode",
            "customername",
            "client",
            "clientid",
            "clientname",
            "memberid",
            "member",
            "phone",
            "email",
            "name",
            "客户",
            "客户编号",
            "客户id",
            "客户名称",
            "客户姓名",
            "会员",
            "会员号",
            "会员编号",
            "顾客",
            "顾客编号",
            "姓名",
            "手机",
            "手机号",
            "电话",
            "邮箱",
            "客戶",
            "客戶編號",
            "客戶id",
            "客戶名稱",
            "客戶姓名",
            "會員",
            "會員號",
            "會員編號",
            "顧客",
            "顧客編號",
            "手機",
            "手機號",
            "電話",
            "電郵",
            "信箱",
        ],
    ),
    (
        Field::TimestampUtc,
        &["timestamputc", "datetimeutc", "dateutc", "createdatutc"],
    ),
    (
        Field::Date,
        &[
            "date",
            "timestamp",
            "datetime",
            "time",
            "orderdate",
            "saledate",
            "purchasedate",
            "transactiondate",
            "createdat",
            "soldat",
            "日期",
            "时间",
            "下单时间",
            "下单日期",
            "订单日期",
            "销售日期",
            "消费日期",
            "消费时间",
            "交易日期",
            "交易时间",
            "购买日期",
            "成交时间",
            "時間",
            "下單時間",
            "下單日期",
            "訂單日期",
            "銷售日期",
            "消費日期",
            "消費時間",
            "交易時間",
            "購買日期",
            "成交時間",
        ],
    ),
    (
        Field::Amount,
        &[
            "amount",
            "total",
            "revenue",
            "sales",
            "price",
            "totalamount",
            "grandtotal",
            "netamount",
            "value",
            "金额",
            "总额",
            "合计",
            "总计",
            "销售额",
            "消费金额",
            "实付",
            "实付金额",
            "实收",
            "实收金额",
            "订单金额",
            "金額",
            "總額",
            "合計",
            "總計",
            "銷售額",
            "消費金額",
            "實付",
            "實付金額",
            "實收",
            "實收金額",
            "訂單金額",
        ],
    ),
    (
        Field::OrderId,
        &[
            "orderid",
            "order",
            "orderno",
            "ordernumber",
            "invoice",
            "invoiceid",
            "invoiceno",
            "receipt",
            "receiptno",
            "订单",
            "订单号",
            "订单编号",
            "单号",
            "訂單",
            "訂單號",
            "訂單編號",
            "單號",
        ],
    ),
    (
        Field::RefundOf,
        &[
            "refundof",
            "refundedorder",
            "refundorderid",
            "refunds",
            "originalorder",
            "originalorderid",
            "退款订单",
            "退款单号",
            "原订单",
            "原订单号",
            "退款訂單",
            "退款單號",
            "原訂單",
            "原訂單號",
        ],
    ),
    (
        Field::Product,
        &[
            "product",
            "productname",
            "item",
            "itemname",
            "sku",
            "description",
            "商品",
            "商品名称",
            "产品",
            "产品名称",
            "品名",
            "商品名稱",
            "產品",
            "產品名稱",
        ],
    ),
    (
        Field::Quantity,
        &[
            "quantity", "qty", "count", "units", "数量", "件数", "數量", "件數",
        ],
    ),
    (
        Field::Currency,
        &[
            "currency",
            "currencycode",
            "币种",
            "货币",
            "幣種",
            "貨幣",
            "幣別",
        ],
    ),
    (
        Field::RowId,
        &[
            "rowid", "row", "lineid", "id", "行号", "序号", "行號", "序號",
        ],
    ),
    (
        Field::Note,
        &[
            "note", "notes", "comment", "remark", "remarks", "memo", "备注", "附注", "備註", "附註",
        ],
    ),
];

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Header as written, trimmed.
    pub header: String,
    /// What it holds; nothing when it is not read.
    pub field: Option<Field>,
}

/// Rows looked at to find the header.
const DEPTH: usize = 12;

/// Which of the rows is the header: the one that names most fields, if it names two at least; else
/// the first.
pub fn header_at<'a, C>(rows: impl Iterator<Item = C>) -> usize
where
    C: Iterator<Item = &'a str>,
{
    let known = |cells: C| {
        columns(cells)
            .iter()
            .filter(|one| one.field.is_some())
            .count()
    };
    let counts = rows.take(DEPTH).map(known).enumerate();
    let best = counts.max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
    best.filter(|(_, count)| *count >= 2)
        .map_or(0, |(at, _)| at)
}

/// Reads the header. Each field is taken by one column: the one whose name stands first among the
/// field's names, so `customer_id` goes before `name`.
pub fn columns<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<Column> {
    let mut columns: Vec<Column> = headers
        .map(|header| Column {
            header: header.trim().to_owned(),
            field: None,
        })
        .collect();
    let keys: Vec<String> = columns.iter().map(|column| key(&column.header)).collect();
    for (field, names) in NAMES {
        let rank = |key: &String| names.iter().position(|name| name == key);
        let free = columns
            .iter_mut()
            .zip(&keys)
            .filter(|(column, _)| column.field.is_none());
        let best = free
            .filter_map(|(column, key)| Some((rank(key)?, column)))
            .min_by_key(|found| found.0);
        if let Some((_, column)) = best {
            column.field = Some(*field);
        }
    }
    columns
}

fn key(header: &str) -> String {
    let kept = header
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-' | '.' | '\u{feff}'));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_in_three_languages() {
        let fields = |line: &str| -> Vec<Option<Field>> {
            columns(line.split(','))
                .into_iter()
                .map(|column| column.field)
                .collect()
        };
        assert_eq!(
            fields("row_id,Customer ID, order-id,TIMESTAMP,amount,currency,refund_of"),
            [
                Field::RowId,
                Field::Customer,
                Field::OrderId,
                Field::Date,
                Field::Amount,
                Field::Currency,
                Field::RefundOf
            ]
            .map(Some)
        );
        assert_eq!(
            fields("会员号,日期,金额"),
            [Field::Customer, Field::Date, Field::Amount].map(Some)
        );
        assert_eq!(
            fields("會員號,日期,金額"),
            [Field::Customer, Field::Date, Field::Amount].map(Some)
        );
        assert_eq!(
            fields("name,customer_id,colour"),
            [None, Some(Field::Customer), None]
        );
    }
}
