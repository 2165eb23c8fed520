//! The name of the program whose list was recognised, taken apart so that a page can say it in the person's language:
//! whose it is, and which of its lists.

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brand<'a> {
    /// A list of member cards, whoever wrote it.
    MemberCards,
    /// 有赞.
    Youzan,
    /// 淘宝.
    Taobao,
    /// A name that is written the same everywhere.
    Named(&'a str),
}

macro_rules! lists {
    ($($variant:ident $word:literal $doc:literal;)*) => {
        /// Which list of a program it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum List {
            $(#[doc = $doc] $variant,)*
        }

        impl List {
            fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

lists! {
    Orders "orders" "Orders.";
    OrderItems "order items" "Lines of orders.";
    ItemSales "item sales" "What was sold, a line a product.";
    Sales "sales" "Sales.";
    Items "items" "Products, as some programs call them.";
    Products "products" "Products.";
    Transactions "transactions" "Payments at the counter.";
    Payments "payments" "Payments.";
    Deals "deals" "Deals.";
    Opportunities "opportunities" "Deals, as some programs call them.";
    Leads "leads" "Leads.";
    Companies "companies" "Companies.";
    Organizations "organizations" "Companies, as some programs call them.";
    Accounts "accounts" "Companies, as others call them.";
    Activities "activities" "Tasks and touches.";
    Tasks "tasks" "Tasks.";
    Old "old" "As the program wrote it formerly.";
}

/// The parts of the name of a list.
pub fn parts(name: &str) -> (Brand<'_>, Option<List>) {
    let bracket = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("));
    let parted = bracket.or_else(|| name.rsplit_once(' '));
    let found = parted.and_then(|(brand, word)| Some((brand, List::parse(word)?)));
    let brand = found.map_or(name, |(brand, _)| brand);
    let brand = match brand {
        "Member cards" => Brand::MemberCards,
        "Youzan" => Brand::Youzan,
        "Taobao" => Brand::Taobao,
        other => Brand::Named(other),
    };
    (brand, found.map(|(_, list)| list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{customers::headers, sales, things};

    /// Names that nobody translates.
    const TRADE_NAMES: &[&str] = &[
        "Atomic CRM",
        "Facebook",
        "Google Contacts",
        "HubSpot",
        "Krayin",
        "Lightspeed",
        "LinkedIn",
        "Mailchimp",
        "Outlook",
        "PayPal",
        "Pipedrive",
        "Regulars",
        "Salesforce",
        "Shopify",
        "Square",
        "Stripe",
        "Thunderbird",
        "Twenty",
        "WooCommerce",
        "Zoho CRM",
    ];

    #[test]
    fn nothing_of_a_known_name_is_left_in_english() {
        let all = headers::programs()
            .chain(sales::programs())
            .chain(things::programs());
        for name in all {
            match parts(name) {
                (Brand::Named(brand), _) => assert!(TRADE_NAMES.contains(&brand), "{name}"),
                (_, list) => assert_eq!(list.is_some(), name.contains('('), "{name}"),
            }
        }
        assert_eq!(
            parts("Youzan (order items)"),
            (Brand::Youzan, Some(List::OrderItems))
        );
        assert_eq!(
            parts("Facebook leads"),
            (Brand::Named("Facebook"), Some(List::Leads))
        );
        assert_eq!(parts("Member cards"), (Brand::MemberCards, None));
    }
}
