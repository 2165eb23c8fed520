//! The contract of a store, over `IndexedDB` in a real browser, and what is special about it:
//! lost connections, deleted databases, the browser's error names.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    reason = "tests; the setting for tests does not see these"
)]

mod common;

use js_sys::{Function, Promise, Reflect};
use regulars::{
    platform::idb::{IdbStore, classify},
    storage::{Batch, Space, StorageError, Store},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_indexeddb_store_keeps_the_contract() {
    let run = unique("contract");
    let open = async |name: &str| opened(&format!("{run}-{name}")).await;
    assert_eq!(common::contract::run(open).await, Ok(()));
}

#[wasm_bindgen_test]
async fn what_was_written_is_there_when_opened_again() {
    let name = unique("again");
    let store = opened(&name).await;
    assert!(store.created());
    store.write(0, put("a", 1)).await.expect("a write");
    drop(store);
    let store = opened(&name).await;
    assert!(!store.created());
    assert_eq!(store.generation().await, Ok(1));
    assert_eq!(
        store.read(Space::Pages, "").await,
        Ok(vec![("a".to_owned(), vec![1])])
    );
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again_unseen() {
    let name = unique("lost");
    let store = opened(&name).await;
    store.write(0, put("a", 1)).await.expect("a write");
    store.disconnect();
    assert_eq!(store.write(1, put("b", 2)).await, Ok(2));
    store.disconnect();
    assert_eq!(
        store
            .read(Space::Pages, "")
            .await
            .map(|entries| entries.len()),
        Ok(2)
    );
}

#[wasm_bindgen_test]
async fn a_connection_closed_behind_our_back_is_replaced_and_the_write_repeated() {
    let name = unique("behind");
    let store = opened(&name).await;
    store.write(0, put("a", 1)).await.expect("a write");
    // The next transaction() fails as it does after the storage process died.
    let undo = patch(
        "const real = IDBDatabase.prototype.transaction; let left = 1;
         IDBDatabase.prototype.transaction = function (...args) {
           if (left-- > 0) throw new DOMException('The database connection is closing.', 'InvalidStateError');
           return real.apply(this, args);
         };
         return () => { IDBDatabase.prototype.transaction = real; };",
    );
    assert_eq!(store.write(1, put("b", 2)).await, Ok(2));
    undo.call0(&JsValue::NULL).expect("undo");
    assert_eq!(store.generation().await, Ok(2));
}

#[wasm_bindgen_test]
async fn a_write_whose_answer_was_lost_is_recognised_not_repeated() {
    let name = unique("stamp");
    let store = opened(&name).await;
    store.write(0, put("a", 1)).await.expect("a write");
    // The commit happens, but the page hears of an abort instead of its completion.
    let undo = patch(
        "const real = IDBDatabase.prototype.transaction; let left = 1;
         IDBDatabase.prototype.transaction = function (...args) {
           const tx = real.apply(this, args);
           if (args[1] === 'readwrite' && left-- > 0) {
             tx.addEventListener('complete', (event) => {
               event.stopImmediatePropagation();
               tx.dispatchEvent(new Event('abort'));
             });
           }
           return tx;
         };
         return () => { IDBDatabase.prototype.transaction = real; };",
    );
    let answer = store.write(1, put("b", 2)).await;
    undo.call0(&JsValue::NULL).expect("undo");
    assert_eq!(answer, Ok(2));
    assert_eq!(store.generation().await, Ok(2));
    assert_eq!(store.write(2, put("c", 3)).await, Ok(3));
}

#[wasm_bindgen_test]
async fn a_failing_request_rolls_all_of_the_write_back() {
    let name = unique("request");
    let store = opened(&name).await;
    store.write(0, put("a", 1)).await.expect("a write");
    let undo = patch(
        "const real = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (value, key) {
           if (key === 'bad') throw new DOMException('no room', 'QuotaExceededError');
           return real.call(this, value, key);
         };
         return () => { IDBObjectStore.prototype.put = real; };",
    );
    let mut batch = put("b", 2);
    batch.clear = vec![Space::Pages];
    batch.put.push((Space::Pages, "bad".to_owned(), vec![3]));
    let answer = store.write(1, batch).await;
    undo.call0(&JsValue::NULL).expect("undo");
    assert_eq!(answer, Err(StorageError::Full));
    assert_eq!(store.generation().await, Ok(1));
    assert_eq!(
        store.read(Space::Pages, "").await,
        Ok(vec![("a".to_owned(), vec![1])])
    );
}

#[wasm_bindgen_test]
async fn an_upgrade_by_another_tab_is_given_way_to_and_then_refused() {
    let name = unique("newer");
    let store = opened(&name).await;
    store.write(0, put("a", 1)).await.expect("a write");
    // Would wait forever if the store kept its connection.
    upgrade(&name, 7).await;
    assert_eq!(
        store.generation().await,
        Err(StorageError::Newer { found: 7 })
    );
    assert_eq!(
        IdbStore::open(&name).await.err(),
        Some(StorageError::Newer { found: 7 })
    );
}

#[wasm_bindgen_test]
async fn a_deleted_database_is_not_made_anew_behind_the_shops_back() {
    let name = unique("deleted");
    let store = opened(&name).await;
    store.write(0, put("a", 1)).await.expect("a write");
    js(&format!(
        "return new Promise((done, fail) => {{
           const request = indexedDB.deleteDatabase('{name}');
           request.onsuccess = done; request.onerror = fail; request.onblocked = fail;
         }});"
    ))
    .await;
    let answer = store.generation().await;
    assert!(matches!(answer, Err(StorageError::Lost(_))), "{answer:?}");
    let again = opened(&name).await;
    assert!(again.created());
    assert_eq!(again.generation().await, Ok(0));
}

#[wasm_bindgen_test]
fn error_names_have_meanings() {
    use StorageError as E;
    let full = "Connection is closing because of: Internal error committing: FILE_ERROR_NO_SPACE";
    assert_eq!(classify("UnknownError", full), E::Full);
    assert_eq!(classify("QuotaExceededError", ""), E::Full);
    assert!(matches!(
        classify("UnknownError", "user denied permission"),
        E::Denied(_)
    ));
    assert!(matches!(classify("SecurityError", "denied"), E::Denied(_)));
    let lost = "Connection to Indexed Database server lost. Refresh the page to try again";
    for (name, message) in [
        ("UnknownError", lost),
        (
            "UnknownError",
            "Internal error opening backing store for indexedDB.open.",
        ),
        ("InvalidStateError", "The database connection is closing."),
        ("AbortError", ""),
    ] {
        assert!(
            matches!(classify(name, message), E::Lost(_)),
            "{name}: {message}"
        );
    }
    assert!(matches!(classify("NotFoundError", ""), E::Damaged(_)));
    assert!(matches!(classify("VersionError", ""), E::Newer { .. }));
    assert!(matches!(classify("DataCloneError", "x"), E::Other(_)));
}

async fn opened(name: &str) -> IdbStore {
    IdbStore::open(name).await.expect("the database opens")
}

fn put(key: &str, byte: u8) -> Batch {
    Batch {
        put: vec![(Space::Pages, key.to_owned(), vec![byte])],
        ..Batch::default()
    }
}

fn unique(test: &str) -> String {
    format!(
        "test-{test}-{}",
        js_sys::Date::now() + js_sys::Math::random()
    )
}

/// Runs a piece of JavaScript that changes the browser's own functions; the result changes back.
fn patch(body: &str) -> Function {
    let run = Function::new_no_args(body);
    run.call0(&JsValue::NULL)
        .expect("the patch runs")
        .dyn_into()
        .expect("an undo function")
}

async fn js(body: &str) -> JsValue {
    let promise: Promise = Function::new_no_args(body)
        .call0(&JsValue::NULL)
        .expect("the script runs")
        .dyn_into()
        .expect("a promise");
    JsFuture::from(promise).await.expect("the promise resolves")
}

/// Opens the database with a higher version, as a newer build in another tab would.
async fn upgrade(name: &str, version: u32) {
    let db = js(&format!(
        "return new Promise((done, fail) => {{
           const request = indexedDB.open('{name}', {version});
           request.onsuccess = () => done(request.result);
           request.onerror = () => fail(request.error);
           setTimeout(() => fail(new Error('blocked')), 5000);
         }});"
    ))
    .await;
    let close: Function = Reflect::get(&db, &"close".into())
        .expect("close")
        .dyn_into()
        .expect("a function");
    close.call0(&db).expect("closes");
}
