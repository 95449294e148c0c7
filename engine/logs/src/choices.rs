//! What a person decides of a log in the place of what was recognised.

/// The unit of a time or of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Billionths of a second.
    Nanos,
    /// Millionths of a second.
    Micros,
    /// Thousandths of a second.
    Millis,
    /// Whole seconds, with decimals.
    Seconds,
}

impl Unit {
    /// Every unit, the smallest first.
    pub const ALL: [Self; 4] = [Self::Nanos, Self::Micros, Self::Millis, Self::Seconds];

    /// Its name, as a column's name may end with it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nanos => "ns",
            Self::Micros => "us",
            Self::Millis => "ms",
            Self::Seconds => "s",
        }
    }

    /// Its length in seconds.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Nanos => 1e-9,
            Self::Micros => 1e-6,
            Self::Millis => 1e-3,
            Self::Seconds => 1.0,
        }
    }

    /// A length of this unit in milliseconds.
    pub(crate) fn to_ms(self, length: f64) -> f64 {
        length * self.seconds() * 1e3
    }
}

/// What a person has chosen; what is absent is recognised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// The format, by its id.
    pub format: Option<String>,
    /// The character between the fields of a table.
    pub separator: Option<u8>,
    /// The character before the decimals: a point or a comma.
    pub decimal_mark: Option<u8>,
    /// The column with the time, by its name.
    pub time_column: Option<String>,
    /// The column with the duration, by its name.
    pub duration_column: Option<String>,
    /// The column that tells workloads apart, by its name.
    pub group_column: Option<String>,
    /// The unit of times that are numbers.
    pub time_unit: Option<Unit>,
    /// The unit of durations.
    pub duration_unit: Option<Unit>,
    /// Whether the time is that of the end of a request.
    pub is_end: Option<bool>,
    /// The offset from UTC of times without a zone, minutes.
    pub offset_min: Option<i32>,
}
