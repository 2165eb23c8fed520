//! The list of any length: few rows, always those in sight, each in its place with its own record.

use std::collections::BTreeMap;

use leptos::prelude::*;
use regulars::ui::virtual_list::{RowPlace, Scroller, VirtualList, offset};
use uuid::Uuid;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::stage::{Stage, attribute, has_focus, until};

const ROW: i32 = 40;

/// A list 400 pixels high with rows of 40 and no head.
async fn list(count: RwSignal<usize>, stage: &mut Stage) -> (Scroller, HtmlElement) {
    let scroller = Scroller::new(Signal::stored(f64::from(ROW)), Signal::stored(0.0));
    let row = move |place: RowPlace| {
        let index = place.index;
        view! {
            <div
                class="tr"
                role="row"
                hidden=move || index.get().is_none()
                style:height=format!("{ROW}px")
                style:transform=move || index.get().map(|index| offset(scroller, index))
                data-index=move || index.get().map(|index| index.to_string())
                data-key=move || place.key.get().map(|key| key.as_u128().to_string())
            ></div>
        }
        .into_any()
    };
    stage
        .draw(move || {
            view! {
                <div style:height="400px">
                    <VirtualList
                        scroller
                        count
                        key=|index| Some(Uuid::from_u128(index as u128 + 1000))
                        row
                        head=ViewFn::from(|| ())
                        label="Customers"
                        active=Signal::stored(None::<String>)
                        columns=Signal::stored(3)
                    />
                </div>
            }
            .into_any()
        })
        .await;
    (scroller, stage.find("[role=grid]"))
}

/// What is wrong with what is in sight; `None` if every row is there once, in its place, with its key.
fn wrong(stage: &Stage, area: &HtmlElement, count: i32) -> Option<String> {
    let top = area.scroll_top();
    let frame = area.get_bounding_client_rect();
    let mut drawn = BTreeMap::new();
    for row in stage.all("[role=row]") {
        if row.hidden() {
            continue;
        }
        let Ok(index) = attribute(&row, "data-index").parse::<i32>() else {
            return Some("a row without a place is shown".to_owned());
        };
        if attribute(&row, "data-key") != (index + 1000).to_string() {
            return Some(format!("row {index} holds {}", attribute(&row, "data-key")));
        }
        let place = row.get_bounding_client_rect().top() - frame.top();
        if (place - f64::from(index * ROW - top)).abs() > 1.0 {
            return Some(format!("row {index} is at {place}, scrolled by {top}"));
        }
        if drawn.insert(index, row).is_some() {
            return Some(format!("row {index} is drawn twice"));
        }
    }
    let last = ((top + area.client_height() - 1) / ROW).min(count - 1);
    let missing: Vec<i32> = (top / ROW..=last)
        .filter(|index| !drawn.contains_key(index))
        .collect();
    (!missing.is_empty()).then(|| format!("at {top} rows {missing:?} are missing"))
}

#[wasm_bindgen_test]
async fn the_rows_in_sight_are_there_wherever_it_is_scrolled() {
    let mut stage = Stage::new();
    let count = RwSignal::new(10_000);
    let (_, area) = list(count, &mut stage).await;
    assert_eq!(attribute(&area, "aria-label"), "Customers");
    assert_eq!(attribute(&area, "aria-rowcount"), "10001");
    assert_eq!(attribute(&area, "aria-colcount"), "3");
    until("measured and drawn", || {
        wrong(&stage, &area, 10_000).is_none()
    })
    .await;
    let end = 10_000 * ROW - 400;
    let steps = (0..12)
        .map(|step| step * 37)
        .chain((0..12).rev().map(|step| step * 53));
    let jumps = [end, 0, 123_456, 123_500, end - 1, 199_999, 7, end];
    for top in steps.chain(jumps) {
        area.set_scroll_top(top);
        let mut last = None;
        for _ in 0..100 {
            last = wrong(&stage, &area, 10_000);
            if last.is_none() {
                break;
            }
            super::stage::pause(10).await;
        }
        assert_eq!(last, None, "scrolled to {top}");
    }
    assert_eq!(
        area.scroll_top(),
        end,
        "the last row is the end of the list"
    );
    let rows = stage.count("[role=row]");
    assert!(
        (10..=48).contains(&rows),
        "{rows} elements for ten rows in sight"
    );
}

#[wasm_bindgen_test]
async fn a_shorter_list_hides_the_rows_it_no_longer_needs() {
    let mut stage = Stage::new();
    let count = RwSignal::new(500);
    let (_, area) = list(count, &mut stage).await;
    area.set_scroll_top(10_000);
    until("drawn there", || {
        area.scroll_top() == 10_000 && wrong(&stage, &area, 500).is_none()
    })
    .await;
    count.set(3);
    let shown = || {
        stage
            .all("[role=row]")
            .iter()
            .filter(|row| !row.hidden())
            .count()
    };
    until("three rows", || {
        shown() == 3 && wrong(&stage, &area, 3).is_none()
    })
    .await;
    assert_eq!(attribute(&area, "aria-rowcount"), "4");
    count.set(0);
    until("none", || shown() == 0).await;
    count.set(1000);
    until("many again", || {
        shown() >= 10 && wrong(&stage, &area, 1000).is_none()
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_row_is_brought_in_sight_by_scrolling_as_little_as_needed() {
    let mut stage = Stage::new();
    let count = RwSignal::new(1000);
    let (scroller, area) = list(count, &mut stage).await;
    until("measured", || scroller.page() == 10).await;
    scroller.reveal(5);
    assert_eq!(area.scroll_top(), 0, "it is in sight already");
    scroller.reveal(50);
    assert_eq!(area.scroll_top(), 51 * ROW - 400, "at the lower edge");
    scroller.reveal(20);
    assert_eq!(area.scroll_top(), 20 * ROW, "at the upper edge");
    until("drawn", || wrong(&stage, &area, 1000).is_none()).await;
    scroller.focus();
    assert!(has_focus(&area));
}
