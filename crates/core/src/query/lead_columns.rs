//! The columns of the table of leads by the stable names that views, addresses and settings keep, what they are grouped
//! by, and the order they stand in.

use std::sync::Arc;

use super::{
    arranged::{Key, Keyed, TableColumn},
    gather::{Figure, Part, Sum, gather, sort_by, sums},
    leads::{Asked, leads},
    own::{OwnKey, own_key},
    shared::Shared,
};
use crate::{
    domain::{Customer, FieldDef, Id, Lead, LeadStatus, Records},
    search::pinyin::sort_key,
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeadColumn {
    /// What they are called.
    Name,
    /// How far they have come.
    State,
    /// Where they came from.
    Source,
    /// When they came in.
    Since,
    /// How long they waited for the first answer.
    Answered,
    /// Who looks after them.
    Owner,
    /// Why they came to nothing.
    Reason,
    /// The first telephone number.
    Phone,
    /// The first e-mail address.
    Email,
    /// Tags.
    Tags,
    /// More about them.
    Note,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl Keyed for LeadColumn {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::State,
        Self::Source,
        Self::Since,
        Self::Answered,
        Self::Owner,
        Self::Reason,
        Self::Phone,
        Self::Email,
        Self::Tags,
        Self::Note,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            // The name that every table's fixed column has.
            Self::Name => Key::Word("title"),
            Self::State => Key::Word("state"),
            Self::Source => Key::Word("source"),
            Self::Since => Key::Word("since"),
            Self::Answered => Key::Word("answered"),
            Self::Owner => Key::Word("owner"),
            Self::Reason => Key::Word("reason"),
            Self::Phone => Key::Word("phone"),
            Self::Email => Key::Word("email"),
            Self::Tags => Key::Word("tags"),
            Self::Note => Key::Word("note"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TableColumn for LeadColumn {
    type Of = Customer;
    type Group = Self;
    const GROUPS: &'static [Self::Group] = &[
        Self::State,
        Self::Source,
        Self::Owner,
        Self::Reason,
        Self::Tags,
    ];

    fn shown_at_first(self) -> bool {
        !matches!(self, Self::Reason | Self::Tags | Self::Note | Self::Own(_))
    }

    fn sums(self, records: &Records, ids: &[Id<Customer>]) -> Vec<(Sum, usize)> {
        let Self::Own(field) = self else {
            return Vec::new();
        };
        let people = ids.iter().filter_map(|id| records.get(*id));
        sums(people.filter_map(|one| Figure::of_own(field, &one.values)))
    }
}

impl LeadColumn {
    fn sort_key(self, records: &Records, customer: &Customer) -> Option<OwnKey> {
        let lead = customer.lead.as_ref();
        let number = |number: i64| Some(OwnKey::Number(number));
        let text = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)))
        };
        match self {
            Self::Name => text(customer.display_name()),
            Self::State => {
                let status = lead?.status;
                let place = LeadStatus::ALL.iter().position(|one| *one == status);
                number(i64::try_from(place?).ok()?)
            }
            Self::Source => text(&customer.source),
            Self::Since => number(lead?.since.0),
            Self::Answered => number(lead.and_then(Lead::response)?),
            Self::Owner => text(&records.get(customer.owner?)?.name),
            Self::Reason => text(&lead?.reason),
            Self::Phone => text(&customer.phones.first()?.number),
            Self::Email => text(&customer.emails.first()?.address),
            Self::Tags => text(customer.tags.first()?),
            Self::Note => text(&customer.note),
            Self::Own(field) => own_key(field, &customer.values),
        }
    }

    fn shared(self, customer: &Customer) -> Vec<Shared> {
        let lead = customer.lead.as_ref();
        match self {
            Self::State => Shared::one(lead.map(|lead| Shared::Lead(lead.status))),
            Self::Source => Shared::of_source(&customer.source),
            Self::Owner => Shared::one(customer.owner.map(Shared::Owner)),
            Self::Reason => Shared::of_source(lead.map_or("", |lead| lead.reason.as_str())),
            Self::Tags => Shared::of_tags(&customer.tags),
            Self::Own(field) => Shared::of_own(field, &customer.values),
            Self::Name | Self::Since | Self::Answered | Self::Phone | Self::Email | Self::Note => {
                Shared::one(None)
            }
        }
    }

    /// Leads in groups, each in the order given; those that are gone are left out.
    pub fn groups(self, records: &Records, ids: &[Id<Customer>]) -> Vec<Part<Id<Customer>>> {
        let shared = |id: &Id<Customer>| {
            let one = records.get(*id);
            one.map_or_else(Vec::new, |one| self.shared(one))
        };
        gather(ids.iter().copied(), shared, |shared| shared.place(records))
    }
}

/// The leads that were asked for, in the order of the inbox; as a table by the column that is asked for.
pub fn rows(records: &Records, asked: &Asked) -> Vec<Arc<Customer>> {
    let mut found = leads(records, asked);
    if let Some((column, down)) = asked.arranged.sort.filter(|_| asked.table) {
        sort_by(&mut found, down, |one| column.sort_key(records, one));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{IdMaker, Timestamp, name::Name},
        query::{InWords, Words, leads::Stand},
    };

    fn shop() -> Records {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let all = [
            ("Cy", "fair", LeadStatus::New, 3),
            ("Ann", "", LeadStatus::Working, 1),
            ("Bo", "fair", LeadStatus::New, 2),
        ];
        for (slot, (name, source, status, since)) in (0..).zip(all) {
            let id = ids.next(Timestamp(1));
            let mut one = Customer::new(id, Name::from_full(name), Timestamp(1));
            let mut lead = Lead::new(Timestamp(since));
            lead.move_to(status, "", Timestamp(since + 9));
            one.source = source.to_owned();
            one.lead = Some(lead);
            records.customers.put(slot, Arc::new(one));
        }
        records
    }

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs.iter().map(|(name, word)| (*name, (*word).to_owned()));
        Asked::read(&Words::of(pairs))
    }

    #[test]
    fn any_column_sorts_and_groups_stand_in_their_order() {
        let records = shop();
        let names = |pairs: &[(&str, &str)]| -> Vec<String> {
            let found = rows(&records, &asked(pairs)).into_iter();
            found.map(|one| one.display_name().to_owned()).collect()
        };
        assert_eq!(names(&[]), ["Bo", "Cy", "Ann"], "as in the inbox");
        let by = |column| names(&[("as", "table"), ("sort", column)]);
        assert_eq!(by("title"), ["Ann", "Bo", "Cy"]);
        assert_eq!(by("-since"), ["Cy", "Bo", "Ann"]);
        assert_eq!(by("-state"), ["Ann", "Bo", "Cy"]);
        assert_eq!(by("answered"), ["Ann", "Bo", "Cy"], "who waits comes last");
        assert_eq!(
            names(&[("sort", "title")]),
            names(&[]),
            "an inbox has its own"
        );
        let ids: Vec<Id<Customer>> = records.customers.iter().map(|one| one.id).collect();
        let groups = |by: LeadColumn| {
            let parts = by.groups(&records, &ids).into_iter();
            parts
                .map(|part| (part.shared, part.ids.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            groups(LeadColumn::State),
            [
                (Shared::Lead(LeadStatus::New), 2),
                (Shared::Lead(LeadStatus::Working), 1)
            ]
        );
        assert_eq!(
            groups(LeadColumn::Source),
            [(Shared::Source("fair".to_owned()), 2), (Shared::Nothing, 1)]
        );
    }

    #[test]
    fn the_table_stays_when_nothing_is_narrowed_any_more() {
        let narrowed = asked(&[
            ("as", "table"),
            ("state", "new"),
            ("q", "Bo"),
            ("sums", "1"),
        ]);
        let all = narrowed.of(Stand::All);
        assert!(all.table && all.arranged.sums && all.text.is_empty());
        assert_eq!(all.stand, Stand::All);
    }
}
