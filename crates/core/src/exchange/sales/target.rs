//! What a column of sales becomes: something of the sale, a field of the shop's own, or nothing. A target has
//! a short text form (`amount`, `own@…`, `new@date`), in which choosers and learned columns keep it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Column, Field, product};
use crate::{
    domain::{IdMaker, Timestamp},
    exchange::{own::OwnFields, own_target::OwnTarget},
};

/// What a column becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// Nothing that is kept.
    #[default]
    Ignore,
    /// Something of the sale.
    Field(Field),
    /// A field of the shop's own.
    Own(OwnTarget),
}

impl Target {
    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "ignore" {
            return Some(Self::Ignore);
        }
        let own = OwnTarget::parse(text).map(Self::Own);
        own.or_else(|| Field::parse(text).map(Self::Field))
    }

    /// What of the sale it is.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Field(field) => Some(field),
            _ => None,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignore => f.write_str("ignore"),
            Self::Field(field) => f.write_str(field.as_str()),
            Self::Own(own) => own.fmt(f),
        }
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

impl TryFrom<String> for Target {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a column of sales: {text}"))
    }
}

/// What each column becomes: as a person chose, else as its header says, which may name an own field.
pub fn targets(columns: &[Column], chosen: Option<&[Target]>, own: &OwnFields) -> Vec<Target> {
    let mut seen = Vec::new();
    let of_program = product(columns.iter().map(|one| &*one.header)).is_some();
    let mut proposed = |column: &Column| {
        let named = own.named(&column.header);
        let named = named.filter(|field| !seen.contains(&field.id));
        // What a shop calls a field of its own is that, unless another program means something by it.
        let own_word = |field: &Field| !of_program && named.is_some() && field.gives_way();
        if let Some(field) = column.field.filter(|field| !own_word(field)) {
            return Target::Field(field);
        }
        seen.extend(named.map(|field| field.id));
        named.map_or(Target::Ignore, |field| {
            Target::Own(OwnTarget::Known(field.id))
        })
    };
    let all = columns.iter().enumerate();
    all.map(|(at, column)| match chosen {
        Some(chosen) => chosen.get(at).copied().unwrap_or_default(),
        None => proposed(column),
    })
    .collect()
}

/// Makes the fields that columns become; afterwards each target says of what kind it is. `cells` are the
/// values of a column.
pub fn make_fields<'a, I: Iterator<Item = &'a str> + Clone>(
    columns: &[Column],
    targets: &mut [Target],
    cells: impl Fn(usize) -> I,
    own: &mut OwnFields,
    ids: &mut IdMaker,
    now: Timestamp,
) {
    for (at, (column, target)) in columns.iter().zip(targets).enumerate() {
        if let Target::Own(one) = *target {
            let made = one.made(&column.header, cells(at), own, ids, now);
            *target = made.map_or(Target::Ignore, Target::Own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Currency, FieldKind, Id, TableName},
        exchange::sales::columns,
    };

    #[test]
    fn a_field_of_the_shop_keeps_its_word_but_another_program_means_its_own() {
        let mut own = OwnFields::new(TableName::Sales, &[], Currency::CNY);
        let ids = &mut IdMaker::new(1);
        let cells = ["VIP"].into_iter();
        let field = own.make("Status", Some(FieldKind::Text), cells, ids, Timestamp(0));
        let of = |header: &str| {
            let columns = columns(header.split(','));
            targets(&columns, None, &own)
        };
        let kept = Target::Own(OwnTarget::Known(field.id));
        assert_eq!(of("customer,date,amount,status")[3], kept);
        let woo = of("Date,Order #,Status,Customer,Product(s),Items sold,Net Sales");
        assert_eq!(woo[2], Target::Field(Field::Status));
    }

    #[test]
    fn every_target_has_a_text_form() {
        let others = [
            Target::Ignore,
            Target::Own(OwnTarget::New(None)),
            Target::Own(OwnTarget::Known(Id::new(uuid::Uuid::from_u128(7)))),
        ];
        for target in Field::ALL.into_iter().map(Target::Field).chain(others) {
            assert_eq!(Target::parse(&target.to_string()), Some(target));
        }
        assert_eq!(Target::parse("nothing"), None);
    }
}
