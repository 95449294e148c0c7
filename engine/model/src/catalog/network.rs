//! Facts of the way between places: light in fibre, how far cables stray, the last mile,
//! handshakes.
//!
//! `crate::network` turns these into round trips.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const FIBRE: Origin = origin(
    "mapyourtech.com: 4.9 µs per km in single-mode fibre, by rule of thumb 5",
    "https://mapyourtech.com/the-5-microsecond-rule-fiber-propagation-latency-per-kilometer/",
    "2026",
);
const STRETCH: Origin = origin(
    "computed from cloudping.co's yearly medians between AWS regions and their cities' coordinates",
    "https://www.cloudping.co/",
    "2025-05-29",
);
const HANDSHAKES: Origin = origin(
    "systemoverflow.com, TLS handshake latency",
    "https://www.systemoverflow.com/learn/networking-protocols/http-protocols/tls-handshake-latency-the-critical-path-tax-across-protocol-versions",
    "2025",
);
const TLS13: Origin = origin(
    "RFC 8446, 0-RTT data",
    "https://www.rfc-editor.org/rfc/rfc8446#section-2.3",
    "2018",
);

fact_table! {
    FIBRE_SPEED = 200.0 KilometresPerMilli, "net.fibre_speed",
        "how far light comes in glass", published FIBRE;
    STRETCH_OVERALL = 1.742 Ratio, "net.stretch_aws",
        "a round trip over that of light in a straight fibre, median beyond 500 km; the law \
         itself takes the medians by distance", published STRETCH;
    CONNECT_TCP = 2.0 RoundTrips, "net.handshake_tls13",
        "round trips before the first request: TCP, then TLS 1.3", published HANDSHAKES;
    RESUME_TCP = 1.0 RoundTrips, "net.handshake_tls13_resumed",
        "the same with early data on a resumed session: TCP alone", published TLS13;
    CONNECT_QUIC = 1.0 RoundTrips, "net.handshake_quic",
        "round trips before the first request over QUIC", published HANDSHAKES;
    RESUME_QUIC = 0.0 RoundTrips, "net.handshake_quic_resumed",
        "the same on a resumed session", published HANDSHAKES;
    LAST_MILE = 15.0 Millis, "assumed.net.last_mile",
        "the round trip between a person's device and the carrier's network",
        assumed "fibre 10 to 20 ms and cable 15 to 30 ms are often quoted after the FCC's reports, \
            whose tables were not at hand; Cloudflare says that most people are within 20 ms of it";
    JITTER_SIGMA = 0.15 Ratio, "assumed.net.jitter_sigma",
        "how a round trip varies around the law: deviation of the logarithm of the factor",
        assumed "one in twenty then takes 28 % longer than the law says, one in a hundred 42 %; no \
            measurement of one path over an hour is at hand";
}

/// One band of distances: from and to in kilometres, and how many times as long as light in a
/// straight fibre a round trip takes there, as the median over the pairs of regions in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StretchBand {
    /// Great-circle kilometres from which the band reaches.
    pub from_km: f64,
    /// Great-circle kilometres to which it reaches.
    pub to_km: f64,
    /// The median factor.
    pub factor: f64,
}

const fn band(from_km: f64, to_km: f64, factor: f64) -> StretchBand {
    StretchBand {
        from_km,
        to_km,
        factor,
    }
}

/// How far real ways stray from a straight fibre, by distance. Source: that of
/// [`STRETCH_OVERALL`], 20, 28, 46, 128, 424 and 346 pairs.
pub const STRETCH_BANDS: [StretchBand; 6] = [
    band(100.0, 500.0, 3.003),
    band(500.0, 1000.0, 2.676),
    band(1000.0, 2000.0, 2.239),
    band(2000.0, 5000.0, 1.911),
    band(5000.0, 10_000.0, 1.812),
    band(10_000.0, 20_100.0, 1.603),
];
