//! The words of the dialogs for teachers.

use super::embed_code::CourseSystem;
use crate::text::language::{Phrase, phrase, say};

pub(super) const TITLE: Phrase = phrase("Show this in a page of a course");
pub(super) const OPENS: Phrase = phrase("It opens");
pub(super) const THIS_BOARD: Phrase = phrase("The board on the screen");
pub(super) const LESSON: Phrase = phrase("The lesson");
pub(super) const CHECK: Phrase = phrase("The knowledge check");
pub(super) const CHALLENGES: Phrase = phrase("Challenges");
pub(super) const BOARDS: Phrase = phrase("Boards that ship");
pub(super) const PANES: Phrase = phrase("Views");
pub(super) const ALL_PANES: Phrase = phrase("All that fit beside each other");
pub(super) const LANES_ALONE: Phrase = phrase("The lanes alone");
pub(super) const MAP_ALONE: Phrase = phrase("The map alone");
pub(super) const LANES_AND_MAP: Phrase = phrase("Lanes, or map");
pub(super) const LANES_AND_EVIDENCE: Phrase = phrase("Lanes, or evidence");
pub(super) const LOCKED: Phrase = phrase("Cards stay where they are");
pub(super) const LANGUAGE: Phrase = phrase("Language");
pub(super) const THEME: Phrase = phrase("Theme");
pub(super) const OF_READER: Phrase = phrase("As the reader’s browser is set");
pub(super) const LIGHT: Phrase = phrase("Light");
pub(super) const DARK: Phrase = phrase("Dark");
pub(super) const HEIGHT: Phrase = phrase("Height, pixels");
pub(super) const SYSTEM: Phrase = phrase("The course is written in");
pub(super) const CODE: Phrase = phrase("Code");
pub(super) const COPY: Phrase = phrase("Copy the code");
pub(super) const COPIED: Phrase = phrase("The code is on the clipboard.");
pub(super) const PREVIEW: Phrase = phrase("The frame as it will look");
pub(super) const ON_OWN_MACHINE: Phrase = phrase(
    "This site is on your own machine, where no learner reaches it: make code and packages on your host.",
);
pub(super) const TOO_LARGE: Phrase =
    phrase("The board on the screen is too large for a link, so a frame cannot open it.");
pub(super) const MORE: Phrase = phrase("Live examples of what else a page can do");
pub(super) const PACKAGE: Phrase = phrase("A package that reports results to a learning system");
pub(super) const PACKAGE_HOW: Phrase = phrase(
    "Upload it as an activity. The system keeps the learner’s progress and gets points; they come from the learner’s browser, so they are no proof.",
);
pub(super) const NO_PACKAGE: Phrase = phrase(
    "A board has no points to report. Choose the lesson, the knowledge check or a challenge.",
);
pub(super) const STANDARD: Phrase = phrase("Standard");
pub(super) const PASSES_WITH: Phrase = phrase("Passes with, percent of the points");
pub(super) const FULL_COPY: Phrase =
    phrase("With a copy of this site (3 MB), which works without it");
pub(super) const SAVE_PACKAGE: Phrase = phrase("Save the package");
pub(super) const PACKING: Phrase = phrase("Packing …");
pub(super) const PACKAGE_SAVED: Phrase = phrase("The package is saved.");
pub(super) const NO_COPY_HERE: Phrase =
    phrase("A page in one file has no site to point to or to copy. Make the package on a site.");
/// The title of a frame, which screen readers announce.
pub(super) const FRAME_TITLE: Phrase = phrase("Lanewise: place workloads on lanes");

/// The name of a system.
pub(super) fn system(system: CourseSystem) -> &'static str {
    match system {
        CourseSystem::PlainPage => phrase("A plain page").get(),
        CourseSystem::Element => phrase("A page with scripts").get(),
        CourseSystem::Moodle => "Moodle",
        CourseSystem::Canvas => "Canvas",
        CourseSystem::OpenEdx => "Open edX",
        CourseSystem::Docusaurus => "Docusaurus",
        CourseSystem::MkDocs => "MkDocs",
        CourseSystem::Quarto => "Quarto",
        CourseSystem::RevealJs => "Reveal.js",
    }
}

/// What a person has to know to paste the code there.
pub(super) fn how(system: CourseSystem) -> Phrase {
    match system {
        CourseSystem::PlainPage => phrase("Paste it where the board should be."),
        CourseSystem::Element => phrase(
            "The board is as high as it has to be, and tells your page its results. The address of the script stays.",
        ),
        CourseSystem::Moodle => phrase(
            "In a Page or a Label, switch the editor to HTML (</>) and paste it. Moodle may remove frames that students write.",
        ),
        CourseSystem::Canvas => phrase(
            "In the editor of a page, choose View, HTML editor, and paste it. The frame gets the height that it tells Canvas.",
        ),
        CourseSystem::OpenEdx => phrase(
            "Add a Text component, choose Raw HTML, and paste it. The height is fixed, because a unit is a frame itself.",
        ),
        CourseSystem::Docusaurus => phrase("Paste it into an .mdx file."),
        CourseSystem::MkDocs => {
            phrase("Paste it into a Markdown file, with empty lines around it.")
        }
        CourseSystem::Quarto => phrase("Paste it into a .qmd file."),
        CourseSystem::RevealJs => phrase(
            "A slide of its own. A board that was changed comes back when its slide is shown again.",
        ),
    }
}

/// The sentence for a package that could not be made.
pub(super) fn not_packed(why: &str) -> String {
    say!("The package could not be made ({why}). Try it again.", why)
}

/// How long the code is, where that matters: a link has at most 2,000 letters.
pub(super) fn length(letters: usize) -> String {
    say!("{letters} characters", letters)
}
