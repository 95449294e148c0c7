//! The same code on the other lanes, without walls and with them.

use leptos::prelude::*;
use model::sandbox::Elsewhere;

use super::state::{Lab, Module};
use super::words;
use crate::controls::reactive::reactive_view;
use crate::text::language::{Phrase, tr};

/// What an attack would do on lanes without walls.
pub(super) fn without_walls(lab: Lab) -> AnyView {
    reactive_view(move || {
        let position = lab.shipped.get();
        let elsewhere = lab.gallery.programs.get(position)?.elsewhere.as_ref()?;
        if matches!(lab.module.get(), Some(Module::File(..))) || lab.of_board.get() {
            return None;
        }
        Some(lanes(words::ELSEWHERE, elsewhere, ""))
    })
    .into_any()
}

/// What changes for a program whose walls are inside another lane.
pub(super) fn with_walls(lab: Lab) -> AnyView {
    lanes(words::INSIDE, &lab.gallery.inside, "+walls")
}

/// A sentence for each lane, and the way to see it on the board, where the walls are as the address says.
fn lanes(heading: Phrase, of: &Elsewhere, walls: &str) -> AnyView {
    let rows = [
        (words::SERVICE, "service", &of.in_service),
        (words::FUNCTION, "serverless", &of.in_function),
        (words::EDGE, "edge", &of.at_edge),
    ];
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|(place, lane, sentence)| {
            let sentence = tr(sentence);
            let board = format!("../?place=grading-plugins:{lane}{walls}");
            let name = format!("{}: {}", words::SEE.get(), place.get());
            view! {
                <dt>{place}</dt>
                <dd>{sentence} " " <a href=board aria-label=name>{words::SEE}</a></dd>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="lab-elsewhere">
            <h3>{heading}</h3>
            <dl>{rows}</dl>
        </div>
    }
    .into_any()
}
