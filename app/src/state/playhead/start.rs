//! The time at which the page opens, and whether it plays: by the address, the person's settings and the
//! run.

use model::decimal;
use model::moments::{Moment, MomentKind};
use model::units::Nanos;
use web_sys::UrlSearchParams;

use crate::browser::address::Address;
use crate::browser::{matches_media, window};

/// The first state of a playhead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// Whether the playback runs.
    pub playing: bool,
    /// A speed that replaces the usual one.
    pub speed: Option<f64>,
    /// A time that the address asks for.
    pub at: Option<Nanos>,
}

impl Start {
    /// Reads the page's address and the person's settings: where motion is unwanted, and inside another
    /// page, the playback is paused.
    pub fn of_page() -> Self {
        let address = Address::of_page();
        let search = window().and_then(|window| window.location().search().ok());
        let pairs = UrlSearchParams::new_with_str(&search.unwrap_or_default()).ok();
        let still = matches_media("(prefers-reduced-motion: reduce)");
        Self {
            playing: !(address.paused || address.embedded || still),
            speed: address.speed,
            at: pairs
                .and_then(|pairs| pairs.get("t"))
                .and_then(|text| seconds(&text)),
        }
    }
}

fn seconds(text: &str) -> Option<Nanos> {
    let seconds = decimal::parse(text)?;
    (seconds.is_finite() && seconds >= 0.0).then(|| Nanos::from_secs(seconds))
}

/// The time at which the playback should begin: shortly before the first failure or late request, else
/// before the first cold start or the busiest minute, else at the beginning.
pub fn worth_seeing(moments: &[Moment], lead: Nanos) -> Nanos {
    const ORDER: [MomentKind; 8] = [
        MomentKind::ConnectionsExhausted,
        MomentKind::ThrottlingBegins,
        MomentKind::ReplicaCrashed,
        MomentKind::QueueFull,
        MomentKind::FirstLimitHit,
        MomentKind::FirstBreach,
        MomentKind::PeakMinute,
        MomentKind::FirstColdStart,
    ];
    let first = |kind: &MomentKind| moments.iter().find(|moment| moment.kind == *kind);
    ORDER
        .iter()
        .find_map(first)
        .map_or(Nanos::ZERO, |moment| moment.at.since(lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(kind: MomentKind, at: u64) -> Moment {
        Moment {
            at: Nanos::from_secs(at as f64),
            kind,
            workload: None,
            count: 1,
            row: None,
        }
    }

    fn check(moments: &[Moment], expected_s: f64) {
        let lead = Nanos::from_secs(3.0);
        assert_eq!(worth_seeing(moments, lead), Nanos::from_secs(expected_s));
    }

    #[test]
    fn what_hurts_comes_first() {
        check(&[], 0.0);
        check(&[moment(MomentKind::FirstColdStart, 1)], 0.0);
        check(
            &[
                moment(MomentKind::FirstColdStart, 8),
                moment(MomentKind::PeakMinute, 60),
            ],
            57.0,
        );
        check(
            &[
                moment(MomentKind::FirstColdStart, 8),
                moment(MomentKind::ThrottlingBegins, 100),
                moment(MomentKind::ThrottlingBegins, 200),
            ],
            97.0,
        );
    }

    #[test]
    fn only_times_are_times() {
        assert_eq!(seconds("12.5"), Some(Nanos::from_secs(12.5)));
        assert_eq!(seconds("-1"), None);
        assert_eq!(seconds("soon"), None);
        assert_eq!(seconds("inf"), None);
    }
}
