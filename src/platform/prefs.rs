//! Settings of this device, not of the shop: language, theme, which workspace is open, column
//! layouts. Kept in localStorage as JSON; losing them loses no data. Where the browser refuses site data
//! there is none, and every setting is as it comes.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// The storage, where the browser allows it: with site data blocked the mere question is an error.
fn area() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = area()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn set<T: Serialize>(key: &str, value: &T) {
    if let Some((area, text)) = area().zip(serde_json::to_string(value).ok()) {
        // A browser that refuses keeps what was there.
        area.set_item(key, &text).ok();
    }
}

fn clear(key: &str) {
    if let Some(area) = area() {
        // Removing what is not there is no error either.
        area.remove_item(key).ok();
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
        let Some(area) = area() else { return };
        let keys: Vec<String> = (0..area.length().unwrap_or(0))
            .filter_map(|at| area.key(at).ok().flatten())
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
