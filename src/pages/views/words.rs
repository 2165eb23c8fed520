//! A list whose state stands in its address as words, over the saved view that is open: `?view=` names the
//! view, and the other words say what differs from it. So every narrowed list has its address, Back works and
//! a reload changes nothing. What the words mean is the business of the list.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};

use super::{Columns, SavedViews, open_view, page_of};
use crate::{
    app::{Route, route::whole_path, state::use_app},
    domain::{Id, View, ViewOf},
    query::{InWords, Words},
};

/// What is to be known of a list.
#[derive(Debug, Clone, Copy)]
pub struct ListAt {
    /// Which.
    pub list: ViewOf,
    /// Words that say where one is, not what is asked: a view keeps them, but they are no change, and stay
    /// when a view is left.
    pub place: &'static [&'static str],
    /// Words of the moment: they stand in the address, but no view keeps them, and they are no change.
    pub passing: &'static [&'static str],
}

/// A list of which `A` is asked.
pub struct WordList<A: InWords> {
    /// What is asked, whether the view says it or the address.
    pub asked: Memo<A>,
    /// Its saved views.
    pub views: SavedViews,
    at: ListAt,
    /// What the open view asks; nothing without one.
    base: Memo<Words>,
    go: Go,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "derived, it would ask the same of what is asked"
)]
impl<A: InWords> Clone for WordList<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: InWords> Copy for WordList<A> {}

/// Goes to an address; `true` leaves no step for Back.
type Go = StoredValue<Rc<dyn Fn(&str, bool)>, LocalStorage>;

fn go_to(go: Go, href: &str, replace: bool) {
    // Taken out first: it may draw the page anew.
    if let Some(navigate) = go.try_get_value() {
        navigate(href, replace);
    }
}

impl<A: InWords> WordList<A> {
    /// The list, from the address of the page. Call in the page's component.
    pub fn new(at: ListAt) -> Self {
        let app = use_app();
        let query = use_query_map();
        let open = open_view(app, query, at.list);
        let base = Memo::new(move |_| {
            open.with(|view| {
                let said = view
                    .as_ref()
                    .map(|view| Words::of_view(view).with([("view", view.id.to_string())]));
                A::read(&said.unwrap_or_default()).words()
            })
        });
        let asked = Memo::new(move |_| {
            let said = query.get().into_iter();
            let said = said.map(|(name, value)| (name.into_owned(), value));
            A::read(&base.with(|base| base.with(said)))
        });
        let words = Memo::new(move |_| asked.with(A::words).without(at.passing));
        let navigate = use_navigate();
        let navigate: Rc<dyn Fn(&str, bool)> = Rc::new(move |href: &str, replace: bool| {
            let options = NavigateOptions {
                replace,
                scroll: false,
                ..whole_path()
            };
            navigate(href, options);
        });
        let go: Go = StoredValue::new_local(navigate);
        let usual = move || {
            if open.with(Option::is_some) {
                base.get()
            } else {
                words.with(|words| words.only(at.place))
            }
        };
        let views = SavedViews {
            list: at.list,
            open,
            changed: Memo::new(move |_| {
                let usual = usual();
                words.with(|words| !words.beyond(&usual).is_empty())
            }),
            shown: Callback::new(move |view| words.with_untracked(|words| words.kept_in(view))),
            go: Callback::new(move |view: Option<Id<View>>| {
                let place = if view.is_some() { &[] } else { at.place };
                let said = words.with_untracked(|words| words.only(place));
                go_to(go, &href(at, view, said.beyond(&Words::default())), false);
            }),
            reset: Callback::new(move |()| {
                let view = open.with_untracked(|view| view.as_ref().map(|view| view.id));
                let usual = untrack(usual);
                // Where it is so already, Back has nothing to go back to.
                let replace = words.with_untracked(|words| words.beyond(&usual).is_empty());
                let said = usual.beyond(&base.get_untracked());
                go_to(go, &href(at, view, said), replace);
            }),
            forget: Callback::new(|_| ()),
        };
        Self {
            asked,
            views,
            at,
            base,
            go,
        }
    }

    /// The list with columns that belong to its views.
    #[must_use]
    pub fn with_columns(self, columns: Columns) -> Self {
        Self {
            views: self.views.with_columns(columns),
            ..self
        }
    }

    /// The address of the list where something else is asked, over the view that is open; followed.
    pub fn href(self, asked: &A) -> String {
        let view = self
            .views
            .open
            .with(|view| view.as_ref().map(|view| view.id));
        let said = self.base.with(|base| asked.words().beyond(base));
        href(self.at, view, said)
    }

    /// Asks something else; `replace` leaves no step for Back.
    pub fn ask(self, asked: &A, replace: bool) {
        go_to(self.go, &untrack(|| self.href(asked)), replace);
    }

    /// Changes what is asked, without a step for Back.
    pub fn change(self, change: impl FnOnce(&mut A)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.ask(&asked, true);
    }
}

fn href(at: ListAt, view: Option<Id<View>>, said: Vec<(String, String)>) -> String {
    let mut map = ParamsMap::new();
    if let Some(view) = view {
        map.insert("view", view.to_string());
    }
    for (name, value) in said {
        map.insert(name, value);
    }
    let page = page_of(at.list).unwrap_or(Route::Today);
    format!("{}{}", page.href(), map.to_query_string())
}
