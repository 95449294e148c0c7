//! The region "What it costs": each lane's bill, line by line, with the price behind each line.

mod words;

use leptos::prelude::*;
use model::decimal;
use model::report::LaneCost;

use crate::controls::disclosure::region;
use crate::fact_book;
use crate::io::export::{Export, save_menu};
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// The region "What it costs".
#[component]
pub(crate) fn Bill() -> impl IntoView {
    let session = expect_context::<Session>();
    region("bill", words::TITLE.get(), move || {
        session.run.with(|run| run.as_deref().map(bill))
    })
}

fn bill(loaded: &LoadedRun) -> AnyView {
    let report = &loaded.run.summary.report;
    let costs = &report.costs;
    let rows: Vec<AnyView> = costs.iter().flat_map(lane).collect();
    let sum = report.usd_per_month();
    let free = costs.iter().map(|lane| lane.free_tier_usd).sum::<f64>();
    let csv = csv_of(costs);
    view! {
        <p class="hint">{words::about(loaded.scenario.month)}</p>
        <div class="wide-table" tabindex="0" role="group" aria-label=words::TITLE>
            <table class="figures">
                <caption>{words::CAPTION}</caption>
                <thead>
                    <tr>
                        {words::COLUMNS
                            .map(|name| view! { <th scope="col">{name}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {rows} <tr>
                        <th scope="row">{words::ALL}</th>
                        <td></td>
                        <td>
                            <strong>{text::figures::usd(sum)}</strong>
                        </td>
                        <td></td>
                    </tr>
                </tbody>
            </table>
        </div>
        <p>{words::free_tier(-free)}</p>
        {save_menu(vec![Export { title: words::CAPTION.get(), file: "costs", picture: None, table: Box::new(move || csv.clone()) }])}
    }
    .into_any()
}

/// The lines of a lane's bill; none where the lane costs nothing.
fn lane(cost: &LaneCost) -> Vec<AnyView> {
    let paid = cost.items.iter().filter(|item| item.usd > 0.0);
    paid.map(|item| {
        let address = format!("{}#{}", fact_book::page_address(), item.fact);
        view! {
            <tr>
                <th scope="row">
                    {text::lanes::name(cost.lane)} ": "
                    {words::item(&item.what).to_owned()}
                </th>
                <td>{words::quantity(item.quantity, &item.unit)}</td>
                <td>{text::figures::usd(item.usd)}</td>
                <td>
                    <a href=address rel="noopener" target="_blank">
                        {words::PRICE}
                    </a>
                </td>
            </tr>
        }
        .into_any()
    })
    .collect()
}

fn csv_of(costs: &[LaneCost]) -> String {
    let mut lines = vec!["lane,preset,what,quantity,unit,usd_per_month,fact".to_owned()];
    for cost in costs {
        lines.extend(cost.items.iter().map(|item| {
            format!(
                "{},{},\"{}\",{},\"{}\",{},{}",
                cost.lane.as_str(),
                cost.preset,
                item.what,
                decimal::plain(item.quantity),
                item.unit,
                decimal::plain(item.usd),
                item.fact
            )
        }));
    }
    lines.join("\n")
}
