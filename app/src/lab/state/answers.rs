//! Many answers at once: those of a table or of the task, and their runs.

use std::iter::repeat;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::SubmissionTable;

use super::Lab;
use crate::browser;
use crate::worker::{BeginGrading, GradeNext, ReadTable, ResultsFile};

/// A table of answers, and the file that it was read from.
#[derive(Clone)]
pub(in crate::lab) struct AnswerTable {
    pub(in crate::lab) name: String,
    file: Vec<u8>,
    pub(in crate::lab) read: SubmissionTable,
}

impl Lab {
    /// The answers that are graded together, each with its points where they are known.
    pub(in crate::lab) fn answers(self) -> Vec<(String, Option<u32>)> {
        let of_table = self.table.with_untracked(|table| {
            let read = &table.as_ref()?.read;
            let known = read.known_points.iter().copied().chain(repeat(None));
            Some(read.submissions.iter().cloned().zip(known).collect())
        });
        of_table.unwrap_or_else(|| {
            let canaries = self.of_task(|task| task.canaries.clone()).into_iter();
            let samples = self.samples().into_iter().map(|sample| (sample, None));
            samples
                .chain(canaries.map(|canary| (canary.answer, Some(canary.points))))
                .collect()
        })
    }

    /// Takes the answers of a CSV file; without `column`, those of the column that its reader finds.
    pub(in crate::lab) fn take_table(self, name: String, file: Vec<u8>, column: Option<u32>) {
        self.forget_run();
        let worker = self.worker.get_value();
        spawn_local(async move {
            let csv = file.clone();
            match worker.ask(ReadTable { csv, column }).await {
                Ok(read) => {
                    if let Some(first) = read.submissions.first() {
                        self.answer.set(first.clone());
                    }
                    self.table.set(Some(AnswerTable { name, file, read }));
                }
                Err(error) => self.trouble.set(Some(error.why().to_owned())),
            }
        });
    }

    /// Reads the answers of the table from another column.
    pub(in crate::lab) fn choose_column(self, column: u32) {
        if let Some(table) = self.table.get_untracked() {
            self.take_table(table.name, table.file, Some(column));
        }
    }

    /// Goes back to the sample answers.
    pub(in crate::lab) fn leave_table(self) {
        self.forget_run();
        self.table.set(None);
    }

    /// Grades all answers, until they are graded or a person stops it.
    pub(in crate::lab) fn grade_all(self) {
        self.forget_run();
        let question = BeginGrading {
            source: self.source(),
            task: self.task_of(),
            submissions: self
                .answers()
                .into_iter()
                .map(|(answer, _)| answer)
                .collect(),
            limits: self.limits.get_untracked(),
            grants: self.grants.get_untracked(),
        };
        let worker = self.worker.get_value();
        let turn = self.turn.get_untracked();
        let is_current = move || self.turn.get_untracked() == turn;
        self.is_grading.set(true);
        self.took_ms.set(0.0);
        spawn_local(async move {
            let begun = browser::now_ms();
            let mut answer = worker.ask(question).await.map(|()| true);
            while let Ok(true) = answer {
                answer = worker.ask(GradeNext).await.map(|runs| {
                    let is_more = !runs.is_empty() && is_current();
                    if is_more {
                        self.took_ms.set(browser::now_ms() - begun);
                        self.all.update(|all| all.extend(runs));
                    }
                    is_more && self.is_grading.get_untracked()
                });
            }
            if !is_current() {
                return;
            }
            self.is_grading.set(false);
            if let Err(error) = answer {
                self.trouble.set(Some(error.why().to_owned()));
            }
        });
    }

    /// Stops grading; what is graded remains.
    pub(in crate::lab) fn stop_grading(self) {
        self.is_grading.set(false);
    }

    /// Saves the results of all answers as a CSV file.
    pub(in crate::lab) fn save_results(self) {
        let worker = self.worker.get_value();
        spawn_local(async move {
            let saved = match worker.ask(ResultsFile).await {
                Ok(file) => browser::download("lanewise-grades.csv", "text/csv", file.as_bytes())
                    .map_err(|error| error.to_string()),
                Err(error) => Err(error.why().to_owned()),
            };
            if let Err(why) = saved {
                self.trouble.set(Some(why));
            }
        });
    }
}
