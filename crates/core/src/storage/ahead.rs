//! Work that is sent on its way before its answer is needed. Knows nothing of what the work is.

use std::{
    future::{Future, poll_fn, ready},
    pin::Pin,
    task::Poll,
};

/// Sends `work` on its way without waiting for its answer.
pub async fn begin<'a, T: 'a>(work: &mut Pin<Box<dyn Future<Output = T> + 'a>>) {
    let mut early = None;
    poll_fn(|context| {
        if let Poll::Ready(answer) = work.as_mut().poll(context) {
            early = Some(answer);
        }
        Poll::Ready(())
    })
    .await;
    if let Some(answer) = early {
        *work = Box::pin(ready(answer));
    }
}
