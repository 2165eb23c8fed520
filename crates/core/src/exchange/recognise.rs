//! What a table holds: customers, sales or their lines, deals or products, by its header, or by its values where it
//! has none.

use serde::{Deserialize, Serialize};

use super::{
    import::Opened,
    sales::{self, Field, Head, guess},
    sheet::Row,
    things,
};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// People and companies.
    Customers,
    /// What was bought.
    Sales,
    /// The lines of sales.
    Lines,
    /// What may be bought, with the people it is about.
    Deals,
    /// What is sold.
    Products,
    /// What is to be done and what was: tasks, calls, visits, notes.
    Activities,
    /// Points that came and went.
    Points,
    /// What is to be done, and birthdays.
    Calendar,
    /// Everything of a shop.
    Backup,
}

impl Kind {
    /// What a table may hold, in the order choosers show it.
    pub const TABLES: [Self; 7] = [
        Self::Customers,
        Self::Sales,
        Self::Lines,
        Self::Deals,
        Self::Products,
        Self::Activities,
        Self::Points,
    ];

    /// The text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Sales => "sales",
            Self::Lines => "lines",
            Self::Deals => "deals",
            Self::Products => "products",
            Self::Activities => "activities",
            Self::Points => "points",
            Self::Calendar => "calendar",
            Self::Backup => "backup",
        }
    }

    /// Reads the text form of a table.
    pub fn parse(text: &str) -> Option<Self> {
        Self::TABLES.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Where it comes among several files: what others name goes first.
    pub const fn turn(self) -> u8 {
        match self {
            Self::Backup => 0,
            Self::Customers => 1,
            Self::Products => 2,
            Self::Deals => 3,
            Self::Activities => 4,
            Self::Sales => 5,
            Self::Lines => 6,
            Self::Points => 7,
            Self::Calendar => 8,
        }
    }
}

/// Rows looked at.
const LOOKED_AT: usize = 200;
/// Rows looked at to find the header.
const DEPTH: usize = 20;

/// The first rows as cells.
pub fn rows_of(opened: &Opened) -> Vec<Vec<&str>> {
    let rows = sheet_rows(opened).iter();
    rows.take(LOOKED_AT)
        .map(|row| row.cells().collect())
        .collect()
}

/// Where the rows of a list of sales begin.
pub fn head_of_sales(opened: &Opened) -> Head {
    guess::head_of(sheet_rows(opened), opened.header)
}

/// The columns of a list of sales by its header, or by its values.
pub fn columns_of_sales(opened: &Opened) -> Vec<sales::Column> {
    guess::columns_of(sheet_rows(opened), head_of_sales(opened))
}

fn sheet_rows(opened: &Opened) -> &[Row] {
    opened.sheet.as_ref().map_or(&[][..], |sheet| &sheet.rows)
}

/// What a table holds, and whose export it is if that is not one of customers.
pub fn table(opened: &Opened) -> Kind {
    match of_things(opened) {
        // A list of products has numbers and prices as well, but no orders that count them.
        Some((Kind::Products, None)) if are_lines(opened, true) => return Kind::Lines,
        Some((kind, _)) => return kind,
        None => {}
    }
    let header = opened.layout().and_then(|layout| layout.header);
    let rows = rows_of(opened);
    let head = head_of_sales(opened);
    if head.header.is_none() {
        let sales = guess::is_sales(rows.get(head.first..).unwrap_or_default());
        return if sales && header.is_none() {
            Kind::Sales
        } else {
            Kind::Customers
        };
    }
    if are_lines(opened, false) {
        return Kind::Lines;
    }
    // Sales have somebody, a date and an amount; a list without amount but also without anything to
    // reach a customer by is one of visits.
    let columns = columns_of_sales(opened);
    let has = |field| columns.iter().any(|column| column.field == Some(field));
    let dated = has(Field::Date) || has(Field::TimestampUtc);
    let named = has(Field::Customer) || has(Field::CustomerName);
    // A list of member cards has no orders and no products: one that does tells what was bought with them.
    let bought = [Field::OrderId, Field::Product, Field::Quantity];
    let of_people = opened.mapping.preset.is_some() && !bought.into_iter().any(has);
    if !of_people && dated && named && (has(Field::Amount) || !opened.mapping.is_usable()) {
        Kind::Sales
    } else {
        Kind::Customers
    }
}

/// True for lines of sales, by their header; `counted` asks for how many as well.
fn are_lines(opened: &Opened, counted: bool) -> bool {
    if head_of_sales(opened).header.is_none() {
        return false;
    }
    let columns = columns_of_sales(opened);
    let mut fields = columns.iter().map(|one| one.field);
    sales::are_lines(fields.clone()) && (!counted || fields.any(|one| one == Some(Field::Quantity)))
}

/// What a list of deals or products is, and whose export.
fn of_things(opened: &Opened) -> Option<(Kind, Option<&'static str>)> {
    let sheet = opened.sheet.as_ref()?;
    let chosen = |row: &&Row| opened.header.is_none_or(|number| row.number == number);
    let mut rows = sheet.rows.iter().take(DEPTH).filter(chosen);
    rows.find_map(|row| things::header::recognise(row.cells()))
}

/// The product whose export a list of deals or products is.
pub fn product(opened: &Opened) -> Option<&'static str> {
    of_things(opened)?.1
}

/// The product whose list of orders it is.
pub fn product_of_sales(opened: &Opened) -> Option<&'static str> {
    let rows = rows_of(opened);
    let header = rows.get(head_of_sales(opened).header?)?;
    sales::product(header.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::Choices;

    fn kind(text: &str) -> Kind {
        table(&Opened::new(text.as_bytes(), &Choices::default(), "en"))
    }

    #[test]
    fn tables_are_told_apart() {
        for (text, expected) in [
            ("Name,Phone\nAnn,0221 1234567\n", Kind::Customers),
            ("customer,date,amount\nAnn,2024-01-05,12\n", Kind::Sales),
            (
                "张伟,2024-01-05,128.00\n李娜,2024-01-06,58.00\n",
                Kind::Sales,
            ),
            (
                "张伟,13800138000,1990-01-05\n李娜,13900139000,1985-01-06\n",
                Kind::Customers,
            ),
            (
                "2024-01-05;12,50;Ann Lee\n2024-01-06;7,00;Bo Ray\n",
                Kind::Sales,
            ),
            ("Order ID,Item,Quantity,Price\nA-1,Tea,2,5\n", Kind::Lines),
            (
                "Order,SKU,Product,Category,Quantity,Unit price\nA-1,T1,Tea,Leaf,2,5\n",
                Kind::Lines,
            ),
            (
                "订单号,日期,商品,单价,数量,金额\nA-1,2024-01-05,茶,5,2,10\n",
                Kind::Lines,
            ),
            (
                "Order ID,Customer,Date,Item,Quantity,Price\nA-1,Ann,2024-01-05,Tea,2,5\n",
                Kind::Sales,
            ),
            ("Order,SKU,Product,Price\n1,T1,Tea,5\n", Kind::Products),
            ("Deal Name,Deal Stage,Amount\nVase,Offer,12\n", Kind::Deals),
            (
                "商机名称,客户,阶段,金额\n茶席,张伟,报价,1200\n",
                Kind::Deals,
            ),
            ("品名,货号,售价\n龙井,L1,128\n", Kind::Products),
            ("Name,SKU,Price\nTea,T1,12\n", Kind::Products),
            (
                "Activity - Subject,Activity - Type,Activity - Due date,Activity - Done\nCall Ann,Call,2026-01-05,Done\n",
                Kind::Activities,
            ),
            (
                "任务,截止日期,状态\n给张伟打电话,2026-01-05,未完成\n",
                Kind::Activities,
            ),
            (
                "Customer,Date,Points,Reason\nAnn,2026-01-05,50,Bonus\n",
                Kind::Points,
            ),
            (
                "会员卡号,姓名,变动时间,变动积分,变动类型,剩余积分,备注\n1,张伟,2026-01-05 10:00,50,签到,120,\n",
                Kind::Points,
            ),
            (
                "会员卡号,姓名,积分,类型,办卡日期,手机号码\n1,张伟,50,金卡,2026-01-05,13800138000\n",
                Kind::Customers,
            ),
            (
                "会员卡号,姓名,手机号码\n1,张伟,13800138000\n",
                Kind::Customers,
            ),
            ("Datum;Kunde;Summe\n05.01.2024;Ann Lee;12,50\n", Kind::Sales),
            (
                "会员卡号,姓名,消费日期,消费金额(元),商品\n1,张伟,2024-01-05,12,茶\n",
                Kind::Sales,
            ),
            (
                "会员卡号,姓名,性别,生日,手机号码,余额(元),创建时间\n1,张伟,男,1990-01-05,13800138000,5,2024-01-05\n",
                Kind::Customers,
            ),
            (
                "客户,日期,金额,手机\n张伟,2024-01-05,12,13800138000\n",
                Kind::Sales,
            ),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn every_table_has_a_text_form_and_a_turn() {
        for kind in Kind::TABLES {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        assert!(Kind::Customers.turn() < Kind::Deals.turn());
        assert!(Kind::Products.turn() < Kind::Sales.turn());
    }
}
