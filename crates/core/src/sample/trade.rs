//! Two years of sales with the habits of real customers: most come once, some keep a rhythm, some
//! stop, some come before the holidays.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{
    Customer, Id, IdMaker, Lead, LeadStatus, Payment, Product, Quantity, Sale, SaleLine, ShopKind,
};

use super::{SampleOptions, noon, random::Random};

/// Days of history.
pub const HISTORY: u32 = 730;

/// The days ago on which one customer buys; the habit is drawn first.
fn days_ago(random: &mut Random) -> Vec<u32> {
    let once = |random: &mut Random| vec![random.below(HISTORY)];
    match random.below(100) {
        0..2 => Vec::new(),
        2..28 => once(random),
        28..46 => rhythm(random, 25, 75, 0, 40),
        46..64 => {
            let silent = random.between(190, 480);
            rhythm(random, 20, 60, silent, 8)
        }
        64..72 => {
            let silent = random.between(75, 140);
            rhythm(random, 18, 38, silent, 12)
        }
        72..82 => (0..random.between(2, 4))
            .map(|_| random.below(HISTORY))
            .collect(),
        82..90 => seasonal(random),
        90..94 => (0..random.between(1, 2))
            .map(|_| random.below(40))
            .collect(),
        _ => (0..random.between(2, 5))
            .map(|_| random.below(HISTORY))
            .collect(),
    }
}

/// About every so many days, back from `silent` days ago, at most `most` times.
fn rhythm(random: &mut Random, shortest: u32, longest: u32, silent: u32, most: usize) -> Vec<u32> {
    let gap = random.between(shortest, longest);
    let since = random.between(silent + gap, HISTORY.max(silent + gap + 1));
    let mut ago = silent + random.below(gap);
    let mut days = Vec::new();
    while ago < since.min(HISTORY) && days.len() < most {
        days.push(ago);
        ago += (gap * random.between(75, 125) / 100).max(1);
    }
    days
}

/// Once or twice a year around the same time.
fn seasonal(random: &mut Random) -> Vec<u32> {
    let first = random.below(365);
    [first, first + 350 + random.below(15)]
        .into_iter()
        .filter(|ago| *ago < HISTORY)
        .collect()
}

/// All sales, oldest first, with about one refund in a hundred.
pub fn sales(
    options: &SampleOptions,
    ids: &mut IdMaker,
    customers: &[Customer],
    products: &[Product],
    random: &mut Random,
) -> Vec<Sale> {
    let mut visits: Vec<(NaiveDate, Id<Customer>)> = Vec::new();
    for customer in customers {
        let days = days_ago(random);
        // Who only asked so far has bought nothing.
        let asked = |lead: &Lead| lead.status != LeadStatus::Qualified;
        if customer.lead.as_ref().is_some_and(asked) {
            continue;
        }
        let days = days
            .into_iter()
            .map(|ago| options.today - Days::new(u64::from(ago)));
        visits.extend(days.map(|date| (date, customer.id)));
    }
    visits.sort_unstable();
    let mut sales: Vec<Sale> = Vec::with_capacity(visits.len() + visits.len() / 80);
    for (number, (date, customer)) in (1_u32..).zip(visits) {
        let sale = purchase(options, ids, (date, customer, number), products, random);
        let refunded = random.below(100) == 0;
        let later = date + Days::new(u64::from(random.between(1, 10)));
        let refund =
            (refunded && later <= options.today).then(|| refund(options, ids, &sale, later));
        sales.push(sale);
        sales.extend(refund);
    }
    sales
}

fn purchase(
    options: &SampleOptions,
    ids: &mut IdMaker,
    (date, customer, number): (NaiveDate, Id<Customer>, u32),
    products: &[Product],
    random: &mut Random,
) -> Sale {
    let at = noon(date).min(options.now);
    let bulk = options.kind == ShopKind::Wholesale;
    let count = 1 + random.below(2) * random.below(3);
    let lines: Vec<SaleLine> = (0..count)
        .filter_map(|_| {
            let product =
                products.get(random.below(u32::try_from(products.len()).unwrap_or(0)) as usize)?;
            let most = if bulk { 12 } else { 2 };
            Some(SaleLine {
                product: Some(product.id),
                name: product.name.clone(),
                quantity: Quantity(i64::from(random.between(1, most)) * 1000),
                unit_price: product.price.unwrap_or_default(),
                discount: 0,
                tax_rate: 0,
            })
        })
        .collect();
    let mut sale = Sale {
        id: ids.next(at),
        number: format!("{}-{number:06}", date.year()),
        customer: Some(customer),
        date,
        at: None,
        currency: options.currency,
        lines,
        discount: 0,
        total: 0,
        payment: random.pick(&[
            Payment::Card,
            Payment::Mobile,
            Payment::Mobile,
            Payment::Cash,
        ]),
        refund_of: None,
        points: 0,
        note: String::new(),
        values: crate::domain::Values::new(),
        created: at,
        updated: at,
    };
    sale.total = sale.total_of_lines().unwrap_or_default();
    if random.chance(6) {
        sale.discount = sale.total / 10;
        sale.total -= sale.discount;
    }
    sale
}

/// The whole sale given back.
fn refund(options: &SampleOptions, ids: &mut IdMaker, sale: &Sale, date: NaiveDate) -> Sale {
    let at = noon(date).min(options.now);
    let back = |line: &SaleLine| SaleLine {
        quantity: Quantity(-line.quantity.0),
        ..line.clone()
    };
    Sale {
        id: ids.next(at),
        number: sale.number.clone(),
        date,
        lines: sale.lines.iter().map(back).collect(),
        discount: -sale.discount,
        total: -sale.total,
        refund_of: Some(sale.id),
        created: at,
        updated: at,
        ..sale.clone()
    }
}
