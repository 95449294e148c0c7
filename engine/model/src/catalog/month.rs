//! The month of a learning platform: how busy its hours are.

use super::fact::{Fact, FactText, Unit, fact_table};

fact_table! {
    TERM_TIME = 249.0 Hours, "assumed.month.term_time",
        "hours at full load that have as many requests as a whole month of term",
        assumed "three evening hours of a weekday are as busy as the simulated one, school hours 40 to 50 % as busy, nights \
            5 %, and weekends half as busy as weekdays; that is 9.55 full hours on a weekday and 57.3 in a week";
}

/// How busy each hour of a weekday is, from midnight on, as a share of the busiest.
pub const WEEKDAY: [f64; 24] = [
    0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.2, // night, and the way to school
    0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, // lessons
    0.5, 0.5, 0.5, 0.8, // homework
    1.0, 1.0, 1.0, // the evening
    0.6, 0.3,
];

/// How busy an hour of the weekend is, as a share of the same hour of a weekday.
pub const WEEKEND: f64 = 0.5;
