//! The tables of the page as lists that go out: the same rows and headers, figures unrounded.

use crate::{
    app::Loyalty,
    exchange::lists::{
        Value,
        report::{Table, table},
    },
    i18n::{Locale, counted, td_string},
    reports::intervals::IntervalReport,
};

use super::texts;

/// The A, B and C classes.
pub fn classes(of: &Loyalty, locale: Locale) -> Table {
    let columns = [
        td_string!(locale, loyalty.class),
        td_string!(locale, loyalty.customers),
        td_string!(locale, loyalty.share),
        td_string!(locale, loyalty.revenue),
        td_string!(locale, loyalty.revenue_share),
    ];
    let rows = of.reports.abc.classes.iter().map(|row| {
        vec![
            Value::text(texts::class(row.class)),
            Value::count(row.customers),
            Value::share(row.share_of_customers),
            Value::Money(row.revenue, of.currency.exponent()),
            Value::share(row.share_of_revenue),
        ]
    });
    table(td_string!(locale, loyalty.abc), columns, rows.collect())
}

/// The tiers of the pyramid.
pub fn pyramid(of: &Loyalty, locale: Locale) -> Table {
    let columns = [
        td_string!(locale, loyalty.tier),
        td_string!(locale, loyalty.customers),
        td_string!(locale, loyalty.revenue),
        td_string!(locale, loyalty.revenue_share),
    ];
    let rows = of.reports.pyramid.tiers.iter().map(|row| {
        let share = row.share_of_revenue;
        vec![
            Value::text(texts::tier(locale, row.tier)),
            Value::count(row.customers),
            share.map_or(Value::Blank, |_| {
                Value::Money(row.revenue, of.currency.exponent())
            }),
            Value::share(share),
        ]
    });
    table(td_string!(locale, loyalty.pyramid), columns, rows.collect())
}

/// What the first and the last of the customers bring.
pub fn concentration(of: &Loyalty, locale: Locale) -> Table {
    let report = &of.reports.concentration;
    let columns = [
        td_string!(locale, loyalty.customers),
        td_string!(locale, loyalty.revenue_share),
    ];
    let top = report.top.iter().map(|held| {
        let name = td_string!(locale, loyalty.top_percent, percent = held.percent);
        vec![Value::text(name), Value::share(held.share)]
    });
    let bottom = report.bottom.iter().map(|held| {
        let name = td_string!(locale, loyalty.bottom_percent, percent = held.percent);
        vec![Value::text(name), Value::share(held.share)]
    });
    let gini = vec![
        Value::text(td_string!(locale, loyalty.gini)),
        Value::real(report.gini),
    ];
    let for_80 = vec![
        Value::text(td_string!(locale, loyalty.for80)),
        report
            .customers_for_80pct
            .map_or(Value::Blank, Value::count),
    ];
    let rows = top.chain(bottom).chain([gini, for_80]).collect();
    table(td_string!(locale, loyalty.concentration), columns, rows)
}

/// Who came back within so many days.
pub fn within(of: &Loyalty, locale: Locale) -> Table {
    let columns = [
        td_string!(locale, loyalty.within),
        td_string!(locale, loyalty.eligible),
        td_string!(locale, loyalty.repeated),
        td_string!(locale, loyalty.rate),
        td_string!(locale, loyalty.km),
    ];
    let rows = of.reports.repeat.within.iter().map(|row| {
        let name = td_string!(
            locale,
            loyalty.within_days,
            count = counted(locale, row.days)
        );
        vec![
            Value::text(name),
            Value::count(row.eligible),
            Value::count(row.repeated),
            Value::share(row.rate),
            Value::share(row.kaplan_meier),
        ]
    });
    table(td_string!(locale, loyalty.repeat), columns, rows.collect())
}

/// How many customers came how often.
pub fn distribution(of: &Loyalty, locale: Locale) -> Table {
    let columns = [
        td_string!(locale, loyalty.visits),
        td_string!(locale, loyalty.customers),
    ];
    let rows = of.reports.repeat.distribution.iter();
    let rows = rows.map(|bucket| vec![Value::text(bucket.name()), Value::count(bucket.customers)]);
    let name = td_string!(locale, loyalty.distribution);
    table(name, columns, rows.collect())
}

/// The gaps between visits.
pub fn intervals(of: &Loyalty, locale: Locale) -> Table {
    let report = &of.reports.intervals;
    let name = td_string!(locale, loyalty.intervals);
    let columns = [td_string!(locale, loyalty.share), name];
    let percentiles = IntervalReport::PERCENTS.map(|percent| {
        let what = td_string!(locale, loyalty.percentile, percent = percent);
        let days = report.percentile(percent).map(f64::from);
        vec![Value::text(what), Value::real(days)]
    });
    let mean = vec![
        Value::text(td_string!(locale, loyalty.mean_gap)),
        Value::real(report.mean_days),
    ];
    let gaps = vec![
        Value::text(td_string!(locale, loyalty.t_gaps)),
        Value::count(report.gaps),
    ];
    let rows = percentiles.into_iter().chain([mean, gaps]).collect();
    table(name, columns, rows)
}

/// The stages of life.
pub fn stages(of: &Loyalty, locale: Locale) -> Table {
    let report = &of.reports.lifecycle;
    let columns = [
        td_string!(locale, loyalty.stage),
        td_string!(locale, loyalty.people),
        td_string!(locale, loyalty.share),
    ];
    let people: u32 = report.stages.iter().map(|row| row.people).sum();
    let rows = report.stages.iter().map(|row| {
        vec![
            Value::text(texts::stage(locale, row.stage)),
            Value::count(row.people),
            Value::share(Some(f64::from(row.people) / f64::from(people.max(1)))),
        ]
    });
    table(td_string!(locale, loyalty.stages), columns, rows.collect())
}
