//! Numbers, money, dates and order as the person's language writes them, through the browser's
//! `Intl`. Formatters are made once per language and options; making one costs more than using it
//! a thousand times.

use std::{cell::RefCell, collections::HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{Currency, Timestamp};

type Options<'a> = &'a [(&'a str, &'a str)];

/// How long a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// 22 Nov
    Day,
    /// 22 Nov 2026
    Medium,
    /// Sunday, 22 November 2026
    Full,
    /// November 2026
    Month,
    /// Nov 2026
    ShortMonth,
    /// Nov
    MonthAlone,
    /// 4 May (a birthday)
    MonthDay,
    /// Sun
    Weekday,
}

impl DateStyle {
    const fn options(self) -> Options<'static> {
        match self {
            Self::Day => &[("day", "numeric"), ("month", "short")],
            Self::Medium => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
            Self::Full => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
            ],
            Self::Month => &[("month", "long"), ("year", "numeric")],
            Self::ShortMonth => &[("month", "short"), ("year", "numeric")],
            Self::MonthAlone => &[("month", "short")],
            Self::MonthDay => &[("day", "numeric"), ("month", "long")],
            Self::Weekday => &[("weekday", "short")],
        }
    }
}

/// An amount in minor units with its currency sign.
pub fn money(locale: &str, amount: i64, currency: Currency) -> String {
    let decimal = currency.decimal(amount);
    let options = [
        ("style", "currency"),
        ("currency", currency.code()),
        ("currencyDisplay", "narrowSymbol"),
    ];
    format(
        "NumberFormat",
        locale,
        &options,
        &[],
        &decimal.clone().into(),
    )
    .unwrap_or(decimal)
}

/// The same, without the minor part: for tight places and big sums.
pub fn money_whole(locale: &str, amount: i64, currency: Currency) -> String {
    let decimal = currency.decimal(amount);
    let options = [
        ("style", "currency"),
        ("currency", currency.code()),
        ("currencyDisplay", "narrowSymbol"),
    ];
    let places = [
        ("maximumFractionDigits", 0.0),
        ("minimumFractionDigits", 0.0),
    ];
    format(
        "NumberFormat",
        locale,
        &options,
        &places,
        &decimal.clone().into(),
    )
    .unwrap_or(decimal)
}

/// A count.
pub fn count(locale: &str, number: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    let value = JsValue::from_f64(number as f64);
    format("NumberFormat", locale, &[], &[], &value).unwrap_or_else(|| number.to_string())
}

/// A number with at most `places` decimals.
pub fn number(locale: &str, number: f64, places: u8) -> String {
    let limit = [("maximumFractionDigits", f64::from(places))];
    format("NumberFormat", locale, &[], &limit, &number.into())
        .unwrap_or_else(|| number.to_string())
}

/// A share of one as a percentage with `places` decimals.
pub fn percent(locale: &str, share: f64, places: u8) -> String {
    let places = f64::from(places);
    let limits = [
        ("maximumFractionDigits", places),
        ("minimumFractionDigits", places),
    ];
    format(
        "NumberFormat",
        locale,
        &[("style", "percent")],
        &limits,
        &share.into(),
    )
    .unwrap_or_else(|| format!("{:.1} %", share * 100.0))
}

/// A civil date. It is formatted as UTC midnight in UTC, so no zone can shift it.
pub fn date(locale: &str, date: NaiveDate, style: DateStyle) -> String {
    let at = date.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    let mut options = style.options().to_vec();
    options.push(("timeZone", "UTC"));
    format("DateTimeFormat", locale, &options, &[], &millis(at)).unwrap_or_else(|| date.to_string())
}

/// Date and time of an instant in `zone`.
pub fn date_time(locale: &str, at: Timestamp, zone: &str) -> String {
    let options = [
        ("dateStyle", "medium"),
        ("timeStyle", "short"),
        ("timeZone", zone),
    ];
    format("DateTimeFormat", locale, &options, &[], &millis(at.0)).unwrap_or_else(|| {
        DateTime::from_timestamp_millis(at.0)
            .map(|at| at.to_rfc3339())
            .unwrap_or_default()
    })
}

/// `in 3 days`, `yesterday`; `unit` is one of `Intl`'s: day, week, month, year, hour, minute.
pub fn relative(locale: &str, amount: i64, unit: &str) -> String {
    let fallback = || format!("{amount} {unit}");
    let key = format!("RelativeTimeFormat|{locale}");
    let Some(formatter) = cached(key, || {
        let options = object(&[("numeric", "auto")], &[])?;
        construct("RelativeTimeFormat", locale, &options)
    }) else {
        return fallback();
    };
    Reflect::get(&formatter, &"format".into())
        .ok()
        .and_then(|method| method.dyn_into::<Function>().ok())
        .and_then(|method| method.call2(&formatter, &millis(amount), &unit.into()).ok())
        .and_then(|text| text.as_string())
        .unwrap_or_else(fallback)
}

/// The name of a currency, language or region in the person's language; the code if unknown.
pub fn display_name(locale: &str, kind: &str, code: &str) -> String {
    let key = format!("DisplayNames|{locale}|{kind}");
    cached(key, || {
        construct("DisplayNames", locale, &object(&[("type", kind)], &[])?)
    })
    .and_then(|names| {
        let of = Reflect::get(&names, &"of".into())
            .ok()?
            .dyn_into::<Function>()
            .ok()?;
        of.call1(&names, &code.into()).ok()?.as_string()
    })
    .unwrap_or_else(|| code.to_owned())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds and day counts are below 2^53"
)]
fn millis(at: i64) -> JsValue {
    JsValue::from_f64(at as f64)
}

fn format(
    class: &str,
    locale: &str,
    texts: Options<'_>,
    numbers: &[(&str, f64)],
    value: &JsValue,
) -> Option<String> {
    let key = format!("{class}|{locale}|{texts:?}|{numbers:?}");
    let formatter = cached(key, || {
        let formatter = construct(class, locale, &object(texts, numbers)?)?;
        Reflect::get(&formatter, &"format".into()).ok()
    })?;
    formatter
        .dyn_into::<Function>()
        .ok()?
        .call1(&JsValue::UNDEFINED, value)
        .ok()?
        .as_string()
}

fn cached(key: String, make: impl FnOnce() -> Option<JsValue>) -> Option<JsValue> {
    thread_local! {
        static MADE: RefCell<HashMap<String, Option<JsValue>>> = RefCell::default();
    }
    MADE.with_borrow_mut(|made| made.entry(key).or_insert_with(make).clone())
}

fn construct(class: &str, locale: &str, options: &JsValue) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class = Reflect::get(&intl, &class.into())
        .ok()?
        .dyn_into::<Function>()
        .ok()?;
    Reflect::construct(&class, &Array::of2(&locale.into(), options)).ok()
}

fn object(texts: Options<'_>, numbers: &[(&str, f64)]) -> Option<JsValue> {
    let options = Object::new();
    for (key, value) in texts {
        Reflect::set(&options, &(*key).into(), &(*value).into()).ok()?;
    }
    for (key, value) in numbers {
        Reflect::set(&options, &(*key).into(), &(*value).into()).ok()?;
    }
    Some(options.into())
}

/// Every value of a kind that the browser knows, such as all codes of `currency`; empty if it can't
/// list them.
pub fn supported(kind: &str) -> Vec<String> {
    Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"supportedValuesOf".into()))
        .ok()
        .and_then(|function| function.dyn_into::<Function>().ok())
        .and_then(|function| function.call1(&JsValue::UNDEFINED, &kind.into()).ok())
        .and_then(|list| list.dyn_into::<Array>().ok())
        .iter()
        .flat_map(Array::iter)
        .filter_map(|value| value.as_string())
        .collect()
}
