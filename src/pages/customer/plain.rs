//! The plain texts of the record, each edited in place. Knows nothing of their order.

use leptos::prelude::*;

use crate::{
    domain::Customer,
    i18n::{t_string, use_i18n},
    ui::Icon,
};

use super::{actions::web, inline::Inline, subject::Subject};

/// A single text of the record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What a person does.
    Job,
    /// Web site or profile.
    Website,
    /// Where they came from.
    Source,
    /// Number in a former system.
    Code,
    /// Free text.
    Note,
    /// Family name.
    Family,
    /// Given names.
    Given,
    /// What friends say.
    Nickname,
    /// How the name sounds.
    Phonetic,
    /// What stands before a name.
    Prefix,
    /// What stands behind it.
    Suffix,
}

impl What {
    fn of(self, customer: &Customer) -> String {
        match self {
            Self::Job => customer.job_title.clone(),
            Self::Website => customer.website.clone(),
            Self::Source => customer.source.clone(),
            Self::Code => customer.code.clone(),
            Self::Note => customer.note.clone(),
            Self::Family => customer.name.family.clone(),
            Self::Given => customer.name.given.clone(),
            Self::Nickname => customer.name.nickname.clone(),
            Self::Phonetic => customer.name.phonetic.clone(),
            Self::Prefix => customer.name.prefix.clone(),
            Self::Suffix => customer.name.suffix.clone(),
        }
    }

    fn put(self, customer: &mut Customer, text: String) {
        match self {
            Self::Job => customer.job_title = text,
            Self::Website => customer.website = text,
            Self::Source => customer.source = text,
            Self::Code => customer.code = text,
            Self::Note => customer.note = text,
            Self::Family => customer.name.family = text,
            Self::Given => customer.name.given = text,
            Self::Nickname => customer.name.nickname = text,
            Self::Phonetic => customer.name.phonetic = text,
            Self::Prefix => customer.name.prefix = text,
            Self::Suffix => customer.name.suffix = text,
        }
    }
}

/// A text with its label.
#[component]
pub fn Text(subject: Subject, what: What) -> impl IntoView {
    let i18n = use_i18n();
    let name = Signal::derive(move || {
        match what {
            What::Job => t_string!(i18n, customers.job),
            What::Website => t_string!(i18n, customers.website),
            What::Source => t_string!(i18n, customers.source),
            What::Code => t_string!(i18n, customers.code),
            What::Note => t_string!(i18n, common.note),
            What::Family => t_string!(i18n, data.w_family_name),
            What::Given => t_string!(i18n, data.w_given_name),
            What::Nickname => t_string!(i18n, data.w_nickname),
            What::Phonetic => t_string!(i18n, data.w_phonetic),
            What::Prefix => t_string!(i18n, data.w_name_prefix),
            What::Suffix => t_string!(i18n, data.w_name_suffix),
        }
        .to_owned()
    });
    let value = Signal::derive(move || subject.get(|customer| what.of(customer)));
    let link = move || {
        (what == What::Website)
            .then(|| web(&value.get()))
            .flatten()
            .map(|href| {
                view! {
                    <a
                        class="btn ghost icon-only small"
                        href=href
                        target="_blank"
                        rel="noopener noreferrer"
                        aria-label=move || value.get()
                    >
                        <Icon name="external"/>
                    </a>
                }
            })
    };
    view! {
        <div class="detail">
            <span class="detail-label">{name}</span>
            <span class="entry">
                <Inline
                    label=name
                    value=value
                    placeholder=Signal::stored("—".to_owned())
                    long=what == What::Note
                    on_save=Callback::new(move |text: String| subject.saved(|customer| what.put(customer, text)))
                />
                {link}
            </span>
        </div>
    }
}
