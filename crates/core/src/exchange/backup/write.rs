//! Records to the file, in pieces, so that a large shop never stands in memory twice. A checksum of
//! all of it stands at the end.

use serde::Serialize;

use crate::domain::{Entity, Record, Records, Shop, TableName};

use super::{
    ABOUT, FORMAT, SEAL, VERSION,
    history::{MOST, Numbering},
};

/// Records of a table that are written to guess how long the others are.
const LOOKED_AT: usize = 64;

/// Bytes after which a piece is handed out.
const PIECE: usize = 64 * 1024;

/// The file in pieces. Tables and records stand in a fixed order; the time of the last backup is
/// left out, because it would make every file differ from the one before. `log` are entries of the change
/// log as the store has them, oldest first.
pub fn write<'a>(
    records: &'a Records,
    log: &'a [Vec<u8>],
) -> impl Iterator<Item = Result<String, serde_json::Error>> + 'a {
    let counts: Vec<String> = TableName::ALL
        .iter()
        .map(|table| format!("\"{}\":{}", table.as_str(), records.count(*table)))
        .collect();
    // A constant text is always JSON.
    let about = serde_json::Value::from(ABOUT);
    let head = format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"app\":\"Regulars\",\n\"about\":{about},\n\"counts\":{{{}}},\n\"tables\":{{",
        counts.join(","),
    );
    let tables = TableName::ALL
        .iter()
        .enumerate()
        .flat_map(move |(at, table)| {
            let comma = if at > 0 { "," } else { "" };
            let mut sorted = records.all(*table);
            sorted.sort_unstable_by_key(Record::id);
            let opening = format!("{comma}\n\"{}\":[", table.as_str());
            let rows = sorted.into_iter().enumerate().map(|(at, record)| {
                let separator = if at > 0 { ",\n" } else { "\n" };
                line(&record).map(|json| format!("{separator}{json}"))
            });
            std::iter::once(Ok(opening))
                .chain(rows)
                .chain([Ok("]".to_owned())])
        });
    let parts = std::iter::once(Ok(head))
        .chain(tables)
        .chain([Ok("\n},\n\"history\":[".to_owned())])
        .chain(lines(log))
        .chain([Ok("]".to_owned())]);
    Pieces {
        parts,
        done: false,
        crc: crc32fast::Hasher::new(),
    }
}

/// About how many bytes the file will have at most: the records by some of each table, and as much history as
/// one holds. Cheap enough to be asked again and again.
pub fn likely_size(records: &Records) -> u64 {
    let rows = TableName::ALL.iter().map(|table| {
        let count = records.count(*table);
        let step = count.div_ceil(LOOKED_AT).max(1);
        let (looked_at, bytes) = for_table!(*table, T => {
            let some = T::table(records).iter().step_by(step);
            some.fold((0_u64, 0_u64), |(looked_at, bytes), record| {
                let line = json(record).map_or(0, |text| text.len() as u64);
                // Each stands on a line of its own, behind a comma.
                (looked_at + 1, bytes + line + 2)
            })
        });
        (bytes * count as u64).div_ceil(looked_at.max(1))
    });
    rows.sum::<u64>() + MOST as u64
}

fn lines(log: &[Vec<u8>]) -> impl Iterator<Item = Result<String, serde_json::Error>> + '_ {
    let mut numbering = Numbering::default();
    let lines = log.iter().filter_map(move |entry| numbering.line(entry));
    lines.enumerate().map(|(at, line)| {
        let separator = if at > 0 { ",\n" } else { "\n" };
        line.map(|json| format!("{separator}{json}"))
    })
}

fn line(record: &Record) -> Result<String, serde_json::Error> {
    if let Record::Shop(shop) = record {
        return serde_json::to_string(&Shop {
            last_backup: None,
            ..Shop::clone(shop)
        });
    }
    for_table!(record.table(), T => T::from_record(record).map_or_else(|| Ok(String::new()), json))
}

fn json<T: Serialize>(record: &std::sync::Arc<T>) -> Result<String, serde_json::Error> {
    serde_json::to_string(record.as_ref())
}

/// Joins small parts to pieces of a good size.
struct Pieces<I> {
    parts: I,
    done: bool,
    crc: crc32fast::Hasher,
}

impl<I: Iterator<Item = Result<String, serde_json::Error>>> Iterator for Pieces<I> {
    type Item = Result<String, serde_json::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = String::new();
        while !self.done && piece.len() < PIECE {
            match self.parts.next() {
                Some(Ok(part)) => {
                    self.crc.update(part.as_bytes());
                    piece.push_str(&part);
                }
                Some(Err(error)) => {
                    self.done = true;
                    return Some(Err(error));
                }
                None => {
                    self.done = true;
                    let sum = self.crc.clone().finalize();
                    let seal = format!("{SEAL}{sum:08x}\"}}\n");
                    piece.push_str(&seal);
                }
            }
        }
        (!piece.is_empty()).then_some(Ok(piece))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::backup::sample::{add, typical};

    fn size(records: &Records) -> u64 {
        let pieces = write(records, &[]).map(|piece| piece.expect("writes").len() as u64);
        pieces.sum()
    }

    #[test]
    fn the_likely_size_is_about_that_of_the_records() {
        let mut records = typical();
        let one = records.customers.iter().next().expect("one").clone();
        // Long and short ones by turns, as a shop has them.
        for at in 0..5_000_u128 {
            let mut other = one.as_ref().clone();
            other.id = crate::domain::Id::new(uuid::Uuid::from_u128(10_000 + at));
            other.note = "x".repeat(usize::try_from(at * 7 % 300).expect("small"));
            add(&mut records, other);
        }
        let (real, likely) = (size(&records), likely_size(&records) - MOST as u64);
        assert!(likely.abs_diff(real) * 10 < real, "{likely} of {real}");
        assert!(
            likely_size(&Records::default()) >= MOST as u64,
            "history comes on top"
        );
    }
}
