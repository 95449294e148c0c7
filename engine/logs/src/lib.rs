//! Reads what a person's own system wrote: access logs, results of load tests, reports of functions, tables.
//!
//! A log is read as a stream in bounded memory. Its format is recognised by its first lines, and what was understood of it is said
//! ([`Understood`]), so that a person can confirm or change it ([`Choices`]). Fields about persons (addresses, user agents, queries)
//! are never kept.
//!
//! ```
//! use logs::{Choices, LogReader};
//!
//! let text = b"timestamp,route,duration_ms\n1772474400.25,/quiz,120\n1772474401.5,/quiz,310\n";
//! let mut reader = LogReader::begin(text, &Choices::default())?;
//! reader.push(text);
//! let log = reader.finish()?;
//! assert_eq!(log.records.len(), 2);
//! assert_eq!(log.records[1].at_s - log.records[0].at_s, 1.25);
//! assert_eq!(log.records[0].duration_ms, Some(120.0));
//! # Ok::<(), logs::LogError>(())
//! ```

mod arrivals;
mod choices;
mod encoding;
mod fault;
mod fields;
mod format;
mod format_name;
mod formats;
mod hour;
mod layout;
mod lines;
mod log;
mod reader;
mod record;
mod route;
mod sample;
mod time;
mod told;
mod understood;
mod unpacked;

pub use arrivals::arrivals;
pub use choices::{Choices, Unit};
pub use encoding::Encoding;
pub use fault::{BadRow, LogError, RowFault};
pub use format_name::FormatName;
pub use formats::format_names;
pub use hour::Hour;
pub use log::{Group, Kept, Log};
pub use reader::{LogReader, MOST_BYTES};
pub use record::Record;
pub use understood::{Note, Understood};
