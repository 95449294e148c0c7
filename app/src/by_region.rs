//! The times and failures of one workload's requests by part of the world, beside the map. They are of the
//! requests in the trace, which may be a sample.

use leptos::prelude::*;

use crate::controls::reactive::{memo, reactive_view};
use crate::hour::continents::Continent;
use crate::hour::words::continent;
use crate::session::Session;
use crate::state::latency::{Group, groups_of};
use crate::state::loaded_run::LoadedRun;
use crate::text;
use crate::text::language::{Phrase, phrase, say};

const FAILED: Phrase = phrase("Failed");

/// The table of the workload in the evidence. It follows in a task after the verdicts, because it reads
/// the whole trace.
#[component]
pub(crate) fn ByRegion() -> impl IntoView {
    let session = expect_context::<Session>();
    let run = session.later_run();
    let in_view = memo(move || session.workload_in_view());
    reactive_view(move || {
        let (loaded, id) = (run.get()?, in_view.get()?);
        let workload = loaded.scenario.workload_index(&id)?;
        table(&loaded, workload, &id)
    })
}

/// The table of the workload at this index; none where no learner waits for it.
fn table(loaded: &LoadedRun, workload: usize, id: &str) -> Option<AnyView> {
    let places = loaded.run.summary.cities.iter();
    let regions: Vec<usize> = places.map(|place| Continent::of(*place) as usize).collect();
    let groups = groups_of(loaded, workload, Continent::ALL.len(), |city| {
        regions.get(usize::from(city.0)).copied()
    });
    let rows: Vec<AnyView> = Continent::ALL
        .into_iter()
        .zip(&groups)
        .filter(|(_, group)| group.count > 0)
        .map(|(region, group)| row(continent(region), group))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let name = text::workloads::name_of(&loaded.scenario, id);
    let caption = say!("{workload} by region", workload = name.clone());
    Some(
        view! {
            <table class="figures by-region">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{name}</th>
                        <th scope="col">"p95"</th>
                        <th scope="col">{FAILED}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn row(region: &'static str, group: &Group) -> AnyView {
    let p95 = group.latencies.at(95.0).map_or_else(
        || text::latency::TOO_FEW.to_owned(),
        |(ms, _)| text::figures::time_ms(ms),
    );
    let failed = text::figures::share(f64::from(group.failed) / f64::from(group.count));
    view! {
        <tr>
            <th scope="row">{region}</th>
            <td>{p95}</td>
            <td>{failed}</td>
        </tr>
    }
    .into_any()
}
