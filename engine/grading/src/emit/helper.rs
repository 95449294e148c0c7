//! Functions of the module that the language needs and no text describes.

use wasm_encoder::ValType;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Helper {
    /// Two texts as one, at a new address.
    Join,
    /// Whether two texts are equal, whatever the case of A–Z.
    Same,
    /// One byte of a text, or -1.
    Byte,
    /// A part of a text.
    Part,
    /// What is left of a number behind the last whole multiple of another one.
    Remainder,
    /// Asks the host about a part of the answer.
    Matches,
    /// Hands a line to the host.
    Feedback,
}

use ValType::{F64, I32, I64};

impl Helper {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Join => "join texts",
            Self::Same => "compare texts",
            Self::Byte => "byte of text",
            Self::Part => "part of text",
            Self::Remainder => "remainder",
            Self::Matches => "ask about a part",
            Self::Feedback => "show a line",
        }
    }

    pub(super) fn types(self) -> (Vec<ValType>, Option<ValType>) {
        match self {
            Self::Join => (vec![I64, I64], Some(I64)),
            Self::Same => (vec![I64, I64], Some(I32)),
            Self::Byte => (vec![I64, F64], Some(F64)),
            Self::Part => (vec![I64, F64, F64], Some(I64)),
            Self::Remainder => (vec![F64, F64], Some(F64)),
            Self::Matches => (vec![F64, I64], Some(I32)),
            Self::Feedback => (vec![I64], None),
        }
    }
}
