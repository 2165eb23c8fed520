//! What can be done with all files that are selected: what they are to the shop, the stage of those on deals, the
//! files themselves in one archive, their list as a file, deleting. One change, one undo.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{line::download, out::as_table, texts};
use crate::{
    app::{App, Notice, data::export, state::use_app},
    domain::{Attachment, FileCategory, Id, Pipeline, TableName, commands::FileChange},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{
        data::failure_text,
        parts::{
            Asks, BulkWords, ExportTable, Selection, Settable, at_place, bulk_bar_out, numbered,
        },
    },
    ui::Icon,
};

/// What is to be known of the list.
#[derive(Clone, Copy)]
struct Listed {
    app: App,
    selection: Selection,
}

impl Listed {
    /// The files that are selected, in order.
    fn chosen(self) -> Vec<Arc<Attachment>> {
        let ids = untrack(|| self.selection.chosen()).into_iter();
        self.app.peek(|records| {
            ids.filter_map(|id| records.get(Id::new(id)).cloned())
                .collect()
        })
    }
}

/// What is set.
#[derive(Debug, Clone, Copy)]
enum What {
    Category,
    Stage,
}

impl Settable for What {
    type List = Listed;
    type Change = FileChange;

    fn all(list: Listed) -> Vec<Self> {
        let mut chosen = list.chosen().into_iter();
        let staged = chosen.any(|file| file.to.table == TableName::Deals);
        let stage = staged.then_some(Self::Stage);
        std::iter::once(Self::Category).chain(stage).collect()
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Category => td_string!(locale, files.category),
            Self::Stage => td_string!(locale, files.whole_stage),
        }
        .to_owned()
    }

    fn asks(&self, list: Listed, locale: Locale) -> Asks {
        match self {
            Self::Category => Asks::Choice(numbered(
                FileCategory::ALL.map(|one| texts::category(locale, one)),
            )),
            Self::Stage => Asks::Choice(stages(list.app)),
        }
    }

    fn change(&self, _: Listed, locale: Locale, text: &str) -> Result<FileChange, String> {
        match self {
            Self::Category => at_place(locale, &FileCategory::ALL, text).map(FileChange::Category),
            Self::Stage => Ok(FileChange::Stage(Id::parse(text))),
        }
    }
}

/// Every stage with its name, board by board; the board's name is said where there are several.
fn stages(app: App) -> Vec<(String, String)> {
    app.peek(|records| {
        let mut boards: Vec<_> = records.pipelines.iter().collect();
        boards.sort_by(|a, b| a.rank.cmp(&b.rank));
        let many = boards.len() > 1;
        let of_board = |board: &&Arc<Pipeline>| {
            let named = |name: &str| {
                if many {
                    format!("{}: {name}", board.name)
                } else {
                    name.to_owned()
                }
            };
            let stages = board.stages.iter();
            let stages = stages.map(|stage| (stage.id.to_string(), named(&stage.name)));
            stages.collect::<Vec<_>>()
        };
        boards.iter().flat_map(of_board).collect()
    })
}

/// The bar; there while somebody is selecting.
#[component]
pub fn BulkBar(selection: Selection) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let list = Listed { app, selection };
    let words = BulkWords {
        label: Signal::derive(move || t_string!(i18n, people.bulk_files).to_owned()),
        title: Signal::derive(move || t_string!(i18n, people.bulk_edit_files).to_owned()),
        count: Signal::derive(move || {
            t_string!(
                i18n,
                files.files_n,
                count = counted(i18n.get_locale(), selection.count())
            )
        }),
    };
    let busy = RwSignal::new(false);
    let take = move |_| {
        let locale = i18n.get_locale_untracked();
        let chosen = list.chosen();
        if let [file] = chosen.as_slice() {
            return download(app, locale, file.clone());
        }
        busy.set(true);
        spawn_local(async move {
            hand_over(app, locale, chosen).await;
            busy.try_set(false);
        });
    };
    let more = move || {
        view! {
            <button
                type="button"
                class="btn small"
                aria-busy=move || busy.get().to_string()
                disabled=move || busy.get()
                on:click=take
            >
                <Icon name="download"/>
                {t!(i18n, files.download)}
            </button>
        }
        .into_any()
    };
    let table = Callback::new(move |()| as_table(app, i18n.get_locale_untracked(), &list.chosen()));
    let out = move || view! { <ExportTable name="files" list=table/> }.into_any();
    bulk_bar_out::<What>(list, selection, words, more, out)
}

/// Hands many files over as one, and says which could not be read.
async fn hand_over(app: App, locale: Locale, chosen: Vec<Arc<Attachment>>) {
    match export::attached(app, &chosen).await {
        Ok(lost) if lost.is_empty() => {}
        Ok(lost) => {
            let names = lost.join(td_string!(locale, history.comma));
            app.notify(Notice::Problem(td_string!(
                locale,
                files.lost,
                file = names
            )));
        }
        Err(failure) => {
            app.notify(Notice::Problem(failure_text(locale, "ZIP", &failure)));
        }
    }
}
