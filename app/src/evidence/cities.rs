//! The times of one workload's requests by city: a shaded map, and its table.

use crate::controls::css;
use crate::controls::css::coordinate;
use leptos::prelude::*;
use model::decimal;
use model::report::CityTimes;
use model::sort::sort_by;

use crate::io::export::{Export, csv_line};
use crate::stage::world;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// Shades from short to long times. Each has a letter, so that colour is not the only sign.
const SHADES: usize = 5;
/// The largest circle, in the map's own pixels.
const LARGEST: f64 = 15.0;

/// A city that sent requests, by its index in the audience.
type OfCity = (u16, CityTimes);

/// The map and the table of the workload at this index, and what can be saved of them; none where no learner
/// waited.
pub(super) fn cities(loaded: &LoadedRun, workload: usize) -> Option<(AnyView, Export)> {
    let times = loaded.run.summary.by_city.get(workload);
    let cities = (0..).zip(times.into_iter().flatten().copied());
    let mut cities: Vec<OfCity> = cities.filter(|(_, times)| times.count > 0).collect();
    // Slow cities come first.
    let slow = |(_, times): &OfCity| times.p50_ms.unwrap_or(-1.0);
    sort_by(&mut cities, |a, b| slow(b).total_cmp(&slow(a)));
    if cities.is_empty() {
        return None;
    }
    let audience = &loaded.scenario.audience;
    let name = |city: u16| {
        let entry = audience.get(usize::from(city));
        entry.map_or_else(String::new, |entry| text::places::city(&entry.city))
    };
    let svg = NodeRef::<leptos::svg::Svg>::new();
    let csv = csv_of(&cities, &name);
    let export = Export::of_drawing(text::latency::BY_CITY, "cities", svg, csv);
    let shown = view! {
        {map(loaded, &cities, svg)}
        {table(&cities, &name)}
    };
    Some((shown.into_any(), export))
}

/// The ends of the shades, milliseconds: even steps between the shortest and the longest median, on a
/// logarithmic scale.
fn steps(cities: &[OfCity]) -> Option<(f64, f64)> {
    let medians = || cities.iter().filter_map(|(_, times)| times.p50_ms);
    let least = medians().fold(f64::INFINITY, f64::min);
    let most = medians().fold(0.0, f64::max);
    (least <= most && least > 0.0).then(|| (least.ln(), most.ln()))
}

fn shade(ms: f64, (least, most): (f64, f64)) -> usize {
    let share = (ms.ln() - least) / (most - least).max(1e-9);
    ((share * SHADES as f64) as usize).min(SHADES - 1)
}

fn map(loaded: &LoadedRun, cities: &[OfCity], svg: NodeRef<leptos::svg::Svg>) -> AnyView {
    let Some(range) = steps(cities) else {
        return ().into_any();
    };
    let world = world::World::new(&loaded.scenario, &loaded.run.summary);
    let most = cities
        .iter()
        .map(|(_, times)| times.count)
        .max()
        .map_or(1.0, f64::from);
    let circles: Vec<AnyView> = cities
        .iter()
        .filter_map(|(city, times)| {
            let at = world.city(*city)?;
            let radius = (LARGEST * (f64::from(times.count) / most).sqrt()).max(4.0);
            let shade = times.p50_ms.map(|ms| shade(ms, range));
            let class = shade.map_or_else(
                || "city is-unknown".to_owned(),
                |shade| format!("city shade-{shade}"),
            );
            let [x, y, radius] = [at.x, at.y, radius].map(coordinate);
            Some(view! { <circle class=class cx=x cy=y r=radius /> }.into_any())
        })
        .collect();
    let edge = |step: usize| {
        let (least, most) = range;
        (least + (most - least) * step as f64 / SHADES as f64).exp()
    };
    let legend: Vec<AnyView> = (0..SHADES)
        .map(|step| {
            view! {
                <li>
                    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
                        <circle class=format!("city shade-{step}") cx="7" cy="7" r="6" />
                    </svg>
                    {text::latency::between(edge(step), edge(step + 1))}
                </li>
            }
            .into_any()
        })
        .collect();
    let (width, height) = world::SIZE;
    let label = text::latency::city_map(cities.len(), range.0.exp(), range.1.exp());
    view! {
        <figure class="city-map">
            <figcaption>{text::latency::MAP}</figcaption>
            <svg
                xmlns="http://www.w3.org/2000/svg"
                viewBox=css::view_box(width, height)
                role="img"
                aria-label=label
                node_ref=svg
            >
                <path class="land" d=world.land() />
                {circles}
            </svg>
            <ul class="city-legend">{legend}</ul>
        </figure>
    }
    .into_any()
}

fn table(cities: &[OfCity], name: &impl Fn(u16) -> String) -> AnyView {
    let figure =
        |ms: Option<f64>| ms.map_or(text::latency::TOO_FEW.to_owned(), text::figures::time_ms);
    let rows: Vec<AnyView> = cities
        .iter()
        .map(|(city, times)| {
            view! {
                <tr>
                    <th scope="row">{name(*city)}</th>
                    <td>{text::figures::count(times.count.into())}</td>
                    <td>{figure(times.p50_ms)}</td>
                    <td>{figure(times.p95_ms)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="cities" tabindex="0" role="group" aria-label=text::latency::BY_CITY>
            <table class="figures">
                <caption>{text::latency::BY_CITY}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text::latency::CITY}</th>
                        <th scope="col">{text::latency::REQUESTS}</th>
                        <th scope="col">"p50"</th>
                        <th scope="col">"p95"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn csv_of(cities: &[OfCity], name: &impl Fn(u16) -> String) -> String {
    let ms = |ms: Option<f64>| ms.map_or_else(String::new, decimal::plain);
    let line = |(city, times): &OfCity| {
        csv_line(&[
            name(*city),
            times.count.to_string(),
            ms(times.p50_ms),
            ms(times.p95_ms),
        ])
    };
    let mut lines = vec!["city,requests,p50_ms,p95_ms".to_owned()];
    lines.extend(cities.iter().map(line));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ms: f64, expected: usize) {
        assert_eq!(shade(ms, (10_f64.ln(), 1_000_f64.ln())), expected, "{ms}");
    }

    #[test]
    fn shades_are_even_steps_of_a_logarithm() {
        check(10.0, 0);
        check(24.0, 0);
        check(26.0, 1);
        check(100.0, 2);
        check(999.0, 4);
        check(1_000.0, 4);
    }
}
