//! The words around starter files. The files themselves are in English.

use crate::text::language::{Phrase, phrase, say};

pub(super) const TITLE: Phrase = phrase("Starter files");
pub(super) const ABOUT: Phrase = phrase(
    "The placement of each workload as files for the tools of its platform. A comment says where each figure comes from; TODO marks what the model does not know.",
);
pub(super) const SAVE_ALL: Phrase = phrase("Save as a ZIP file");
pub(super) const COPY: Phrase = phrase("Copy this file");
pub(super) const COMMANDS: Phrase = phrase("To try them, in their folder:");
pub(super) const NOT_PACKED: Phrase =
    phrase("The files could not be put into an archive. Copy them one by one instead.");

/// The sentence about the platform that reads the files.
pub(super) fn for_platform(platform: &str) -> String {
    say!("Files for {platform}, with comments in English.", platform)
}

/// The sentence about a platform for which no files are written.
pub(super) fn other_platform(platform: &str, written: &str) -> String {
    say!(
        "There are no starter files for {platform} yet. There are for {written}: choose it as the lane’s platform in the settings.",
        platform,
        written
    )
}

/// The sentence about a file that was copied.
pub(super) fn copied(path: &str) -> String {
    say!("{path} is on the clipboard.", path)
}
