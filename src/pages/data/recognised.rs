//! What was recognised, with a chooser for each guess.

use leptos::prelude::*;

use super::{
    card::Card,
    doubts::{DateOrderChoice, DecimalChoice},
    program::program,
    texts,
};
use crate::{
    app::{
        data::{
            Kind, Reading,
            reading::{Decisions, Issue, Reason},
        },
        format::{Fmt, use_fmt},
    },
    exchange::{
        duplicates::DuplicateChoice, import::Format, problem::ProblemKind, sniff::DELIMITERS,
        text::ENCODINGS, unpack::Origin,
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    ui::Field,
};

/// `Google Contacts, 1,204 rows, GB18030`.
fn sentence(locale: Locale, fmt: Fmt, reading: &Reading, origin: Option<Origin>) -> String {
    let rows = reading.counts.rows;
    let count = fmt.count(rows);
    let amount = match reading.format {
        Format::Vcard => td_string!(locale, data.cards, count = rows, shown = count),
        Format::Ics => td_string!(locale, data.entries, count = rows, shown = count),
        Format::Json => td_string!(locale, data.records, count = rows, shown = count),
        Format::Csv | Format::Tsv => {
            td_string!(locale, data.rows, count = rows, shown = count)
        }
    };
    let mut parts = vec![texts::kind(locale, reading.kind).to_owned()];
    parts.extend(reading.product.as_deref().map(|name| program(locale, name)));
    if reading.format == Format::Vcard {
        parts.push(td_string!(locale, data.format_vcard).to_owned());
    }
    parts.push(amount);
    parts.push(match origin {
        Some(Origin::Sheet) => td_string!(locale, data.format_sheet).to_owned(),
        _ => reading.encoding.to_uppercase(),
    });
    parts.join(" · ")
}

/// The sentence and the choosers.
#[component]
pub fn Recognised(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let reading = card.reading;
    let table = move || {
        reading.with(|reading| {
            reading
                .as_ref()
                .is_some_and(|r| matches!(r.format, Format::Csv | Format::Tsv))
        })
    };
    // Cards are asked about only where they do not say it themselves.
    let cards = move || {
        let chosen = card.decisions.with(|one| one.choices.encoding.is_some());
        reading.with(|reading| {
            reading.as_ref().is_some_and(|r| {
                let silent = |issue: &Issue| {
                    matches!(issue.reason, Reason::Table(ProblemKind::NoCharset(_)))
                };
                r.format == Format::Vcard && (chosen || r.issues.iter().any(silent))
            })
        })
    };
    let text = move || {
        reading.with(|reading| {
            let reading = reading.as_ref();
            reading.map(|reading| sentence(i18n.get_locale(), fmt, reading, card.origin.get()))
        })
    };
    view! {
        <p class="data-recognised strong" role="status">{text}</p>
        <p class="small muted" hidden=move || !card.learned.get()>
            {t!(i18n, data.learned)}
        </p>
        <p class="small muted" hidden=move || card.left_out.with(Vec::is_empty)>
            {move || {
                let names = card.left_out.with(|names| names.join(", "));
                t_string!(i18n, data.left_out, names = names)
            }}
        </p>
        <Show when=cards>
            <div class="data-guesses">
                <EncodingChoice card/>
            </div>
        </Show>
        <Show when=table>
            <div class="data-guesses">
                <KindChoice card/>
                <Show when=move || card.origin.get() != Some(Origin::Sheet)>
                    <EncodingChoice card/>
                    <DelimiterChoice card/>
                </Show>
                <HeaderChoice card/>
                <DateOrderChoice card/>
                <DecimalChoice card/>
            </div>
        </Show>
    }
}

/// A labelled chooser. `options` gives value and text, `current` the value.
#[component]
pub fn Choice(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Values with their texts.
    options: Signal<Vec<(String, String)>>,
    /// The chosen value.
    current: Signal<String>,
    /// Told the value.
    choose: Callback<String>,
) -> impl IntoView {
    view! {
        <Field label let:parts>
            <select
                class="input"
                id=parts.id()
                aria-describedby=parts.described_by()
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(value, text)| {
                            let own = value.clone();
                            view! {
                                <option value=value prop:selected=move || current.get() == own>
                                    {text}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </Field>
    }
}

/// A text of the person's language as a signal.
pub fn text(make: impl Fn() -> &'static str + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || make().to_owned())
}

#[component]
fn KindChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        Kind::TABLES
            .map(|kind| {
                (
                    kind.as_str().to_owned(),
                    texts::kind(i18n.get_locale(), kind).to_owned(),
                )
            })
            .to_vec()
    });
    let current = Signal::derive(move || {
        let kind = card.reading.with(|r| r.as_ref().map(|r| r.kind));
        kind.map_or("", Kind::as_str).to_owned()
    });
    let choose = Callback::new(move |value: String| {
        card.decisions
            .update(|decisions| decisions.kind = Kind::parse(&value));
    });
    view! { <Choice label=text(move || t_string!(i18n, data.kind)) options current choose/> }
}

/// Columns that were chosen by hand belong to the rows they were seen in.
fn forget_columns(decisions: &mut Decisions) {
    decisions.choices.mapping = None;
    decisions.sales_targets = None;
    decisions.targets = None;
}

/// Which row names the columns, or that none does.
#[component]
fn HeaderChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let found = move || card.reading.with(|r| r.as_ref().and_then(|r| r.header));
    let options = Signal::derive(move || {
        let none = ("0".to_owned(), t_string!(i18n, data.header_none).to_owned());
        let heads = card.reading.with(|r| r.as_ref().map(|r| r.heads.clone()));
        let mut heads = heads.unwrap_or_default();
        let chosen = found().filter(|row| *row > 0);
        heads.extend(
            chosen
                .filter(|row| heads.iter().all(|one| one.0 != *row))
                .map(|row| (row, String::new())),
        );
        let rows = heads.into_iter().map(|(row, words)| {
            let text = t_string!(i18n, data.header_at, row = row);
            let text = if words.is_empty() {
                text
            } else {
                format!("{text}: {words}")
            };
            (row.to_string(), text)
        });
        rows.chain([none]).collect()
    });
    let current = Signal::derive(move || found().map(|row| row.to_string()).unwrap_or_default());
    let choose = Callback::new(move |value: String| {
        card.decisions.update(|decisions| {
            decisions.choices.header = value.parse().ok();
            forget_columns(decisions);
        });
    });
    view! { <Choice label=text(move || t_string!(i18n, data.header_row)) options current choose/> }
}

#[component]
fn EncodingChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        let mut all: Vec<String> = ENCODINGS.iter().map(|&name| name.to_owned()).collect();
        let found = card
            .reading
            .with(|r| r.as_ref().map(|r| r.encoding.clone()));
        all.extend(found.filter(|name| !ENCODINGS.contains(&name.as_str())));
        all.into_iter()
            .map(|name| (name.clone(), name.to_uppercase()))
            .collect()
    });
    let current = Signal::derive(move || {
        let found = card
            .reading
            .with(|r| r.as_ref().map(|r| r.encoding.clone()));
        found.unwrap_or_default()
    });
    let choose = Callback::new(move |value: String| {
        card.decisions.update(|decisions| {
            decisions.choices.encoding = Some(value);
            forget_columns(decisions);
        });
    });
    view! { <Choice label=text(move || t_string!(i18n, data.encoding)) options current choose/> }
}

#[component]
fn DelimiterChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        DELIMITERS
            .map(|sign| {
                (
                    sign.to_string(),
                    texts::delimiter(i18n.get_locale(), sign).to_owned(),
                )
            })
            .to_vec()
    });
    let current = Signal::derive(move || {
        let found = card.reading.with(|r| r.as_ref().and_then(|r| r.delimiter));
        found.map(String::from).unwrap_or_default()
    });
    let choose = Callback::new(move |value: String| {
        card.decisions.update(|decisions| {
            decisions.choices.delimiter = value.chars().next();
            forget_columns(decisions);
        });
    });
    view! { <Choice label=text(move || t_string!(i18n, data.delimiter)) options current choose/> }
}

/// What to do with what is known already.
#[component]
pub fn DuplicatesChoice(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let sales = move || {
        card.reading.with(|reading| {
            reading
                .as_ref()
                .is_some_and(|r| matches!(r.kind, Kind::Sales | Kind::Lines))
        })
    };
    let customers = move || {
        let kind = card.reading.with(|r| r.as_ref().map(|r| r.kind));
        !matches!(
            kind,
            Some(Kind::Deals | Kind::Products | Kind::Activities | Kind::Points)
        )
    };
    let options = Signal::derive(move || {
        let own = |value: &str, text: &str| (value.to_owned(), text.to_owned());
        if sales() {
            vec![
                own("skip", t_string!(i18n, data.dup_sales_skip)),
                own("update", t_string!(i18n, data.dup_sales_update)),
                own("add", t_string!(i18n, data.dup_add)),
            ]
        } else {
            vec![
                own("skip", t_string!(i18n, data.dup_skip)),
                own("update", t_string!(i18n, data.dup_update)),
                own("add", t_string!(i18n, data.dup_add)),
            ]
        }
    });
    let current = Signal::derive(move || {
        let value = match card.decisions.with(|decisions| decisions.duplicates) {
            DuplicateChoice::Skip => "skip",
            DuplicateChoice::Update => "update",
            DuplicateChoice::Add => "add",
        };
        value.to_owned()
    });
    let choose = Callback::new(move |value: String| {
        let choice = match value.as_str() {
            "update" => DuplicateChoice::Update,
            "add" => DuplicateChoice::Add,
            _ => DuplicateChoice::Skip,
        };
        card.decisions
            .update(|decisions| decisions.duplicates = choice);
    });
    let label = text(move || {
        if sales() {
            t_string!(i18n, data.dup_sales)
        } else if customers() {
            t_string!(i18n, data.duplicates)
        } else {
            t_string!(i18n, data.dup_known)
        }
    });
    view! { <Choice label options current choose/> }
}
