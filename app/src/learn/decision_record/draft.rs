//! The content of a decision record, in the form of MADR 4, out of runs of the same hour.

use model::run::Summary;
use model::scenario::{Remedy, Scenario};
use model::sort::sort_by;
use model::verdict::{Verdict, harm};

use super::options::{Choice, Subject};
use super::page::{Block, RecordText};
use super::{figures, words};
use crate::learn::panel_words;
use crate::text;
use crate::text::language::Phrase;

/// Everything that a record is written from.
pub(super) struct Draft<'a> {
    pub(super) board: &'a Scenario,
    pub(super) subject: Subject,
    /// Each option with its run; the first one is chosen.
    pub(super) tried: Vec<(Choice, Summary)>,
    /// The reasons in the words of the person who decides; may be empty.
    pub(super) reasons: String,
    /// The day of the record, ISO 8601.
    pub(super) date: String,
    /// The pages about the model and its facts, with their addresses.
    pub(super) pages: Vec<(Phrase, String)>,
    /// The address that opens the run again, where there is one.
    pub(super) link: Option<String>,
}

impl Draft<'_> {
    /// The record; none where no option was simulated.
    pub(super) fn record(&self) -> Option<RecordText> {
        let (chosen, run) = self.tried.first()?;
        let title = match self.subject.id(self.board) {
            Some(id) => words::title(&text::workloads::name_of(self.board, id)),
            None => words::whole_title(&text::workloads::in_this_language(&self.board.name)),
        };
        let mut blocks = vec![
            Block::Heading(words::CONTEXT.into()),
            Block::Paragraph(self.context()),
            Block::Heading(words::DRIVERS.into()),
            Block::List(self.drivers()),
            Block::Heading(words::OPTIONS.into()),
            Block::Paragraph(match self.subject {
                Subject::Card(_) => {
                    format!(
                        "{} {}",
                        words::SAME_ARRIVALS.get(),
                        words::OWN_REMEDIES.get()
                    )
                }
                Subject::Whole => words::SAME_ARRIVALS.into(),
            }),
            self.table(),
            Block::Heading(words::OUTCOME.into()),
            Block::Paragraph(self.outcome()),
        ];
        let reasons = self.reasons.lines().map(str::trim);
        let reasons = reasons.filter(|line| !line.is_empty());
        blocks.extend(reasons.map(|line| Block::Paragraph(line.to_owned())));
        blocks.extend(self.better_option().map(Block::Paragraph));
        blocks.extend(self.placements(chosen, run));
        blocks.push(Block::Smaller(words::CONSEQUENCES.into()));
        blocks.push(Block::List(self.consequences(chosen, run)));
        blocks.push(Block::Smaller(words::CONFIRMATION.into()));
        blocks.push(Block::List(self.confirmation(run)));
        blocks.push(Block::Heading(words::PROS_AND_CONS.into()));
        for (option, run) in &self.tried {
            blocks.push(Block::Smaller(option.name.clone()));
            blocks.push(Block::List(self.pros_and_cons(option, run)));
        }
        blocks.push(Block::Heading(words::MORE.into()));
        blocks.push(Block::Paragraph(words::measured(self.board, run)));
        blocks.push(Block::List(words::assumptions(self.board)));
        for (words, address) in &self.pages {
            blocks.push(Block::Link((*words).into(), address.clone()));
        }
        if let Some(link) = &self.link {
            blocks.push(Block::Link(words::REOPEN.into(), link.clone()));
        }
        Some(RecordText {
            head: vec![
                ("status", words::PROPOSED.into()),
                ("date", self.date.clone()),
            ],
            title,
            blocks,
        })
    }

    fn context(&self) -> String {
        match self
            .subject
            .id(self.board)
            .and_then(|id| self.board.workload(id))
        {
            Some(workload) => words::card_context(workload),
            None => text::workloads::in_this_language(&self.board.about),
        }
    }

    /// The targets that the options are measured by.
    fn drivers(&self) -> Vec<String> {
        let about = self.subject.id(self.board);
        let workloads = self.board.workloads.iter();
        let asked = workloads.filter(|workload| about.is_none_or(|id| id == workload.id));
        asked
            .map(|workload| {
                let targets = workload.needs.iter();
                let targets: Vec<String> = targets
                    .map(|need| text::needs::target_sentence(need, workload))
                    .collect();
                match about {
                    Some(_) => targets,
                    None => vec![format!(
                        "{}: {}",
                        text::workloads::name(workload),
                        targets.join(" ")
                    )],
                }
            })
            .collect::<Vec<_>>()
            .concat()
    }

    /// The verdicts that the decision is about.
    pub(super) fn verdicts<'a>(&self, run: &'a Summary) -> Vec<&'a Verdict> {
        let about = self.subject.id(self.board);
        let verdicts = run.verdicts.iter();
        verdicts
            .filter(|verdict| about.is_none_or(|id| id == verdict.workload))
            .collect()
    }

    /// An option with its remedies. They differ between the options of a card: each lane has its own.
    pub(super) fn name(&self, option: &Choice) -> String {
        match self.subject {
            Subject::Card(_) => words::with_remedies(&option.name, &self.remedies(&option.board)),
            Subject::Whole => option.name.clone(),
        }
    }

    /// The remedies of the workloads that the decision is about, in words.
    fn remedies(&self, board: &Scenario) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for remedy in self.remedies_on(board) {
            let name = text::remedies::name_within(remedy);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    pub(super) fn remedies_on<'a>(&self, board: &'a Scenario) -> Vec<&'a Remedy> {
        let about = self.subject.id(self.board);
        let workloads = board.workloads.iter();
        let asked = workloads.filter(|workload| about.is_none_or(|id| id == workload.id));
        let mut on: Vec<&Remedy> = Vec::new();
        for remedy in asked.flat_map(|workload| board.remedies_of(workload)) {
            if !on.contains(&remedy) {
                on.push(remedy);
            }
        }
        on
    }

    /// The lane, the walls and the remedies of each workload, in the record of a whole board.
    fn placements(&self, chosen: &Choice, run: &Summary) -> Vec<Block> {
        if self.subject != Subject::Whole {
            return Vec::new();
        }
        let board = &chosen.board;
        let costs = run
            .report
            .workloads
            .iter()
            .map(|counts| counts.usd_per_month);
        let rows = board.workloads.iter().zip(costs).map(|(workload, usd)| {
            let remedies = board.remedies_of(workload).map(text::remedies::name_within);
            let remedies: Vec<String> = remedies.collect();
            vec![
                text::workloads::name(workload),
                panel_words::placement(board.placement_of(&workload.id)),
                if remedies.is_empty() {
                    text::evidence::TOO_FEW.to_owned()
                } else {
                    text::language::list(&remedies)
                },
                text::figures::usd(usd),
            ]
        });
        vec![
            Block::Smaller(words::PLACEMENTS.into()),
            Block::Table {
                head: words::PLACEMENT_COLUMNS.map(String::from).to_vec(),
                rows: rows.collect(),
            },
        ]
    }

    pub(super) fn kept(&self, run: &Summary) -> String {
        let verdicts = self.verdicts(run);
        match (self.subject, &verdicts[..]) {
            (Subject::Card(_), [verdict]) => words::targets_met(verdict),
            _ => text::headline::fitting(run),
        }
    }

    fn table(&self) -> Block {
        let rows = self.tried.iter().map(|(option, run)| {
            let mut cells = vec![
                words::option(&self.name(option), option.is_chosen),
                self.kept(run),
            ];
            cells.extend(match self.subject {
                Subject::Card(index) => figures::card_figures(run, index),
                Subject::Whole => figures::board_figures(run),
            });
            cells
        });
        let head = match self.subject {
            Subject::Card(_) => words::CARD_COLUMNS.map(String::from).to_vec(),
            Subject::Whole => words::BOARD_COLUMNS.map(String::from).to_vec(),
        };
        Block::Table {
            head,
            rows: rows.collect(),
        }
    }

    /// The arguments for an option and against it; for a whole board, the targets that each card misses.
    fn pros_and_cons(&self, option: &Choice, run: &Summary) -> Vec<String> {
        let mut said = Vec::new();
        let mut broken = Vec::new();
        for verdict in self.verdicts(run) {
            let Some(workload) = self.board.workload(&verdict.workload) else {
                continue;
            };
            if self.subject != Subject::Whole {
                let good = words::relieved(verdict);
                said.extend(good.iter().map(|pro| words::pro(pro)));
                let bad = words::accepted(verdict, &option.board);
                said.extend(bad.iter().map(|con| words::con(con)));
            }
            for result in verdict.needs.iter().filter(|result| !result.met) {
                let missed = words::missed(result, workload, &option.board);
                let missed = words::con(&match self.subject {
                    Subject::Card(_) => missed,
                    Subject::Whole => words::of_card(&text::workloads::name(workload), &missed),
                });
                broken.push((harm(result), missed));
            }
        }
        // What was lost or reached comes before what was slow.
        sort_by(&mut broken, |a, b| b.0.total_cmp(&a.0));
        said.extend(broken.into_iter().map(|(_, missed)| missed));
        if said.is_empty() {
            said.push(match self.subject {
                Subject::Card(_) => words::NOTHING_AGAINST.into(),
                Subject::Whole => words::pro(words::ALL_KEPT.get()),
            });
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::super::options::options;
    use super::super::page::markdown;
    use super::*;
    use crate::test_support::{shipped, simulated};

    fn check(subject: &str, expected: &[&str]) {
        let board = shipped();
        let subject = board
            .workload_index(subject)
            .map_or(Subject::Whole, Subject::Card);
        let tried: Vec<(Choice, Summary)> = options(&board, subject, &[], &board.remedies)
            .into_iter()
            .map(|option| {
                let summary = simulated(&option.board);
                (option, summary)
            })
            .collect();
        let draft = Draft {
            board: &board,
            subject,
            tried,
            reasons: "Our two operators sleep at night.".to_owned(),
            date: "2026-11-23".to_owned(),
            pages: vec![(words::FACTS, "https://example.org/facts/".to_owned())],
            link: Some("https://example.org/#1.x".to_owned()),
        };
        let text = markdown(&draft.record().unwrap());
        for part in expected {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    /// The content comes out of the runs: a lane that loses answers has a sentence about it, with the cause.
    #[test]
    fn a_card_s_record_has_every_part() {
        check(
            "quiz-submissions",
            &[
                "status: proposed\ndate: 2026-11-23",
                "## Context and problem statement",
                "## Decision drivers",
                "* No submissions are lost.",
                "| Serverless, with a lock on its rows (chosen) | 1 of 2 |",
                "| Service, with a lock on its rows | 2 of 2 |",
                "functions and the edge share 70 of the database’s 100 connections",
                "Our two operators sleep at night.",
                "Chosen option: Serverless, with a lock on its rows, although it misses targets: 1 of 2 targets are met. Service meets more: 2 of 2.",
                "### Consequences\n\n* Bad: Lost submissions: ",
                "* Good: p95 latency: ",
                "* Bad: You manage ",
                "### Confirmation",
                "* p95 latency: measure it in production. The target is ≤ 1.4 s",
                "* Prices and limits are ",
                "(https://example.org/#1.x)",
            ],
        );
    }

    #[test]
    fn a_board_s_record_compares_boards() {
        check(
            "",
            &[
                "| Everything on serverless (chosen) |",
                "| Matched to shape | All 14 meet their targets |",
                "Matched to shape meets more: All 14 meet their targets.",
                "| Quiz submissions | Serverless | a lock on its rows | $",
                "[The facts, with their sources](https://example.org/facts/)",
                "The lanes are as on AWS Lambda (Serverless), ",
                "* Bad: A lock on its rows. Your code locks its rows, and its writers wait for each other. (Quiz submissions)",
                "* Bad: Quiz submissions, ",
                "* Good: every card meets its targets.",
                "* Bad: On serverless, you manage short starts; ",
            ],
        );
    }
}
