//! How many persons earned how many stars, for each challenge.

use crate::controls::css;
use std::sync::Arc;

use leptos::prelude::*;
use model::challenge::Challenge;

use super::collected::{Check, Collected, by_challenge};
use super::{Workshop, words};
use crate::controls::reactive::reactive_view;
use crate::text::workloads::in_this_language;

/// The counts as bars.
pub(super) fn star_counts(workshop: Workshop) -> AnyView {
    reactive_view(move || {
        let challenges = workshop.challenges.get();
        let counts = workshop
            .collected
            .with(|collected| counts_of(collected, &challenges));
        if counts.is_empty() {
            return view! { <p class="workshop-soft">{words::NO_BOARD_YET}</p> }.into_any();
        }
        let blocks: Vec<AnyView> = counts
            .iter()
            .map(|(challenge, counts)| block(challenge, counts))
            .collect();
        view! { <div class="workshop-stars">{blocks}</div> }.into_any()
    })
    .into_any()
}

/// For each challenge, the number of persons whose best board has none, one, … of its stars that count.
pub(super) fn counts_of(
    collected: &Collected,
    challenges: &[Arc<Challenge>],
) -> Vec<(Arc<Challenge>, Vec<usize>)> {
    let groups = by_challenge(collected.rows(), challenges).into_iter();
    let counted = groups.filter_map(|(challenge, rows)| {
        let earned = rows
            .iter()
            .filter(|row| matches!(row.best.check, Check::Earned(_)));
        let stars: Vec<usize> = earned.map(|row| row.best.counted_stars()).collect();
        let of = |count| stars.iter().filter(|&&stars| stars == count).count();
        let counts = (0..=challenge.stars.len()).map(of).collect();
        (!stars.is_empty()).then_some((challenge, counts))
    });
    counted.collect()
}

fn block(challenge: &Challenge, counts: &[usize]) -> AnyView {
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let rows: Vec<AnyView> = counts
        .iter()
        .enumerate()
        .rev()
        .map(|(stars, count)| {
            let width = css::percent(*count as f64 / most as f64 * 100.0);
            let drawn = "★".repeat(stars) + &"☆".repeat(counts.len() - 1 - stars);
            view! {
                <tr>
                    <th scope="row">
                        <span role="img" aria-label=words::stars(stars)>
                            {drawn}
                        </span>
                    </th>
                    <td>{*count}</td>
                    <td class="workshop-bar" aria-hidden="true">
                        <span style:width=width></span>
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table>
            <caption>{in_this_language(&challenge.name)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
