//! What a column of deals or products can hold. A target has a short text form (`value`, `own@…`,
//! `customer:phone@mobile`) that saved columns and choosers share.

use serde::{Deserialize, Serialize};

use super::super::{customers, own_target::OwnTarget};

macro_rules! parts {
    ($($variant:ident $text:literal $doc:literal;)*) => {
        /// The part of a deal or product a column speaks of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Part { $(#[doc = $doc] $variant,)* }

        impl Part {
            const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The text form.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}
parts! {
    Title "title" "What the deal is about.";
    Value "value" "What it is expected to bring.";
    Currency "currency" "Code of the currency.";
    Board "board" "The board it stands on.";
    Stage "stage" "The column of the board.";
    Status "status" "Open, won or lost.";
    Owner "owner" "Who looks after it.";
    ExpectedClose "expected_close" "Day it is expected to close.";
    Won "won" "Day it was won.";
    Lost "lost" "Day it was lost.";
    Closed "closed" "Day it was won or lost.";
    Reason "reason" "Why it was won or lost.";
    Source "source" "Where it came from.";
    Note "note" "Free text.";
    Tags "tags" "Words that were put on it.";
    PersonCode "person_code" "Numbers of its people in the former system.";
    CompanyCode "company_code" "Numbers of its companies in the former system.";
    Code "code" "Its own number in the former system.";
    Name "name" "What the product is called.";
    Family "family" "What the rows of one product share: its further rows are variants of it.";
    Variant "variant" "Which kind of the product it is: size, colour.";
    Sku "sku" "The shop's own number or bar code.";
    Category "category" "Group it is sold under.";
    Price "price" "Usual price.";
    Tax "tax" "Tax in the price, in percent.";
    Archived "archived" "No longer sold.";
    What "what" "Call, visit, e-mail, task.";
    Due "due" "Day it is due.";
    Time "time" "Time of that day.";
    Done "done" "Done or not, or when.";
    DoneAt "done_at" "When it was done.";
    When "when" "When it took place.";
    Priority "priority" "How urgent.";
    Deal "deal" "Title of the deal it is about.";
    DealCode "deal_code" "Number of that deal in the former system.";
    CaseKind "case_kind" "What an after-sales request is about.";
    CaseStatus "case_status" "How far it is.";
    Received "received" "When it came in.";
    Order "order" "Number of the sale it is about.";
    Solution "solution" "What was done about it.";
    Points "points" "How many points came or went.";
    PointsReason "points_reason" "What points were for.";
}

/// Parts of deals, in the order choosers show them.
pub const OF_DEALS: &[Part] = &[
    Part::Title,
    Part::Value,
    Part::Currency,
    Part::Board,
    Part::Stage,
    Part::Status,
    Part::Owner,
    Part::ExpectedClose,
    Part::Won,
    Part::Lost,
    Part::Closed,
    Part::Reason,
    Part::Source,
    Part::Note,
    Part::Tags,
    Part::PersonCode,
    Part::CompanyCode,
    Part::Code,
];

/// Parts of products, in the order choosers show them.
pub const OF_PRODUCTS: &[Part] = &[
    Part::Name,
    Part::Variant,
    Part::Family,
    Part::Sku,
    Part::Category,
    Part::Price,
    Part::Currency,
    Part::Tax,
    Part::Archived,
];

/// Parts of tasks, touches and cases, in the order choosers show them.
pub const OF_TODOS: &[Part] = &[
    Part::Title,
    Part::What,
    Part::Due,
    Part::Time,
    Part::Done,
    Part::DoneAt,
    Part::When,
    Part::Priority,
    Part::Owner,
    Part::Note,
    Part::Deal,
    Part::DealCode,
    Part::CaseKind,
    Part::CaseStatus,
    Part::Received,
    Part::Solution,
    Part::Order,
    Part::PersonCode,
    Part::CompanyCode,
];

/// Parts of lists of points, in the order choosers show them.
pub const OF_POINTS: &[Part] = &[
    Part::Points,
    Part::When,
    Part::PointsReason,
    Part::Order,
    Part::Note,
    Part::Owner,
    Part::PersonCode,
    Part::CompanyCode,
];

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// Nothing that is kept.
    #[default]
    Ignore,
    /// A part of the deal or product.
    Part(Part),
    /// A field of the shop's own.
    Own(OwnTarget),
    /// Something of the customer a deal is with.
    Customer(customers::Field),
}

impl Target {
    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(field) = text.strip_prefix("customer:") {
            return customers::Field::parse(field).map(Self::Customer);
        }
        if let Some(own) = OwnTarget::parse(text) {
            return Some(Self::Own(own));
        }
        if text == "ignore" {
            return Some(Self::Ignore);
        }
        let mut parts = Part::ALL.iter();
        let part = parts.find(|part| part.as_str() == text)?;
        Some(Self::Part(*part))
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ignore => f.write_str("ignore"),
            Self::Part(part) => f.write_str(part.as_str()),
            Self::Own(own) => own.fmt(f),
            Self::Customer(field) => write!(f, "customer:{field}"),
        }
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

impl TryFrom<String> for Target {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a column: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn every_target_has_a_text_form() {
        let parts = Part::ALL.iter().copied().map(Target::Part);
        let others = [
            Target::Ignore,
            Target::Own(OwnTarget::New(None)),
            Target::Own(OwnTarget::Known(Id::new(uuid::Uuid::from_u128(7)))),
            Target::Customer(customers::Field::parse("phone@mobile#2").expect("a field")),
        ];
        for target in parts.chain(others) {
            assert_eq!(Target::parse(&target.to_string()), Some(target));
        }
        assert_eq!(Target::parse("nothing"), None);
        for part in Part::ALL {
            assert!(
                [OF_DEALS, OF_PRODUCTS, OF_TODOS, OF_POINTS]
                    .iter()
                    .any(|list| list.contains(part))
            );
        }
    }
}
