//! One file: its picture or icon, what it is, whose it is, and what can be done with it.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{category::CategorySelect, texts};
use crate::{
    app::{App, Notice, format::use_fmt, route::href_of, state::use_app},
    domain::{
        Attachment, FileCategory, FileLook, TableName,
        commands::{Delete, Save},
    },
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::parts::{SelectBox, Selection},
    platform::{
        files::{self, ObjectUrl},
        random,
    },
    query::files_asked::whose,
    ui::{Icon, Menu, MenuItem},
};

/// Largest picture that is decoded for a small one.
const THUMB: u64 = 12 << 20;
/// What every file is downloaded as: no browser opens that as a page.
const BYTES: &str = "application/octet-stream";

/// The bytes of a file; told to the person where they are not to be had.
pub async fn bytes_of(app: App, locale: Locale, file: &Attachment) -> Option<Vec<u8>> {
    let found = match app.shop() {
        Some(shop) => shop.file(&file.hash).await,
        None => Ok(None),
    };
    if let Ok(Some(bytes)) = found {
        return Some(bytes);
    }
    let text = td_string!(locale, files.lost, file = file.name.clone());
    app.notify(Notice::Problem(text));
    None
}

/// Hands a file over as a real download.
pub fn download(app: App, locale: Locale, file: Arc<Attachment>) {
    spawn_local(async move {
        let Some(bytes) = bytes_of(app, locale, &file).await else {
            return;
        };
        if let Err(error) = files::download(&file.name, BYTES, &[&bytes]) {
            app.notify(Notice::Problem(error.to_string()));
        }
    });
}

/// The line.
#[component]
pub fn Line(
    file: Arc<Attachment>,
    show: Callback<Arc<Attachment>>,
    edit: Callback<Arc<Attachment>>,
    /// In a narrow place.
    compact: bool,
    /// Whose it is stands beside it.
    #[prop(optional)]
    named: bool,
    /// Where many can be selected.
    #[prop(optional)]
    selection: Option<Selection>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let kept = StoredValue::new(file.clone());
    let name = move || kept.with_value(|file| file.name.clone());
    let (size, created, stage) = (file.size, file.created, file.stage);
    let stage = move || {
        let id = stage?;
        let stage = app.read(&[TableName::Pipelines], |records| {
            let mut boards = records.pipelines.iter();
            boards.find_map(|board| board.stage(id).map(|stage| stage.name.clone()))
        });
        let stage = stage.unwrap_or_else(|| t_string!(i18n, pipeline.gone_stage).to_owned());
        Some(format!(
            " · {}",
            t_string!(i18n, files.stage, stage = stage)
        ))
    };
    let (category, file_table) = (file.category, file.to.table);
    let sort = move |chosen: Option<FileCategory>| {
        let base = kept.get_value();
        let edited = Attachment {
            category: chosen.unwrap_or_default(),
            ..Attachment::clone(&base)
        };
        app.run(Save::new(Attachment::clone(&base), edited), |_| {});
    };
    // Where there is no room to choose it, it is said.
    let said = move || {
        let said = compact && category != FileCategory::default();
        said.then(|| format!(" · {}", texts::category(i18n.get_locale(), category)))
    };
    let place = StoredValue::new(href_of(file.to.table, file.to.id));
    let on = move || {
        let name = named.then(|| {
            app.read(&[file_table], |records| {
                kept.with_value(|file| whose(records, file))
            })
        })?;
        let href = place.get_value();
        Some(view! { " · " <a href=href dir="auto">{name}</a> })
    };
    let delete = Callback::new(move |()| {
        let command = Delete {
            records: vec![(TableName::Files, kept.with_value(|file| file.id.raw()))],
            seed: random::seed(),
        };
        app.run(command, |_| {});
    });
    let out = Callback::new(move |()| download(app, i18n.get_locale_untracked(), kept.get_value()));
    let edit = Callback::new(move |()| edit.run(kept.get_value()));
    let id = file.id.raw();
    let selecting = Memo::new(move |_| selection.is_some_and(Selection::is_on));
    let select_box = move || {
        let selection = selection.filter(|_| selecting.get())?;
        Some(view! { <SelectBox selection id name=Signal::derive(name)/> })
    };
    // While somebody selects, a click selects.
    let open = move |_| match selection.filter(|_| selecting.get_untracked()) {
        Some(selection) => selection.toggle(id),
        None => show.run(kept.get_value()),
    };
    view! {
        <li class="file" class:selected=move || selection.is_some_and(|selection| selection.has(id))>
            {select_box}
            <button
                type="button"
                class="file-thumb"
                aria-label=move || t_string!(i18n, files.show, name = name())
                on:click=open
            >
                <Thumb file=file.clone() held=None/>
            </button>
            <div class="grow file-what">
                <span class="clip strong" dir="auto">{name()}</span>
                <span class="muted small num">
                    {move || texts::size(fmt, size)} " · " {move || fmt.date_time(created)} {said} {stage} {on}
                </span>
            </div>
            {(!compact)
                .then(|| {
                    view! {
                        <CategorySelect
                            chosen=Signal::stored(Some(category))
                            on_pick=Callback::new(sort)
                            label=Signal::derive(move || t_string!(i18n, files.category_of, name = name()))
                            class="input file-category"
                        />
                    }
                })}
            <Menu
                label=Signal::derive(move || format!("{}: {}", t_string!(i18n, common.more), name()))
                icon="more"
                icon_only=true
                class="btn ghost small"
            >
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, files.download).to_owned())
                    icon="download"
                    on_select=out
                />
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, files.rename).to_owned())
                    icon="edit"
                    on_select=edit
                />
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, common.delete).to_owned())
                    icon="trash"
                    danger=true
                    on_select=delete
                />
            </Menu>
        </li>
    }
    .into_any()
}

/// The picture itself, small, or an icon with the ending.
#[component]
pub fn Thumb(
    file: Arc<Attachment>,
    /// The bytes, where the store does not have them yet.
    held: Option<Arc<[u8]>>,
) -> impl IntoView {
    let app = use_app();
    let look = file.look();
    let url = RwSignal::new(None::<ObjectUrl>);
    if let FileLook::Image(mime) = look
        && file.size <= THUMB
    {
        let hash = file.hash.clone();
        match held {
            Some(bytes) => url.set(ObjectUrl::new(&bytes, mime).ok()),
            None => spawn_local(async move {
                let Some(shop) = app.shop() else { return };
                // What can't be read shows its icon; opening it says why.
                if let Ok(Some(bytes)) = shop.file(&hash).await {
                    url.try_set(ObjectUrl::new(&bytes, mime).ok());
                }
            }),
        }
    }
    let ending = texts::ending(&file.name);
    move || {
        let address = url.with(|url| url.as_ref().map(|url| url.as_str().to_owned()));
        match address {
            Some(address) => view! { <img src=address alt="" decoding="async"/> }.into_any(),
            None => view! {
                <Icon name=texts::icon(look)/>
                <small>{ending.clone()}</small>
            }
            .into_any(),
        }
    }
}
