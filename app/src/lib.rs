//! The Lanewise page, its workers, and the programs for learning, teaching, workshops and the sandbox lab: eight thin binaries over this library.
//!
//! The page holds the scenario that a person edits and shows the runs of it; the worker contains the
//! engine's simulation. See `ARCHITECTURE.md` for the map.

mod bill;
mod board;
mod bridge;
mod browser;
mod by_region;
mod compare;
mod controls;
mod evidence;
mod fact_book;
mod frame;
mod headline;
mod hour;
mod io;
mod lab;
mod language;
mod learn;
mod learn_panel;
mod page;
mod session;
mod settings;
mod shortcuts;
mod stage;
mod state;
mod teach;
mod teach_dialogs;
#[cfg(test)]
mod test_support;
mod text;
mod timeline;
mod toolbar;
#[cfg(test)]
mod wording;
mod worker;
mod workshop;

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

/// Opens the dialogs for teachers. Its binary calls this and nothing else.
pub fn show_teaching() {
    teach::mount();
}

/// Mounts the program for the host of a workshop in its page. Its binary calls this and nothing else.
pub fn show_workshop() {
    workshop::mount();
}

/// Mounts the sandbox lab in its page. Its binary calls this and nothing else.
pub fn show_lab() {
    lab::mount();
}

/// Answers the lab's messages from now on. The binary of its worker calls this and nothing else.
pub fn run_lab_worker() {
    worker::lab::start();
}

/// Answers the page's messages with the logs that it reads. The log reader's binary calls this and nothing else.
pub fn run_log_reader() {
    worker::log_reader::start();
}

/// Answers the page's messages from now on. The worker's binary calls this and nothing else.
pub fn run_worker() {
    worker::scheduler::start();
}
