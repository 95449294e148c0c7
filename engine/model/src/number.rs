//! The one form of a number that has a type of its own, so that it cannot be used in place of another one.

/// Declares such a type: compared, ordered, hashed, and written as the plain number.
macro_rules! number {
    ($(#[$meta:meta])* $name:ident($inner:ty)) => {
        $(#[$meta])*
        #[derive(
            Clone,
            Copy,
            Debug,
            Default,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            serde::Serialize,
            serde::Deserialize,
            borsh::BorshSerialize,
            borsh::BorshDeserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub $inner);
    };
}
pub(crate) use number;
