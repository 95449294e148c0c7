//! A chapter beside the program: what to read, what to predict or to reach, and what the run says of it.

use leptos::ev;
use leptos::prelude::*;
use model::sandbox::{LabOption, LabStep};

use super::parts::{button, field};
use super::state::Lab;
use super::words;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::text::language::tr;

/// The choice of a chapter, and its step.
pub(super) fn chapter(lab: Lab) -> AnyView {
    let options: Vec<AnyView> = lab
        .gallery
        .chapters
        .iter()
        .enumerate()
        .map(|(position, chapter)| {
            let title = tr(&chapter.title);
            view! { <option value=position.to_string()>{title}</option> }.into_any()
        })
        .collect();
    let choose = move |event: ev::Event| {
        let chapter = event_target_value(&event).parse().ok();
        lab.go_to_step(chapter.map(|chapter| (chapter, 0)));
    };
    let chosen = move || {
        let place = lab.place.get();
        place.map_or_else(String::new, |(chapter, _)| chapter.to_string())
    };
    let menu = view! {
        <select prop:value=reactive(chosen) on:change=on_event(choose)>
            <option value="">{words::NO_CHAPTER}</option>
            {options}
        </select>
    };
    view! {
        {field(words::CHAPTER, menu.into_any())}
        {reactive_view(move || lab.place.get().and_then(|_| lab.step_now()).map(|step| shown(lab, step)))}
    }
    .into_any()
}

fn shown(lab: Lab, step: &'static LabStep) -> AnyView {
    let (text, question) = (tr(&step.text), tr(&step.question));
    let choices = choices(lab, &step.options);
    view! {
        <div class="lab-chapter">
            <p>{text}</p>
            <fieldset>
                <legend>{question}</legend>
                {choices}
            </fieldset>
            <div role="status">{reactive_view(move || outcome(lab, step))}</div>
        </div>
    }
    .into_any()
}

fn choices(lab: Lab, options: &'static [LabOption]) -> Vec<AnyView> {
    let options = options.iter().enumerate();
    options
        .map(|(position, option)| {
            let text = tr(&option.text);
            view! {
                <label>
                    <input
                        type="radio"
                        name="prediction"
                        prop:checked=reactive(move || lab.guess.get() == Some(position))
                        on:change=on_event(move |_| lab.guess.set(Some(position)))
                    />
                    {text}
                </label>
            }
            .into_any()
        })
        .collect()
}

/// What the run says of the prediction, or whether the goal is reached; then the way on.
fn outcome(lab: Lab, step: &'static LabStep) -> Option<AnyView> {
    let sentence = if step.options.is_empty() {
        let (known, wrong) = lab.known_points()?;
        let is_reached = step.goal?.holds_of_all(known, wrong);
        if !is_reached {
            return Some(view! { <p>{words::NOT_REACHED}</p> }.into_any());
        }
        words::REACHED.get().to_owned()
    } else {
        let run = lab.ended_run()?;
        let seen = step
            .options
            .iter()
            .position(|option| option.seen.holds(&run))?;
        let Some(guess) = lab.guess.get() else {
            return Some(view! { <p>{words::PREDICT_FIRST}</p> }.into_any());
        };
        let happened = step.options.get(seen)?;
        words::happened(guess == seen, tr(&happened.text))
    };
    let because = tr(&step.because);
    let next = lab.next_step();
    let way_on = match next {
        Some(place) => button(words::NEXT_STEP, move || lab.go_to_step(Some(place))),
        None => view! { <p>{words::CHAPTER_READ}</p> }.into_any(),
    };
    Some(
        view! {
            <p>
                <strong>{sentence}</strong>
                " "
                {because}
            </p>
            {way_on}
        }
        .into_any(),
    )
}
