//! The table of results: one row for each person and challenge.

use leptos::prelude::*;
use model::challenge::Challenge;

use super::collected::{Check, Row};
use super::placement_counts::{Change, changes};
use super::{Workshop, words};
use crate::browser;
use crate::controls::reactive::{on_event, reactive_view};
use crate::io::escape;
use crate::io::export::csv_line;
use crate::text::workloads::in_this_language;

/// The table, and the button that saves it.
pub(super) fn results_table(workshop: Workshop) -> AnyView {
    let save = move |_| {
        let name = escape::file_name(&["lanewise", "workshop", &browser::today()]);
        let saved = browser::download(&format!("{name}.csv"), "text/csv", csv(workshop).as_bytes());
        if saved.is_err() {
            workshop.announce(words::NOT_SAVED.get().to_owned());
        }
    };
    view! {
        <div class="workshop-scroll" tabindex="0" role="group" aria-labelledby="table-title">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words::NAME}</th>
                        <th scope="col">{words::CHALLENGE}</th>
                        <th scope="col">{words::STARS}</th>
                        <th scope="col">{words::CHECKED}</th>
                        <th scope="col">{words::ATTEMPT}</th>
                        <th scope="col">{words::CHANGED}</th>
                    </tr>
                </thead>
                <tbody>{reactive_view(move || rows(workshop))}</tbody>
            </table>
        </div>
        <p class="workshop-soft">{words::TABLE_HOW}</p>
        <button type="button" class="button" on:click=on_event(save)>
            {words::SAVE_TABLE}
        </button>
    }
    .into_any()
}

fn rows(workshop: Workshop) -> Vec<AnyView> {
    let challenges = workshop.challenges.get();
    workshop.collected.with(|collected| {
        let rows = collected.rows();
        let shown = rows.iter().map(|row| {
            let challenge = row.best.result.challenge_in(&challenges);
            self::row(row, challenge.map(AsRef::as_ref))
        });
        shown.collect()
    })
}

fn row(row: &Row, challenge: Option<&Challenge>) -> AnyView {
    let claim = &row.best.result.claim;
    let nickname = if claim.nickname.is_empty() {
        words::NAMELESS.get().to_owned()
    } else {
        claim.nickname.clone()
    };
    let name = challenge.map_or_else(
        || words::UNKNOWN_CHALLENGE.get().to_owned(),
        |challenge| in_this_language(&challenge.name),
    );
    let is_false = row.best.holds() == Some(false);
    let changed = challenge.zip(row.best.board.as_ref());
    let changed = changed.map(|(challenge, (board, _))| {
        let all = changes(challenge, board);
        all.iter().map(words::change).collect::<Vec<_>>().join("; ")
    });
    view! {
        <tr class:is-false=is_false>
            <th scope="row">
                <bdi>{nickname}</bdi>
            </th>
            <td>{name}</td>
            <td class="workshop-stars-earned">{words::stars_of(row, challenge)}</td>
            <td>{words::checked(row.best)}</td>
            <td>{words::attempt(row)}</td>
            <td>{changed}</td>
        </tr>
    }
    .into_any()
}

/// The table as CSV: ids and numbers, which a spreadsheet can count.
fn csv(workshop: Workshop) -> String {
    let challenges = workshop.challenges.get_untracked();
    let mut lines = vec![
        "name,challenge,stars_claimed,stars_earned_here,check,attempt,helped,stars_counted,changes"
            .to_owned(),
    ];
    workshop.collected.with_untracked(|collected| {
        for row in collected.rows() {
            let claim = &row.best.result.claim;
            let challenge = row.best.result.challenge_in(&challenges);
            let changed = challenge.zip(row.best.board.as_ref());
            let changed = changed.map(|(challenge, (board, _))| {
                let all = changes(challenge, board);
                all.iter()
                    .map(Change::in_ids)
                    .collect::<Vec<_>>()
                    .join("; ")
            });
            let (earned, counted) = match row.best.check {
                Check::Earned(stars) => (stars.to_string(), row.best.counted_stars().to_string()),
                Check::Waiting | Check::Not(_) => Default::default(),
            };
            let cells = [
                claim.nickname.clone(),
                challenge.map_or_else(String::new, |challenge| challenge.id.clone()),
                claim.stars.to_string(),
                earned,
                words::check_in_file(row.best).to_owned(),
                (u32::from(claim.attempt) + 1).to_string(),
                claim.is_helped.to_string(),
                counted,
                changed.unwrap_or_default(),
            ];
            lines.push(csv_line(&cells));
        }
    });
    // A byte order mark, without which a spreadsheet reads the names of many languages wrongly.
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}
