//! Many submissions to one task, graded in slices, so that a person can stop between them.

use std::borrow::Cow;

use engine::interpreter::Program;
use model::csv;
use model::sandbox::{Ended, SnippetRun, Task};

/// The fuel after which a slice ends, in units: some 50 milliseconds in a browser.
const SLICE_FUEL: u64 = 2_500_000;
/// The most submissions of a slice, because a run that burns no fuel takes time too.
const SLICE_RUNS: usize = 250;

/// Submissions, and the runs of those that are graded.
pub(super) struct GradingRound {
    program: Program,
    task: Cow<'static, Task>,
    submissions: Vec<String>,
    runs: Vec<SnippetRun>,
}

impl GradingRound {
    pub(super) fn new(
        program: Program,
        task: Cow<'static, Task>,
        submissions: Vec<String>,
    ) -> Self {
        Self {
            program,
            task,
            submissions,
            runs: Vec::new(),
        }
    }

    /// Grades the submissions of the next slice; none are left where it returns no run.
    pub(super) fn next(&mut self) -> Vec<SnippetRun> {
        let first = self.runs.len();
        let left = self.submissions.iter().skip(first);
        let mut fuel = 0;
        for submission in left.take(SLICE_RUNS) {
            let run = self.program.run(&self.task, submission);
            fuel += run.fuel_burnt;
            self.runs.push(run);
            if fuel >= SLICE_FUEL {
                break;
            }
        }
        self.runs.get(first..).unwrap_or_default().to_vec()
    }

    /// The runs so far as a CSV file, one row for each submission.
    pub(super) fn file(&self) -> String {
        let head = "submission,points,ended,feedback,fuel,memory_bytes,host_calls\n";
        let rows = self.submissions.iter().zip(&self.runs);
        let rows = rows.map(|(submission, run)| {
            let points = run.points();
            let ended = match &run.ended {
                Ended::Graded { .. } => "graded".to_owned(),
                Ended::Trapped(trap) => trap.to_string(),
                Ended::Denied { call } => format!("{call} is denied"),
            };
            let calls: u64 = run.calls.iter().map(|call| u64::from(call.times)).sum();
            format!(
                "{},{points},{},{},{},{},{calls}\n",
                csv::cell(submission),
                csv::cell(&ended),
                csv::cell(run.feedback.as_deref().unwrap_or_default()),
                run.fuel_burnt,
                run.memory_peak_bytes,
            )
        });
        std::iter::once(head.to_owned()).chain(rows).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::sandbox::{Limits, snippets};

    fn round(submissions: usize) -> GradingRound {
        let snippet = &snippets()[0];
        let program = Program::new(snippet.wasm(), &Limits::default()).unwrap();
        let submissions = vec!["=B, D".to_owned(); submissions];
        GradingRound::new(program, Cow::Borrowed(&snippet.task), submissions)
    }

    #[test]
    fn slices_grade_each_submission_once() {
        let check = |many: usize| {
            let mut round = round(many);
            let mut graded = 0;
            loop {
                let slice = round.next().len();
                if slice == 0 {
                    break;
                }
                assert!(slice <= SLICE_RUNS);
                graded += slice;
            }
            assert_eq!(graded, many);
        };
        check(0);
        check(1);
        check(2 * SLICE_RUNS + 1);
    }

    #[test]
    fn the_file_has_no_formulas() {
        let mut round = round(2);
        round.next();
        let file = round.file();
        let mut lines = file.lines();
        assert_eq!(lines.next().unwrap().split(',').count(), 7);
        let row = lines.next().unwrap();
        assert!(
            row.starts_with("\"'=B, D\",") && row.contains(",graded,"),
            "{row}"
        );
        assert_eq!(lines.count(), 1);
    }
}
