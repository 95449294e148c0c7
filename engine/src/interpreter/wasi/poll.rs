//! Waiting: every event that a program can wait for has already happened.

use wasmi::{Caller, Error, Linker};

use super::WASI_MODULE;
use super::errno::{Errno, Failure, answer};
use super::state::{HasWasi, STDIN};
use super::{clock, guest};
use model::sandbox::Argument::Whole;

/// Bytes of the specification's `subscription`, and of its `event`.
const SUBSCRIPTION_BYTES: u32 = 48;
const EVENT_BYTES: u32 = 32;
/// The places in a subscription; the program's own number is the first in both records.
const OWN_NUMBER_BYTES: usize = 8;
const KIND_AT: usize = 8;
const SUBJECT_AT: usize = 16;
/// The places in an event.
const EVENT_ERRNO_AT: usize = 8;
const EVENT_KIND_AT: usize = 10;
const EVENT_BYTES_AT: usize = 16;
/// The kinds of events.
const CLOCK: u8 = 0;
const READ: u8 = 1;
const WRITE: u8 = 2;

pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    linker.func_wrap(WASI_MODULE, "poll_oneoff", poll_oneoff::<T>)?;
    Ok(())
}

fn poll_oneoff<T: HasWasi>(
    mut caller: Caller<'_, T>,
    subscriptions_at: i32,
    events_at: i32,
    count: i32,
    happened_at: i32,
) -> Result<i32, Error> {
    let count = count.cast_unsigned();
    T::note(&mut caller, "wasi.poll_oneoff", &[Whole(count)], true);
    answer(poll(
        &mut caller,
        subscriptions_at.cast_unsigned(),
        events_at.cast_unsigned(),
        count,
        happened_at.cast_unsigned(),
    ))
}

fn poll<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    subscriptions_at: u32,
    events_at: u32,
    count: u32,
    happened_at: u32,
) -> Result<(), Failure> {
    if count == 0 {
        return Err(Errno::Inval.into());
    }
    let size = |each: u32| count.checked_mul(each).ok_or(Errno::Fault);
    let (subscriptions_bytes, events_bytes) = (size(SUBSCRIPTION_BYTES)?, size(EVENT_BYTES)?);
    guest::check(caller, events_at, events_bytes)?;
    guest::check(caller, happened_at, 4)?;
    guest::check(caller, subscriptions_at, subscriptions_bytes)?;
    T::pay(caller, count)?;
    guest::pay_copy(caller, subscriptions_bytes)?;
    let subscriptions = guest::bytes(caller, subscriptions_at, subscriptions_bytes)?.to_vec();
    let mut events = Vec::with_capacity(events_bytes as usize);
    for subscription in subscriptions.chunks_exact(SUBSCRIPTION_BYTES as usize) {
        events.extend_from_slice(&event(caller, subscription));
    }
    guest::write(caller, events_at, &events)?;
    guest::write(caller, happened_at, &count.to_le_bytes())
}

fn event<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    subscription: &[u8],
) -> [u8; EVENT_BYTES as usize] {
    let kind = subscription.get(KIND_AT).copied().unwrap_or_default();
    let subject = guest::number(subscription, SUBJECT_AT);
    let wasi = caller.data_mut().wasi();
    let (ready, bytes) = match kind {
        CLOCK => (clock::check(caller, subject), 0),
        READ if subject == STDIN => (wasi.check_open(subject), wasi.unread().len()),
        WRITE if subject != STDIN => (wasi.check_open(subject), wasi.room(subject)),
        READ | WRITE => {
            let open = wasi.check_open(subject);
            (open.and(Err(Errno::NotCapable)), 0)
        }
        _ => (Err(Errno::Inval), 0),
    };
    let errno = ready.err().map_or(0, |errno| errno as u16);
    let bytes = if errno == 0 { bytes as u64 } else { 0 };
    let mut event = [0; EVENT_BYTES as usize];
    let own_number = subscription.get(..OWN_NUMBER_BYTES).unwrap_or_default();
    guest::put(&mut event, 0, own_number);
    guest::put(&mut event, EVENT_ERRNO_AT, &errno.to_le_bytes());
    guest::put(&mut event, EVENT_KIND_AT, &[kind]);
    guest::put(&mut event, EVENT_BYTES_AT, &bytes.to_le_bytes());
    event
}
