//! A scrolling area that draws only the rows in sight, all of one height: a hundred thousand rows cost
//! as much as thirty. Rows that leave on one side come back on the other with another record in them,
//! because making the elements of a row costs ten times what new texts in them do. What a row holds
//! comes from outside.

use leptos::{html, prelude::*};
use web_sys::Element;

use super::size::use_size;

/// Rows drawn above and below what is in sight once somebody scrolls.
const MARGIN: usize = 6;
/// The first row drawn is a multiple of this, so that scrolling a little draws nothing anew.
const STEP: usize = 4;

/// What is in sight, and the way to bring a row there.
#[derive(Debug, Clone, Copy)]
pub struct Scroller {
    node: NodeRef<html::Div>,
    top: RwSignal<f64>,
    height: RwSignal<f64>,
    /// Height of a row in CSS pixels.
    pub row: Signal<f64>,
    /// Height of what sticks to the top, in CSS pixels.
    pub header: Signal<f64>,
}

impl Scroller {
    /// A scrolling area with rows of `row` pixels below a head of `header` pixels.
    pub fn new(row: Signal<f64>, header: Signal<f64>) -> Self {
        Self {
            node: NodeRef::new(),
            top: RwSignal::new(0.0),
            height: RwSignal::new(800.0),
            row,
            header,
        }
    }

    /// Scrolls as little as brings a row in sight.
    pub fn reveal(self, index: usize) {
        let Some(node) = self.node.get_untracked() else {
            return;
        };
        let (row, header) = (self.row.get_untracked(), self.header.get_untracked());
        let start = index as f64 * row;
        let (top, room) = (
            f64::from(node.scroll_top()),
            f64::from(node.client_height()) - header,
        );
        let wanted = if start < top {
            start
        } else if start + row > top + room {
            start + row - room
        } else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a scroll area")]
        node.set_scroll_top(wanted.ceil() as i32);
    }

    /// The first row in sight; followed.
    pub fn first(self) -> usize {
        whole(self.top.get() / self.row.get())
    }

    /// Scrolls so that a row is the first in sight, or as near to that as the end of the list lets it.
    pub fn begin_at(self, index: usize) {
        if let Some(node) = self.node.get_untracked() {
            let top = index as f64 * self.row.get_untracked();
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a scroll area")]
            node.set_scroll_top(top.ceil() as i32);
        }
    }

    /// Whole rows that fit in sight.
    pub fn page(self) -> usize {
        let room = self.height.get_untracked() - self.header.get_untracked();
        whole(room / self.row.get_untracked()).max(1)
    }

    /// Puts the keyboard into the list.
    pub fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            // Focus on a shown element can't fail.
            node.focus().ok();
        }
    }

    fn range(self, count: usize) -> (usize, usize) {
        near(self.top.get(), self.height.get(), self.row.get(), count)
    }
}

/// The rows to be drawn of `count` that are `row` pixels high, with `top` pixels of them above an area of `height`: the
/// first, and the one behind the last.
pub(super) fn near(top: f64, height: f64, row: f64, count: usize) -> (usize, usize) {
    let last = whole((top + height) / row) + 1;
    if top <= 0.0 {
        // Nobody scrolls yet: what is not in sight is not drawn with every new list.
        return (0, last.min(count));
    }
    let first = whole(top / row).saturating_sub(MARGIN) / STEP * STEP;
    (
        first.min(count),
        ((last + MARGIN).div_ceil(STEP) * STEP + STEP).min(count),
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of rows, never below zero"
)]
fn whole(rows: f64) -> usize {
    rows.max(0.0) as usize
}

/// A row that is drawn: which of the list it is now. Both are `None` while it waits for a place.
#[derive(Debug, Clone, Copy)]
pub struct RowPlace {
    /// Its place in the list.
    pub index: Memo<Option<usize>>,
    /// The key of what stands there.
    pub key: Memo<Option<uuid::Uuid>>,
}

/// Which of `first..last` the row `number` of `rows` shows: each keeps its place while the list
/// scrolls past it, and takes the next free one after that.
fn place_of(number: usize, rows: usize, (first, last): (usize, usize)) -> Option<usize> {
    let ahead = (number + rows).checked_sub(first.checked_rem(rows)?)? % rows;
    Some(first + ahead).filter(|index| *index < last)
}

/// The area. `head` sticks to its top; `row` draws a row once, for all the places it will have: hide it
/// without one and set `style:transform` with [`offset`].
#[component]
pub fn VirtualList<K, R>(
    /// Where it stands.
    scroller: Scroller,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// The key of a row: the identity of its record; followed.
    key: K,
    /// Draws a row.
    row: R,
    /// What sticks to the top.
    #[prop(into)]
    head: ViewFn,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Id of the row the keyboard is on.
    #[prop(into)]
    active: Signal<Option<String>>,
    /// Columns there are, for screen readers.
    #[prop(into)]
    columns: Signal<usize>,
) -> impl IntoView
where
    K: Fn(usize) -> Option<uuid::Uuid> + Copy + Send + Sync + 'static,
    R: Fn(RowPlace) -> AnyView + Copy + Send + Sync + 'static,
{
    let node = scroller.node;
    use_size(node, scroller.height, Element::client_height);
    let range = Memo::new(move |_| scroller.range(count.get()));
    // Elements that were made stay: the next list may be as long again.
    let rows = Memo::new(move |before: Option<&usize>| {
        let (first, last) = range.get();
        (last - first).max(before.copied().unwrap_or_default())
    });
    let draw = move |number: usize| {
        let index = Memo::new(move |_| place_of(number, rows.get(), range.get()));
        let key = Memo::new(move |_| key(index.get()?));
        row(RowPlace { index, key })
    };
    let height = move || format!("{}px", count.get() as f64 * scroller.row.get());
    view! {
        <div
            class="vlist"
            role="grid"
            tabindex="0"
            aria-label=move || label.get()
            aria-rowcount=move || (count.get() + 1).to_string()
            aria-colcount=move || columns.get().to_string()
            aria-multiselectable="true"
            aria-activedescendant=move || active.get()
            node_ref=node
            on:scroll=move |_| {
                if let Some(node) = node.get_untracked() {
                    scroller.top.set(f64::from(node.scroll_top()));
                }
            }
        >
            {head.run()}
            <div class="vlist-rows" role="rowgroup" style:height=height>
                <For each=move || 0..rows.get() key=|number| *number let:number>
                    {draw(number)}
                </For>
            </div>
        </div>
    }
}

/// The transform that puts row `index` in its place.
pub fn offset(scroller: Scroller, index: usize) -> String {
    format!("translateY({}px)", index as f64 * scroller.row.get())
}
