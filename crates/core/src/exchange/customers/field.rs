//! What a column can hold. A field has a short text form (`phone@mobile`, `address.city@home#2`)
//! that the tables of header names, saved mappings and examples share.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{
    own::{kind_of, kind_word},
    own_target::OwnTarget,
};
use crate::domain::Id;

macro_rules! whats {
    ($($variant:ident $text:literal $doc:literal;)*) => {
        /// The part of a customer a column speaks of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum What { #[default] #[doc = "Nothing that is kept."] Ignore, $(#[doc = $doc] $variant,)*
            #[doc = "A field of the shop's own; the label is its identity."] Own,
            #[doc = "A field that the import makes; the label is its kind, blank to find it out."] New }

        impl What {
            /// Everything a column can hold but own fields, in the order choosers show it.
            pub const ALL: &[Self] = &[$(Self::$variant,)* Self::Ignore];

            /// The text form.
            pub const fn as_str(self) -> &'static str {
                match self { Self::Ignore => "ignore", Self::Own => "own", Self::New => "new", $(Self::$variant => $text,)* }
            }
        }
    };
}
whats! {
    FullName "full_name" "The whole name.";
    FamilyName "family_name" "Family name.";
    GivenName "given_name" "Given name.";
    MiddleName "middle_name" "Further given names.";
    NamePrefix "prefix" "Mr, Dr.";
    NameSuffix "suffix" "Jr.";
    Nickname "nickname" "Nickname.";
    Phonetic "phonetic" "How the name sounds.";
    PhoneticFamily "phonetic_family" "How the family name sounds.";
    PhoneticGiven "phonetic_given" "How the given name sounds.";
    Phone "phone" "A telephone number.";
    PhoneCode "phone.code" "Country code of the telephone number beside it.";
    PhoneLabel "phone.label" "Label of the telephone number of the same group.";
    Email "email" "An e-mail address.";
    EmailLabel "email.label" "Label of the e-mail address of the same group.";
    Street "address.street" "Street, first line.";
    Street2 "address.street2" "Street, second line.";
    Street3 "address.street3" "Street, third line.";
    PoBox "address.po_box" "Post-office box.";
    City "address.city" "City.";
    Region "address.region" "Province or state.";
    Postcode "address.postcode" "Postal code.";
    Country "address.country" "Country.";
    Address "address" "A whole address in one cell; the street where none has a column.";
    AddressLabel "address.label" "Label of the address of the same group.";
    Company "company" "The company the person belongs to, or the company itself.";
    CompanyCode "company.code" "Number of the company in the former system.";
    JobTitle "job_title" "What the person does there.";
    Birthday "birthday" "Birthday.";
    BirthYear "birth_year" "Year of birth.";
    BirthMonth "birth_month" "Month of birth.";
    BirthDay "birth_day" "Day of birth.";
    Gender "gender" "Gender.";
    Tags "tags" "Labels, groups, categories.";
    Note "note" "Free text.";
    Source "source" "Where the customer came from.";
    Code "code" "Number in the former system.";
    Website "website" "Web site or profile.";
    DoNotContact "do_not_contact" "Asked not to be contacted.";
    Kind "kind" "Person or company.";
    Since "since" "Since when they are a customer.";
    Standing "standing" "Customer, supplier, partner or competitor.";
    Owner "owner" "Name of the member of the team who looks after it.";
    LeadStatus "lead.status" "How far a lead has come.";
    LeadReason "lead.reason" "Why a lead was rejected.";
    LeadSince "lead.since" "When a lead came in.";
    LeadAnswered "lead.answered" "When a lead was first answered.";
    ConsentPhone "consent.phone" "What the person said of calls.";
    ConsentEmail "consent.email" "What the person said of e-mail.";
    ConsentMessage "consent.message" "What the person said of messages.";
    ConsentPost "consent.post" "What the person said of letters.";
    AcceptsEmail "accepts.email" "Yes or no to news by e-mail.";
    AcceptsMessages "accepts.messages" "Yes or no to news by message.";
    RefusesEmail "refuses.email" "Yes for whoever unsubscribed from news by e-mail.";
    Relations "relations" "Who belongs to the person, and how.";
    Points "points" "Points of a former card that are still to be spent.";
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Field {
    /// The part of a customer.
    pub what: What,
    /// Label for the values (`mobile`, `home`, `work`), empty if none.
    pub label: String,
    /// Number of the group that belongs together (`Phone 2 - Value`), 0 if not numbered.
    pub group: u8,
}

impl Field {
    /// A field without label or number.
    pub const fn new(what: What) -> Self {
        Self {
            what,
            label: String::new(),
            group: 0,
        }
    }

    /// The own field of that identity.
    pub fn own(id: impl std::fmt::Display) -> Self {
        Self {
            label: id.to_string(),
            ..Self::new(What::Own)
        }
    }

    /// The own field that it is to be, if one. An identity that can't be read is that of no field.
    pub fn own_target(&self) -> Option<OwnTarget> {
        match self.what {
            What::Own => {
                let id = Id::parse(&self.label).unwrap_or(Id::new(Uuid::nil()));
                Some(OwnTarget::Known(id))
            }
            What::New => Some(OwnTarget::New(kind_of(&self.label))),
            _ => None,
        }
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, group) = match text.split_once('#') {
            Some((text, group)) => (text, group.parse().ok()?),
            None => (text, 0),
        };
        let (name, label) = text.split_once('@').unwrap_or((text, ""));
        let own = [What::Own, What::New];
        let what = What::ALL
            .iter()
            .chain(&own)
            .copied()
            .find(|what| what.as_str() == name)?;
        Some(Self {
            what,
            label: label.to_owned(),
            group,
        })
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.what.as_str())?;
        if !self.label.is_empty() {
            write!(f, "@{}", self.label)?;
        }
        if self.group > 0 {
            write!(f, "#{}", self.group)?;
        }
        Ok(())
    }
}

impl From<OwnTarget> for Field {
    fn from(target: OwnTarget) -> Self {
        match target {
            OwnTarget::Known(id) => Self::own(id),
            OwnTarget::New(kind) => Self {
                label: kind.map_or("", kind_word).to_owned(),
                ..Self::new(What::New)
            },
        }
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}

impl TryFrom<String> for Field {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a field: {text}"))
    }
}
