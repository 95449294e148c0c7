//! The checks of a command, their results, and the words that report them.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::problem::{Problem, Result};

/// The checks of one command, in the order in which they ran.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    done: Vec<Check>,
}

#[derive(Debug)]
struct Check {
    name: &'static str,
    took: Duration,
    result: Result<()>,
}

impl Checks {
    /// Runs one check, prints its result, and returns whether it passed.
    pub(crate) fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work();
        let passed = result.is_ok();
        if let Err(problem) = &result {
            println!("{name} failed: {problem}");
        }
        self.done.push(Check {
            name,
            took: start.elapsed(),
            result,
        });
        passed
    }

    /// Says that a check is left out, for its program is missing. The output of a continuous integration that passed is not
    /// read, so it fails there.
    pub(crate) fn leave_out(&mut self, name: &'static str, problem: &Problem) {
        if std::env::var_os("CI").is_some() {
            self.give_up(name, &format!("for {problem}"));
        } else {
            println!("\nLeft out: {name}, for {problem}");
        }
    }

    /// Counts a check as failed that could not be tried.
    pub(crate) fn give_up(&mut self, name: &'static str, reason: &str) {
        let result = Err(Problem::new(format!("not tried, {reason}")));
        self.done.push(Check {
            name,
            took: Duration::ZERO,
            result,
        });
    }

    /// Lists the results, each with its duration; the last line counts them.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n{}", self.summary());
        if self.failed() == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn failed(&self) -> usize {
        self.done
            .iter()
            .filter(|check| check.result.is_err())
            .count()
    }

    fn summary(&self) -> String {
        let lines = self.done.iter().map(|Check { name, took, result }| {
            let took = in_words(*took);
            match result {
                Ok(()) => format!("passed {took:>12}  {name}"),
                Err(problem) => format!("FAILED {took:>12}  {name}: {problem}"),
            }
        });
        let failed = self.failed();
        let end = format!("{} passed, {failed} failed", self.done.len() - failed);
        lines.chain([end]).collect::<Vec<_>>().join("\n")
    }
}

fn in_words(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(millis: u64, expected: &str) {
        assert_eq!(in_words(Duration::from_millis(millis)), expected);
    }

    #[test]
    fn durations_read_well() {
        check(0, "0.0 s");
        check(4_250, "4.2 s");
        check(59_900, "59.9 s");
        check(60_000, "1 min 00 s");
        check(185_400, "3 min 05 s");
    }

    #[test]
    fn the_last_line_counts_what_passed() {
        let mut checks = Checks::default();
        assert!(checks.run("good", || Ok(())));
        assert!(!checks.run("bad", || Err(Problem::new("it broke"))));
        checks.give_up("later", "because it broke");
        let summary = checks.summary();
        assert_eq!(summary.lines().last(), Some("1 passed, 2 failed"));
        assert!(summary.contains("bad: it broke"), "{summary}");
        assert_eq!(checks.finish(), ExitCode::FAILURE);
    }
}
