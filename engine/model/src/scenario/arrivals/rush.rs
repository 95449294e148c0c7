//! The rush before a deadline.
//!
//! Submissions of 97,088 tutor-marked assignments by day relative to their deadline: J. Kuzilek,
//! M. Hlosta, Z. Zdrahal, "Open University Learning Analytics dataset", Scientific Data 2017,
//! doi 10.1038/sdata.2017.171, CC BY 4.0, counted per day. The data end at whole days; that the
//! same shape holds when a day is squeezed into minutes is assumed.

use super::{ARRIVAL_BIN_S, MINUTE_S};

/// Submissions per day, from fourteen days before the deadline day to three after it.
const PER_DAY: [f64; 18] = [
    280.0, 261.0, 318.0, 497.0, 729.0, 837.0, 928.0, 1193.0, 1355.0, 1791.0, 3168.0, 5215.0,
    9462.0, 24640.0, 28319.0, 1762.0, 983.0, 1286.0,
];
/// The entry of the deadline day.
const DEADLINE_DAY: f64 = 14.0;

/// The requests of a rush in this number of bins, and its highest rate, requests a second: a rate is constant
/// for a day, so that days are counted instead of bins.
pub(super) fn traffic(
    bins: usize,
    per_hour: f64,
    deadline_min: f64,
    minutes_per_day: f64,
) -> (f64, f64) {
    let first_bin = |day: usize| {
        let from_deadline = day as f64 - DEADLINE_DAY - 1.0;
        let minute = deadline_min + from_deadline * minutes_per_day;
        let bin = (minute * MINUTE_S / ARRIVAL_BIN_S - 0.5).ceil().max(0.0) as usize;
        bin.min(bins)
    };
    let (mut total, mut highest) = (0.0, 0.0_f64);
    for (day, weight) in PER_DAY.into_iter().enumerate() {
        let bins_of_day = first_bin(day + 1) - first_bin(day);
        if bins_of_day > 0 {
            total += weight * bins_of_day as f64;
            highest = highest.max(weight);
        }
    }
    if total > 0.0 {
        (per_hour, per_hour * highest / total / ARRIVAL_BIN_S)
    } else {
        (0.0, 0.0)
    }
}

/// Spreads the requests of the hour by the measured shape. Days outside the hour are left out and the
/// others scaled, so that the expected number stays `per_hour`.
pub(super) fn fill(per_s: &mut [f64], per_hour: f64, deadline_min: f64, minutes_per_day: f64) {
    let day_at = |bin: usize| {
        let minute = (bin as f64 + 0.5) * ARRIVAL_BIN_S / MINUTE_S;
        // The deadline is at the end of its day.
        DEADLINE_DAY + 1.0 + (minute - deadline_min) / minutes_per_day
    };
    let weight = |bin: usize| {
        let day = day_at(bin);
        if day < 0.0 {
            0.0
        } else {
            PER_DAY.get(day as usize).copied().unwrap_or(0.0)
        }
    };
    let total: f64 = (0..per_s.len()).map(weight).sum();
    if total > 0.0 {
        for (bin, rate) in per_s.iter_mut().enumerate() {
            *rate = per_hour * weight(bin) / total / ARRIVAL_BIN_S;
        }
    }
}
