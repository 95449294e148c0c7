//! The messages between the page and a worker: bytes that begin with the name of the build.

use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// The name of the build, by which a page recognises a worker of another build.
const BUILD: &str = env!("LANEWISE_BUILD");

/// A question on its way to a worker of the program with these requests.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(super) struct Envelope<R> {
    /// The number that the answer repeats.
    pub(super) id: u32,
    /// The question.
    pub(super) request: R,
}

/// A message from a worker, of either program.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(super) enum FromWorker {
    /// The worker's program is loaded and listens.
    Ready,
    /// A share of the work on a question is done.
    Progress {
        /// The number of the question.
        id: u32,
        /// The share that is done, from 0 to 1.
        share: f64,
    },
    /// The answer to a question.
    Answered {
        /// The number of the question.
        id: u32,
        /// The question's reply type in Borsh.
        reply: Vec<u8>,
    },
    /// The question breaks a rule.
    Refused {
        /// The number of the question.
        id: u32,
        /// The rule, with the path of the field.
        sentence: String,
    },
    /// The worker's code has a mistake; this is its last message.
    Panicked {
        /// The panic's message with its place in the code.
        report: String,
    },
}

/// Why a message could not be decoded.
#[derive(Debug, PartialEq, Error)]
pub(crate) enum Unreadable {
    /// The bytes come from another build: load the page again.
    #[error("the message comes from another build of the site")]
    OtherBuild,
    /// The bytes are no message: start the worker again.
    #[error("the message cannot be decoded: {0}")]
    Garbled(String),
}

/// A message cannot be encoded, because it contains a number that is none (NaN): correct the edit that
/// caused it.
#[derive(Debug, PartialEq, Error)]
#[error("the message cannot be encoded: {0}")]
pub(crate) struct Unencodable(String);

impl From<std::io::Error> for Unencodable {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// A message as bytes, the build's name first.
///
/// # Errors
///
/// [`Unencodable`]; nothing may be sent then.
pub(crate) fn encode<T: BorshSerialize>(message: &T) -> Result<Vec<u8>, Unencodable> {
    Ok(borsh::to_vec(&(BUILD, message))?)
}

/// Reads the bytes that [`encode`] wrote.
///
/// # Errors
///
/// [`Unreadable`] for bytes of another build and for bytes that are no message.
pub(crate) fn decode<T: BorshDeserialize>(bytes: &[u8]) -> Result<T, Unreadable> {
    let mut rest = bytes;
    let garbled = |error: std::io::Error| Unreadable::Garbled(error.to_string());
    let build = String::deserialize(&mut rest).map_err(garbled)?;
    if build != BUILD {
        return Err(Unreadable::OtherBuild);
    }
    T::try_from_slice(rest).map_err(garbled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &Result<FromWorker, Unreadable>) {
        match (decode::<FromWorker>(bytes), expected) {
            (Err(Unreadable::Garbled(_)), Err(Unreadable::Garbled(_))) => {}
            (read, _) => assert_eq!(read, *expected, "{bytes:?}"),
        }
    }

    #[test]
    fn a_message_survives_the_way() {
        check(&encode(&FromWorker::Ready).unwrap(), &Ok(FromWorker::Ready));
        let progress = || FromWorker::Progress { id: 7, share: 0.25 };
        check(&encode(&progress()).unwrap(), &Ok(progress()));
    }

    #[test]
    fn a_message_that_cannot_be_encoded_is_an_error() {
        let share = f64::NAN;
        assert!(encode(&FromWorker::Progress { id: 7, share }).is_err());
    }

    #[test]
    fn a_message_of_another_build_is_refused() {
        let bytes = borsh::to_vec(&("0", FromWorker::Ready)).unwrap();
        check(&bytes, &Err(Unreadable::OtherBuild));
        check(&[], &Err(Unreadable::Garbled(String::new())));
        let mut longer = encode(&FromWorker::Ready).unwrap();
        longer.push(0);
        check(&longer, &Err(Unreadable::Garbled(String::new())));
    }
}
