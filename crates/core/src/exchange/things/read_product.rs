//! Rows of products.

use super::{One, Way};
use crate::domain::limits;
use crate::exchange::{
    amount::{DecimalMark, parse_amount},
    customers::cell,
    problem::ProblemKind,
    things::{Part, ProductRow, Target},
};

/// What a variant of a product is called.
fn named(title: &str, variant: &str) -> String {
    if variant.is_empty() || title.is_empty() {
        return title.to_owned();
    }
    format!("{title} – {variant}")
}

/// Variants that are none: the only one a product has.
const PLAIN: &[&str] = &["default title", "default", "regular", "standard", "normal"];

/// What a row is.
pub(super) enum Product {
    /// A product, or one variant of it.
    One(Box<ProductRow>),
    /// More of the product above that is no variant, such as a picture.
    More,
    /// None.
    None,
}

/// A product whose further rows may be variants of it.
pub(super) struct Family {
    /// What its rows share.
    key: String,
    /// What its first row says; further ones leave it blank.
    title: String,
    category: String,
    tax_rate: Option<u16>,
    archived: Option<bool>,
}

impl One<'_> {
    /// The product of a row. Variants are products of their own, called by the title of the first row and by what
    /// sets them apart.
    pub(super) fn product(&mut self, family: &mut Option<Family>) -> Product {
        let key = self.line(Part::Family);
        let title = self.line(Part::Name);
        let first = family
            .take()
            .filter(|first| first.key == key && !key.is_empty());
        let further = first.as_ref().filter(|_| title.is_empty());
        let variant = self.variant();
        let says = |part| self.cell(part).is_some();
        if further.is_some() && variant.is_empty() && !says(Part::Sku) && !says(Part::Price) {
            *family = first;
            return Product::More;
        }
        let title = further.map_or(title, |first| first.title.clone());
        let Some(mut row) = self.product_row(named(&title, &variant)) else {
            *family = first;
            return Product::None;
        };
        if let Some(first) = further {
            if row.category.is_empty() {
                row.category.clone_from(&first.category);
            }
            row.tax_rate = row.tax_rate.or(first.tax_rate);
            row.archived = row.archived.or(first.archived);
        }
        *family = Some(Family {
            key,
            title,
            category: row.category.clone(),
            tax_rate: row.tax_rate,
            archived: row.archived,
        });
        Product::One(Box::new(row))
    }

    /// What sets a variant apart, in all columns that say so.
    fn variant(&self) -> String {
        let columns = self.columns.iter().enumerate();
        let of_variant = columns.filter(|(_, one)| one.target == Target::Part(Part::Variant));
        let cells = of_variant.map(|(at, _)| cell::plain(self.row.cell(at)));
        let said =
            cells.filter(|cell| !cell.is_empty() && !PLAIN.contains(&cell.to_lowercase().as_str()));
        said.collect::<Vec<_>>().join(" / ")
    }

    fn product_row(&mut self, name: String) -> Option<ProductRow> {
        if name.is_empty() {
            self.problem("", ProblemKind::NoTitle, "");
            return None;
        }
        if name.chars().count() > limits::LINE {
            self.problem("", ProblemKind::TooLong, &name);
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
            sku: self.sku(),
            category: self.line(Part::Category),
            price,
            currency,
            tax_rate: self.tax(),
            archived: self.archived(),
            values: self.values(),
        })
    }

    /// Its number. Many bar codes end in the same zeros once a spreadsheet has cut them: none is a key then.
    fn sku(&mut self) -> String {
        let text = self.line(Part::Sku);
        // `12E5` is a number a shop may give; `6.9E+12` is not.
        if !cell::is_scientific(&text) || !text.contains(['.', ',', '+']) {
            return text;
        }
        if let Some((_, column, text)) = self.cell(Part::Sku) {
            self.problem(&column.title, ProblemKind::LostDigits, text);
        }
        String::new()
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
        let flag = match text.to_lowercase().as_str() {
            "archived" | "draft" | "inactive" | "discontinued" | "下架" | "已下架" | "停售"
            | "已停售" | "停用" | "已停用" | "草稿" | "仓库中" | "倉庫中" => {
                Some(true)
            }
            "active" | "published" | "publish" | "上架" | "已上架" | "在售" | "出售中"
            | "销售中" | "銷售中" | "启用" | "啟用" => Some(false),
            other => cell::flag(other),
        };
        if flag.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableFlag, text);
        }
        flag
    }
}
