//! Settings of this device, not of the shop: language, theme, which workspace is open, column
//! layouts. Kept in localStorage as JSON; losing them loses no data. Where the browser refuses site data
//! they last as long as the page.

use std::{cell::RefCell, collections::BTreeMap};

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

thread_local! {
    /// The settings of a page whose browser keeps none.
    static OF_PAGE: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// True where the browser keeps settings. With site data blocked the mere question is an error, which the
/// library below takes for impossible.
pub fn are_kept() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    if are_kept() {
        return LocalStorage::get(key).ok();
    }
    OF_PAGE.with_borrow(|all| serde_json::from_str(all.get(key)?).ok())
}

fn set<T: Serialize>(key: &str, value: &T) {
    if are_kept() {
        // A browser that refuses keeps what was there.
        LocalStorage::set(key, value).ok();
    } else if let Ok(text) = serde_json::to_string(value) {
        OF_PAGE.with_borrow_mut(|all| all.insert(key.to_owned(), text));
    }
}

fn clear(key: &str) {
    if are_kept() {
        LocalStorage::delete(key);
    } else {
        OF_PAGE.with_borrow_mut(|all| all.remove(key));
    }
}

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Which database is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Workspace {
    /// The shop's own data.
    #[default]
    Own,
    /// The sample shop, in a database of its own.
    Sample,
}

impl Workspace {
    /// Name of the database.
    pub const fn database(self) -> &'static str {
        match self {
            Self::Own => "regulars",
            Self::Sample => "regulars-sample",
        }
    }
}

/// A setting by its key. One constant a setting, so that no key is spelled twice.
#[derive(Debug)]
pub struct Pref<T> {
    key: &'static str,
    value: std::marker::PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Pref<T> {
    /// A setting kept under `key`.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            value: std::marker::PhantomData,
        }
    }

    /// What was set, if it was and can be read.
    pub fn get(&self) -> Option<T> {
        get(self.key)
    }

    /// Sets it. A browser that refuses keeps the old value; that is no loss of data.
    pub fn set(&self, value: &T) {
        set(self.key, value);
    }

    /// Forgets it.
    pub fn clear(&self) {
        clear(self.key);
    }
}

/// A place for what a form holds, apart for each workspace.
#[derive(Debug, Clone)]
pub struct Place(String);

impl Place {
    /// The place of `form` in `workspace`.
    pub fn new(form: &str, workspace: Workspace) -> Self {
        Self(format!("regulars.unsaved.{}.{form}", workspace.database()))
    }

    /// What is kept, if it is and can be read.
    pub fn get<T: DeserializeOwned>(&self) -> Option<T> {
        get(&self.0)
    }

    /// Keeps it. A browser that refuses keeps nothing; the form itself is not touched.
    pub fn set<T: Serialize>(&self, value: &T) {
        set(&self.0, value);
    }

    /// Forgets it.
    pub fn clear(&self) {
        clear(&self.0);
    }

    /// Forgets what every form of `workspace` holds.
    pub fn clear_all(workspace: Workspace) {
        let Self(prefix) = Self::new("", workspace);
        if !are_kept() {
            OF_PAGE.with_borrow_mut(|all| all.retain(|key, _| !key.starts_with(&prefix)));
            return;
        }
        let raw = LocalStorage::raw();
        let keys: Vec<String> = (0..LocalStorage::length())
            .filter_map(|at| raw.key(at).ok().flatten())
            .filter(|key| key.starts_with(&prefix))
            .collect();
        for key in keys {
            clear(&key);
        }
    }
}

/// The chosen theme.
pub const THEME: Pref<Theme> = Pref::new("regulars.theme");
/// The chosen language: `en`, `zh-Hans` or `zh-Hant`.
pub const LOCALE: Pref<String> = Pref::new("regulars.locale");
/// The open workspace.
pub const WORKSPACE: Pref<Workspace> = Pref::new("regulars.workspace");
/// A name for this browser in the change log.
pub const DEVICE: Pref<String> = Pref::new("regulars.device");

/// The languages the browser asks for, most wanted first.
pub fn browser_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    window
        .navigator()
        .languages()
        .iter()
        .filter_map(|language| language.as_string())
        .collect()
}
