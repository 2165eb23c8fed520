//! A file shown in a dialog: pictures as pictures, text as plain text, PDFs in the browser's own viewer, sound
//! and film in its player; anything else by its name with the download beside it. Markup is text here: it is
//! never read as a page, for the media type of what is shown is ours, not the file's.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    Chosen,
    line::{bytes_of, download},
    texts,
};
use crate::{
    app::{
        App,
        format::use_fmt,
        state::use_app,
        worker::{self, Cancel, Glance, GlanceInput},
    },
    domain::{Attachment, FileLook},
    exchange::glance::plain,
    i18n::{Locale, t, t_string, tag, use_i18n},
    platform::files::{ObjectUrl, has_pdf_viewer},
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
    /// Pages in the browser's own viewer, by their address.
    Pages(ObjectUrl),
    /// Sound or film, by its address.
    Media(ObjectUrl),
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
        content.try_set(read(app, locale, &reading).await);
    });
    let name = file.name.clone();
    let shown = move || {
        content.with(|now| match now {
            Content::Reading => view! { <span class="spinner"></span> }.into_any(),
            Content::Picture(url) => {
                let url = url.as_str().to_owned();
                view! { <img class="file-picture" src=url alt=name.clone()/> }.into_any()
            }
            Content::Pages(url) => {
                // One page after the other, without small pictures of them beside it.
                let url = format!("{}#navpanes=0", url.as_str());
                view! { <iframe class="file-pages" src=url title=name.clone()></iframe> }.into_any()
            }
            Content::Media(url) => {
                let url = url.as_str().to_owned();
                let label = name.clone();
                // What the browser can't play it says nothing about: the sentence then stands in its place.
                view! {
                    <video
                        class="file-media"
                        src=url
                        aria-label=label
                        controls
                        on:error=move |_| { content.try_set(Content::Nothing); }
                    ></video>
                }
                .into_any()
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

/// What of the file can be shown.
async fn read(app: App, locale: Locale, file: &Attachment) -> Content {
    let addressed = async |mime: &str, of: fn(ObjectUrl) -> Content| {
        let Some(bytes) = bytes_of(app, locale, file).await else {
            return Content::Lost;
        };
        ObjectUrl::new(&bytes, mime).map_or(Content::Nothing, of)
    };
    match file.look() {
        FileLook::Image(mime) => addressed(mime, Content::Picture).await,
        FileLook::Pdf if has_pdf_viewer() => addressed("application/pdf", Content::Pages).await,
        FileLook::Media => addressed(&file.mime, Content::Media).await,
        FileLook::Text => match bytes_of(app, locale, file).await {
            Some(bytes) => as_text(&bytes, locale).await,
            None => Content::Lost,
        },
        FileLook::Pdf | FileLook::Sheet | FileLook::Document | FileLook::Other => Content::Nothing,
    }
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
