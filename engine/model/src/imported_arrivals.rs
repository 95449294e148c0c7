//! Arrivals from an imported trace: a CSV with a row for each request.
//!
//! The header decides between two layouts: `timestamp[,workload][,duration]`, and that of the Azure
//! Functions Invocation Trace 2021, `app,func,end_timestamp,duration`. Times are seconds from any
//! zero; the earliest time becomes the beginning of the run. Bad rows are named and left out.

mod fault;

use std::ops::RangeInclusive;

pub use fault::{BadRow, ImportError, RowFault};

use crate::csv::{MOST_FIELDS, Record, Table};
use crate::decimal;
use crate::scenario::{Arrivals, Scenario, caps};

/// Bytes of a row; no trace has as many.
const MOST_ROW_BYTES: usize = 4_096;
const TOO_LONG: RowFault = RowFault::TooLong {
    most_fields: MOST_FIELDS,
    most_bytes: MOST_ROW_BYTES,
};

/// Requests that one import keeps; a scenario with as many is about two megabytes.
const MOST_ROWS: usize = caps::IMPORTED_ROWS as usize;
/// Bad rows that are named; the others are counted.
const MOST_NAMED: usize = 20;
/// Thirty years: a span of Unix times that no trace has.
const LONGEST_S: f64 = 1e9;
/// The longest duration of a request that a scenario takes, seconds.
const LONGEST_RUN_S: f64 = 1e6;

/// The rows of a trace, and its bad rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The good rows, by time.
    pub rows: Vec<ImportedRow>,
    /// The first bad rows, in order of line.
    pub bad: Vec<BadRow>,
    /// The number of all bad rows.
    pub bad_count: u64,
    /// Good rows beyond the most that are kept, which were left out.
    pub left_out: u64,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedRow {
    /// Seconds since the earliest row.
    pub at_s: f64,
    /// Its workload's id, where the trace gives one.
    pub workload: Option<String>,
    /// The duration of its run in seconds, where the trace gives one.
    pub duration_s: Option<f64>,
}

/// The position of each column.
struct Columns {
    time: usize,
    /// The time is when the request ended.
    is_end: bool,
    workload: Option<usize>,
    duration: Option<usize>,
}

impl Columns {
    fn read(header: &Record<'_>) -> Option<Self> {
        let place = |name: &str| {
            header
                .fields()
                .position(|column| column.trim().eq_ignore_ascii_case(name))
        };
        let duration = place("duration");
        if let Some(time) = place("timestamp") {
            return Some(Self {
                time,
                is_end: false,
                workload: place("workload"),
                duration,
            });
        }
        Some(Self {
            time: place("end_timestamp")?,
            is_end: true,
            // This layout names functions by hashes, which are no workloads of the scenario.
            workload: None,
            duration: Some(duration?),
        })
    }

    fn row(&self, record: &Record<'_>) -> Result<ImportedRow, RowFault> {
        let times = -LONGEST_S * 10.0..=LONGEST_S * 10.0;
        let time = seconds(record, self.time, "a time in seconds", times)?;
        let duration_s = match self.duration {
            Some(place) if !record.get(place).unwrap_or("").trim().is_empty() => {
                let durations = 0.0..=LONGEST_RUN_S;
                Some(seconds(record, place, "a duration in seconds", durations)?)
            }
            Some(_) if self.is_end => return Err(RowFault::NoDuration),
            _ => None,
        };
        let workload = self.workload.and_then(|place| record.get(place));
        let at_s = if self.is_end {
            time - duration_s.unwrap_or(0.0)
        } else {
            time
        };
        Ok(ImportedRow {
            at_s,
            workload: workload
                .map(str::trim)
                .filter(|id| !id.is_empty())
                .map(str::to_owned),
            duration_s,
        })
    }
}

fn seconds(
    record: &Record<'_>,
    place: usize,
    expected: &'static str,
    range: RangeInclusive<f64>,
) -> Result<f64, RowFault> {
    let text = record.get(place).map_or("", str::trim);
    let number = decimal::parse(text);
    number
        .filter(|number| range.contains(number))
        .ok_or_else(|| RowFault::NoNumber {
            expected,
            found: text.chars().take(RowFault::LETTERS).collect(),
        })
}

/// Reads a trace.
///
/// # Errors
///
/// [`ImportError`] where no row can be used; otherwise bad rows are listed beside the good ones.
///
/// ```
/// use model::imported_arrivals::read_csv;
///
/// let imported = read_csv("timestamp,workload\n10,quiz\n12,quiz\nsoon,quiz\n")?;
/// assert_eq!(imported.rows[1].at_s, 2.0);
/// assert_eq!(
///     imported.bad[0].to_string(),
///     "line 4: expected a time in seconds, found \"soon\""
/// );
/// # Ok::<(), model::imported_arrivals::ImportError>(())
/// ```
pub fn read_csv(text: &str) -> Result<Imported, ImportError> {
    if text.len() > caps::TABLE_BYTES {
        return Err(ImportError::TooLarge(text.len()));
    }
    let mut table = Table::new(text, b',', MOST_ROW_BYTES);
    let no_header = |header: &str| ImportError::NoHeader(header.chars().take(80).collect());
    let header = table.next_record().and_then(Result::ok);
    let header = header.ok_or_else(|| no_header(text.lines().next().unwrap_or("")))?;
    let columns = Columns::read(&header).ok_or_else(|| {
        let names: Vec<&str> = header.fields().collect();
        no_header(&names.join(","))
    })?;
    let mut imported = Imported::default();
    let mut rows: Vec<(u64, ImportedRow)> = Vec::new();
    loop {
        let line = table.line();
        let row = match table.next_record() {
            None => break,
            Some(Ok(record)) => columns.row(&record),
            Some(Err(_)) => Err(TOO_LONG),
        };
        match row {
            Ok(row) if rows.len() < MOST_ROWS => rows.push((line, row)),
            Ok(_) => imported.left_out += 1,
            Err(fault) => imported.name_bad(line, fault),
        }
    }
    imported.take_over(rows);
    if imported.rows.is_empty() {
        let first = imported.bad.into_iter().next();
        return Err(first.map_or(ImportError::NoRows, ImportError::NoGoodRow));
    }
    Ok(imported)
}

/// The arrivals of one workload in a trace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The workload's index.
    pub workload: usize,
    /// Arrival times in the form of [`Arrivals::Imported`].
    pub at_s: Vec<f64>,
    /// Run times in the form of [`Arrivals::Imported`].
    pub run_ms: Vec<f64>,
}

impl Imported {
    /// Sorts the rows by time and counts from the earliest. A row that is further from the middle one
    /// than any trace is long has a wrong time, and would push all others beyond the scenario's horizon.
    fn take_over(&mut self, mut rows: Vec<(u64, ImportedRow)>) {
        rows.sort_by(|(_, a), (_, b)| a.at_s.total_cmp(&b.at_s));
        let middle_s = rows.get(rows.len() / 2).map_or(0.0, |(_, row)| row.at_s);
        let is_near = |row: &ImportedRow| (row.at_s - middle_s).abs() <= LONGEST_S / 2.0;
        for (line, row) in &rows {
            if !is_near(row) {
                self.name_bad(*line, RowFault::FarTime);
            }
        }
        self.bad.sort_by_key(|row| row.line);
        self.bad.truncate(MOST_NAMED);
        let rows = rows.into_iter().map(|(_, row)| row);
        self.rows = rows.filter(is_near).collect();
        let first_s = self.rows.first().map_or(0.0, |row| row.at_s);
        for row in &mut self.rows {
            row.at_s -= first_s;
        }
    }

    /// Counts a bad row, and names it where it is one of the first.
    fn name_bad(&mut self, line: u64, fault: RowFault) {
        self.bad_count += 1;
        if self.bad.len() < 2 * MOST_NAMED {
            self.bad.push(BadRow { line, fault });
        }
    }

    /// The rows by workload, for each workload of these ids that has any. Rows that name no workload,
    /// or an unknown one, belong to `otherwise`.
    pub fn by_workload<S: AsRef<str>>(&self, ids: &[S], otherwise: usize) -> Vec<Taken> {
        let mut taken: Vec<Taken> = Vec::new();
        let mut lacks_duration = vec![false; ids.len()];
        for row in &self.rows {
            let named = row.workload.as_deref();
            let index = named.and_then(|id| ids.iter().position(|other| other.as_ref() == id));
            let workload = index.unwrap_or(otherwise);
            let place = taken.iter().position(|other| other.workload == workload);
            let place = place.unwrap_or_else(|| {
                taken.push(Taken {
                    workload,
                    ..Taken::default()
                });
                taken.len() - 1
            });
            taken[place].at_s.push(row.at_s);
            match row.duration_s {
                Some(duration_s) => taken[place].run_ms.push((duration_s * 1e3).max(1e-3)),
                None => lacks_duration[workload] = true,
            }
        }
        for one in &mut taken {
            // Durations count only where each row has one.
            if lacks_duration[one.workload] {
                one.run_ms.clear();
            }
        }
        taken
    }

    /// The scenario with these arrivals in place of those of the workloads that the rows name; rows
    /// that name none, or none of this scenario, go to `otherwise`.
    ///
    /// # Errors
    ///
    /// [`ImportError`] where the scenario has no such workload, or where it would break a rule.
    pub fn into_scenario(
        &self,
        scenario: &Scenario,
        otherwise: &str,
    ) -> Result<Scenario, ImportError> {
        let otherwise = scenario
            .workload_index(otherwise)
            .ok_or_else(|| ImportError::NoWorkload(otherwise.to_owned()))?;
        let ids: Vec<&str> = scenario.workloads.iter().map(|w| w.id.as_str()).collect();
        let mut scenario = scenario.clone();
        for Taken {
            workload,
            at_s,
            run_ms,
        } in self.by_workload(&ids, otherwise)
        {
            scenario.workloads[workload].arrivals = Arrivals::Imported { at_s, run_ms };
        }
        scenario.check()?;
        Ok(scenario)
    }
}
