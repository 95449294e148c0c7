//! The figures as text, columns right-aligned.

use std::fmt::Write as _;

use super::bars::Bar;
use super::figures::{Entrant, Figures, Pace, Program};
use crate::problem::{Problem, Result};

/// Returns all figures as text for a person.
///
/// # Errors
///
/// [`Problem`] where a figure cannot be written as text.
pub(crate) fn text(figures: &Figures, bars: &[Bar]) -> Result<String> {
    let mut text = String::new();
    write(&mut text, figures, bars)
        .map_err(|error| Problem::new(format!("the figures cannot be written: {error}")))?;
    Ok(text)
}

fn write(text: &mut String, figures: &Figures, bars: &[Bar]) -> std::fmt::Result {
    let browser = &figures.browser;
    writeln!(
        text,
        "On {}, Chromium {}.",
        figures.machine, browser.version
    )?;

    writeln!(
        text,
        "\n{:<22}{:>14}{:>12}{:>12}{:>12}{:>12}{:>10}{:>10}",
        "keep-alive",
        "requests/s",
        "ns/request",
        "/ bare loop",
        "/ SimFaaS",
        "requests",
        "P(cold)",
        "servers"
    )?;
    for entrant in &figures.entrants {
        pace(text, figures, entrant.program.name(), &entrant.pace)?;
        evidence(text, entrant)?;
        if entrant.program == Program::Engine {
            pace(text, figures, "engine, in the browser", &browser.keep_alive)?;
            text.push('\n');
        }
    }
    let share = figures.ns_of(Program::Engine) / browser.keep_alive.ns_per_request;
    writeln!(text, "in the browser: {:.0} % of native", share * 100.0)?;

    writeln!(text, "\nwhere one request's nanoseconds go")?;
    for (name, ns) in &figures.parts {
        writeln!(text, "  {name:<28}{ns:>10.1}")?;
    }
    writeln!(text, "\nns/request by requests")?;
    for row in &figures.growth {
        writeln!(text, "  {:<28}{:>10.1}", count(row.count), row.figure)?;
    }
    writeln!(text, "\nns/request by busy instances")?;
    for row in &figures.busy {
        writeln!(text, "  {:<28}{:>10.1}", count(row.count), row.figure)?;
    }
    writeln!(text, "\npeak memory")?;
    let memory = figures.memory.figure / 1e6;
    writeln!(
        text,
        "  {:<28}{memory:>7.0} MB",
        format!("{} requests", count(figures.memory.count))
    )?;
    writeln!(text, "\ndefault scenario with trace, requests/s")?;
    for (name, pace) in [
        ("native", &figures.scenario),
        ("in the browser", &browser.scenario),
    ] {
        writeln!(text, "  {name:<28}{:>10}", grouped(pace.requests_per_s()))?;
    }

    writeln!(text, "\nbars")?;
    for Bar {
        says,
        measured,
        met,
    } in bars
    {
        let met = if *met { "met" } else { "not met" };
        writeln!(text, "  {says:<66}{measured:>12}  {met}")?;
    }
    Ok(())
}

fn pace(text: &mut String, figures: &Figures, name: &str, pace: &Pace) -> std::fmt::Result {
    let ns = pace.ns_per_request;
    write!(
        text,
        "{name:<22}{:>14}{ns:>12.1}{:>12.4}{:>12.1}",
        grouped(pace.requests_per_s()),
        figures.ns_of(Program::BareLoop) / ns,
        figures.ns_of(Program::SimFaas) / ns,
    )
}

/// Appends the figures that show whether a program did the same work.
fn evidence(text: &mut String, entrant: &Entrant) -> std::fmt::Result {
    let servers = entrant
        .servers
        .map_or_else(String::new, |servers| format!("{servers:.1}"));
    writeln!(
        text,
        "{:>12}{:>10.5}{servers:>10}",
        grouped(entrant.requests),
        entrant.p_cold
    )
}

/// `10^7` where it is a power of ten, else with its thousands separated.
fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    match digits.strip_prefix('1') {
        Some(zeros) if zeros.len() > 3 && zeros.chars().all(|digit| digit == '0') => {
            format!("10^{}", zeros.len())
        }
        _ => grouped(number),
    }
}

/// A number with its thousands separated, such as 1,234,567.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: f64, expected_grouped: &str, expected_count: &str) {
        assert_eq!(grouped(number), expected_grouped);
        assert_eq!(count(number), expected_count);
    }

    #[test]
    fn numbers_read_well() {
        check(10.0, "10", "10");
        check(1_000.0, "1,000", "1,000");
        check(10_000.0, "10,000", "10^4");
        check(10_000_000.0, "10,000,000", "10^7");
        check(1_234_567.4, "1,234,567", "1,234,567");
    }
}
