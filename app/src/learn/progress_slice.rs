//! One part of the progress: read through a memo, written into the progress itself.

use leptos::prelude::*;

use super::progress::Progress;
use crate::controls::reactive::memo;

/// A part of the progress. It holds no value of its own, so that a change from a form, a file or another
/// tab reaches every reader on one way.
pub(crate) struct ProgressSlice<T: Send + Sync + 'static> {
    value: Memo<T>,
    progress: RwSignal<Progress>,
    write: fn(&mut Progress) -> &mut T,
}

impl<T: Send + Sync + 'static> Clone for ProgressSlice<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for ProgressSlice<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> ProgressSlice<T> {
    /// The part that both functions name.
    pub(crate) fn new(
        progress: RwSignal<Progress>,
        read: fn(&Progress) -> &T,
        write: fn(&mut Progress) -> &mut T,
    ) -> Self {
        let value = memo(move || progress.with(|progress| read(progress).clone()));
        Self {
            value,
            progress,
            write,
        }
    }

    /// The part as it is now; the caller follows it.
    pub(crate) fn get(self) -> T {
        self.value.get()
    }

    /// The part as it is now; the caller does not follow it.
    pub(crate) fn get_untracked(self) -> T {
        self.value.get_untracked()
    }

    /// Reads the part; the caller follows it.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.value.with(read)
    }

    /// Reads the part; the caller does not follow it.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.value.with_untracked(read)
    }

    /// Follows the part without reading it.
    pub(crate) fn track(self) {
        self.value.track();
    }

    /// Changes the part, and with it the progress.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        self.progress
            .update(|progress| change((self.write)(progress)));
    }
}
