//! The sandbox as data: the snippets and their tasks, the walls of a run, and how runs ended.
//!
//! The engine's interpreter runs the snippets; the page shows what these types say.

mod capability;
mod chapter;
mod code;
mod command_json;
mod ending;
mod gallery;
mod limits;
pub mod own_code;
mod profile;
mod snippet;
mod submission_table;
mod task;
mod task_file;
mod watched;

pub use capability::{Capability, Grants};
pub use chapter::{LabChapter, LabOption, LabStep, Seen};
pub use code::{Hostility, hostility_of};
pub use command_json::{ResultFault, result_from_json, submission_to_json};
pub use ending::{CallCount, Ended, SnippetRun, Trap};
pub use gallery::{Bomb, Canary, Elsewhere, Gallery, GalleryCode, GalleryProgram, GalleryTask};
pub use limits::{Limits, MAX_MODULE_BYTES, MAX_SUBMISSION_BYTES};
pub use own_code::OwnCode;
pub use profile::{SnippetProfile, SnippetProfiles, SubmissionRun};
pub use snippet::{CHOICE_SNIPPET, Snippet, snippets};
pub use submission_table::{MAX_TABLE_BYTES, SubmissionTable, TableFault, submissions_from_csv};
pub use task::{Criterion, Expect, Task, Texts};
pub use task_file::{TaskFault, submission_from_json, task_from_json};
pub use watched::{Argument, Gauges, GrowthRefusal, LoggedCall, Step};
