//! The file of a shop, compressed as it is written, so that it never stands in memory as it is.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::write;
use crate::domain::Records;

/// A compressed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The bytes, as gzip.
    pub bytes: Vec<u8>,
    /// How many bytes are in it.
    pub size: u64,
}

/// The file as gzip. It is written often and read hardly ever: quickly rather than small.
pub fn pack(records: &Records, log: &[Vec<u8>]) -> Result<Packed, serde_json::Error> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let mut size = 0;
    for piece in write(records, log) {
        let piece = piece?;
        encoder
            .write_all(piece.as_bytes())
            .map_err(serde_json::Error::io)?;
        size += piece.len() as u64;
    }
    let bytes = encoder.finish().map_err(serde_json::Error::io)?;
    Ok(Packed { bytes, size })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;
    use crate::{
        domain::{Currency, Record, Sale, Timestamp},
        exchange::backup::{read, sample},
    };

    #[test]
    fn what_is_packed_is_the_file() {
        let mut records = sample::typical();
        // More than one piece.
        for number in 0..2_000 {
            let id = crate::domain::Id::new(uuid::Uuid::from_u128(1_000 + number));
            let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 2).expect("a day");
            let sale = Sale::new(id, day, 7, Currency::CNY, Timestamp(1));
            let slot = records.sales.slot_count();
            records.sales.put(slot, std::sync::Arc::new(sale));
        }
        let packed = pack(&records, &[]).expect("packs");
        let mut text = Vec::new();
        GzDecoder::new(packed.bytes.as_slice())
            .read_to_end(&mut text)
            .expect("unpacks");
        let plain: String = write(&records, &[])
            .map(|piece| piece.expect("writes"))
            .collect();
        assert_eq!(text, plain.as_bytes());
        assert_eq!(packed.size, plain.len() as u64);
        assert!(packed.bytes.len() * 4 < plain.len());
        let back: Vec<Record> = read(&text, usize::MAX).expect("reads").records;
        assert_eq!(back.len() as u64, records.total());
        assert_eq!(pack(&records, &[]).expect("packs"), packed);
    }
}
