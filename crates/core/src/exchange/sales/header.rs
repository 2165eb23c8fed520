//! Which column holds what, found by its header in English, German and Chinese.

use serde::{Deserialize, Serialize};

use super::{names::names, presets};
use crate::exchange::customers::headers::normalise;

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
    /// Time of the day that stands in another column.
    Time,
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
    /// Which kind of it: size, colour.
    Variant,
    /// What one costs.
    UnitPrice,
    /// Taken off one line of an order.
    LineDiscount,
    /// Paid for sending the order.
    Shipping,
    /// Tax that the order says by itself; in its prices or on top of them.
    Tax,
    /// Taken off; the amount is what is left.
    Discount,
    /// Tax contained, in percent.
    TaxRate,
    /// Currency code.
    Currency,
    /// How it was paid.
    Payment,
    /// What the row is: a sale, a line of one, its payment, a refund, a transfer.
    RowKind,
    /// What became of the order: paid, cancelled, refunded.
    Status,
    /// When the order was called off; blank if it was not.
    CancelledAt,
    /// What was paid back of the order in all.
    Refunded,
    /// When that was.
    RefundedAt,
    /// The row's own id in the file.
    RowId,
    /// Free text.
    Note,
    /// What the customer is called, beside another column that tells who it is.
    CustomerName,
    /// The family name, where another column has the given one.
    CustomerFamily,
    /// The customer's telephone number, likewise.
    CustomerPhone,
    /// The customer's e-mail address, likewise.
    CustomerEmail,
    /// The e-mail address of who got the money; the customer's where money went back.
    PayeeEmail,
    /// The company the customer belongs to.
    CustomerCompany,
}

impl Field {
    /// Every field, in the order choosers show them.
    pub const ALL: [Self; 31] = [
        Self::Customer,
        Self::Date,
        Self::TimestampUtc,
        Self::Time,
        Self::Amount,
        Self::OrderId,
        Self::RefundOf,
        Self::Product,
        Self::Variant,
        Self::Quantity,
        Self::UnitPrice,
        Self::LineDiscount,
        Self::Discount,
        Self::Shipping,
        Self::Tax,
        Self::TaxRate,
        Self::Currency,
        Self::Payment,
        Self::RowKind,
        Self::Status,
        Self::Refunded,
        Self::RefundedAt,
        Self::CancelledAt,
        Self::Note,
        Self::CustomerName,
        Self::CustomerFamily,
        Self::CustomerPhone,
        Self::CustomerEmail,
        Self::PayeeEmail,
        Self::CustomerCompany,
        Self::RowId,
    ];

    /// The text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Date => "date",
            Self::TimestampUtc => "timestamp_utc",
            Self::Time => "time",
            Self::Amount => "amount",
            Self::OrderId => "order_id",
            Self::RefundOf => "refund_of",
            Self::Product => "product",
            Self::Quantity => "quantity",
            Self::Variant => "variant",
            Self::UnitPrice => "unit_price",
            Self::LineDiscount => "line_discount",
            Self::Shipping => "shipping",
            Self::Tax => "tax",
            Self::Discount => "discount",
            Self::TaxRate => "tax_rate",
            Self::Currency => "currency",
            Self::Payment => "payment",
            Self::RowKind => "row_kind",
            Self::Status => "status",
            Self::CancelledAt => "cancelled_at",
            Self::Refunded => "refunded",
            Self::RefundedAt => "refunded_at",
            Self::RowId => "row_id",
            Self::Note => "note",
            Self::CustomerName => "customer_name",
            Self::CustomerFamily => "customer_family",
            Self::CustomerPhone => "customer_phone",
            Self::CustomerEmail => "customer_email",
            Self::PayeeEmail => "payee_email",
            Self::CustomerCompany => "customer_company",
        }
    }

    /// True for what a shop may well have a field of its own for that is called so.
    pub const fn gives_way(self) -> bool {
        matches!(
            self,
            Self::Status
                | Self::RowKind
                | Self::CancelledAt
                | Self::Refunded
                | Self::RefundedAt
                | Self::Variant
                | Self::LineDiscount
                | Self::Shipping
                | Self::Tax
                | Self::CustomerFamily
        )
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == text)
    }
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Header as written, trimmed.
    pub header: String,
    /// What it holds; nothing when it is not read.
    pub field: Option<Field>,
}

/// Reads the header. Each field is taken by one column: the one whose name stands first among the
/// field's names, so `customer_id` goes before `name`, and a name before one with a unit behind it.
pub fn columns<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<Column> {
    let mut columns: Vec<Column> = headers
        .map(|header| Column {
            header: header.trim().to_owned(),
            field: None,
        })
        .collect();
    let keys: Vec<String> = columns.iter().map(|column| key(&column.header)).collect();
    if let Some((_, fields)) = presets::of(&keys) {
        for (column, field) in columns.iter_mut().zip(fields) {
            column.field = field;
        }
        return columns;
    }
    for (field, names) in names() {
        let place = |key: &str| names.iter().position(|name| *name == key);
        let rank = |column: &Column, key: &str| {
            let whole = place(key);
            whole.or_else(|| Some(place(&bare(&column.header)?)? + names.len()))
        };
        let free = columns
            .iter_mut()
            .zip(&keys)
            .filter(|(column, _)| column.field.is_none());
        let best = free
            .filter_map(|(column, key)| Some((rank(column, key)?, column)))
            .min_by_key(|found| found.0);
        if let Some((_, column)) = best {
            column.field = Some(*field);
        }
    }
    priced_by_piece(&mut columns, &keys);
    columns
}

/// The price in lines of sales is that of one, unless they say it otherwise.
fn priced_by_piece(columns: &mut [Column], keys: &[String]) {
    let prices = ["price", "preis", "价格", "售价", "價格", "售價"];
    let has = |wanted| columns.iter().any(|one| one.field == Some(wanted));
    let lines = are_lines(columns.iter().map(|one| one.field)) && has(Field::Quantity);
    if lines && !has(Field::UnitPrice) {
        let mut all = columns.iter_mut().zip(keys);
        let price = all
            .find(|(one, key)| one.field == Some(Field::Amount) && prices.contains(&key.as_str()));
        if let Some((column, _)) = price {
            column.field = Some(Field::UnitPrice);
        }
    }
}

/// The program whose list of orders has these headers.
pub fn product<'a>(headers: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let keys: Vec<String> = headers.map(key).collect();
    presets::of(&keys).map(|(name, _)| name)
}

/// A header as names are written here: normalised, without the spaces.
pub(super) fn key(header: &str) -> String {
    normalise(header).replace(' ', "")
}

/// Brackets that units and remarks stand in.
const OPENING: [char; 4] = ['(', '（', '[', '【'];

/// The key of what stands before a bracket, if there is one.
fn bare(header: &str) -> Option<String> {
    let (before, _) = header.split_once(OPENING)?;
    Some(key(before)).filter(|key| !key.is_empty())
}

/// What stands in the bracket at the end of a header: `Amount (EUR)`.
pub(super) fn unit(header: &str) -> Option<&str> {
    let (_, unit) = header.rsplit_once(OPENING)?;
    let unit = unit.trim().strip_suffix([')', '）', ']', '】'])?;
    Some(unit.trim())
}

/// What tells who bought.
const WHO: &[Field] = &[
    Field::Customer,
    Field::CustomerName,
    Field::CustomerPhone,
    Field::CustomerEmail,
];

fn any_of(fields: impl Iterator<Item = Option<Field>>, wanted: &[Field]) -> bool {
    let mut fields = fields.flatten();
    fields.any(|field| wanted.contains(&field))
}

/// What lines of sales do not work without and no column holds: which sale they are of, what was bought, or
/// what it cost.
pub fn missing_of_lines(fields: impl Iterator<Item = Option<Field>> + Clone) -> Option<Field> {
    let has = |wanted: &[Field]| any_of(fields.clone(), wanted);
    if !has(&[Field::OrderId]) {
        Some(Field::OrderId)
    } else if !has(&[Field::Product]) {
        Some(Field::Product)
    } else if !has(&[Field::Amount, Field::UnitPrice]) {
        Some(Field::Amount)
    } else {
        None
    }
}

/// True for lines of sales: they name an order and a product, and nobody who bought it.
pub fn are_lines(fields: impl Iterator<Item = Option<Field>> + Clone) -> bool {
    let of_people =
        any_of(fields.clone(), WHO) || any_of(fields.clone(), &[Field::CustomerCompany]);
    !of_people && missing_of_lines(fields).is_none()
}

/// What nothing works without and no column holds: who bought, or when.
pub fn missing(fields: impl Iterator<Item = Option<Field>> + Clone) -> Option<Field> {
    let has = |wanted: &[Field]| any_of(fields.clone(), wanted);
    if !has(WHO) {
        Some(Field::Customer)
    } else if !has(&[Field::TimestampUtc, Field::Date]) {
        Some(Field::Date)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_met() {
        let fields: Vec<_> = names().iter().map(|(field, _)| *field).collect();
        assert!(Field::ALL.iter().all(|field| fields.contains(field)));
        assert_eq!(fields.len(), Field::ALL.len());
        for (field, names) in names() {
            for (at, name) in names.iter().enumerate() {
                assert_eq!(key(name), *name, "in {field:?}");
                assert!(!names[..at].contains(name), "{name} twice in {field:?}");
            }
        }
    }

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
            fields("會員卡號,交易時間,消費金額（元）,數量(件),ＯＲＤＥＲ　ＩＤ"),
            [
                Field::Customer,
                Field::Date,
                Field::Amount,
                Field::Quantity,
                Field::OrderId
            ]
            .map(Some)
        );
        assert_eq!(
            fields("Kundennr.,Kundenname,Datum,Betrag [€],Rechnungs-Nr.,Artikel,Menge,Währung"),
            [
                Field::Customer,
                Field::CustomerName,
                Field::Date,
                Field::Amount,
                Field::OrderId,
                Field::Product,
                Field::Quantity,
                Field::Currency
            ]
            .map(Some)
        );
        // A name goes before one with a remark behind it, wherever the columns stand.
        assert_eq!(
            fields("金额(原价),金额,日期,客户"),
            [
                None,
                Some(Field::Amount),
                Some(Field::Date),
                Some(Field::Customer)
            ]
        );
        assert_eq!(
            fields("name,customer_id,colour"),
            [Some(Field::CustomerName), Some(Field::Customer), None]
        );
    }
}
