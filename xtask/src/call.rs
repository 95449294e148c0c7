//! One call of another program: shown as it would be typed, and judged by its exit code.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::problem::{Problem, Result};

/// A program with its arguments, not yet started.
#[derive(Debug)]
pub(crate) struct Call {
    command: Command,
}

impl Call {
    /// A call of `program`, a name on `PATH` or a path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        // Cargo's variables about the package xtask must not reach the programs that xtask starts:
        // build scripts that watch these would run again every time.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        Self { command }
    }

    /// Adds one argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in this folder.
    pub(crate) fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Puts folders before the others on the program's `PATH`.
    pub(crate) fn path_first(mut self, folders: &[PathBuf]) -> Result<Self> {
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().cloned().chain(std::env::split_paths(&rest));
        let path = std::env::join_paths(all)
            .map_err(|error| Problem::new(format!("a tool's folder cannot be on PATH: {error}")))?;
        self.command.env("PATH", path);
        Ok(self)
    }

    /// Prints the call, runs it with its output on the terminal, and returns a non-zero exit as a problem.
    pub(crate) fn run(mut self) -> Result<()> {
        self.show();
        let status = self
            .command
            .status()
            .map_err(|error| self.unstarted(&error))?;
        self.judge(status.success(), &status.to_string())
    }

    /// The same, with its standard output written to a file.
    pub(crate) fn run_into(mut self, path: &Path) -> Result<()> {
        self.show();
        let file = File::create(path).map_err(|error| Problem::file("write", path, &error))?;
        let status = self
            .command
            .stdout(Stdio::from(file))
            .status()
            .map_err(|error| self.unstarted(&error))?;
        self.judge(status.success(), &status.to_string())
    }

    /// Runs it silently and returns its standard output, without the end of the last line.
    pub(crate) fn output(mut self) -> Result<String> {
        self.command.stderr(Stdio::null());
        self.printed()
    }

    /// The same, with its standard error on the terminal.
    pub(crate) fn answer(mut self) -> Result<String> {
        self.command.stderr(Stdio::inherit());
        self.printed()
    }

    fn printed(mut self) -> Result<String> {
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| self.unstarted(&error))?;
        self.judge(output.status.success(), &output.status.to_string())?;
        Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned())
    }

    /// The call as it would be typed.
    fn words(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = program.file_name().unwrap_or(program.as_os_str());
        std::iter::once(name)
            .chain(self.command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn show(&self) {
        println!("  $ {}", self.words());
    }

    fn judge(&self, success: bool, status: &str) -> Result<()> {
        if success {
            return Ok(());
        }
        Err(Problem::new(format!(
            "`{}` failed ({status})",
            self.words()
        )))
    }

    fn unstarted(&self, error: &std::io::Error) -> Problem {
        Problem::new(format!("`{}` could not be started: {error}", self.words()))
    }
}

/// The first program of this name on `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path: OsString = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

/// Whether the file exists and is executable.
pub(crate) fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}
