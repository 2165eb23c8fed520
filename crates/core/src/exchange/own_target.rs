//! A column that becomes a field of the shop's own: one there is, or one that the import makes. It has a short
//! text form (`own@…`, `new@date`), in which choosers and learned columns keep it. Shared by every list
//! that has own fields; knows nothing of what else a column can become.

use std::{fmt, sync::Arc};

use super::own::{OwnFields, kind_of, kind_word};
use crate::domain::{FieldDef, FieldKind, Id, IdMaker, Timestamp};

/// What a column becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnTarget {
    /// A field there is.
    Known(Id<FieldDef>),
    /// A field that the import makes, of that kind or of the kind its values show.
    New(Option<FieldKind>),
}

impl OwnTarget {
    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('@')? {
            ("own", id) => Id::parse(id).map(Self::Known),
            ("new", kind) => Some(Self::New(kind_of(kind))),
            _ => None,
        }
    }

    /// The field that a column of that title fills; one that is to be made is there once it is made.
    pub fn field<'a>(self, title: &str, own: &'a OwnFields) -> Option<&'a Arc<FieldDef>> {
        match self {
            Self::Known(id) => own.get(id),
            Self::New(_) => own.named(title),
        }
    }

    /// Makes the field if it is to be made; then the target says of what kind it is. A field that was chosen
    /// once and is gone since is looked for by its name. `None` if the column becomes nothing.
    #[must_use]
    pub fn made<'a>(
        self,
        title: &str,
        cells: impl Iterator<Item = &'a str> + Clone,
        own: &mut OwnFields,
        ids: &mut IdMaker,
        now: Timestamp,
    ) -> Option<Self> {
        let named = own.named(title).map(|field| field.id);
        match self {
            Self::Known(id) if own.get(id).is_some() => Some(self),
            Self::New(kind) if named.is_none() => {
                Some(Self::New(Some(own.make(title, kind, cells, ids, now).kind)))
            }
            Self::Known(_) | Self::New(_) => named.map(Self::Known),
        }
    }
}

impl fmt::Display for OwnTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(id) => write!(f, "own@{id}"),
            Self::New(kind) => write!(f, "new@{}", kind.map_or("", kind_word)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_text_form() {
        let known = OwnTarget::Known(Id::new(uuid::Uuid::from_u128(7)));
        let kinds = FieldKind::ALL.into_iter().map(Some);
        let new = kinds.chain([None]).map(OwnTarget::New);
        for target in new.chain([known]) {
            assert_eq!(OwnTarget::parse(&target.to_string()), Some(target));
        }
        for text in ["", "own", "own@", "own@7", "old@date", "amount"] {
            assert_eq!(OwnTarget::parse(text), None, "{text}");
        }
    }
}
