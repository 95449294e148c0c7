//! How long idle function instances live, as measured by the minute in January 2021.
//!
//! A curve is a list of seconds idle and the probability that the next request then finds a new
//! instance; it rises and ends at 1. The caller draws `u`.

use crate::units::Nanos;

/// Seconds idle, and how likely the next request then finds a new instance.
pub type KeepAliveCurve = &'static [(f64, f64)];

/// AWS Lambda. Source: that of [`super::serverless::KEEP_ALIVE_MIN`].
pub(super) static AWS: [(f64, f64); 8] = [
    (0.0, 0.0),
    (60.0, 0.0),
    (120.0, 0.0),
    (180.0, 0.0),
    (240.0, 0.003_03),
    (300.0, 0.003_03),
    (360.0, 0.406_06),
    (420.0, 1.0),
];

/// Azure Functions. Source: that of [`super::azure::KEEP_ALIVE_MIN`]. Where the measured shares
/// fall for some minutes, those minutes share their mean. One instance in forty outlived the
/// longest wait of an hour; it is taken to end there ([`super::azure::KEEP_ALIVE_MAX`]).
pub(super) static AZURE: [(f64, f64); 22] = [
    (0.0, 0.0),
    (60.0, 0.0),
    (120.0, 0.0796),
    (420.0, 0.0796),
    (480.0, 0.1095),
    (660.0, 0.1095),
    (720.0, 0.162_16),
    (780.0, 0.204_67),
    (960.0, 0.204_67),
    (1020.0, 0.212_97),
    (1200.0, 0.212_97),
    (1260.0, 0.408_16),
    (1320.0, 0.5),
    (1380.0, 0.760_87),
    (1440.0, 0.784_75),
    (1500.0, 0.784_75),
    (1560.0, 0.819_07),
    (1620.0, 0.819_07),
    (1680.0, 0.910_16),
    (1800.0, 0.9413),
    (3540.0, 0.975),
    (3600.0, 1.0),
];

/// Google Cloud functions. Source: that of [`super::cloud_run::KEEP_ALIVE_MIN`].
pub(super) static GOOGLE: [(f64, f64); 3] = [(0.0, 0.0), (900.0, 0.0), (960.0, 1.0)];

/// The measured life of idle instances on AWS: seconds idle, probability that the next request is
/// cold. Rises, and ends at 1.
pub fn keep_alive_curve() -> KeepAliveCurve {
    &AWS
}

/// The idle time after which an instance on AWS is reclaimed, as [`reclaim_on`].
pub fn reclaim_after(u: f64) -> Nanos {
    reclaim_on(&AWS, u)
}

/// The idle time after which an instance is reclaimed, for a share `u` in 0..1 of instances: the
/// inverse of a curve, in straight lines between its points. Where the probability stays level,
/// the instances below it have gone by the first of these points.
pub fn reclaim_on(curve: KeepAliveCurve, u: f64) -> Nanos {
    let (Some(&(_, first)), Some(&(last, _))) = (curve.first(), curve.last()) else {
        return Nanos::ZERO;
    };
    let above = curve
        .partition_point(|&(_, cold)| cold < u)
        .max(curve.partition_point(|&(_, cold)| cold <= first));
    if above >= curve.len() {
        return Nanos::from_secs(last);
    }
    let ((idle0, cold0), (idle1, cold1)) = (curve[above - 1], curve[above]);
    let share = if u > cold0 {
        (u - cold0) / (cold1 - cold0)
    } else {
        0.0
    };
    Nanos::from_secs(idle0 * (1.0 - share) + idle1 * share)
}
