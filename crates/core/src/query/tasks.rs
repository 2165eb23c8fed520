//! What a list of to-dos is narrowed to: those of one customer, of one of the team, and what is asked of own
//! fields. Read from and written to the words of an address. When something is due is the business of `due`.

use super::{
    filter::Filter,
    own::answers,
    words::{InWords, Whose, Words},
};
use crate::domain::{Customer, Id, Task};

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TasksAsked {
    /// Only of this customer.
    pub customer: Option<Id<Customer>>,
    /// Who looks after them.
    pub owner: Whose,
    /// What is asked of own fields.
    pub own: Filter,
}

impl InWords for TasksAsked {
    fn read(words: &Words) -> Self {
        Self {
            customer: words.id("customer"),
            owner: words.owner(),
            own: words.filter(),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put_some("customer", self.customer);
        words.put_owner(self.owner);
        words.put_filter(&self.own);
        words
    }
}

impl TasksAsked {
    /// True if the task is listed.
    pub fn passes(&self, task: &Task) -> bool {
        (self.customer.is_none() || task.customer == self.customer)
            && self.owner.is_none_or(|owner| task.owner == owner)
            && answers(&self.own, &[], &task.values)
    }
}
