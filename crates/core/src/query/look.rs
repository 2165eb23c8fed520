//! How a list of customers looks: as a table, cards or a calendar, in groups, with sums. Kept with a saved
//! view and in addresses in one short form; reading is total, what is unknown is as usual.

use crate::domain::{FieldDef, Id};

use super::columns::Column;

/// What the list is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Rows and columns.
    #[default]
    Table,
    /// A card each.
    Cards,
    /// The days of a month.
    Calendar(OnDay),
}

/// What puts a customer on a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDay {
    /// The birthday and whatever else comes every year.
    #[default]
    Birthday,
    /// The next task, and the day on which a touch is due by plan.
    Due,
    /// The day the record was made.
    Created,
}

impl OnDay {
    /// Every choice, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Birthday, Self::Due, Self::Created];

    /// Its stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::Due => "due",
            Self::Created => "created",
        }
    }
}

/// What puts customers into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// Each tag; who has several stands in several groups.
    Tag,
    /// Who looks after them.
    Owner,
    /// Class by value.
    Class,
    /// Segment of the loyalty report.
    Segment,
    /// The company they belong to.
    Company,
    /// Where they came from.
    Source,
    /// What the shop has to do with them.
    Standing,
    /// The options of an own field.
    Own(Id<FieldDef>),
}

impl Grouping {
    /// Every grouping but by own fields, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Tag,
        Self::Owner,
        Self::Class,
        Self::Segment,
        Self::Company,
        Self::Source,
        Self::Standing,
    ];

    /// Its stable name.
    pub fn key(self) -> String {
        match self {
            Self::Tag => Column::Tags.key().into_owned(),
            Self::Owner => Column::Owner.key().into_owned(),
            Self::Class => Column::Class.key().into_owned(),
            Self::Segment => Column::Segment.key().into_owned(),
            Self::Company => Column::Company.key().into_owned(),
            Self::Source => Column::Source.key().into_owned(),
            Self::Standing => Column::Standing.key().into_owned(),
            Self::Own(field) => Column::Own(field).key().into_owned(),
        }
    }

    /// The grouping of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some(Column::Own(field)) = Column::from_key(key) {
            return Some(Self::Own(field));
        }
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// The look of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// As what it is drawn.
    pub shape: Shape,
    /// In which groups; a calendar has none.
    pub group: Option<Grouping>,
    /// Sums, averages and counts stand below figures.
    pub sums: bool,
}

impl Look {
    /// The short form; blank for the usual look.
    pub fn to_query(self) -> String {
        let mut parts = Vec::new();
        match self.shape {
            Shape::Table => {}
            Shape::Cards => parts.push("cards".to_owned()),
            Shape::Calendar(by) => parts.push(format!("calendar~{}", by.key())),
        }
        if let Some(group) = self.group {
            parts.push(format!("group~{}", group.key()));
        }
        if self.sums {
            parts.push("sums".to_owned());
        }
        parts.join("!")
    }

    /// Reads [`Self::to_query`].
    pub fn from_query(text: &str) -> Self {
        let mut look = Self::default();
        for part in text.split('!') {
            match part.split_once('~') {
                None if part == "cards" => look.shape = Shape::Cards,
                None if part == "sums" => look.sums = true,
                Some(("calendar", by)) => {
                    let by = OnDay::ALL.into_iter().find(|one| one.key() == by);
                    look.shape = Shape::Calendar(by.unwrap_or_default());
                }
                Some(("group", key)) => look.group = Grouping::from_key(key),
                _ => {}
            }
        }
        look
    }

    /// In which groups it is drawn.
    pub const fn grouping(self) -> Option<Grouping> {
        match self.shape {
            Shape::Calendar(_) => None,
            _ => self.group,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_look_comes_back_from_its_short_form() {
        let own = Grouping::Own(Id::new(Uuid::from_u128(7)));
        let groups = Grouping::ALL.map(Some).into_iter().chain([None, Some(own)]);
        for group in groups {
            let calendars = OnDay::ALL.map(Shape::Calendar);
            for shape in [Shape::Table, Shape::Cards].into_iter().chain(calendars) {
                for sums in [false, true] {
                    let look = Look { shape, group, sums };
                    assert_eq!(Look::from_query(&look.to_query()), look);
                }
            }
        }
        assert_eq!(Look::default().to_query(), "");
        assert_eq!(
            Look::from_query("§!group~x!calendar~y~z"),
            Look {
                shape: Shape::Calendar(OnDay::Birthday),
                ..Look::default()
            }
        );
    }
}
