//! The browser's clock and time zones. The only place that asks what time it is.

use std::{cell::RefCell, collections::HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{Moment, Timestamp};

/// The instant now.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 fit for 285,000 years"
)]
pub fn now() -> Timestamp {
    Timestamp(Date::now() as i64)
}

/// Now, with the civil date in `zone`.
pub fn moment(zone: &str) -> Moment {
    let now = now();
    Moment {
        now,
        today: civil(now, zone).0,
    }
}

/// Milliseconds since the page began, for measuring.
pub fn elapsed() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

/// The civil day of instants in `zone`, for many of them: one question to the browser for each quarter
/// of an hour, and no zone changes its date between quarters.
pub fn days(zone: String) -> impl Fn(Timestamp) -> NaiveDate {
    const QUARTER: i64 = 900_000;
    let known: RefCell<HashMap<i64, NaiveDate>> = RefCell::default();
    move |at| {
        let quarter = at.0.div_euclid(QUARTER);
        *known
            .borrow_mut()
            .entry(quarter)
            .or_insert_with(|| civil(Timestamp(quarter * QUARTER), &zone).0)
    }
}

/// Date and time of day on the wall clocks of `zone`; UTC if the browser does not know the zone.
pub fn civil(at: Timestamp, zone: &str) -> (NaiveDate, NaiveTime) {
    thread_local! {
        static FORMATS: RefCell<HashMap<String, Option<Function>>> = RefCell::default();
    }
    let format = FORMATS.with_borrow_mut(|formats| {
        formats
            .entry(zone.to_owned())
            .or_insert_with(|| wall_clock(zone))
            .clone()
    });
    format
        .and_then(|format| {
            #[expect(clippy::cast_precision_loss, reason = "milliseconds are below 2^53")]
            let at = JsValue::from_f64(at.0 as f64);
            let text = format.call1(&JsValue::UNDEFINED, &at).ok()?.as_string()?;
            parse_wall_clock(&text)
        })
        .or_else(|| {
            let utc = DateTime::from_timestamp_millis(at.0)?.naive_utc();
            Some((utc.date(), utc.time()))
        })
        .unwrap_or_default()
}

/// The instant at which the wall clocks of `zone` show that; where they are put forward and never do, one
/// beside it.
pub fn instant(day: NaiveDate, time: NaiveTime, zone: &str) -> Timestamp {
    let wanted = day.and_time(time).and_utc().timestamp_millis();
    let shown = |at: i64| {
        let (day, time) = civil(Timestamp(at), zone);
        day.and_time(time).and_utc().timestamp_millis()
    };
    // What the clocks show there tells how far they are off; asked again, as they may be changed in between.
    let near = wanted - (shown(wanted) - wanted);
    Timestamp(near - (shown(near) - wanted))
}

/// `sv-SE` writes `2026-11-22 09:05:03`, which needs no guessing.
fn wall_clock(zone: &str) -> Option<Function> {
    let options = Object::new();
    for (key, value) in [
        ("timeZone", zone),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
        ("hourCycle", "h23"),
    ] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let constructor = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
        .ok()?
        .dyn_into::<Function>()
        .ok()?;
    let arguments = Array::of2(&"sv-SE".into(), &options);
    let format = Reflect::construct(&constructor, &arguments).ok()?;
    Reflect::get(&format, &"format".into())
        .ok()?
        .dyn_into()
        .ok()
}

fn parse_wall_clock(text: &str) -> Option<(NaiveDate, NaiveTime)> {
    let (date, time) = text.split_once(' ')?;
    Some((
        NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?,
        NaiveTime::parse_from_str(time, "%H:%M:%S").ok()?,
    ))
}

/// The zone of the device, `UTC` if it does not say.
pub fn device_zone() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// Every zone the browser knows, in alphabetical order; the device's own if it can't list them.
pub fn zones() -> Vec<String> {
    let listed = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"supportedValuesOf".into()))
        .ok()
        .and_then(|function| function.dyn_into::<Function>().ok())
        .and_then(|function| function.call1(&JsValue::UNDEFINED, &"timeZone".into()).ok())
        .and_then(|list| list.dyn_into::<Array>().ok());
    let mut zones: Vec<String> = listed
        .iter()
        .flat_map(Array::iter)
        .filter_map(|zone| zone.as_string())
        .collect();
    for extra in [device_zone(), "UTC".to_owned()] {
        if !zones.contains(&extra) {
            zones.insert(0, extra);
        }
    }
    zones
}
