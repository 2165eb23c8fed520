//! Finding duplicates as a job: customers in, one JSON text a line; groups out, as JSON.

use serde::{Deserialize, Serialize};

use crate::{
    clean::{self, Group},
    domain::Customer,
};

use super::{Job, JobName, Progress};

/// Looks through all customers; the bytes that come back are a list of [`Group`]s as JSON.
#[derive(Debug)]
pub struct Duplicates;

/// Customers or groups could not be carried over; the text says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCarried(pub String);

impl From<serde_json::Error> for NotCarried {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

impl Job for Duplicates {
    const NAME: JobName = JobName::Duplicates;
    type Input = ();
    type Output = ();
    type Made = Vec<u8>;
    type Error = NotCarried;

    async fn run(
        (): (),
        customers: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<((), Vec<u8>), NotCarried> {
        let lines = customers.split(|byte| *byte == b'\n');
        let customers: Vec<Customer> = lines
            .filter(|line| !line.is_empty())
            .map(serde_json::from_slice)
            .collect::<Result<_, _>>()?;
        progress(0.2);
        let groups: Vec<Group> = clean::find(&customers, &mut |share| progress(0.2 + 0.8 * share));
        Ok(((), serde_json::to_vec(&groups)?))
    }
}
