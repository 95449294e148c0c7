//! The Lanewise page, its workers and the program for learning: four thin binaries over this library.
//!
//! The page holds the scenario that a person edits and shows the runs of it; the worker contains the
//! engine's simulation. See `ARCHITECTURE.md` for the map.

mod address;
mod announcement;
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

/// Answers the page's messages with what it reads. The reader's binary calls this and nothing else.
pub fn run_reader() {
    worker::reader::start();
}

/// Mounts the program for learning in its panel. Its binary calls this and nothing else.
pub fn show_learning() {
    learn::mount();
}

/// Answers the page's messages from now on. The worker's binary calls this and nothing else.
#[cfg(feature = "worker")]
pub fn run_worker() {
    worker::scheduler::start();
}
