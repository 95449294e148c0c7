//! The types of a call: the program that answers a question, and the type of its reply.

use borsh::{BorshDeserialize, BorshSerialize};

use super::message::Unreadable;

/// A program that runs in a worker.
pub(crate) trait Program {
    /// All questions that the program answers.
    type Request: BorshSerialize + BorshDeserialize;
    /// The name of the program's files in the site.
    const NAME: &'static str;
}

/// A question with one reply type, answered by one program.
pub(crate) trait Question {
    /// The program that answers.
    type Program: Program;
    /// The type of the answer.
    type Reply: BorshSerialize + BorshDeserialize;

    /// The question as a request of its program.
    fn into_request(self) -> <Self::Program as Program>::Request;
}

/// Reads the reply to a question.
///
/// # Errors
///
/// [`Unreadable::Garbled`] where the bytes are no reply of this type.
pub(super) fn reply_of<Q: Question>(bytes: &[u8]) -> Result<Q::Reply, Unreadable> {
    Q::Reply::try_from_slice(bytes).map_err(|error| Unreadable::Garbled(error.to_string()))
}

/// Declares a program's questions: the enum of its requests, and the reply type of each.
macro_rules! questions {
    ($(#[$about:meta])* $program:ident as $name:literal, $request:ident { $($question:ident => $reply:ty,)+ }) => {
        $(#[$about])*
        pub(crate) struct $program;

        impl $crate::worker::question::Program for $program {
            type Request = $request;
            const NAME: &'static str = $name;
        }

        /// A question to this program.
        #[derive(Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
        pub(crate) enum $request {
            $(
                #[doc = concat!("[`", stringify!($question), "`].")]
                $question($question),
            )+
        }

        $(
            impl $crate::worker::question::Question for $question {
                type Program = $program;
                type Reply = $reply;

                fn into_request(self) -> $request {
                    $request::$question(self)
                }
            }
        )+
    };
}
pub(super) use questions;
