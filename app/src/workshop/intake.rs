//! How results come in: pasted, dropped or chosen as files, photographed, or read by a camera.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, FileList};

use super::collected::{Added, Damaged};
use super::{Workshop, camera, words};
use crate::controls::reactive::{on_event, reactive_view};
use crate::io::file_chooser::{FileError, MOST_PROGRESS_BYTES, files_chooser, text_of};
use crate::io::opening;
use crate::text;
use crate::text::workloads::in_this_language;
use crate::worker::read_challenge;

/// The most bytes of a picture that is read.
const MOST_PICTURE_BYTES: f64 = 20e6;

/// The ways in, and what could not be read.
pub(super) fn intake(workshop: Workshop) -> AnyView {
    let pasted = NodeRef::<html::Textarea>::new();
    let take = move || {
        if let Some(field) = pasted.get_untracked() {
            let text = field.value();
            if text.len() > MOST_PROGRESS_BYTES as usize {
                workshop.announce(words::too_large(words::PASTE.get()));
                return;
            }
            let added = workshop.add("", &text);
            workshop.announce(words::added(added));
            if added != Added::default() {
                field.set_value("");
                // A clicker's keys are the page's again; a field that cannot lose the focus keeps them.
                field.blur().ok();
            }
        }
    };
    // The text is in the field once the event is over.
    let on_paste = move |_| request_animation_frame(take);
    let is_over = RwSignal::new(false);
    let dragged = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            open_all(workshop, &files);
        }
    };
    view! {
        <div
            class="workshop-intake"
            class:is-over=move || is_over.get()
            on:dragover=on_event(dragged)
            on:dragleave=on_event(move |_: ev::DragEvent| is_over.set(false))
            on:drop=on_event(dropped)
        >
            <p class="workshop-soft">{words::RESULTS_HOW}</p>
            <label>
                <span>{words::PASTE}</span>
                <textarea rows="3" node_ref=pasted spellcheck="false" on:paste=on_event(on_paste)></textarea>
            </label>
            <div class="workshop-actions">
                <button type="button" class="button is-main" on:click=on_event(move |_| take())>
                    {words::ADD_RESULTS}
                </button>
                {files_chooser(words::CHOOSE_FILES, words::FILES, move |files| open_all(workshop, files))}
                {camera::camera(workshop)}
            </div>
        </div>
        <p class="workshop-count">
            {reactive_view(move || {
                let (results, rows) = workshop.collected.with(|all| (all.results.len(), all.rows().len()));
                (results > 0).then(|| words::count(results, rows, workshop.is_running.get()))
            })}
        </p>
        {reactive_view(move || {
            let all = workshop.collected.with(|collected| collected.damaged.clone());
            // They have names, too.
            if workshop.is_veiled.get() && !all.is_empty() {
                return Some(view! { <p class="workshop-soft">{words::DAMAGED_HIDDEN}</p> }.into_any());
            }
            damaged(&all)
        })}
        {forget(workshop)}
    }
    .into_any()
}

/// What a file was.
enum Opened {
    /// A text or a picture with results.
    Results(Added),
    /// A challenge, which this sentence says.
    Challenge(String),
}

fn open_all(workshop: Workshop, files: &FileList) {
    // The list empties itself when its field does.
    let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let mut sum = Added::default();
        let mut said = Vec::new();
        for file in files {
            match open(workshop, &file).await {
                Ok(Opened::Results(added)) => sum = sum.plus(added),
                Ok(Opened::Challenge(sentence)) | Err(sentence) => said.push(sentence),
            }
        }
        if sum != Added::default() || said.is_empty() {
            said.insert(0, words::added(sum));
        }
        workshop.announce(said.join(" "));
    });
}

/// Opens one file: a picture with codes, a text with lines, or a challenge. The error is a whole sentence.
async fn open(workshop: Workshop, file: &File) -> Result<Opened, String> {
    let name = file.name();
    if file.type_().starts_with("image/") {
        if file.size() > MOST_PICTURE_BYTES {
            return Err(words::too_large(&name));
        }
        let codes = camera::codes_of_picture(file).await;
        let codes = codes.map_err(|_| words::no_picture(&name))?;
        return found(workshop.add(&name, &codes.join("\n")), &name);
    }
    let text = text_of(file, MOST_PROGRESS_BYTES).await;
    let text = text.map_err(|why| match why {
        FileError::TooLarge { .. } => words::too_large(&name),
        FileError::Browser(why) => words::unreadable(&name, &why),
    })?;
    let added = workshop.add(&name, &text);
    let is_json = name.to_lowercase().ends_with(".json");
    if added == Added::default() && is_json {
        let opened = challenge_of(workshop, &name, text).await?;
        return Ok(Opened::Challenge(opened));
    }
    found(added, &name)
}

fn found(added: Added, name: &str) -> Result<Opened, String> {
    if added == Added::default() {
        Err(words::nothing_in(name, words::NO_LINE.get()))
    } else {
        Ok(Opened::Results(added))
    }
}

/// Makes the challenge of a file known, so that its results can be run. Returns the sentence that says so.
async fn challenge_of(workshop: Workshop, name: &str, text: String) -> Result<String, String> {
    let shipped = opening::packed("learning-platform").await;
    let shipped =
        shipped.map_err(|why| words::unreadable(name, &text::opening::fetch_fault(&why)))?;
    let challenge = read_challenge(text, shipped).await;
    let challenge = challenge.map_err(|why| words::nothing_in(name, why.why()))?;
    let title = in_this_language(&challenge.name);
    let is_known = workshop
        .challenges
        .with_untracked(|all| all.iter().any(|one| one.id == challenge.id));
    if is_known {
        return Err(words::challenge_known(&title));
    }
    workshop
        .challenges
        .update(|all| all.push(Arc::new(challenge)));
    workshop.run();
    Ok(words::challenge_opened(&title))
}

/// The lines that could not be read, each by its place.
fn damaged(all: &[Damaged]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = all
        .iter()
        .map(|one| view! { <li>{words::damaged(one)}</li> }.into_any())
        .collect();
    Some(
        view! {
            <div class="notice">
                <h3>{words::DAMAGED}</h3>
                <ul>{rows}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The button that removes all results, once a person has confirmed it.
fn forget(workshop: Workshop) -> AnyView {
    let is_asked = RwSignal::new(false);
    let forget = move |_| {
        workshop.forget();
        is_asked.set(false);
        workshop.announce(words::FORGOTTEN.get().to_owned());
    };
    reactive_view(move || {
        if workshop.collected.with(|all| all.results.is_empty() && all.damaged.is_empty()) {
            return None;
        }
        Some(if is_asked.get() {
            view! {
                <p role="group" aria-label=words::FORGET>
                    {words::FORGET_SURE} " "
                    <button type="button" class="button" on:click=on_event(forget)>
                        {words::FORGET_ALL}
                    </button> " "
                    <button type="button" class="button" on:click=on_event(move |_| is_asked.set(false))>
                        {words::KEEP}
                    </button>
                </p>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="button" on:click=on_event(move |_| is_asked.set(true))>
                    {words::FORGET}
                </button>
            }
            .into_any()
        })
    })
    .into_any()
}
