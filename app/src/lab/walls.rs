//! The walls as fields: what a run is granted.

use leptos::ev;
use leptos::prelude::*;
use model::sandbox::{Capability, Limits};

use super::state::Lab;
use super::words;
use crate::controls::number_field::{NumberField, reporting_number_field};
use crate::controls::reactive::{on_event, reactive};
use crate::text::language::Phrase;

/// Bytes of a page of WebAssembly's memory.
const PAGE_BYTES: u64 = 65_536;

/// One wall: its name, its bounds, and its place among the limits.
struct Wall {
    name: Phrase,
    most: f64,
    step: f64,
    get: fn(&Limits) -> f64,
    set: fn(&mut Limits, f64),
}

/// The bounds are those of a worker that stays small and a page that answers.
const WALLS: [Wall; 7] = [
    Wall {
        name: words::FUEL_WALL,
        most: 1e10,
        step: 10_000.0,
        get: |limits| limits.fuel as f64,
        set: |limits, fuel| limits.fuel = fuel as u64,
    },
    Wall {
        name: words::MEMORY_WALL,
        most: 256.0,
        step: 1.0,
        get: |limits| (limits.memory_bytes / PAGE_BYTES) as f64,
        set: |limits, pages| limits.memory_bytes = pages as u64 * PAGE_BYTES,
    },
    Wall {
        name: words::TABLE_WALL,
        most: 1_000_000.0,
        step: 100.0,
        get: |limits| f64::from(limits.table_elements),
        set: |limits, elements| limits.table_elements = elements as u32,
    },
    Wall {
        name: words::STACK_WALL,
        most: 4_000_000.0,
        step: 10_000.0,
        get: |limits| f64::from(limits.stack_bytes),
        set: |limits, bytes| limits.stack_bytes = bytes as u32,
    },
    Wall {
        name: words::DEPTH_WALL,
        most: 1_000.0,
        step: 10.0,
        get: |limits| f64::from(limits.recursion),
        set: |limits, depth| limits.recursion = depth as u32,
    },
    Wall {
        name: words::OUTPUT_WALL,
        most: 4_000.0,
        step: 10.0,
        get: |limits| f64::from(limits.output_bytes),
        set: |limits, bytes| limits.output_bytes = bytes as u32,
    },
    Wall {
        name: words::QUESTIONS_WALL,
        most: 100_000.0,
        step: 10.0,
        get: |limits| f64::from(limits.key_questions),
        set: |limits, questions| limits.key_questions = questions as u32,
    },
];

/// The fields of the walls.
pub(super) fn walls(lab: Lab) -> AnyView {
    let report = |_: &str| {};
    let fields: Vec<AnyView> = WALLS
        .iter()
        .map(|wall| {
            let (get, set) = (wall.get, wall.set);
            let field = NumberField {
                value: Signal::derive(move || Some(lab.limits.with(get))),
                least: 1.0,
                most: wall.most,
                step: wall.step,
                label: None,
                title: None,
            };
            let number = reporting_number_field(report, field, move |number| {
                lab.limits.update(|limits| set(limits, number));
            });
            view! {
                <label class="lab-wall">
                    <span>{wall.name}</span>
                    {number}
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="lab-walls">{fields}</div>
        <fieldset class="lab-grants">
            <legend>{words::GRANTS}</legend>
            {grants(lab)}
        </fieldset>
    }
    .into_any()
}

/// A box for each access that a program can be granted.
fn grants(lab: Lab) -> Vec<AnyView> {
    let box_of = |(position, capability): (usize, &Capability)| {
        let is_granted = move || lab.grants.get().0.get(position) == Some(&true);
        let grant = move |event: ev::Event| {
            let is_checked = event_target_checked(&event);
            lab.grants.update(|grants| {
                if let Some(granted) = grants.0.get_mut(position) {
                    *granted = is_checked;
                }
            });
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=reactive(is_granted)
                    on:change=on_event(grant)
                />
                {words::access(*capability)}
            </label>
        }
        .into_any()
    };
    Capability::GRANTABLE
        .iter()
        .enumerate()
        .map(box_of)
        .collect()
}
