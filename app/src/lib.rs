//! The Lanewise page and its workers: four thin binaries over this library.
//!
//! The page holds what a person edits and shows what came of it; the worker holds the engine.
//! Must not know: how anything is simulated. See `ARCHITECTURE.md` for the map.

mod address;
mod autosave;
mod bill;
mod board;
mod board_width;
mod bridge;
mod browser;
mod compare;
mod copying;
mod disclosure;
mod document;
mod escape;
mod evidence;
mod export;
mod fact_book;
mod file_chooser;
mod headline;
mod help;
mod hour;
mod keys;
mod laid_out;
mod lane_mark;
mod language;
mod latency;
mod learn;
mod learn_panel;
mod loaded_run;
mod newer_build;
mod number_field;
mod opening;
mod page;
mod playhead;
mod session;
mod settings;
mod share_buttons;
mod share_link;
mod shared_text;
mod shorten;
mod site_build;
mod snapshot;
mod stage;
mod status;
#[cfg(test)]
mod test_support;
mod text;
mod theme;
mod timeline;
mod toolbar;
#[cfg(test)]
mod wording;
mod worker;
mod workloads;

/// Puts the page into the document. The page's binary calls this and nothing else.
pub fn show_page() {
    page::mount();
}

/// Reads what the page hands it from now on. The reader's binary calls this and nothing else.
pub fn run_reader() {
    worker::reader::start();
}

/// Puts the program for learning into its room. Its binary calls this and nothing else.
pub fn show_learning() {
    learn::mount();
}

/// Answers the page's messages from now on. The worker's binary calls this and nothing else.
pub fn run_worker() {
    worker::scheduler::start();
}
