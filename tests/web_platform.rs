//! The browser's own parts, in a real browser: locks, files, the conversation with the worker.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    reason = "tests; the setting for tests does not see these"
)]

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use chrono::{NaiveDate, NaiveTime};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use regulars::platform::{
    PlatformError, clock, files, locks,
    prefs::{Place, THEME, Theme, Workspace},
    sentinel,
    worker::{Carried, Client, Handed, WorkerError},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, BlobPropertyBag, File, Url};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_lock_keeps_others_out_until_the_work_is_done() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (started, start) = signal();
    let (finish, finished) = signal();
    spawn_local({
        let seen = Rc::clone(&seen);
        async move {
            let work = async || {
                started.call0(&JsValue::NULL).expect("started");
                finished.await.expect("finished");
                seen.borrow_mut().push("first");
            };
            locks::exclusive("test-lock", work).await.expect("the lock");
        }
    });
    start.await.expect("the first has it");
    let refused = locks::try_exclusive("test-lock", async || ()).await;
    assert_eq!(refused, Ok(None));
    finish.call0(&JsValue::NULL).expect("let go");
    locks::exclusive("test-lock", async || seen.borrow_mut().push("second"))
        .await
        .expect("a turn");
    assert_eq!(*seen.borrow(), ["first", "second"]);
    assert_eq!(
        locks::try_exclusive("test-lock", async || 7).await,
        Ok(Some(7))
    );
}

#[wasm_bindgen_test]
async fn a_refused_lock_is_an_error() {
    // Names that begin with a hyphen are reserved.
    let refused = locks::exclusive("-reserved", async || ()).await;
    assert!(
        matches!(refused, Err(PlatformError::Failed(_))),
        "{refused:?}"
    );
}

#[wasm_bindgen_test]
fn what_a_wall_clock_shows_names_its_instant() {
    let zones = [
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "UTC",
    ];
    // Around the nights on which clocks are changed, too; none of these hours is left out or shown twice.
    for day in ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"] {
        let day: NaiveDate = day.parse().expect("a day");
        for (hour, minute) in [(0, 30), (4, 0), (12, 0), (23, 59)] {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
            for zone in zones {
                let at = clock::instant(day, time, zone);
                assert_eq!(clock::civil(at, zone), (day, time), "{zone}");
            }
        }
    }
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("a time");
    let day: NaiveDate = "2026-11-29".parse().expect("a day");
    assert_eq!(
        clock::instant(day, noon, "Asia/Shanghai").0,
        day.and_time(noon).and_utc().timestamp_millis() - 8 * 3_600_000
    );
}

#[wasm_bindgen_test]
async fn a_file_is_read_whole_and_progress_ends_at_one() {
    let bytes: Vec<u8> = (0..5_000_000_u32).map(|n| (n % 251) as u8).collect();
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let file = File::new_with_u8_array_sequence(&parts, "客人.csv").expect("a file");
    assert_eq!(files::Chosen::of(&file).name, "客人.csv");
    let shares = RefCell::new(Vec::new());
    let read = files::read(&file, 5_000_000, |share| shares.borrow_mut().push(share)).await;
    assert!(read == Ok(bytes));
    assert!(shares.borrow().len() > 1 && shares.borrow().is_sorted());
    assert_eq!(shares.borrow().last(), Some(&1.0));
    let refused = files::read(&file, 4_999_999, |_| ()).await;
    assert!(matches!(
        refused,
        Err(PlatformError::TooLarge {
            size: 5_000_000,
            ..
        })
    ));
}

/// Answers as `platform::worker::serve` does, with a question that says what to do.
const WORKER: &str = "
    onmessage = ({ data: [kind, id, question, bytes] }) => {
      if (kind !== 'ask') return;
      const what = JSON.parse(question);
      if (what === 'throw') throw new Error('broken');
      if (what === 'hang') return;
      if (what === 'refuse') return postMessage(['failed', id, 'no']);
      if (what === 'file') return postMessage(['done', id, '1', new Blob(['of the worker'])]);
      postMessage(['progress', id, 0.5]);
      bytes.reverse();
      postMessage(['done', id, JSON.stringify(what.length), bytes], [bytes.buffer]);
    };
    setTimeout(() => postMessage(['ready', 0]), 20);";

#[wasm_bindgen_test]
async fn the_worker_answers_with_progress_and_bytes() {
    let client = Client::new(worker_url());
    let share = Rc::new(Cell::new(0.0));
    let progress = {
        let share = Rc::clone(&share);
        move |now| share.set(now)
    };
    let answer = client
        .request::<_, usize>(&"four", Carried::Bytes(&[1, 2, 3]), progress)
        .await;
    assert_eq!(answer, Ok((4, Handed::Bytes(vec![3, 2, 1]))));
    assert!((share.get() - 0.5).abs() < f64::EPSILON);
    let refused = client
        .request::<_, usize>(&"refuse", Carried::Nothing, |_| ())
        .await;
    assert_eq!(refused, Err(WorkerError::Failed("no".to_owned())));
}

#[wasm_bindgen_test]
async fn a_file_that_the_worker_made_outlives_it() {
    let client = Client::new(worker_url());
    let answer = client
        .request::<_, usize>(&"file", Carried::Nothing, |_| ())
        .await;
    client.stop();
    let Ok((1, Handed::File(file))) = answer else {
        panic!("{answer:?}");
    };
    assert!(<Vec<u8>>::try_from(Handed::File(file.clone())).is_err());
    let read = files::whole(&file, |_| ()).await;
    assert_eq!(read, Ok(b"of the worker".to_vec()));
}

#[wasm_bindgen_test]
async fn a_file_that_grew_is_its_pieces_one_behind_the_other() {
    // Small pieces, one that is longer than a block, and nothing.
    let long: Vec<u8> = (0..9_000_001_u32).map(|at| (at % 251) as u8).collect();
    let small: Vec<Vec<u8>> = (0..3_000_u32)
        .map(|at| at.to_string().into_bytes())
        .collect();
    let mut growing = files::Growing::default();
    let mut whole = Vec::new();
    let pieces = small.iter().chain([&long]).chain(&small);
    for piece in pieces.map(Vec::as_slice).chain([&[][..]]) {
        growing.push(piece).expect("written");
        whole.extend_from_slice(piece);
    }
    let file = growing.finish("text/html;charset=utf-8").expect("a file");
    assert_eq!(file.type_(), "text/html;charset=utf-8");
    assert!(files::whole(&file, |_| ()).await == Ok(whole));
    let nothing = files::Growing::default()
        .finish("text/csv")
        .expect("a file");
    assert_eq!(files::whole(&nothing, |_| ()).await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn a_worker_that_dies_or_is_stopped_answers_everyone_and_starts_anew() {
    let client = Client::new(worker_url());
    let died = client
        .request::<_, usize>(&"throw", Carried::Nothing, |_| ())
        .await;
    assert!(matches!(died, Err(WorkerError::Died(_))), "{died:?}");
    let stopper = client.clone();
    spawn_local(async move { stopper.stop() });
    let stopped = client
        .request::<_, usize>(&"hang", Carried::Nothing, |_| ())
        .await;
    assert_eq!(stopped, Err(WorkerError::Stopped));
    let again = client
        .request::<_, usize>(&"again", Carried::Bytes(&[]), |_| ())
        .await;
    assert_eq!(again, Ok((5, Handed::Bytes(vec![]))));
    let missing = Client::new("no-such-worker.js")
        .request::<_, usize>(&"x", Carried::Nothing, |_| ())
        .await;
    assert!(
        matches!(missing, Err(WorkerError::Unstarted(_))),
        "{missing:?}"
    );
}

fn worker_url() -> String {
    let properties = BlobPropertyBag::new();
    properties.set_type("text/javascript");
    let parts = Array::of1(&WORKER.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &properties).expect("a blob");
    Url::create_object_url_with_blob(&blob).expect("a URL")
}

fn signal() -> (Function, JsFuture) {
    let mut give = None;
    let promise = js_sys::Promise::new(&mut |resolve, _| give = Some(resolve));
    (give.expect("a promise"), JsFuture::from(promise))
}

#[wasm_bindgen_test]
fn where_site_data_is_blocked_settings_are_as_they_come() {
    THEME.set(&Theme::Dark);
    assert_eq!(THEME.get(), Some(Theme::Dark));
    // Asking for the storage is an error, as in a browser whose owner blocks all site data.
    let (global, name) = (js_sys::global(), "localStorage".into());
    let before = Object::get_own_property_descriptor(&global, &name);
    let refusing = Object::new();
    let refuse = Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
    for (key, value) in [("get", refuse.as_ref()), ("configurable", &true.into())] {
        Reflect::set(&refusing, &key.into(), value).expect("a plain object");
    }
    Object::define_property(&global, &name, &refusing);
    THEME.set(&Theme::Light);
    THEME.clear();
    Place::clear_all(Workspace::Own);
    let (theme, seen) = (THEME.get(), sentinel::get(Workspace::Own));
    Object::define_property(&global, &name, before.unchecked_ref());
    assert_eq!((theme, seen), (None, None));
    assert_eq!(THEME.get(), Some(Theme::Dark), "nothing of it was kept");
    THEME.clear();
    assert_eq!(THEME.get(), None);
}
