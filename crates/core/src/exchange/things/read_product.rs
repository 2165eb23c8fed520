//! Rows of products.

use super::{One, Way};
use crate::exchange::{
    amount::{DecimalMark, parse_amount},
    customers::cell,
    problem::ProblemKind,
    things::{Part, ProductRow},
};

impl One<'_> {
    pub(super) fn product(&mut self) -> Option<ProductRow> {
        let name = self.line(Part::Name);
        if name.is_empty() {
            self.problem("", ProblemKind::NoTitle, "");
            return None;
        }
        let (mut price, currency) = self.amount(Part::Price);
        if let (Some((_, column, text)), true) =
            (self.cell(Part::Price), price.is_some_and(|price| price < 0))
        {
            self.problem(&column.title, ProblemKind::OutOfRange, text);
            price = None;
        }
        Some(ProductRow {
            row: self.row.number,
            name,
            sku: self.line(Part::Sku),
            category: self.line(Part::Category),
            price,
            currency,
            tax_rate: self.tax(),
            archived: self.archived(),
            values: self.values(),
        })
    }

    fn tax(&mut self) -> Option<u16> {
        let (at, column, text) = self.cell(Part::Tax)?;
        let mark = match self.ways.get(&at) {
            Some(Way::Amount(mark)) => *mark,
            _ => DecimalMark::Point,
        };
        let bare = text.trim_end_matches(['%', '％']).trim();
        let points = parse_amount(bare, 2, mark).ok();
        let rate = points
            .and_then(|points| u16::try_from(points).ok())
            .filter(|r| *r <= 10_000);
        if rate.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableNumber, text);
        }
        rate
    }

    fn archived(&mut self) -> Option<bool> {
        let (_, column, text) = self.cell(Part::Archived)?;
        let flag = cell::flag(text);
        if flag.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableFlag, text);
        }
        flag
    }
}
