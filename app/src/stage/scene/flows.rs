//! Flows: lines with numbers, for requests that are too many to tell apart.

use model::decimal;
use model::units::Nanos;

use super::super::geo::Arc;
use super::super::places::Place;
use super::super::shapes::{Count, Flow};
use super::paths::bend;
use super::{Frame, Scene};

const SHORTEST: Nanos = Nanos(10_000_000_000);

impl Scene {
    pub(super) fn add_flows(&mut self, frame: &Frame<'_>) {
        let window = frame.back(frame.on_screen(1.0).max(SHORTEST));
        let seconds = window.end.since(window.start).as_secs().max(1.0);
        let places = &frame.index.places;
        frame.index.traffic.for_each_leg(&window, |leg, count| {
            let per_second = count / seconds * frame.index.each_stands_for;
            let from = frame.camera.screen_from_world(places.at(leg.from));
            let to = frame.camera.screen_from_world(places.at(leg.to));
            self.flows.push(Flow {
                arc: Arc::between(from, to, bend(leg.lane)),
                lane: leg.lane,
                per_second,
                width: width(per_second),
            });
        });
        // In place, because every frame does it.
        self.flows
            .sort_unstable_by(|a, b| b.per_second.total_cmp(&a.per_second));
        if frame.still {
            let cities = self.city_counts.iter().zip(0..);
            self.counts
                .extend(
                    cities
                        .filter(|&(&requests, _)| requests > 0)
                        .map(|(&requests, i)| Count {
                            place: Place::City(i),
                            requests,
                        }),
                );
        }
    }
}

/// The width of a flow, pixels: a flow of ten times as many requests is 1.5 pixels wider.
fn width(per_second: f64) -> f64 {
    decimal::within(
        1.5 + 1.5 * per_second.max(0.01).ln() / std::f64::consts::LN_10,
        0.75,
        7.0,
    )
}
