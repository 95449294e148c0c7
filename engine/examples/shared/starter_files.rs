//! Writes the starter files of a board into folders.

use std::fs;
use std::path::Path;

use model::report::Report;
use model::scenario::Scenario;

/// Writes the files of each workload into `folder/WORKLOAD/`, and says for which no files are written.
///
/// # Errors
///
/// A sentence with the file that cannot be written.
pub fn write(board: &Scenario, report: Option<&Report>, folder: &Path) -> Result<(), String> {
    for workload in &board.workloads {
        let starter = match board.starter(&workload.id, report) {
            Ok(starter) => starter,
            Err(reason) => {
                eprintln!("{}: {reason}", workload.id);
                continue;
            }
        };
        for file in starter.files {
            let path = folder.join(&workload.id).join(&file.path);
            let fault = |error| format!("{}: {error}", path.display());
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(fault)?;
            }
            fs::write(&path, file.text).map_err(fault)?;
        }
    }
    Ok(())
}
