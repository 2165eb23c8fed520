//! The list as a whole: which customers in what order, where the keyboard is, what is selected. Every
//! part of the page holds a copy of it.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*, web_sys::HtmlInputElement};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use uuid::Uuid;

use crate::{
    app::{
        App, Loyalty, Route,
        route::base,
        search::{CustomerSearch, use_search},
        state::use_app,
    },
    domain::{Customer, Id, TableName, View, ViewOf},
    pages::{
        parts::Selection,
        touch::{TouchDesk, use_touch_desk},
        views::{Columns, open_view},
    },
    query::{
        Balances, FactsById, Filter, Look,
        beside::beside,
        group::{Group, flat},
    },
    ui::{table::Layout, virtual_list::Scroller},
};

use super::{address::Address, around::Beside, columns, grouping, listed::list};

/// The customers of the list, in order.
pub type Order = Arc<Vec<Id<Customer>>>;

/// The state of the list page.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The app.
    pub app: App,
    /// Search and figures.
    pub search: CustomerSearch,
    /// What the address says.
    pub address: Memo<Address>,
    /// What stands in the search box; the address follows it.
    pub text: RwSignal<String>,
    /// Who is listed, in order; in groups: everybody once, as the groups show them.
    pub order: Memo<Order>,
    /// The groups, while there are any.
    pub groups: Memo<Option<Arc<Vec<Group>>>>,
    /// Drawn as what, in which groups, with sums or without.
    pub look: Memo<Look>,
    /// What sales say of each.
    pub facts: Memo<Arc<FactsById>>,
    /// The points of everybody, added up when first asked for.
    pub points: Memo<Arc<Balances>>,
    /// What other tables say of each.
    pub beside: Beside,
    /// What the loyalty reports say, once they do.
    pub loyalty: Memo<Option<Arc<Loyalty>>>,
    /// The row the keyboard is on.
    pub active: RwSignal<Option<usize>>,
    /// Where a range of rows begins.
    pub anchor: RwSignal<usize>,
    /// Who is selected.
    pub selection: Selection,
    /// The saved view that is open.
    pub view: Memo<Option<Arc<View>>>,
    /// The columns, as the view or this device has them.
    pub columns: Columns,
    /// The same as the table draws them.
    pub layout: Layout,
    /// Where the list stands.
    pub scroller: Scroller,
    /// The page is narrow: cards instead of a table.
    pub narrow: RwSignal<bool>,
    /// The screen is a phone's.
    pub phone: RwSignal<bool>,
    /// How many customers stand side by side.
    pub across: RwSignal<usize>,
    /// Where touches are written down.
    pub desk: TouchDesk,
    /// The filter dialog is open.
    pub building: RwSignal<bool>,
    go: StoredValue<Go, LocalStorage>,
}

type Go = std::rc::Rc<dyn Fn(&str, bool)>;

impl ListState {
    /// The state, from the address of the page. Call in the page's component.
    pub fn new() -> Self {
        let app = use_app();
        let search = use_search();
        let query = use_query_map();
        let navigate = use_navigate();
        let view = open_view(app, query, ViewOf::Records(TableName::Customers));
        let address =
            Memo::new(move |_| query.with(|query| Address::read(query, view.get().as_deref())));
        let text = RwSignal::new(address.with_untracked(|address| address.list.text.clone()));
        let facts = Memo::new_with_compare(
            move |_| app.facts(),
            |before, after| !matches!((before, after), (Some(a), Some(b)) if Arc::ptr_eq(a, b)),
        );
        let points = Memo::new(move |_| {
            let tables = [TableName::Sales, TableName::Points];
            app.read(&tables, |records| Arc::new(Balances::of(records)))
        });
        let beside = Beside::new(app);
        app.follow_loyalty();
        let loyalty = Memo::new_with_compare(
            move |_| app.loyalty(),
            |before, after| match (before, after) {
                (Some(Some(before)), Some(Some(after))) => !Arc::ptr_eq(before, after),
                (Some(None), Some(None)) => false,
                _ => true,
            },
        );
        let wanted = Memo::new(move |_| {
            address.with(|address| (address.list.filter.clone(), address.list.sort))
        });
        let listed = Memo::new_with_compare(
            move |_| {
                list(
                    (app, search, beside),
                    (facts, points, loyalty),
                    &text.get(),
                    wanted,
                )
            },
            |before, after| before != after,
        );
        let look = Memo::new(move |_| address.with(|address| address.list.look));
        let groups = Memo::new_with_compare(
            move |_| {
                let by = look.get().grouping()?;
                let ids = listed.get();
                Some(Arc::new(grouping::groups(
                    app,
                    search,
                    loyalty.get(),
                    &ids,
                    by,
                )))
            },
            |before, after| before != after,
        );
        let order = Memo::new_with_compare(
            move |_| match groups.get() {
                Some(groups) => Arc::new(flat(&groups)),
                None => listed.get(),
            },
            |before, after| before != after,
        );
        let narrow = RwSignal::new(false);
        let go: Go = std::rc::Rc::new(move |href: &str, replace: bool| {
            let path = href.strip_prefix(&base()).unwrap_or(href);
            let options = NavigateOptions {
                replace,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(path, options);
        });
        let row = Signal::derive(move || if narrow.get() { 76.0 } else { 44.0 });
        let header = Signal::derive(move || if narrow.get() { 0.0 } else { 36.0 });
        let columns = columns::of_list(app, view);
        let ids =
            Signal::derive(move || order.with(|order| order.iter().map(|id| id.raw()).collect()));
        Self {
            app,
            search,
            address,
            text,
            order,
            groups,
            look,
            facts,
            points,
            beside,
            loyalty,
            active: RwSignal::new(None),
            anchor: RwSignal::new(0),
            selection: Selection::across(ids),
            view,
            columns,
            layout: columns.layout,
            scroller: Scroller::new(row, header),
            narrow,
            phone: RwSignal::new(false),
            across: RwSignal::new(1),
            desk: use_touch_desk(),
            building: RwSignal::new(false),
            go: StoredValue::new_local(go),
        }
    }

    /// Changes the address; `replace` leaves no step for Back.
    pub fn change(self, replace: bool, change: impl FnOnce(&mut Address)) {
        let mut address = self.address.get_untracked();
        address.list.text = self.text.get_untracked();
        change(&mut address);
        if address != self.address.get_untracked() {
            // The navigation is taken out first: it may draw this page anew.
            if let Some(go) = self.go.try_get_value() {
                go(&address.href(), replace);
            }
        }
    }

    /// Opens a saved view, or everybody.
    pub fn open_view(self, view: Option<Id<View>>) {
        self.active.set(None);
        let query = view.map(|id| format!("view={id}")).unwrap_or_default();
        let route = view.map_or(Route::Customers, |_| Route::CustomersWhere(query));
        if let Some(go) = self.go.try_get_value() {
            go(&route.href(), false);
        }
    }

    /// Lists what the view says, or what is usual; the address says no more than that.
    pub fn reset(self) {
        let mut address = self.address.get_untracked();
        // Where the view says it already, Back has nothing to go back to.
        let replace = address.list == address.base;
        address.list = address.base.clone();
        self.active.set(None);
        self.text.set(address.list.text.clone());
        if let Some(go) = self.go.try_get_value() {
            go(&address.href(), replace);
        }
    }

    /// Sets the filter.
    pub fn set_filter(self, filter: Filter) {
        self.active.set(None);
        self.change(false, |address| address.list.filter = filter);
    }

    /// Opens the panel of a customer, or closes it.
    pub fn open(self, id: Option<Id<Customer>>) {
        let replace = self
            .address
            .with_untracked(|address| address.open.is_some());
        self.change(replace && id.is_some(), |address| address.open = id);
    }

    /// The customer of a row.
    pub fn at(self, index: usize) -> Option<Id<Customer>> {
        self.order.with_untracked(|order| order.get(index).copied())
    }

    /// The customer the keyboard is on.
    pub fn current(self) -> Option<Id<Customer>> {
        self.at(self.active.get_untracked()?)
    }

    /// Moves the keyboard to a row and shows it; an open panel follows.
    pub fn go_to(self, index: usize) {
        let last = self
            .order
            .with_untracked(|order| order.len().checked_sub(1));
        let Some(last) = last else { return };
        let index = index.min(last);
        self.active.set(Some(index));
        self.scroller.reveal(index);
        if self
            .address
            .with_untracked(|address| address.open.is_some())
        {
            self.open(self.at(index));
        }
    }

    /// The place below `here`, or above it, as the customers are drawn.
    pub fn beside(self, here: usize, below: bool) -> usize {
        let across = self.across.get_untracked();
        let in_groups = self.groups.with_untracked(|groups| {
            let groups = groups.as_ref().filter(|_| across > 1)?;
            let order = self.order.get_untracked();
            Some(beside(groups, &order, across, here, below).unwrap_or(here))
        });
        in_groups.unwrap_or(if below {
            here + across
        } else {
            here.saturating_sub(across)
        })
    }

    /// Selects a row or takes it out.
    pub fn toggle(self, index: usize) {
        let Some(id) = self.at(index) else { return };
        self.anchor.set(index);
        self.selection.toggle(id.raw());
    }

    /// A click on the tick of a row: selects it or takes it out; with Shift, every row up to it.
    pub fn tick(self, index: usize, event: &MouseEvent) {
        event.stop_propagation();
        self.active.set(Some(index));
        if event.shift_key() {
            self.select_to(index);
            // The browser has turned the tick by itself, which may have been set already.
            event_target::<HtmlInputElement>(event).set_checked(true);
        } else {
            self.toggle(index);
        }
    }

    /// Selects every row from the anchor to `index`.
    pub fn select_to(self, index: usize) {
        let anchor = self.anchor.get_untracked();
        let (from, to) = (anchor.min(index), anchor.max(index));
        self.order.with_untracked(|order| {
            let between = order.iter().skip(from).take(to - from + 1);
            self.selection.add(between.map(|id| id.raw()));
        });
    }

    /// The selected customers that still exist, in no order.
    pub fn chosen(self) -> Vec<Id<Customer>> {
        let chosen = self.selection.all();
        self.app.peek(|records| {
            let there = chosen.iter().filter(|id| records.customers.contains(**id));
            there.map(|id| Id::new(*id)).collect()
        })
    }

    /// The same in the order of the list; who is not listed any more comes last.
    pub fn chosen_in_order(self) -> Vec<Id<Customer>> {
        let mut chosen = self.chosen();
        self.order.with_untracked(|order| {
            let places: rustc_hash::FxHashMap<Uuid, usize> = (0..)
                .zip(order.iter())
                .map(|(place, id)| (id.raw(), place))
                .collect();
            chosen.sort_by_key(|id| places.get(&id.raw()).copied().unwrap_or(usize::MAX));
        });
        chosen
    }
}
