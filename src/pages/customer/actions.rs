//! What to do with a customer: call, write, sell. Only addresses that a telephone or mail program
//! understands become links, and only ways that the customer did not refuse.

use leptos::prelude::*;

use crate::{
    app::Route,
    domain::{Channel, Customer, contact::digits},
    i18n::{t, use_i18n},
    pages::duplicates::texts,
    ui::Icon,
};

use super::subject::Subject;

/// `tel:` with the digits and a leading plus; `None` without digits.
pub fn tel(number: &str) -> Option<String> {
    dial("tel", number)
}

/// `sms:` likewise.
fn sms(number: &str) -> Option<String> {
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

/// The link that calls somebody, unless they refused calls.
pub fn call(customer: &Customer) -> Option<String> {
    tel(customer.number_for(Channel::Phone)?)
}

/// The link that sends them a message, unless they refused those.
pub fn message(customer: &Customer) -> Option<String> {
    sms(customer.number_for(Channel::Message)?)
}

/// The link that writes them an e-mail, unless they refused those.
pub fn email(customer: &Customer) -> Option<String> {
    mailto(customer.mailbox()?)
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
    let way = move |link: fn(&Customer) -> Option<String>| Memo::new(move |_| subject.get(link));
    let (call, message, email) = (way(call), way(message), way(email));
    let refused = Memo::new(move |_| {
        let locale = i18n.get_locale();
        subject.get(|one| texts::refused(locale, one).unwrap_or_default())
    });
    let sale = format!("{}?new=1&customer={}", Route::Sales.href(), subject.id);
    let case = format!("{}?new=1&customer={}", Route::Cases.href(), subject.id);
    let deal = format!("{}?new=1&customer={}", Route::Pipeline.href(), subject.id);
    view! {
        <p class="callout" hidden=move || refused.with(String::is_empty)>
            <Icon name="alert"/>
            {refused}
        </p>
        <div class="row wrap record-actions">
            <a class="btn primary" href=sale>
                <Icon name="receipt"/>
                {t!(i18n, customers.sell)}
            </a>
            {move || {
                call.get()
                    .map(|href| view! { <a class="btn" href=href><Icon name="phone"/>{t!(i18n, customers.call)}</a> })
            }}
            {move || {
                message.get()
                    .map(|href| view! { <a class="btn" href=href><Icon name="message"/>{t!(i18n, customers.message)}</a> })
            }}
            {move || {
                email.get()
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
