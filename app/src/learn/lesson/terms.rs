//! The terms that a chapter uses first: their meaning, and their place on the board, which is marked while a
//! person points at one.

use borsh::{BorshDeserialize, BorshSerialize};
use leptos::prelude::*;

use crate::browser;
use crate::controls::reactive::on_event;
use crate::learn::lesson::words;
use crate::text::workloads::in_this_language;

/// The attribute of the document's root that names the marked place; the styles of the page draw the mark.
const MARKED: &str = "data-term";

/// A term of the field, in the chapter that uses it first.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Term {
    pub(crate) name: String,
    /// Its meaning, in a sentence.
    pub(crate) about: String,
    pub(crate) place: Place,
}

/// The part of the page in which a term is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub(crate) enum Place {
    Serverless,
    Edge,
    Sandbox,
    Service,
    Map,
    Evidence,
}

impl Place {
    fn as_str(self) -> &'static str {
        match self {
            Self::Serverless => "serverless",
            Self::Edge => "edge",
            Self::Sandbox => "sandbox",
            Self::Service => "service",
            Self::Map => "map",
            Self::Evidence => "evidence",
        }
    }
}

/// The list of the terms; none for a chapter without new ones.
pub(super) fn terms(terms: &[Term]) -> Option<AnyView> {
    if terms.is_empty() {
        return None;
    }
    on_cleanup(|| mark(None));
    let rows: Vec<AnyView> = terms.iter().map(row).collect();
    Some(
        view! {
            <details class="terms" open>
                <summary>{words::TERMS}</summary>
                <dl>{rows}</dl>
            </details>
        }
        .into_any(),
    )
}

fn row(term: &Term) -> AnyView {
    let place = term.place;
    let point = move || on_event(move |_: leptos::ev::PointerEvent| mark(Some(place)));
    let focus = on_event(move |_: leptos::ev::FocusEvent| mark(Some(place)));
    view! {
        <div on:pointerenter=point() on:pointerleave=on_event(|_| mark(None))>
            <dt tabindex="0" on:focus=focus on:blur=on_event(|_| mark(None))>
                {in_this_language(&term.name)}
            </dt>
            <dd>{in_this_language(&term.about)}</dd>
        </div>
    }
    .into_any()
}

fn mark(place: Option<Place>) {
    browser::set_on_root(MARKED, place.map_or("", Place::as_str));
}
