//! The form for the challenge that a person builds.

use leptos::prelude::*;
use model::challenge::{Level, Moves};
use model::scenario::{Workload, caps};

use crate::controls::number_field::{NumberField, reporting_number_field};
use crate::controls::reactive::{on_event, reactive};
use crate::learn::builder::words;
use crate::learn::challenge_draft::{Draft, StarKind, target};
use crate::learn::challenges::words as challenges;
use crate::learn::context::{ShownRun, warn};
use crate::learn::progress_slice::ProgressSlice;
use crate::text;
use crate::text::language::Phrase;

/// The greatest target that a field accepts, of any unit: a thousand million.
const GREATEST_TARGET: f64 = 1e9;

/// The form, for the cards of this board.
pub(super) fn form(draft: ProgressSlice<Draft>, seen: &ShownRun) -> AnyView {
    let board = &seen.scenario;
    let cards: Vec<AnyView> = board
        .workloads
        .iter()
        .map(|workload| card(draft, workload))
        .collect();
    let names: Vec<(String, String)> = board
        .workloads
        .iter()
        .map(|one| (one.id.clone(), text::workloads::name(one)))
        .collect();
    let levels: Vec<AnyView> = [Level::OneMove, Level::SomeMoves, Level::Hard]
        .into_iter()
        .enumerate()
        .map(|(at, level)| {
            let is_chosen = move || draft.with(|draft| draft.level == level);
            view! {
                <option value=at.to_string() selected=is_chosen>
                    {challenges::level(level)}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose_level = move |event| {
        let level = match event_target_value(&event).as_str() {
            "0" => Level::OneMove,
            "1" => Level::SomeMoves,
            _ => Level::Hard,
        };
        draft.update(|draft| draft.level = level);
    };
    view! {
        <div class="learn-form">
            {line(words::NAME, caps::NAME_LETTERS, draft, |draft| &mut draft.name)}
            {line(words::STORY, caps::TEXT_LETTERS, draft, |draft| &mut draft.about)}
            {line(words::HINT, caps::TEXT_LETTERS, draft, |draft| &mut draft.hint)}
            <label>
                <span>{words::LEVEL}</span>
                <select on:change=on_event(choose_level)>{levels}</select>
            </label>
            <fieldset>
                <legend>{words::CARDS}</legend>
                <ul class="learn-list">{cards}</ul>
            </fieldset>
            <fieldset>
                <legend>{challenges::MOVES}</legend>
                {allowed(words::WALLS, draft, |moves| &mut moves.walls)}
                {allowed(words::REMEDIES, draft, |moves| &mut moves.remedies)}
                {allowed(words::PLATFORMS, draft, |moves| &mut moves.platforms)}
                {allowed(words::CODE, draft, |moves| &mut moves.code)}
            </fieldset>
            <fieldset>
                <legend>{challenges::STARS}</legend>
                <p class="learn-soft">{words::FIRST_STAR}</p>
                {star(draft, 0, &names, seen)}
                {star(draft, 1, &names, seen)}
            </fieldset>
        </div>
    }
    .into_any()
}

/// A field for a target. The engine refuses a number that the target's own kind forbids.
fn number(value: impl Fn() -> f64 + Send + Sync + 'static, set: impl Fn(f64) + 'static) -> AnyView {
    let field = NumberField {
        value: Signal::derive(move || Some(value())),
        least: 0.0,
        most: GREATEST_TARGET,
        step: 1.0,
        label: None,
        title: None,
    };
    reporting_number_field(warn, field, set)
}

fn line(
    label: Phrase,
    most_letters: u32,
    draft: ProgressSlice<Draft>,
    of: fn(&mut Draft) -> &mut String,
) -> AnyView {
    let shown = draft.with_untracked(|draft| of(&mut draft.clone()).clone());
    let set = move |event| draft.update(|draft| *of(draft) = event_target_value(&event));
    view! {
        <label>
            <span>{label}</span>
            <input type="text" maxlength=most_letters prop:value=shown on:input=on_event(set) />
        </label>
    }
    .into_any()
}

fn tick(
    label: String,
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> AnyView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=is_on
                on:change=on_event(move |event| set(event_target_checked(&event)))
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn allowed(label: Phrase, draft: ProgressSlice<Draft>, of: fn(&mut Moves) -> &mut bool) -> AnyView {
    tick(
        label.into(),
        move || draft.with(|draft| *of(&mut draft.moves.clone())),
        move |is_on| draft.update(|draft| *of(&mut draft.moves) = is_on),
    )
}

/// The fields of one card: whether it takes part, whether it is locked, and its targets.
fn card(draft: ProgressSlice<Draft>, workload: &Workload) -> AnyView {
    let name = text::workloads::name(workload);
    let id = StoredValue::new(workload.id.clone());
    let takes_part = move || draft.with(|draft| id.with_value(|id| !draft.left_out.contains(id)));
    let is_locked = move || draft.with(|draft| id.with_value(|id| draft.moves.locks(id)));
    let needs: Vec<AnyView> = workload
        .needs
        .iter()
        .enumerate()
        .filter_map(|(at, need)| {
            let as_it_is = target(need)?;
            let label = words::target(&text::needs::label(need, workload), need);
            let now = move || {
                let targets =
                    draft.with(|draft| id.with_value(|id| draft.targets.get(id).cloned()));
                targets
                    .and_then(|targets| targets.get(&at).copied())
                    .unwrap_or(as_it_is)
            };
            let set = move |value| {
                draft.update(|draft| {
                    let targets = draft.targets.entry(id.get_value()).or_default();
                    targets.insert(at, value);
                });
            };
            Some(
                view! {
                    <label>
                        <span>{label}</span>
                        {number(now, set)}
                    </label>
                }
                .into_any(),
            )
        })
        .collect();
    view! {
        <li class="learn-box">
            {tick(
                words::takes_part(&name),
                takes_part,
                move |is_on| {
                    draft.update(|draft| {
                        if is_on {
                            draft.left_out.remove(&id.get_value());
                        } else {
                            draft.left_out.insert(id.get_value());
                        }
                    });
                },
            )}
            {tick(
                words::locked(&name),
                is_locked,
                move |is_on| {
                    draft.update(|draft| {
                        draft.moves.locked.retain(|one| *one != id.get_value());
                        if is_on {
                            draft.moves.locked.push(id.get_value());
                        }
                    });
                },
            )}
            <details>
                <summary>{words::targets(&name)}</summary>
                <div class="learn-form">{needs}</div>
            </details>
        </li>
    }
    .into_any()
}

/// The fields of a further star: its goal, the card and the number.
fn star(
    draft: ProgressSlice<Draft>,
    place: usize,
    cards: &[(String, String)],
    seen: &ShownRun,
) -> AnyView {
    let seen = seen.clone();
    let kinds: Vec<AnyView> = StarKind::ALL
        .into_iter()
        .enumerate()
        .map(|(at, asks)| {
            let is_chosen = move || draft.with(|draft| draft.more_stars[place].what == asks);
            view! {
                <option value=at.to_string() selected=is_chosen>
                    {words::asks(asks)}
                </option>
            }
            .into_any()
        })
        .collect();
    let ids: Vec<String> = cards.iter().map(|(id, _)| id.clone()).collect();
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().unwrap_or(0);
        draft.update(|draft| {
            let star = &mut draft.more_stars[place];
            star.what = StarKind::ALL.get(at).copied().unwrap_or_default();
            // A card that does not take part can earn no star.
            if draft.left_out.contains(&star.card) || !ids.contains(&star.card) {
                let mut ids = ids.iter();
                let first = ids.find(|id| !draft.left_out.contains(*id)).cloned();
                star.card = first.unwrap_or_default();
            }
            star.begin(&seen.scenario, &seen.summary);
        });
    };
    let options: Vec<AnyView> = cards
        .iter()
        .cloned()
        .map(|(id, name)| {
            let (mine, left_out) = (id.clone(), id.clone());
            let is_chosen = move || draft.with(|draft| draft.more_stars[place].card == mine);
            let is_left_out = move || draft.with(|draft| draft.left_out.contains(&left_out));
            view! {
                <option value=id selected=is_chosen disabled=is_left_out>
                    {name}
                </option>
            }
            .into_any()
        })
        .collect();
    let is_none =
        reactive(move || draft.with(|draft| draft.more_stars[place].what == StarKind::Nothing));
    let no_card = reactive(move || draft.with(|draft| !draft.more_stars[place].what.is_of_card()));
    let at_most = move || draft.with(|draft| draft.more_stars[place].at_most);
    let set = move |value| draft.update(|draft| draft.more_stars[place].at_most = value);
    view! {
        <label>
            <span>{words::star(place + 2)}</span>
            <select on:change=on_event(choose)>{kinds}</select>
        </label>
        <label hidden=no_card>
            <span>{words::OF_CARD}</span>
            <select on:change=move |event| {
                draft.update(|draft| draft.more_stars[place].card = event_target_value(&event));
            }>{options}</select>
        </label>
        <label hidden=is_none>
            <span>{words::AT_MOST}</span>
            {number(at_most, set)}
        </label>
    }
    .into_any()
}
