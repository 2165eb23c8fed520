//! Postal addresses: shown as they are written, edited part by part.

use leptos::prelude::*;

use crate::{
    domain::Address,
    i18n::{Locale, t, t_string, use_i18n},
    pages::parts::CopyButton,
    ui::Icon,
};

use super::subject::Subject;

/// The parts of an address, in the order they are asked for.
#[derive(Clone, Copy)]
enum Part {
    Street,
    City,
    Region,
    Postcode,
    Country,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Street,
        Self::City,
        Self::Region,
        Self::Postcode,
        Self::Country,
    ];

    fn of(self, place: &mut Address) -> &mut String {
        match self {
            Self::Street => &mut place.street,
            Self::City => &mut place.city,
            Self::Region => &mut place.region,
            Self::Postcode => &mut place.postcode,
            Self::Country => &mut place.country,
        }
    }
}

/// An address on one line. Han texts go from the large to the small, without commas.
fn line(place: &Address) -> String {
    let han = format!("{}{}", place.city, place.street)
        .chars()
        .any(|c| matches!(u32::from(c), 0x3400..=0x9fff));
    let parts = if han {
        [
            &place.country,
            &place.region,
            &place.city,
            &place.street,
            &place.postcode,
        ]
    } else {
        [
            &place.street,
            &place.postcode,
            &place.city,
            &place.region,
            &place.country,
        ]
    };
    let filled = parts.into_iter().filter(|part| !part.trim().is_empty());
    let filled: Vec<&str> = filled.map(|part| part.trim()).collect();
    filled.join(if han { " " } else { ", " })
}

/// The page that shows an address on a map of the reader's part of the world. Nothing is sent there before
/// somebody follows the link.
fn map(locale: Locale, address: &str) -> String {
    let site = match locale {
        Locale::zh_Hans => "https://uri.amap.com/search?keyword=",
        _ => "https://www.openstreetmap.org/search?query=",
    };
    format!("{site}{}", js_sys::encode_uri_component(address))
}

/// The addresses of a record.
#[component]
pub fn Places(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let editing = RwSignal::new(None::<usize>);
    let places = Memo::new(move |_| subject.get(|customer| customer.addresses.clone()));
    let row = move |(index, place): (usize, Address)| {
        let text = line(&place);
        let name = text.clone();
        let place = StoredValue::new(text.clone());
        let href = move || map(i18n.get_locale(), &place.get_value());
        let on_map = move || t_string!(i18n, customers.on_map, address = place.get_value());
        view! {
            <span class="entry">
            <button
                type="button"
                class="inline"
                dir="auto"
                aria-label=move || format!("{}: {name}", t_string!(i18n, customers.address))
                on:click=move |_| editing.set(Some(index))
            >
                {text}
            </button>
            <a
                class="btn ghost icon-only small"
                href=href
                target="_blank"
                rel="noopener noreferrer"
                aria-label=on_map
            >
                <Icon name="map-pin"/>
            </a>
            <CopyButton text=Signal::derive(move || place.get_value())/>
            </span>
        }
    };
    view! {
        <div class="detail">
            <span class="detail-label">{t!(i18n, customers.address)}</span>
            <div class="stack tight">
                {move || match editing.get() {
                    Some(index) => view! { <Form subject=subject index=index editing=editing/> }.into_any(),
                    None => {
                        let count = places.with(Vec::len);
                        view! {
                            {places.get().into_iter().enumerate().map(row).collect_view()}
                            <button
                                type="button"
                                class="link-add"
                                aria-label=move || t_string!(i18n, customers.add_address)
                                on:click=move |_| editing.set(Some(count))
                            >
                                <Icon name="plus"/>
                            </button>
                        }
                            .into_any()
                    }
                }}
            </div>
        </div>
    }
}

#[component]
fn Form(subject: Subject, index: usize, editing: RwSignal<Option<usize>>) -> impl IntoView {
    let i18n = use_i18n();
    let known = subject.customer.with_untracked(|customer| {
        customer
            .as_ref()
            .and_then(|customer| customer.addresses.get(index).cloned())
    });
    let draft = RwSignal::new(known.unwrap_or_default());
    let save = move |place: Address| {
        editing.set(None);
        subject.save(|customer| {
            if let Some(known) = customer.addresses.get_mut(index) {
                *known = place;
            } else {
                customer.addresses.push(place);
            }
            customer.addresses.retain(|place| !place.is_blank());
        });
    };
    view! {
        <form
            class="stack tight"
            on:submit=move |event| {
                event.prevent_default();
                save(draft.get_untracked());
            }
        >
            <AddressFields draft/>
            <div class="row wrap">
                <button type="submit" class="btn small primary">{t!(i18n, common.save)}</button>
                <button type="button" class="btn small" on:click=move |_| editing.set(None)>
                    {t!(i18n, common.cancel)}
                </button>
                <button type="button" class="btn small ghost" on:click=move |_| save(Address::default())>
                    {t!(i18n, common.remove)}
                </button>
            </div>
        </form>
    }
}

/// The controls of an address, part by part.
#[component]
pub fn AddressFields(draft: RwSignal<Address>) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |part: Part| match part {
        Part::Street => t_string!(i18n, customers.street),
        Part::City => t_string!(i18n, customers.city),
        Part::Region => t_string!(i18n, customers.region),
        Part::Postcode => t_string!(i18n, customers.postcode),
        Part::Country => t_string!(i18n, customers.country),
    };
    let field = move |part: Part| {
        view! {
            <input
                class="input"
                type="text"
                dir="auto"
                aria-label=move || name(part)
                placeholder=move || name(part)
                prop:value=move || draft.with(|place| part.of(&mut place.clone()).clone())
                on:input=move |event| {
                    draft.update(|place| *part.of(place) = event_target_value(&event));
                }
            />
        }
    };
    Part::ALL.map(field).collect_view()
}
