//! Tags: short words that a shop puts on its records. Which records have them, and how one is added.

use super::{customer::Customer, deal::Deal, record::Entity};

/// A record that has tags.
pub trait Tagged: Entity {
    /// Its tags, in the order they were added.
    fn tags(&self) -> &[String];
    /// The same, to be changed.
    fn tags_mut(&mut self) -> &mut Vec<String>;
}

impl Tagged for Customer {
    fn tags(&self) -> &[String] {
        &self.tags
    }
    fn tags_mut(&mut self) -> &mut Vec<String> {
        &mut self.tags
    }
}

impl Tagged for Deal {
    fn tags(&self) -> &[String] {
        &self.tags
    }
    fn tags_mut(&mut self) -> &mut Vec<String> {
        &mut self.tags
    }
}

/// Adds a tag unless it is there already or blank.
pub fn add(tags: &mut Vec<String>, tag: &str) {
    let tag = tag.trim();
    if !tag.is_empty() && !tags.iter().any(|have| have == tag) {
        tags.push(tag.to_owned());
    }
}
