//! The name of a format.

/// A format's id and its name for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatName {
    /// Stable, such as `jmeter`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
}
