//! What a sample shop sells, by its kind, at prices that fit its currency.

use crate::domain::{Currency, IdMaker, Product, ShopKind, Timestamp};

use super::{SampleOptions, random::Random};

/// Name in three languages; price in tenths of a US dollar.
type Good = ([&'static str; 3], u32);

const RETAIL: &[Good] = &[
    (["Green tea 100 g", "龙井 100 克", "龍井 100 克"], 120),
    (["Oolong 100 g", "乌龙 100 克", "烏龍 100 克"], 160),
    (["Black tea 100 g", "红茶 100 克", "紅茶 100 克"], 90),
    (["Jasmine tea", "茉莉花茶", "茉莉花茶"], 80),
    (["Pu'er cake", "普洱茶饼", "普洱茶餅"], 350),
    (["Teapot", "茶壶", "茶壺"], 420),
    (["Cup", "茶杯", "茶杯"], 65),
    (["Gift box", "茶叶礼盒", "茶葉禮盒"], 580),
];
const SALON: &[Good] = &[
    (["Cut", "剪发", "剪髮"], 250),
    (["Wash and blow-dry", "洗吹", "洗吹"], 120),
    (["Colour", "染发", "染髮"], 680),
    (["Perm", "烫发", "燙髮"], 820),
    (["Treatment", "护理", "護髮"], 380),
    (["Manicure", "美甲", "美甲"], 280),
    (["Shampoo", "洗发水", "洗髮精"], 180),
];
const CAFE: &[Good] = &[
    (["Espresso", "浓缩咖啡", "濃縮咖啡"], 28),
    (["Flat white", "澳白", "小白咖啡"], 42),
    (["Latte", "拿铁", "拿鐵"], 45),
    (["Pour-over", "手冲咖啡", "手沖咖啡"], 55),
    (["Cheesecake", "芝士蛋糕", "起司蛋糕"], 52),
    (["Sandwich", "三明治", "三明治"], 68),
    (["Beans 250 g", "咖啡豆 250 克", "咖啡豆 250 克"], 150),
];
const REPAIR: &[Good] = &[
    (["Screen", "换屏幕", "換螢幕"], 950),
    (["Battery", "换电池", "換電池"], 420),
    (["Cleaning", "清洁保养", "清潔保養"], 180),
    (["Diagnosis", "检测", "檢測"], 120),
    (["Tempered glass", "钢化膜", "保護貼"], 90),
    (["Case", "保护壳", "保護殼"], 150),
];
const WHOLESALE: &[Good] = &[
    (["Carton of paper cups", "纸杯一箱", "紙杯一箱"], 380),
    (["Coffee beans 5 kg", "咖啡豆 5 公斤", "咖啡豆 5 公斤"], 950),
    (["Syrup, 6 bottles", "糖浆 6 瓶", "糖漿 6 瓶"], 540),
    (["Napkins, carton", "餐巾纸一箱", "餐巾紙一箱"], 260),
    (
        ["Oat milk, 12 litres", "燕麦奶 12 升", "燕麥奶 12 公升"],
        320,
    ),
    (["Takeaway boxes", "打包盒一箱", "外帶盒一箱"], 410),
];

/// The list of products.
pub fn products(
    options: &SampleOptions,
    ids: &mut IdMaker,
    since: Timestamp,
    random: &mut Random,
) -> Vec<Product> {
    let goods = match options.kind {
        ShopKind::Retail => RETAIL,
        ShopKind::Salon => SALON,
        ShopKind::Cafe => CAFE,
        ShopKind::Repair => REPAIR,
        ShopKind::Wholesale => WHOLESALE,
    };
    let list = goods.iter().zip(1_u32..);
    list.map(|((name, tenths), number)| Product {
        id: ids.next(since),
        name: options.language.pick(*name).to_owned(),
        sku: format!("{:04}", number * 100 + random.below(100)),
        category: String::new(),
        price: Some(price(*tenths, options.currency)),
        currency: options.currency,
        tax_rate: 0,
        archived: false,
        values: crate::domain::Values::new(),
        created: since,
        updated: since,
    })
    .collect()
}

/// Tenths of a dollar as a round price: rough levels of what things cost, no exchange rates.
pub fn price(tenths: u32, currency: Currency) -> i64 {
    let level = match currency.code() {
        "CNY" => 4,
        "HKD" | "MOP" => 7,
        "TWD" | "THB" => 25,
        "JPY" => 120,
        "INR" | "PHP" | "RUB" => 50,
        "KRW" => 1200,
        "VND" => 20_000,
        "IDR" => 12_000,
        _ => 1,
    };
    (i64::from(tenths) * level * currency.minor_per_major() / 10).max(1)
}
