//! In what order the parts of a customer stand, and which are folded away: as usual for the kind of shop,
//! or as the shop arranged them. The name is no part; it always comes first. The shop's own fields have
//! an order among themselves and stand together as one part. Knows nothing of forms and pages.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    customer::{Customer, Standing},
    shop::{Shop, ShopKind},
};

/// A part of a customer besides the name, called as the field of the record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerPart {
    /// Telephone numbers.
    Phones,
    /// E-mail addresses.
    Emails,
    /// Postal addresses.
    Addresses,
    /// The company a person belongs to.
    Company,
    /// What the person does there.
    JobTitle,
    /// Birthday.
    Birthday,
    /// Free labels.
    Tags,
    /// Web site or profile.
    Website,
    /// Customer, supplier, partner or competitor.
    Standing,
    /// Who looks after it.
    Owner,
    /// Where the customer came from.
    Source,
    /// Number in a former system or on a member card.
    Code,
    /// Free text.
    Note,
    /// The shop's own fields, all together.
    Values,
}

impl CustomerPart {
    /// Every part.
    pub const ALL: [Self; 14] = [
        Self::Phones,
        Self::Emails,
        Self::Addresses,
        Self::Company,
        Self::JobTitle,
        Self::Birthday,
        Self::Tags,
        Self::Website,
        Self::Standing,
        Self::Owner,
        Self::Source,
        Self::Code,
        Self::Note,
        Self::Values,
    ];

    /// True if it can be hidden. Own fields are hidden one by one instead.
    pub const fn may_hide(self) -> bool {
        !matches!(self, Self::Values)
    }

    /// True if the customer has something there.
    pub fn holds(self, customer: &Customer) -> bool {
        match self {
            Self::Phones => !customer.phones.is_empty(),
            Self::Emails => !customer.emails.is_empty(),
            Self::Addresses => !customer.addresses.is_empty(),
            Self::Company => customer.company.is_some(),
            Self::JobTitle => !customer.job_title.is_empty(),
            Self::Birthday => customer.birthday.is_some(),
            Self::Tags => !customer.tags.is_empty(),
            Self::Website => !customer.website.is_empty(),
            Self::Standing => customer.standing != Standing::Customer,
            Self::Owner => customer.owner.is_some(),
            Self::Source => !customer.source.is_empty(),
            Self::Code => !customer.code.is_empty(),
            Self::Note => !customer.note.is_empty(),
            Self::Values => !customer.values.is_empty(),
        }
    }

    /// The parts where the customer has something.
    pub fn held(customer: &Customer) -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|part| part.holds(customer)).collect()
    }
}

/// An order of the parts, and which of them are hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    order: Vec<CustomerPart>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    hidden: BTreeSet<CustomerPart>,
}

impl Default for Layout {
    fn default() -> Self {
        Self::usual(ShopKind::default())
    }
}

impl Layout {
    /// What a shop of that kind asks first, and what it hardly ever asks.
    pub fn usual(kind: ShopKind) -> Self {
        use CustomerPart as P;
        let (shown, hidden): (&[P], &[P]) = match kind {
            // Whom to tell of new goods, and where they are sent.
            ShopKind::Retail => (
                &[
                    P::Phones,
                    P::Emails,
                    P::Birthday,
                    P::Company,
                    P::Tags,
                    P::Values,
                    P::Source,
                    P::Owner,
                    P::Code,
                    P::Addresses,
                    P::Note,
                ],
                &[P::Website, P::JobTitle, P::Standing],
            ),
            // The appointment needs a number, the chair somebody; own fields say how to reach and treat them.
            ShopKind::Salon => (
                &[
                    P::Phones,
                    P::Birthday,
                    P::Owner,
                    P::Values,
                    P::Note,
                    P::Tags,
                    P::Emails,
                    P::Source,
                ],
                &[
                    P::Code,
                    P::Addresses,
                    P::Company,
                    P::JobTitle,
                    P::Website,
                    P::Standing,
                ],
            ),
            // A number for the table, tastes, and the member card.
            ShopKind::Cafe => (
                &[
                    P::Phones,
                    P::Birthday,
                    P::Values,
                    P::Tags,
                    P::Code,
                    P::Note,
                    P::Emails,
                    P::Source,
                ],
                &[
                    P::Addresses,
                    P::Company,
                    P::Owner,
                    P::JobTitle,
                    P::Website,
                    P::Standing,
                ],
            ),
            // How to say that it is ready, where to bring it, and what it is.
            ShopKind::Repair => (
                &[
                    P::Phones,
                    P::Emails,
                    P::Addresses,
                    P::Values,
                    P::Note,
                    P::Company,
                    P::Owner,
                    P::Tags,
                    P::Code,
                    P::Source,
                ],
                &[P::JobTitle, P::Website, P::Standing, P::Birthday],
            ),
            // The firm, who speaks for it, where to deliver, and what the invoice needs (own fields).
            ShopKind::Wholesale => (
                &[
                    P::Company,
                    P::JobTitle,
                    P::Phones,
                    P::Emails,
                    P::Addresses,
                    P::Values,
                    P::Code,
                    P::Owner,
                    P::Standing,
                    P::Website,
                    P::Tags,
                    P::Source,
                    P::Note,
                ],
                &[P::Birthday],
            ),
        };
        Self {
            order: [shown, hidden].concat(),
            hidden: hidden.iter().copied().collect(),
        }
    }

    /// The same with every part once: those it does not know come at its end, shown or hidden as is usual
    /// for the kind of shop.
    #[must_use]
    pub fn completed(&self, kind: ShopKind) -> Self {
        let usual = Self::usual(kind);
        let mut order = Vec::new();
        for part in self.order.iter().chain(&usual.order) {
            if !order.contains(part) {
                order.push(*part);
            }
        }
        let hidden = order.iter().copied().filter(|part| {
            let unknown = !self.order.contains(part);
            part.may_hide() && (self.hides(*part) || unknown && usual.hides(*part))
        });
        Self {
            hidden: hidden.collect(),
            order,
        }
    }

    /// The parts in their order, hidden ones included.
    pub fn order(&self) -> &[CustomerPart] {
        &self.order
    }

    /// True if the part is hidden.
    pub fn hides(&self, part: CustomerPart) -> bool {
        self.hidden.contains(&part)
    }

    /// The parts in sight and those that are folded away, each in order. What holds something is in sight,
    /// hidden or not: nothing that was entered may vanish.
    pub fn split(&self, held: &[CustomerPart]) -> (Vec<CustomerPart>, Vec<CustomerPart>) {
        let order = self.order.iter().copied();
        order.partition(|part| held.contains(part) || !self.hides(*part))
    }

    /// With the part so many places further down; below zero: up.
    #[must_use]
    pub fn moved(&self, part: CustomerPart, by: isize) -> Self {
        let mut layout = self.clone();
        if let Some(from) = layout.order.iter().position(|one| *one == part) {
            layout.order.remove(from);
            let to = from.saturating_add_signed(by).min(layout.order.len());
            layout.order.insert(to, part);
        }
        layout
    }

    /// With the part shown or hidden.
    #[must_use]
    pub fn showing(&self, part: CustomerPart, shown: bool) -> Self {
        let mut layout = self.clone();
        if shown || !part.may_hide() {
            layout.hidden.remove(&part);
        } else {
            layout.hidden.insert(part);
        }
        layout
    }
}

impl Shop {
    /// The order of a customer's parts in this shop: its own, or the usual one for its kind.
    pub fn customer_layout(&self) -> Layout {
        match &self.layout {
            Some(own) => own.completed(self.kind),
            None => Layout::usual(self.kind),
        }
    }

    /// Keeps an order of a customer's parts. The usual one is not written down, so that it follows the
    /// kind of shop.
    pub fn arrange(&mut self, layout: Layout) {
        self.layout = (layout != Layout::usual(self.kind)).then_some(layout);
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
