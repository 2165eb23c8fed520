//! Files on their way onto a record: asked for their size before they are read, read, and attached in
//! one change, or held for the record that is still being filled in. What can't be kept is named in a
//! sentence, and the others come in all the same.

use leptos::{ev::ClipboardEvent, prelude::*, task::spawn_local};
use web_sys::{Element, File, FileList, Node};

use crate::{
    app::{App, notice::refused},
    domain::{
        AttachedTo, Attachment, Id, Refusal, Stage,
        commands::{AttachFiles, NewFile, may_be_kept},
        limits,
    },
    i18n::{Locale, td_string},
    platform::files::{self, Chosen},
};

/// Bytes after which what was read is written before more is read; the most that a form holds.
const AT_ONCE: u64 = 64 << 20;

/// Files that wait in a form until their record is saved.
pub type Held = RwSignal<Vec<NewFile>>;

/// What takes files in.
#[derive(Clone, Copy)]
pub struct Incoming {
    app: App,
    to: AttachedTo,
    /// True while files are read and written.
    pub busy: RwSignal<bool>,
    /// What could not be kept, in sentences.
    pub problems: RwSignal<Vec<String>>,
    /// Where files wait; `None` if they are written at once.
    held: Option<Held>,
}

/// The files of a list.
pub fn listed(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)))
        .collect()
}

/// The files that are pasted, as far as they are meant for the section `here`. Cells of a spreadsheet come as
/// a picture too: where there is text, text is meant; and what is pasted in a dialog is meant for what is in it.
pub fn pasted(event: &ClipboardEvent, here: Option<&Element>) -> Vec<File> {
    let Some(data) = event.clipboard_data() else {
        return Vec::new();
    };
    let text = data
        .types()
        .iter()
        .any(|kind| kind.as_string().as_deref() == Some("text/plain"));
    let elsewhere = top_dialog().is_some_and(|dialog| !dialog.contains(here.map(AsRef::as_ref)));
    if text || elsewhere || event.default_prevented() {
        return Vec::new();
    }
    listed(data.files())
}

/// The dialog that was opened last; one inside another stands behind it in the document.
fn top_dialog() -> Option<Node> {
    let open = document().query_selector_all("dialog[open]").ok()?;
    open.item(open.length().checked_sub(1)?)
}

impl Incoming {
    /// Nothing is on its way yet. What comes is written at once, or `held`.
    pub fn new(app: App, to: AttachedTo, held: Option<Held>) -> Self {
        Self {
            app,
            to,
            busy: RwSignal::new(false),
            problems: RwSignal::new(Vec::new()),
            held,
        }
    }

    /// Reads and attaches, or holds.
    pub fn take(self, locale: Locale, stage: Option<Id<Stage>>, files: Vec<File>) {
        if files.is_empty() || self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problems.set(Vec::new());
        spawn_local(async move {
            match self.held {
                None => self.write(locale, stage, files).await,
                Some(held) => self.hold(locale, stage, files, held).await,
            }
            self.busy.try_set(false);
        });
    }

    async fn write(self, locale: Locale, stage: Option<Id<Stage>>, files: Vec<File>) {
        let mut read: Vec<NewFile> = Vec::new();
        let mut size = 0;
        for file in files {
            if let Some(new) = self.read(locale, stage, &file).await {
                read.push(new);
                size += Chosen::of(&file).size;
            }
            if size >= AT_ONCE {
                self.app
                    .execute(&AttachFiles(std::mem::take(&mut read)))
                    .await;
                size = 0;
            }
        }
        if !read.is_empty() {
            // A failed write is told by the app itself; nothing of it was kept.
            self.app.execute(&AttachFiles(read)).await;
        }
    }

    async fn hold(self, locale: Locale, stage: Option<Id<Stage>>, files: Vec<File>, held: Held) {
        for file in files {
            let sizes = |held: &Vec<NewFile>| held.iter().map(|one| one.record().size).sum::<u64>();
            // The form may have been closed meanwhile.
            let Some(so_far) = held.try_with_untracked(sizes) else {
                return;
            };
            let Chosen { name, size } = Chosen::of(&file);
            if so_far + size > AT_ONCE {
                let limit = AT_ONCE >> 20;
                self.refused(td_string!(
                    locale,
                    files.too_much,
                    file = name,
                    limit = limit
                ));
            } else if let Some(new) = self.read(locale, stage, &file).await {
                held.try_update(|held| held.push(new));
            }
        }
    }

    fn refused(self, problem: String) {
        self.problems.try_update(|all| all.push(problem));
    }

    /// Reads one; what can't be kept is said.
    async fn read(self, locale: Locale, stage: Option<Id<Stage>>, file: &File) -> Option<NewFile> {
        match self.sound(locale, stage, file).await {
            Ok(new) => Some(new),
            Err(problem) => {
                self.refused(problem);
                None
            }
        }
    }

    async fn sound(
        self,
        locale: Locale,
        stage: Option<Id<Stage>>,
        file: &File,
    ) -> Result<NewFile, String> {
        let Chosen { name, size } = Chosen::of(file);
        let app = self.app;
        let refuse = |refusal: &Refusal| match refusal {
            Refusal::EmptyFile => td_string!(locale, files.empty_file, file = name.clone()),
            Refusal::FileTooLarge(limit) => {
                td_string!(locale, files.too_large, file = name.clone(), limit = *limit)
            }
            other => refused(locale, other),
        };
        may_be_kept(size).map_err(|refusal| refuse(&refusal))?;
        let bytes = files::read(file, limits::FILE, |_| {}).await;
        let bytes = bytes.map_err(|error| {
            let message = error.to_string();
            td_string!(
                locale,
                files.unreadable,
                file = name.clone(),
                message = message
            )
        })?;
        let now = app.moment().now;
        let mut record = Attachment {
            id: app.new_id(),
            to: self.to,
            name: shortened(&name),
            mime: file.type_(),
            size,
            hash: String::new(),
            category: crate::domain::FileCategory::Other,
            stage,
            created: now,
            updated: now,
        };
        record.category = record.likely_category();
        NewFile::new(record, bytes).map_err(|refusal| refuse(&refusal))
    }
}

/// The name within the limit of a line; the ending stays.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= limits::LINE {
        return name.to_owned();
    }
    let tail: String = name.chars().skip(length - 20).collect();
    let head: String = name.chars().take(limits::LINE - 21).collect();
    format!("{head}…{tail}")
}
