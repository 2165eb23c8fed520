//! The named groups a customer can fall into. Names are stable in stored data (`snake_case`);
//! `label` is the English name of the published definitions.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $label:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// Every one, in the order reports list them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The English name used in the published definitions.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Position in [`Self::ALL`], for dense counting.
            pub const fn index(self) -> usize {
                self as usize
            }
        }
    };
}

kinds! {
    /// The eleven groups of cells of the R × FM grid.
    Segment {
        /// Bought lately, often and much.
        Champions = "Champions",
        /// Regular, with good value.
        Loyal = "Loyal",
        /// Lately here, on the way up.
        PotentialLoyalist = "Potential loyalist",
        /// Came just now, little so far.
        New = "New",
        /// Came not long ago, little so far.
        Promising = "Promising",
        /// Middling in everything.
        NeedsAttention = "Needs attention",
        /// Fading with little value.
        AboutToSleep = "About to sleep",
        /// Good value, away for long.
        AtRisk = "At risk",
        /// The best value, away for long.
        CantLose = "Can't lose",
        /// Long away, little value.
        Hibernating = "Hibernating",
        /// Longest away, little value.
        Lost = "Lost",
    }
}

kinds! {
    /// What a customer is scored by, each 1 (worst) to 5 (best).
    Score {
        /// Recency.
        R = "R",
        /// Frequency.
        F = "F",
        /// Money.
        M = "M",
    }
}

impl Segment {
    /// The grid cell of an R score and an FM score, both 1 to 5.
    pub const fn of(r: u8, fm: u8) -> Self {
        match (r, fm) {
            (5, 1) => Self::New,
            (4, 1) => Self::Promising,
            (4 | 5, 2 | 3) => Self::PotentialLoyalist,
            (5, _) => Self::Champions,
            (3, 1 | 2) => Self::AboutToSleep,
            (3, 3) => Self::NeedsAttention,
            (3 | 4, _) => Self::Loyal,
            (2, 1 | 2) => Self::Hibernating,
            (_, 1 | 2) => Self::Lost,
            (_, 3 | 4) => Self::AtRisk,
            _ => Self::CantLose,
        }
    }
}

kinds! {
    /// Class by cumulated net revenue.
    Class {
        /// The customers who together bring the first 80 %.
        A = "A",
        /// The next, up to 95 %.
        B = "B",
        /// The rest, and everyone without revenue.
        C = "C",
    }
}

kinds! {
    /// Life-cycle stage.
    Stage {
        /// Has no purchase occasion.
        Prospect = "prospect",
        /// One occasion, lately.
        New = "new",
        /// Two or three occasions.
        Developing = "developing",
        /// Four occasions or more.
        Loyal = "loyal",
        /// Came back after a lapse.
        WonBack = "won_back",
        /// Away longer than four of five gaps.
        AtRisk = "at_risk",
        /// Away longer than nineteen of twenty gaps.
        Lapsed = "lapsed",
    }
}

kinds! {
    /// Layer of the customer pyramid.
    Tier {
        /// The first 1 %.
        Top = "Top",
        /// Up to 5 %.
        Big = "Big",
        /// Up to 20 %.
        Medium = "Medium",
        /// The remaining buyers of the window.
        Small = "Small",
        /// Customers without an occasion in the window.
        Inactive = "Inactive",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_is_the_published_one() {
        use Segment as S;
        let grid = [
            [S::Lost, S::Lost, S::AtRisk, S::AtRisk, S::CantLose],
            [
                S::Hibernating,
                S::Hibernating,
                S::AtRisk,
                S::AtRisk,
                S::CantLose,
            ],
            [
                S::AboutToSleep,
                S::AboutToSleep,
                S::NeedsAttention,
                S::Loyal,
                S::Loyal,
            ],
            [
                S::Promising,
                S::PotentialLoyalist,
                S::PotentialLoyalist,
                S::Loyal,
                S::Loyal,
            ],
            [
                S::New,
                S::PotentialLoyalist,
                S::PotentialLoyalist,
                S::Champions,
                S::Champions,
            ],
        ];
        for (r, line) in (1u8..).zip(grid) {
            for (fm, segment) in (1u8..).zip(line) {
                assert_eq!(Segment::of(r, fm), segment, "R {r}, FM {fm}");
            }
        }
    }

    #[test]
    fn stage_labels_are_their_stored_names() {
        for (position, stage) in Stage::ALL.iter().enumerate() {
            let stored = serde_json::to_string(stage).unwrap();
            assert_eq!(stored, format!("\"{}\"", stage.label()));
            assert_eq!(stage.index(), position);
        }
    }
}
