//! Connections that the home database takes, shared by all functions.

use crate::scenario::DatastoreSettings;

/// Connections held by function instances.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    limit: u32,
    held: u32,
}

impl Connections {
    pub fn new(settings: &DatastoreSettings) -> Self {
        Self {
            limit: settings
                .connections
                .saturating_sub(settings.connections_for_services),
            held: 0,
        }
    }

    /// Takes one, if there is one left.
    pub fn take(&mut self) -> bool {
        let free = self.held < self.limit;
        self.held += u32::from(free);
        free
    }

    /// Whether one is left.
    pub fn is_free(&self) -> bool {
        self.held < self.limit
    }

    /// Gives one back.
    pub fn give_back(&mut self) {
        self.held = self.held.saturating_sub(1);
    }
}
