//! The number of times from which on a percentile of them is meaningful.

/// The least number of times of which the `percent`-th percentile (0 to 100) is given: 20 for the
/// median, 100 for the 95th and 500 for the 99th, so that about five are beyond the last two. The
/// longest time, the 100th percentile of [`super::Percentiles::max_ms`], needs one only.
///
/// ```
/// use model::report::least_count_for;
///
/// assert_eq!(least_count_for(95.0), 100);
/// ```
pub fn least_count_for(percent: f64) -> u64 {
    match percent {
        percent if percent >= 99.0 => 500,
        percent if percent >= 95.0 => 100,
        _ => 20,
    }
}
