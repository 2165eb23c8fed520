//! Columns of numbers as little-endian bytes, the form in which facts and reports travel between
//! page and worker. Must not know what the numbers mean.

use super::facts::FactsError;

/// Appends a column.
pub fn put<T: Copy, const N: usize>(out: &mut Vec<u8>, values: &[T], bytes: fn(T) -> [u8; N]) {
    out.reserve(values.len() * N);
    for value in values {
        out.extend_from_slice(&bytes(*value));
    }
}

/// The bytes not read yet.
pub struct Input<'a>(pub &'a [u8]);

impl Input<'_> {
    /// How many bytes are left.
    pub const fn left(&self) -> usize {
        self.0.len()
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], FactsError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(FactsError::Damaged)?;
        self.0 = rest;
        Ok(*head)
    }

    /// A text of `length` bytes.
    pub fn text(&mut self, length: usize) -> Result<String, FactsError> {
        let (head, rest) = self.0.split_at_checked(length).ok_or(FactsError::Damaged)?;
        self.0 = rest;
        std::str::from_utf8(head)
            .map(str::to_owned)
            .ok()
            .ok_or(FactsError::Damaged)
    }

    /// A column of `rows` values.
    pub fn column<T, const N: usize>(
        &mut self,
        rows: usize,
        read: fn([u8; N]) -> T,
    ) -> Result<Vec<T>, FactsError> {
        let size = rows.checked_mul(N).ok_or(FactsError::Damaged)?;
        let (head, rest) = self.0.split_at_checked(size).ok_or(FactsError::Damaged)?;
        self.0 = rest;
        let (cells, _) = head.as_chunks::<N>();
        Ok(cells.iter().copied().map(read).collect())
    }
}
