//! Code of a person's own, which grades in the place of a snippet.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A grading program as a person has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OwnCode {
    /// A text in the grading language, `docs/grading-language.md`.
    Grading(String),
    /// A module in WebAssembly's text notation.
    ModuleText(String),
    /// A module, in Base64.
    Module(String),
}

impl OwnCode {
    /// Its length as it is written, in bytes.
    pub fn len(&self) -> usize {
        match self {
            Self::Grading(text) | Self::ModuleText(text) | Self::Module(text) => text.len(),
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The module of a text as in [`OwnCode::Module`]; `None` where it is no Base64.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_what_it_was() {
        assert_eq!(bytes("AGFzbQ==").as_deref(), Some(&b"\0asm"[..]));
        assert_eq!(bytes("not Base64!"), None);
    }
}
