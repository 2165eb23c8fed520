//! A file shown in a dialog: pictures as pictures, text as plain text, anything else by its name with
//! the download beside it. Markup is text here: it is never read as a page.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    Chosen,
    line::{bytes_of, download},
    texts,
};
use crate::{
    app::{
        format::use_fmt,
        state::use_app,
        worker::{self, Cancel, Glance, GlanceInput},
    },
    domain::{Attachment, FileLook},
    exchange::glance::plain,
    i18n::{Locale, t, t_string, tag, use_i18n},
    platform::files::ObjectUrl,
    ui::{Dialog, Icon},
};

/// Bytes of a text that are shown.
const SHOWN: usize = 200_000;

/// What is on screen.
enum Content {
    /// It is being read.
    Reading,
    /// A picture, by its address.
    Picture(ObjectUrl),
    /// Text, the encoding where it is not the usual one, and whether there is more.
    Text(String, Option<String>, bool),
    /// Nothing that could be shown.
    Nothing,
    /// The bytes are not to be had.
    Lost,
}

/// The dialog.
#[component]
pub fn PreviewDialog(open: RwSignal<bool>, chosen: Chosen) -> impl IntoView {
    let title = Signal::derive(move || {
        chosen.with(|file| {
            file.as_ref()
                .map_or_else(String::new, |file| file.name.clone())
        })
    });
    view! {
        <Dialog open title wide=true>
            {move || chosen.get().map(|file| view! { <Preview file open/> })}
        </Dialog>
    }
}

#[component]
fn Preview(file: Arc<Attachment>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let content = RwSignal::new(Content::Reading);
    let locale = i18n.get_locale_untracked();
    let look = file.look();
    let reading = file.clone();
    spawn_local(async move {
        let shown = match look {
            FileLook::Image(mime) => match bytes_of(app, locale, &reading).await {
                Some(bytes) => {
                    ObjectUrl::new(&bytes, mime).map_or(Content::Nothing, Content::Picture)
                }
                None => Content::Lost,
            },
            FileLook::Text => match bytes_of(app, locale, &reading).await {
                Some(bytes) => as_text(&bytes, locale).await,
                None => Content::Lost,
            },
            _ => Content::Nothing,
        };
        content.try_set(shown);
    });
    let name = file.name.clone();
    let shown = move || {
        content.with(|content| match content {
            Content::Reading => view! { <span class="spinner"></span> }.into_any(),
            Content::Picture(url) => {
                let url = url.as_str().to_owned();
                view! { <img class="file-picture" src=url alt=name.clone()/> }.into_any()
            }
            Content::Text(text, encoding, more) => view! {
                <p class="muted small">
                    {t!(i18n, files.as_text)}
                    {encoding.clone().map(|encoding| {
                        format!(" {}", t_string!(i18n, files.encoding, encoding = encoding))
                    })}
                </p>
                <pre class="file-text" dir="auto" tabindex="0">{text.clone()}</pre>
                {more.then(|| view! { <p class="muted small">{t!(i18n, files.cut)}</p> })}
            }
            .into_any(),
            Content::Lost => {
                let text = t_string!(i18n, files.lost, file = name.clone());
                view! { <p class="file-none bad"><Icon name="alert"/> {text}</p> }.into_any()
            }
            Content::Nothing => view! {
                <p class="file-none"><Icon name=texts::icon(look)/> {t!(i18n, files.no_preview)}</p>
            }
            .into_any(),
        })
    };
    let (size, created) = (file.size, file.created);
    let category = file.category;
    view! {
        <div class="content">
            {shown}
            <p class="muted small num">
                {move || texts::category(i18n.get_locale(), category)} " · "
                {move || texts::size(fmt, size)} " · " {move || fmt.date_time(created)}
            </p>
        </div>
        <footer>
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {t!(i18n, common.close)}
            </button>
            <button
                type="button"
                class="btn primary"
                on:click=move |_| download(app, i18n.get_locale_untracked(), file.clone())
            >
                <Icon name="download"/>
                {move || t_string!(i18n, files.download)}
            </button>
        </footer>
    }
    .into_any()
}

/// The beginning as text. The worker is asked where the bytes are no UTF-8; where it can't be had, what is
/// none shows a sign in its place.
async fn as_text(bytes: &[u8], locale: Locale) -> Content {
    let cut = bytes.len() > SHOWN;
    let start = bytes.get(..SHOWN).unwrap_or(bytes);
    if let Some(text) = plain(start, cut) {
        return Content::Text(text, None, cut);
    }
    let asked = GlanceInput {
        cut,
        language: tag(locale).to_owned(),
    };
    let read = worker::run::<Glance>(&asked, start.to_vec(), &Cancel::default(), |_| {}).await;
    match read {
        Ok((encoding, text)) => Content::Text(
            String::from_utf8_lossy(&text).into_owned(),
            Some(encoding),
            cut,
        ),
        Err(_) => Content::Text(String::from_utf8_lossy(start).into_owned(), None, cut),
    }
}
