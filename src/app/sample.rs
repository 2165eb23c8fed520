//! The sample shop: a workspace with a database of its own, in memory where the browser keeps no data,
//! filled with invented records. Nothing
//! here can write into the shop's own database: [`App::fill_sample`] refuses unless the sample
//! workspace is the open one, and the workspace of an open app never changes.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{Currency, Label, ShopKind, TableName, Verb},
    platform::{
        clock,
        prefs::{self, Pref, Workspace},
    },
    sample::{Language, SIZES, SampleOptions},
    storage::{ExecuteError, Replacement, StorageError},
};

use super::{
    boot,
    route::base,
    setup::NewShop,
    state::{App, Phase, SaveState},
    worker::{self, Cancel, Sample},
};

/// The size proposed.
pub const USUAL_SIZE: u32 = 400;
/// Every visitor sees the same people, so that a picture or a question can refer to them.
const SEED: u64 = 2026;

/// What the sample shop is to be like; remembered across the change of workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleWish {
    /// How many customers.
    pub customers: u32,
    /// What kind of shop.
    pub kind: ShopKind,
    /// Currency of everything.
    pub currency: Currency,
    /// IANA name.
    pub time_zone: String,
}

const WISH: Pref<SampleWish> = Pref::new("regulars.sample");

/// What was wished for last, else what the device suggests.
pub fn wish() -> SampleWish {
    WISH.get().unwrap_or_else(|| {
        let guess = NewShop::guess();
        SampleWish {
            customers: USUAL_SIZE,
            kind: guess.kind,
            currency: guess.currency,
            time_zone: guess.time_zone,
        }
    })
}

/// Opens the sample shop; it is filled there if it is empty.
pub fn enter(wish: &SampleWish) {
    WISH.set(wish);
    go_to(Workspace::Sample);
}

/// Goes back to the shop's own data.
pub fn leave() {
    go_to(Workspace::Own);
}

/// Another database is another run of the app: only a reload makes sure that nothing of the one
/// is left in the other.
fn go_to(workspace: Workspace) {
    prefs::WORKSPACE.set(&workspace);
    let query = if prefs::are_kept() {
        String::new()
    } else {
        to_address(workspace)
    };
    // A location that can't be set leaves the open workspace as it is.
    window()
        .location()
        .set_href(&format!("{}/{query}", base()))
        .ok();
}

/// Names in the address of a page whose browser keeps no settings.
const SIZE: &str = "sample";
const LANGUAGE: &str = "lang";

/// What the next run has to know, where the address alone can tell it.
fn to_address(workspace: Workspace) -> String {
    let size = (workspace == Workspace::Sample).then(|| format!("{SIZE}={}", wish().customers));
    let language = prefs::LOCALE.get().map(|tag| format!("{LANGUAGE}={tag}"));
    let told: Vec<String> = size.into_iter().chain(language).collect();
    if told.is_empty() {
        String::new()
    } else {
        format!("?{}", told.join("&"))
    }
}

/// Which workspace this run opens. Where the browser keeps no settings the address says it; elsewhere a
/// link can't change it.
pub fn workspace() -> Workspace {
    if !prefs::are_kept() {
        let query = window().location().search().unwrap_or_default();
        let told = query.trim_start_matches('?').split('&');
        for (name, value) in told.filter_map(|pair| pair.split_once('=')) {
            match (name, value.parse::<u32>()) {
                (SIZE, Ok(customers)) if SIZES.contains(&customers) => {
                    prefs::WORKSPACE.set(&Workspace::Sample);
                    WISH.set(&SampleWish {
                        customers,
                        ..wish()
                    });
                }
                // What is no language is none where it is read.
                (LANGUAGE, _) => prefs::LOCALE.set(&value.to_owned()),
                _ => {}
            }
        }
    }
    prefs::WORKSPACE.get().unwrap_or_default()
}

/// Where filling stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// People and their purchases are being invented.
    Inventing,
    /// That many records are being written.
    Writing(usize),
}

impl App {
    /// Replaces what is in the sample shop by newly invented records.
    pub async fn fill_sample(
        self,
        wish: SampleWish,
        language: Language,
        mut progress: impl FnMut(Step),
    ) -> Result<(), ExecuteError> {
        if self.workspace != Workspace::Sample {
            return Err(
                StorageError::Other("sample records belong to the sample shop".to_owned()).into(),
            );
        }
        let shop = self.opened().await.ok_or(StorageError::Blocked)?;
        let moment = clock::moment(&wish.time_zone);
        progress(Step::Inventing);
        let options = SampleOptions {
            seed: SEED,
            customers: wish.customers,
            language,
            kind: wish.kind,
            currency: wish.currency,
            today: moment.today,
            now: moment.now,
            time_zone: wish.time_zone,
        };
        let cancel = Cancel::default();
        let (size, pages) = worker::run::<Sample>(&options, Vec::new(), &cancel, |_| {})
            .await
            .map_err(|error| StorageError::Other(error.to_string()))?;
        let pages = Replacement::from_bytes(&pages)?;
        progress(Step::Writing(size.records));
        let label = Label::new(
            Verb::Import,
            TableName::Customers,
            wish.customers as usize,
            "",
        );
        self.saving.set(SaveState::Saving);
        let written = shop.replace(pages, label, moment, boot::breathe()).await;
        self.saving.set(if written.is_ok() {
            SaveState::Saved
        } else {
            SaveState::Failed
        });
        self.refresh();
        written?;
        boot::after_write(self);
        self.undo_stack.update(Vec::clear);
        self.redo_stack.update(Vec::clear);
        self.phase.set(Phase::Ready);
        Ok(())
    }
}
