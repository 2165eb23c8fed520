//! What to do with a customer: call, write, sell. Only addresses that a telephone or mail program
//! understands become links.

use leptos::prelude::*;

use crate::{
    app::Route,
    domain::contact::digits,
    i18n::{t, use_i18n},
    ui::Icon,
};

use super::subject::Subject;

/// `tel:` with the digits and a leading plus; `None` without digits.
pub fn tel(number: &str) -> Option<String> {
    dial("tel", number)
}

/// `sms:` likewise.
pub fn sms(number: &str) -> Option<String> {
    dial("sms", number)
}

fn dial(scheme: &str, number: &str) -> Option<String> {
    let plus = if number.trim_start().starts_with(['+', '＋']) {
        "+"
    } else {
        ""
    };
    let digits = digits(number);
    (!digits.is_empty()).then(|| format!("{scheme}:{plus}{digits}"))
}

/// `mailto:` for something that looks like a mailbox.
pub fn mailto(address: &str) -> Option<String> {
    let address = address.trim();
    let (name, host) = address.rsplit_once('@')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '\'');
    let sound = !name.is_empty()
        && host.contains('.')
        && name.chars().all(plain)
        && host.chars().all(plain);
    sound.then(|| format!("mailto:{address}"))
}

/// A web address, if it is one: http and https only; without a scheme it is taken for https.
pub fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let lower = address.to_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return Some(address.to_owned());
    }
    let bare = !address.contains([':', ' ', '\\']) && address.contains('.');
    bare.then(|| format!("https://{address}"))
}

/// The row of actions.
#[component]
pub fn Actions(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let phone = Memo::new(move |_| {
        subject.get(|one| {
            one.phones
                .first()
                .map(|p| p.number.clone())
                .unwrap_or_default()
        })
    });
    let email = Memo::new(move |_| {
        subject.get(|one| {
            one.emails
                .first()
                .map(|e| e.address.clone())
                .unwrap_or_default()
        })
    });
    let sale = format!("{}?new=1&customer={}", Route::Sales.href(), subject.id);
    let case = format!("{}?new=1&customer={}", Route::Cases.href(), subject.id);
    let deal = format!("{}?new=1&customer={}", Route::Pipeline.href(), subject.id);
    view! {
        <div class="row wrap record-actions">
            <a class="btn primary" href=sale>
                <Icon name="receipt"/>
                {t!(i18n, customers.sell)}
            </a>
            {move || {
                phone
                    .with(|phone| tel(phone))
                    .map(|href| view! { <a class="btn" href=href><Icon name="phone"/>{t!(i18n, customers.call)}</a> })
            }}
            {move || {
                phone
                    .with(|phone| sms(phone))
                    .map(|href| view! { <a class="btn" href=href><Icon name="message"/>{t!(i18n, customers.message)}</a> })
            }}
            {move || {
                email
                    .with(|email| mailto(email))
                    .map(|href| view! { <a class="btn" href=href><Icon name="mail"/>{t!(i18n, customers.email)}</a> })
            }}
            <a class="btn" href=deal>
                <Icon name="board"/>
                {t!(i18n, common.deal)}
            </a>
            <a class="btn" href=case>
                <Icon name="wrench"/>
                {t!(i18n, care.case)}
            </a>
        </div>
    }
}
