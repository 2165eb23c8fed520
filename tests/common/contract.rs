//! What every store promises, as one suite: natively over memory, in a browser over `IndexedDB`.
//! `open(name)` gives a handle on the store of that name; two handles of one name see one store.

use regulars::storage::{Batch, Space, StorageError, Store};

type Outcome = Result<(), String>;

/// Runs every case, each over a store of its own.
pub async fn run<S: Store>(open: impl AsyncFn(&str) -> S) -> Outcome {
    an_empty_store_is_empty(&open("empty").await).await?;
    what_is_written_is_read(&open("write").await).await?;
    prefixes_are_read_in_order(&open("prefix").await).await?;
    a_conflict_changes_nothing(&open("conflict").await).await?;
    a_batch_clears_deletes_and_puts(&open("batch").await).await?;
    a_batch_cuts_ranges_before_it_puts(&open("cut").await).await?;
    a_long_batch_is_whole_or_not_at_all(&open("long").await).await?;
    clearing_keeps_the_generation(&open("clear").await).await?;
    the_generation_skips_what_it_is_told(&open("skips").await).await?;
    the_last_entries_come_in_pages(&open("last").await).await?;
    a_thousand_pages_come_back(&open("thousand").await).await?;
    every_byte_survives(&open("bytes").await).await?;
    let (first, second) = (open("pair").await, open("pair").await);
    two_handles_share_one_store(&first, &second).await?;
    let (first, second) = (open("race").await, open("race").await);
    of_two_writers_one_wins(&first, &second).await
}

async fn an_empty_store_is_empty(store: &impl Store) -> Outcome {
    same("generation", generation(store).await?, 0)?;
    for space in Space::ALL {
        same("read", read(store, space, "").await?, vec![])?;
        same("last", last(store, space, None, 10).await?, vec![])?;
        same("get", get(store, space, &["a"]).await?, vec![None])?;
    }
    Ok(())
}

async fn what_is_written_is_read(store: &impl Store) -> Outcome {
    let put = Space::ALL
        .map(|space| (space, "key".to_owned(), space.as_str().into()))
        .to_vec();
    same(
        "generation",
        write(
            store,
            0,
            Batch {
                put,
                ..Batch::default()
            },
        )
        .await?,
        1,
    )?;
    same("generation", generation(store).await?, 1)?;
    for space in Space::ALL {
        // Its own bookkeeping is not content, so meta holds no more than what was put.
        same(
            "read",
            read(store, space, "").await?,
            entries(&[("key", space.as_str())]),
        )?;
        let found = get(store, space, &["no", "key", "generation"]).await?;
        same("get", found, vec![None, Some(space.as_str().into()), None])?;
    }
    write(store, 1, puts(Space::Log, &[("key", "again")])).await?;
    same(
        "read",
        read(store, Space::Log, "").await?,
        entries(&[("key", "again")]),
    )
}

async fn prefixes_are_read_in_order(store: &impl Store) -> Outcome {
    let keys = [
        ("b/2", "4"),
        ("a/10", "2"),
        ("a", "0"),
        ("a/2", "3"),
        ("a/", "1"),
        ("a0", "5"),
    ];
    write(store, 0, puts(Space::Pages, &keys)).await?;
    let found = read(store, Space::Pages, "a/").await?;
    same(
        "a/",
        found,
        entries(&[("a/", "1"), ("a/10", "2"), ("a/2", "3")]),
    )?;
    same(
        "a/1",
        read(store, Space::Pages, "a/1").await?,
        entries(&[("a/10", "2")]),
    )?;
    let sorted = ["a", "a/", "a/10", "a/2", "a0", "b/2"].map(str::to_owned);
    let found = store
        .keys(Space::Pages)
        .await
        .map_err(|error| error.to_string())?;
    same("keys", found, sorted.to_vec())?;
    let found = store
        .keys(Space::Meta)
        .await
        .map_err(|error| error.to_string())?;
    same("keys of its own", found, vec![])?;
    same("c", read(store, Space::Pages, "c").await?, vec![])?;
    same(
        "all",
        read(store, Space::Pages, "").await?.len(),
        keys.len(),
    )
}

async fn a_conflict_changes_nothing(store: &impl Store) -> Outcome {
    write(store, 0, puts(Space::Pages, &[("kept", "1")])).await?;
    for expected in [0, 2, u64::MAX] {
        let batch = Batch {
            clear: vec![Space::Pages],
            put: vec![(Space::Log, "new".to_owned(), vec![1])],
            delete: vec![(Space::Pages, "kept".to_owned())],
            cut: vec![(Space::Pages, "a".to_owned(), "z".to_owned())],
            skips: 4,
        };
        let refused = store.write(expected, batch).await;
        same(
            "refusal",
            refused,
            Err(StorageError::Conflict { current: 1 }),
        )?;
    }
    same(
        "pages",
        read(store, Space::Pages, "").await?,
        entries(&[("kept", "1")]),
    )?;
    same("log", read(store, Space::Log, "").await?, vec![])?;
    same("generation", generation(store).await?, 1)
}

async fn a_batch_clears_deletes_and_puts(store: &impl Store) -> Outcome {
    write(store, 0, puts(Space::Pages, &[("a", "1"), ("b", "2")])).await?;
    write(store, 1, puts(Space::Log, &[("1", "x"), ("2", "y")])).await?;
    let batch = Batch {
        clear: vec![Space::Pages],
        put: vec![
            (Space::Pages, "c".to_owned(), b"3".to_vec()),
            (Space::Log, "3".to_owned(), b"z".to_vec()),
        ],
        delete: vec![
            (Space::Log, "1".to_owned()),
            (Space::Log, "never".to_owned()),
        ],
        ..Batch::default()
    };
    same("generation", write(store, 2, batch).await?, 3)?;
    same(
        "pages",
        read(store, Space::Pages, "").await?,
        entries(&[("c", "3")]),
    )?;
    same(
        "log",
        read(store, Space::Log, "").await?,
        entries(&[("2", "y"), ("3", "z")]),
    )
}

async fn a_batch_cuts_ranges_before_it_puts(store: &impl Store) -> Outcome {
    let all = [
        ("a/1", "1"),
        ("a/2", "2"),
        ("a/3", "3"),
        ("a/4", "4"),
        ("b/2", "5"),
    ];
    write(store, 0, puts(Space::Pages, &all)).await?;
    write(store, 1, puts(Space::Log, &[("a/2", "x")])).await?;
    let batch = Batch {
        put: vec![(Space::Pages, "a/3".to_owned(), b"new".to_vec())],
        cut: vec![(Space::Pages, "a/2".to_owned(), "a/3".to_owned())],
        ..Batch::default()
    };
    same("generation", write(store, 2, batch).await?, 3)?;
    same(
        "pages",
        read(store, Space::Pages, "").await?,
        entries(&[("a/1", "1"), ("a/3", "new"), ("a/4", "4"), ("b/2", "5")]),
    )?;
    let cut = Batch {
        cut: vec![(Space::Log, "a/2".to_owned(), "a/2".to_owned())],
        ..Batch::default()
    };
    same("generation", write(store, 3, cut).await?, 4)?;
    same("log", read(store, Space::Log, "").await?, vec![])
}

async fn the_generation_skips_what_it_is_told(store: &impl Store) -> Outcome {
    let skipping = |skips| Batch {
        skips,
        ..puts(Space::Log, &[("a", "1")])
    };
    same("first", write(store, 0, skipping(6)).await?, 7)?;
    same("generation", generation(store).await?, 7)?;
    same("known", write(store, 7, skipping(0)).await?, 8)?;
    same("known", write(store, 8, skipping(41)).await?, 50)?;
    same("generation", generation(store).await?, 50)
}

/// So many that a store may write them in parts.
async fn a_long_batch_is_whole_or_not_at_all(store: &impl Store) -> Outcome {
    let value = vec![7; 3000];
    let long = |from: u32| Batch {
        put: (from..from + 700)
            .map(|n| (Space::Pages, format!("{n:06}"), value.clone()))
            .collect(),
        ..Batch::default()
    };
    same("generation", write(store, 0, long(0)).await?, 1)?;
    let late = store.write(0, long(1000)).await;
    same("refusal", late, Err(StorageError::Conflict { current: 1 }))?;
    let keys = store
        .keys(Space::Pages)
        .await
        .map_err(|error| error.to_string())?;
    same("pages", keys.len(), 700)?;
    same("first", keys.first().cloned(), Some("000000".to_owned()))?;
    same("last", keys.last().cloned(), Some("000699".to_owned()))
}

async fn clearing_keeps_the_generation(store: &impl Store) -> Outcome {
    write(store, 0, puts(Space::Meta, &[("setting", "1")])).await?;
    let clear = Batch {
        clear: Space::ALL.to_vec(),
        ..Batch::default()
    };
    same("generation", write(store, 1, clear).await?, 2)?;
    same("meta", read(store, Space::Meta, "").await?, vec![])?;
    same("empty write", write(store, 2, Batch::default()).await?, 3)?;
    same("generation", generation(store).await?, 3)
}

async fn the_last_entries_come_in_pages(store: &impl Store) -> Outcome {
    let put = (0_u8..25)
        .map(|n| (Space::Log, format!("{n:04}"), vec![n]))
        .collect();
    write(
        store,
        0,
        Batch {
            put,
            ..Batch::default()
        },
    )
    .await?;
    let mut seen = Vec::new();
    let mut before: Option<String> = None;
    loop {
        let page = last(store, Space::Log, before.as_deref(), 10).await?;
        let Some((key, _)) = page.last() else { break };
        before = Some(key.clone());
        seen.extend(page.into_iter().flat_map(|(_, bytes)| bytes));
    }
    same("newest first", seen, (0_u8..25).rev().collect())?;
    same("limit", last(store, Space::Log, None, 3).await?.len(), 3)?;
    same("none", last(store, Space::Log, None, 0).await?, vec![])?;
    same(
        "before all",
        last(store, Space::Log, Some("0000"), 5).await?,
        vec![],
    )?;
    same(
        "other space",
        last(store, Space::Pages, None, 5).await?,
        vec![],
    )
}

async fn a_thousand_pages_come_back(store: &impl Store) -> Outcome {
    // More than one request's worth of every implementation, and values of different sizes.
    let pages: Vec<_> = (0_usize..1_201)
        .map(|n| (format!("p/{n:06}"), page(n)))
        .collect();
    let put = pages
        .iter()
        .map(|(key, bytes)| (Space::Pages, key.clone(), bytes.clone()))
        .collect();
    write(
        store,
        0,
        Batch {
            put,
            ..Batch::default()
        },
    )
    .await?;
    let found = read(store, Space::Pages, "p/").await?;
    same("number", found.len(), pages.len())?;
    match found
        .iter()
        .zip(&pages)
        .find(|(found, written)| found != written)
    {
        Some(((key, _), _)) => Err(format!("{key} is not what was written")),
        None => Ok(()),
    }
}

async fn every_byte_survives(store: &impl Store) -> Outcome {
    let values = [
        vec![],
        (0..=u8::MAX).collect::<Vec<u8>>(),
        vec![0; 3],
        vec![0xff, 0xfe],
        vec![7; 1 << 20],
    ];
    let keys: Vec<String> = (0..values.len()).map(|n| n.to_string()).collect();
    let put = keys.iter().zip(&values);
    let put = put
        .map(|(key, value)| (Space::Files, key.clone(), value.clone()))
        .collect();
    write(
        store,
        0,
        Batch {
            put,
            ..Batch::default()
        },
    )
    .await?;
    let found = store
        .get(Space::Files, &keys)
        .await
        .map_err(|error| error.to_string())?;
    match found
        .iter()
        .zip(&values)
        .position(|(found, value)| found.as_ref() != Some(value))
    {
        Some(at) => Err(format!("value {at} is not what was written")),
        None => Ok(()),
    }
}

async fn two_handles_share_one_store(first: &impl Store, second: &impl Store) -> Outcome {
    write(first, 0, puts(Space::Pages, &[("a", "1")])).await?;
    same("generation", generation(second).await?, 1)?;
    same(
        "seen",
        read(second, Space::Pages, "").await?,
        entries(&[("a", "1")]),
    )?;
    let stale = second.write(0, puts(Space::Pages, &[("a", "2")])).await;
    same("stale", stale, Err(StorageError::Conflict { current: 1 }))?;
    write(second, 1, puts(Space::Pages, &[("a", "2")])).await?;
    same(
        "seen back",
        read(first, Space::Pages, "").await?,
        entries(&[("a", "2")]),
    )?;
    same("generation", generation(first).await?, 2)?;
    // The first knows its own write alone; nothing of what it puts behind that may stay.
    let behind = first
        .write(1, puts(Space::Pages, &[("a", "3"), ("b", "3")]))
        .await;
    same("behind", behind, Err(StorageError::Conflict { current: 2 }))?;
    same(
        "nothing stays",
        read(first, Space::Pages, "").await?,
        entries(&[("a", "2")]),
    )?;
    write(first, 2, puts(Space::Pages, &[("a", "4")])).await?;
    same("generation", generation(second).await?, 3)
}

async fn of_two_writers_one_wins(first: &impl Store, second: &impl Store) -> Outcome {
    for turn in 0..20 {
        // Neither is awaited before the other has started.
        let (mut a, mut b) = (None, None);
        both(
            async {
                a = Some(first.write(turn, claim("first")).await);
            },
            async {
                b = Some(second.write(turn, claim("second")).await);
            },
        )
        .await;
        let conflict = Some(Err(StorageError::Conflict { current: turn + 1 }));
        let winner = match (&a, &b) {
            (Some(Ok(_)), lost) if *lost == conflict => "first",
            (lost, Some(Ok(_))) if *lost == conflict => "second",
            _ => return Err(format!("turn {turn}: {a:?} and {b:?}")),
        };
        same(
            "winner",
            read(first, Space::Log, "").await?,
            entries(&[("who", winner)]),
        )?;
        same("generation", generation(second).await?, turn + 1)?;
    }
    Ok(())
}

async fn both(a: impl Future<Output = ()>, b: impl Future<Output = ()>) {
    let (mut a, mut b) = (Box::pin(a), Box::pin(b));
    let (mut a_done, mut b_done) = (false, false);
    std::future::poll_fn(|context| {
        a_done = a_done || a.as_mut().poll(context).is_ready();
        b_done = b_done || b.as_mut().poll(context).is_ready();
        if a_done && b_done {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
}

fn claim(who: &str) -> Batch {
    puts(Space::Log, &[("who", who)])
}

fn page(n: usize) -> Vec<u8> {
    (0..n % 977)
        .map(|at| u8::try_from((n * 31 + at * 7) % 256).unwrap_or_default())
        .collect()
}

fn puts(space: Space, values: &[(&str, &str)]) -> Batch {
    let put = entries(values)
        .into_iter()
        .map(|(key, value)| (space, key, value))
        .collect();
    Batch {
        put,
        ..Batch::default()
    }
}

fn entries(values: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    values
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.as_bytes().to_vec()))
        .collect()
}

async fn generation(store: &impl Store) -> Result<u64, String> {
    store.generation().await.map_err(|error| error.to_string())
}

async fn read(
    store: &impl Store,
    space: Space,
    prefix: &str,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    store
        .read(space, prefix)
        .await
        .map_err(|error| error.to_string())
}

async fn get(
    store: &impl Store,
    space: Space,
    keys: &[&str],
) -> Result<Vec<Option<Vec<u8>>>, String> {
    let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    store
        .get(space, &keys)
        .await
        .map_err(|error| error.to_string())
}

async fn last(
    store: &impl Store,
    space: Space,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    store
        .last(space, before, limit)
        .await
        .map_err(|error| error.to_string())
}

async fn write(store: &impl Store, expected: u64, batch: Batch) -> Result<u64, String> {
    store
        .write(expected, batch)
        .await
        .map_err(|error| error.to_string())
}

#[track_caller]
fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Outcome {
    let at = std::panic::Location::caller().line();
    if found == wanted {
        Ok(())
    } else {
        Err(format!(
            "line {at}, {what}: found {found:?}, wanted {wanted:?}"
        ))
    }
}
