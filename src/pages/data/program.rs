//! The program whose list a file is, in words: names of trade as they are, everything else in the person's language.

use crate::{
    exchange::program::{Brand, List, parts},
    i18n::{Locale, td_string},
};

/// The name of a list that was recognised.
pub fn program(locale: Locale, name: &str) -> String {
    let (brand, list) = parts(name);
    let brand = match brand {
        Brand::MemberCards => td_string!(locale, data.brand_member_cards),
        Brand::Youzan => td_string!(locale, data.brand_youzan),
        Brand::Taobao => td_string!(locale, data.brand_taobao),
        Brand::Named(name) => name,
    };
    let Some(list) = list else {
        return brand.to_owned();
    };
    let list = match list {
        List::Orders => td_string!(locale, data.list_orders),
        List::OrderItems => td_string!(locale, data.list_order_items),
        List::ItemSales => td_string!(locale, data.list_item_sales),
        List::Sales => td_string!(locale, common.sales),
        List::Items | List::Products => td_string!(locale, data.list_products),
        List::Transactions => td_string!(locale, data.list_transactions),
        List::Payments => td_string!(locale, data.list_payments),
        List::Deals | List::Opportunities => td_string!(locale, data.list_deals),
        List::Leads => td_string!(locale, data.list_leads),
        List::Companies | List::Organizations | List::Accounts => {
            td_string!(locale, data.list_companies)
        }
        List::Activities => td_string!(locale, data.list_activities),
        List::Tasks => td_string!(locale, data.list_tasks),
        List::Old => td_string!(locale, data.list_old),
    };
    td_string!(locale, data.brand_list, brand = brand, list = list)
}
