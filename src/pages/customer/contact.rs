//! What a customer is reached by, each edited in place. Knows nothing of the order of the parts.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        engine::{Answer, go_on},
        format::use_fmt,
        search::use_search,
    },
    clean::known::{has_email, has_phone, is_mailbox, is_number, may_be_one},
    domain::{Channel, Customer, Email, Phone},
    i18n::{t_string, use_i18n},
    pages::{
        customers::{Known, find_known},
        parts::CopyButton,
    },
    ui::Icon,
};

use super::{
    actions::{mailto, tel},
    inline::Inline,
    subject::Subject,
    texts::{LABELS, label},
};

/// A kind of entry of which there may be several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Telephone numbers.
    Phone,
    /// E-mail addresses.
    Email,
}

/// An entry: what it says and its label.
type Said = (String, String);

impl Entry {
    fn all(self, customer: &Customer) -> Vec<Said> {
        match self {
            Self::Phone => customer
                .phones
                .iter()
                .map(|phone| (phone.number.clone(), phone.label.clone()))
                .collect(),
            Self::Email => customer
                .emails
                .iter()
                .map(|email| (email.address.clone(), email.label.clone()))
                .collect(),
        }
    }

    fn put(self, customer: &mut Customer, entries: Vec<Said>) {
        match self {
            Self::Phone => {
                let phones = entries
                    .into_iter()
                    .map(|(number, label)| Phone { number, label });
                customer.phones = phones.collect();
            }
            Self::Email => {
                let emails = entries
                    .into_iter()
                    .map(|(address, label)| Email { address, label });
                customer.emails = emails.collect();
            }
        }
    }

    /// The way that leads there.
    const fn channel(self) -> Channel {
        match self {
            Self::Phone => Channel::Phone,
            Self::Email => Channel::Email,
        }
    }

    /// Somebody else who has that number or address, and may be the same.
    fn known(self, subject: Subject, text: &str) -> Option<Arc<Customer>> {
        let is_enough = match self {
            Self::Phone => is_number(text),
            Self::Email => is_mailbox(text),
        };
        let own = subject.customer.get().filter(|_| is_enough)?;
        // Made when it is first asked: most who look at a record type nothing.
        find_known(subject.app, use_search(), text, |one| {
            let has = match self {
                Self::Phone => has_phone(one, text),
                Self::Email => has_email(one, text),
            };
            has && may_be_one(one, &own)
        })
    }

    fn href(self, text: &str) -> Option<String> {
        match self {
            Self::Phone => tel(text),
            Self::Email => mailto(text),
        }
    }
}

/// Changes the entry at `index`; a blank one goes.
fn set(
    subject: Subject,
    kind: Entry,
    index: usize,
    change: impl FnOnce(&mut Said),
) -> Answer<'static, bool> {
    subject.saved(|customer| {
        let mut entries = kind.all(customer);
        if index == entries.len() {
            entries.push(Said::default());
        }
        if let Some(entry) = entries.get_mut(index) {
            change(entry);
        }
        entries.retain(|(text, _)| !text.trim().is_empty());
        kind.put(customer, entries);
    })
}

/// The entries of a kind, with a way to add one.
#[component]
pub fn Entries(subject: Subject, kind: Entry) -> impl IntoView {
    let i18n = use_i18n();
    let adding = RwSignal::new(false);
    let count = Memo::new(move |_| subject.get(|customer| kind.all(customer).len()));
    let name = Signal::derive(move || match kind {
        Entry::Phone => t_string!(i18n, customers.phone).to_owned(),
        Entry::Email => t_string!(i18n, customers.email).to_owned(),
    });
    // Where the new entry stands once it is written. Until its field has closed it is shown there and nowhere
    // else, and whoever types on in it during a slow write changes that entry instead of adding another.
    let made = RwSignal::new(None::<usize>);
    let save_new = Callback::new(move |text: String| {
        let all = count.get_untracked();
        let index = made.get_untracked().map_or(all, |index| index.min(all));
        made.set(Some(index));
        set(subject, kind, index, |entry| entry.0 = text)
    });
    // What was typed last; it stands when it is saved, so that whoever missed it while typing sees it then.
    let looked = RwSignal::new(String::new());
    let look = Callback::new(move |text| looked.set(text));
    let known = Memo::new(move |_| looked.with(|text| kind.known(subject, text)));
    let close_new = Callback::new(move |()| {
        if made.get_untracked().is_some() {
            adding.set(false);
            made.set(None);
        }
    });
    let none = Memo::new(move |_| count.get() == 0);
    // The field stays while the first entry of all is written.
    let typing = Memo::new(move |_| adding.get() || none.get() || made.get().is_some());
    let rows = Memo::new(move |_| {
        made.get()
            .map_or(count.get(), |index| index.min(count.get()))
    });
    let add_name = Signal::derive(move || match kind {
        Entry::Phone => t_string!(i18n, customers.add_phone).to_owned(),
        Entry::Email => t_string!(i18n, customers.add_email).to_owned(),
    });
    view! {
        <div class="detail">
            <span class="detail-label">{name}</span>
            <div class="stack tight">
                // Above them: below it would move away under the pointer when a field that was left closes.
                <Known said=Signal::derive(move || t_string!(i18n, customers.also_has).to_owned()) known/>
                // Rows stay while another one comes or goes: drawn anew, what is typed in them would be lost.
                <For each=move || 0..rows.get() key=|index| *index let:index>
                    <OneEntry subject=subject kind=kind index=index name=name look=look/>
                </For>
                {move || {
                    if typing.get() {
                        view! {
                            <Inline
                                label=name
                                value=Signal::stored(String::new())
                                placeholder=add_name
                                begin=adding.get_untracked()
                                on_typed=look
                                on_close=close_new
                                on_save=save_new
                            />
                        }
                            .into_any()
                    } else {
                        view! {
                            <button
                                type="button"
                                class="link-add"
                                aria-label=move || add_name.get()
                                on:click=move |_| adding.set(true)
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
fn OneEntry(
    subject: Subject,
    kind: Entry,
    index: usize,
    name: Signal<String>,
    look: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let entry = Memo::new(move |_| {
        subject.get(|customer| kind.all(customer).get(index).cloned().unwrap_or_default())
    });
    let text = Signal::derive(move || entry.get().0);
    let own = move || entry.get().1;
    let option = move |value: String| {
        let (selected, plain) = (value.clone(), value.clone());
        view! {
            <option value=plain selected=move || own() == selected>
                {move || label(fmt.locale(), &value)}
            </option>
        }
    };
    let options = move || {
        let mut all: Vec<String> = std::iter::once("")
            .chain(LABELS)
            .map(str::to_owned)
            .collect();
        if !all.contains(&own()) {
            all.push(own());
        }
        all.into_iter().map(option).collect_view()
    };
    let icon = match kind {
        Entry::Phone => "phone",
        Entry::Email => "mail",
    };
    // The link stays while something else of the record changes: drawn anew it would lose the keyboard.
    let href = Memo::new(move |_| {
        let may = subject.get(|one| one.may_contact(kind.channel()));
        kind.href(&text.get()).filter(|_| may)
    });
    view! {
        <span class="entry">
            <Inline
                label=name
                value=text
                placeholder=name
                on_typed=look
                on_save=Callback::new(move |text: String| set(subject, kind, index, |entry| entry.0 = text))
            />
            <select
                class="entry-label"
                aria-label=move || t_string!(i18n, customers.label_of, name = text.get())
                on:change=move |event| {
                    let label = event_target_value(&event);
                    go_on(set(subject, kind, index, |entry| entry.1 = label));
                }
            >
                {options}
            </select>
            {move || {
                href.get()
                    .map(|href| {
                        view! {
                            <a class="btn ghost icon-only small" href=href aria-label=move || text.get()>
                                <Icon name=icon/>
                            </a>
                        }
                    })
            }}
            <CopyButton text/>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, customers.remove_one, name = text.get())
                on:click=move |_| {
                    look.run(String::new());
                    go_on(set(subject, kind, index, |entry| entry.0.clear()));
                }
            >
                <Icon name="x"/>
            </button>
        </span>
    }
}
