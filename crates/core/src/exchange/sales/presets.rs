//! Lists of orders of other programs whose columns mean something of their own: there `Name` is the
//! number of the order, or `id` that of a payment. Told by headers that only they have.

use super::header::Field;

/// One program's list: its name, headers it always has, and what its columns hold. What is not named
/// is not read.
type Preset = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, Field)],
);

/// Headers are compared in lower case, without spaces and signs.
const PRESETS: &[Preset] = &[
    (
        "Shopify (orders)",
        &["name", "financialstatus", "lineitemname"],
        &[
            ("name", Field::OrderId),
            ("email", Field::Customer),
            ("createdat", Field::Date),
            ("total", Field::Amount),
            ("currency", Field::Currency),
            ("lineitemname", Field::Product),
            ("lineitemquantity", Field::Quantity),
            ("notes", Field::Note),
            ("billingname", Field::CustomerName),
            ("phone", Field::CustomerPhone),
            ("billingcompany", Field::CustomerCompany),
        ],
    ),
    (
        "Square (transactions)",
        &["date", "grosssales", "transactionid"],
        &[
            ("date", Field::Date),
            ("totalcollected", Field::Amount),
            ("transactionid", Field::OrderId),
            ("customerid", Field::Customer),
            ("customername", Field::CustomerName),
            ("description", Field::Product),
        ],
    ),
    (
        "WooCommerce (orders)",
        &["date", "order", "customer", "itemssold"],
        &[
            ("date", Field::Date),
            ("order", Field::OrderId),
            ("customer", Field::Customer),
            ("netsales", Field::Amount),
            ("nrevenue", Field::Amount),
            ("products", Field::Product),
            ("itemssold", Field::Quantity),
        ],
    ),
    (
        "Stripe (payments)",
        &["id", "amount", "amountrefunded", "customerid"],
        &[
            ("id", Field::OrderId),
            ("createddateutc", Field::TimestampUtc),
            ("createdutc", Field::TimestampUtc),
            ("amount", Field::Amount),
            ("currency", Field::Currency),
            ("customerid", Field::Customer),
            ("customeremail", Field::CustomerEmail),
            ("description", Field::Product),
        ],
    ),
];

/// The list that has these headers: its program, and what each column holds.
pub(super) fn of(keys: &[String]) -> Option<(&'static str, Vec<Option<Field>>)> {
    let has = |need: &&str| keys.iter().any(|key| key == *need);
    let (name, _, columns) = PRESETS
        .iter()
        .find(|(_, needs, _)| needs.iter().all(&has))?;
    let mut taken = Vec::new();
    let fields = keys.iter().map(|key| {
        let found = columns
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, field)| *field);
        // A field stands in one column only.
        let free = found.filter(|field| !taken.contains(field));
        taken.extend(free);
        free
    });
    Some((name, fields.collect()))
}
