//! A button beside a number or a duty, and the answer that it opens: the fact, its source, its date. The
//! answer is not modal, and Escape closes it. The facts themselves are in the fact book.

use std::sync::Arc;

use leptos::prelude::*;
use model::catalog::{DutyId, LaneId};
use model::scenario::Scenario;

use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::fact_book::{self, words as facts_words};
use crate::fact_book::{Book, Duty, Fact, FactBook, Reading};

/// The subject of a question.
#[derive(Clone, Copy, PartialEq)]
enum About {
    /// The fact with this id, and the scenario's own number where it has one.
    Number(&'static str, Option<f64>),
    /// The source of the judgement about a duty.
    Duty(LaneId, DutyId),
}

/// A button for each of these facts, without duplicates.
pub(super) fn why(facts: impl IntoIterator<Item = &'static str>, scenario: &Scenario) -> AnyView {
    let mut asked: Vec<&str> = Vec::new();
    let buttons: Vec<AnyView> = facts
        .into_iter()
        .filter_map(|fact| {
            if asked.contains(&fact) {
                return None;
            }
            asked.push(fact);
            let here = facts_words::number_here(fact, scenario);
            let label = facts_words::question(fact, scenario);
            Some(disclosure(label, About::Number(fact, here)))
        })
        .collect();
    buttons.into_any()
}

/// The button for the source of the judgement about a duty.
pub(super) fn who_says_so(lane: LaneId, duty: DutyId, is_published: bool) -> AnyView {
    let label = facts_words::who_says_so(is_published).to_owned();
    disclosure(label, About::Duty(lane, duty))
}

fn disclosure(label: String, about: About) -> AnyView {
    let book = expect_context::<FactBook>();
    let id = book.panel_id();
    let is_open = RwSignal::new(false);
    let button = NodeRef::<leptos::html::Button>::new();
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() {
            book.ask();
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            is_open.set(false);
            if let Some(button) = button.get_untracked() {
                // The button may be gone; then the focus stays where it is.
                button.focus().ok();
            }
        }
    };
    let controls = {
        let id = id.clone();
        move || is_open.get().then(|| id.clone())
    };
    let panel = {
        let label = label.clone();
        move || {
            is_open.get().then(|| {
                view! {
                    <div class="why-answer" id=id.clone() role="group" aria-label=label.clone()>
                        {reactive_view(move || answer(book, about))}
                    </div>
                }
            })
        }
    };
    view! {
        <div class="why" on:keydown=on_event(on_key)>
            <button
                type="button"
                class="why-button"
                aria-expanded=reactive(move || is_open.get().to_string())
                aria-controls=controls
                node_ref=button
                on:click=on_event(toggle)
            >
                {label}
            </button>
            {panel}
        </div>
    }
    .into_any()
}

fn answer(book: FactBook, about: About) -> AnyView {
    match book.reading() {
        Reading::Waiting => view! { <p>{facts_words::FETCHING}</p> }.into_any(),
        Reading::Failed(why) => {
            view! { <p role="alert">{facts_words::not_fetched(&why)}</p> }.into_any()
        }
        Reading::Read(book) => found(&book, about)
            .unwrap_or_else(|| view! { <p>{facts_words::UNKNOWN}</p> }.into_any()),
    }
}

fn found(book: &Arc<Book>, about: About) -> Option<AnyView> {
    match about {
        About::Number(id, here) => Some(number(book.fact(id)?, here)),
        About::Duty(lane, id) => {
            let duty = book.duty(lane, id)?;
            let at_work = duty.fact.as_deref().and_then(|id| book.fact(id));
            Some(
                view! {
                    {basis(duty)}
                    {at_work
                        .map(|fact| {
                            view! {
                                <p class="why-shown">{facts_words::AT_WORK}</p>
                                {number(fact, None)}
                            }
                        })}
                }
                .into_any(),
            )
        }
    }
}

fn number(fact: &Fact, here: Option<f64>) -> AnyView {
    let row = format!("{}#{}", fact_book::page_address(), fact.id);
    let origin = if fact.assumed {
        tagged(
            facts_words::ASSUMED.get(),
            facts_words::reason(fact),
            &fact.as_of,
        )
    } else if fact.address.is_empty() {
        view! { <p>{facts_words::reason(fact)} " " {fact.as_of.clone()}</p> }.into_any()
    } else {
        source(&fact.address, &fact.source, &fact.as_of)
    };
    view! {
        <p>
            <strong class="why-value">{facts_words::value(fact)}</strong>
            " "
            {facts_words::what(fact)}
        </p>
        {facts_words::differs(fact, here).map(|sentence| view! { <p>{sentence}</p> })}
        {origin}
        <p>
            <a href=row rel="noopener" target="_blank">
                {facts_words::ITS_ROW}
            </a>
        </p>
    }
    .into_any()
}

fn basis(duty: &Duty) -> AnyView {
    match &duty.source {
        Some([title, address, as_of]) => source(address, title, as_of),
        None => tagged(
            facts_words::OUR_JUDGEMENT.get(),
            facts_words::judgement(duty),
            "",
        ),
    }
}

/// A link to the source, whose title is in English. It opens in a new tab so that the board keeps its state.
fn source(address: &str, title: &str, as_of: &str) -> AnyView {
    view! {
        <p>
            <a href=address.to_owned() rel="noopener" target="_blank" lang="en">
                {title.to_owned()}
            </a>
            <span class="why-date">{facts_words::date(as_of)}</span>
        </p>
    }
    .into_any()
}

fn tagged(tag: &'static str, reason: String, as_of: &str) -> AnyView {
    view! {
        <p>
            <span class="tag">{tag}</span>
            " "
            {reason}
            " "
            {as_of.to_owned()}
        </p>
    }
    .into_any()
}
