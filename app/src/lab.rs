//! The sandbox lab (`public/lab/`): a person writes a grader or opens a module, runs it behind walls that can be moved, and
//! sees what it uses and what it is refused. The code runs in a worker of its own.

mod chapter;
mod editor;
mod lanes;
mod parts;
mod result;
mod run;
mod state;
mod task;
mod walls;
mod words;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::{Gallery, GalleryProgram, MAX_MODULE_BYTES};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use crate::browser::{self, FetchError, address, program};
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::language;
use crate::text::language::{Phrase, tr};
use state::{Lab, Module};

/// The file of the programs and tasks that ship.
const GALLERY: &str = "lab/gallery.bin";
/// The name of the program.
const PROGRAM: &str = "lab";

/// Mounts the lab into its page, once its sentences are there.
pub(crate) fn mount() {
    console_error_panic_hook::set_once();
    // Leptos has no way to run tasks before it is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let asked = address::part("lang");
        language::prepare(asked.as_deref(), language::LEARNING).await;
        let gallery = browser::fetch_packed::<Gallery>(GALLERY).await;
        let Some(place) = browser::find("#lab") else {
            program::report_failure(PROGRAM);
            return;
        };
        place.set_inner_html("");
        mount_to(place.unchecked_into(), || page(gallery)).forget();
    });
}

fn page(gallery: Result<Gallery, FetchError>) -> AnyView {
    if let Some(document) = browser::document() {
        document.set_title(words::TITLE.get());
    }
    let is_missing = gallery.is_err();
    let lab = Lab::new(gallery.unwrap_or_default());
    if is_missing {
        lab.trouble.set(Some(words::NO_GALLERY.get().to_owned()));
    }
    let asked = address::part("program");
    if let Some(position) = asked.and_then(|id| lab.position(&id)) {
        lab.open(position);
    }
    if let Some(chapter) = address::part("chapter").and_then(|id| lab.chapter(&id)) {
        lab.go_to_step(Some((chapter, 0)));
    }
    if let Some(id) = address::part("snippet").filter(|id| address::is_file_name(id)) {
        let sample = address::part("sample").and_then(|sample| sample.parse().ok());
        let is_own = address::part("own").is_some();
        spawn_local(async move { lab.open_snippet(&id, sample.unwrap_or(0), is_own).await });
    }
    let program = parts::part(
        "lab-program",
        words::PROGRAM,
        vec![
            chapter::chapter(lab),
            choice(lab),
            module_name(lab),
            editor::editor(lab, move || lab.begin(true)),
            fault(lab),
            lanes::without_walls(lab),
            module_text(lab),
            parts::row(vec![parts::button(words::APPLY, move || lab.apply())]),
        ],
    );
    let run = parts::part(
        "lab-run",
        words::RUN_PART,
        vec![
            task::task(lab),
            run::run(lab),
            result::result(lab),
            result::all(lab),
        ],
    );
    let walls = parts::part(
        "lab-walls",
        words::WALLS,
        vec![walls::walls(lab), result::log(lab), lanes::with_walls(lab)],
    );
    view! {
        <header class="lab-head">
            <a href="../">{words::TO_BOARD}</a>
            <h1>{words::TITLE}</h1>
            <p>{words::LEAD} " " <a href="../model/#isolation">{words::COMPARED}</a></p>
        </header>
        <main class="lab-columns">
            {program} {run} {walls}
        </main>
    }
    .into_any()
}

/// The choice of a program: one that ships, or a module from a file.
fn choice(lab: Lab) -> AnyView {
    let choose = move |event: ev::Event| {
        if let Ok(position) = event_target_value(&event).parse() {
            lab.open(position);
        }
    };
    let programs = &lab.gallery.programs;
    let option = |(position, one): (usize, &'static GalleryProgram)| {
        let name = tr(&one.name);
        view! { <option value=position.to_string()>{name}</option> }.into_any()
    };
    let group = |name: Phrase, is_attack: bool| {
        let of_group = programs.iter().enumerate();
        let options: Vec<AnyView> = of_group
            .filter(|(_, one)| one.elsewhere.is_some() == is_attack)
            .map(option)
            .collect();
        view! { <optgroup label=name>{options}</optgroup> }.into_any()
    };
    let menu = view! {
        <select
            prop:value=reactive(move || {
                if lab.of_board.get() { String::new() } else { lab.shipped.get().to_string() }
            })
            on:change=on_event(choose)
        >
            {reactive_view(move || {
                lab.of_board.get().then(|| view! { <option value="">{words::OF_BOARD}</option> })
            })}
            {group(words::GRADERS, false)}
            {group(words::ATTACKS, true)}
        </select>
    };
    parts::row(vec![
        parts::field(words::PROGRAM, menu.into_any()),
        file_button(
            lab,
            words::OWN_MODULE,
            ".wasm",
            MAX_MODULE_BYTES,
            Lab::take_module,
        ),
    ])
}

/// Reads a file that a person opens. One that is too large is refused by its size, before it is read.
async fn read(lab: Lab, file: web_sys::File, limit_bytes: u64, take: impl FnOnce(String, Vec<u8>)) {
    if file.size() > limit_bytes as f64 {
        lab.trouble.set(Some(words::too_large(limit_bytes)));
        return;
    }
    match bytes_of(&file).await {
        Ok(bytes) => take(file.name(), bytes),
        Err(_) => lab.trouble.set(Some(words::NOT_READ.get().to_owned())),
    }
}

async fn bytes_of(file: &web_sys::Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A button that opens a file.
fn file_button(
    lab: Lab,
    name: Phrase,
    accept: &'static str,
    limit_bytes: u64,
    take: fn(Lab, String, Vec<u8>),
) -> AnyView {
    let open = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        if let Some(file) = file {
            spawn_local(read(lab, file, limit_bytes, move |name, bytes| {
                take(lab, name, bytes);
            }));
        }
    };
    view! {
        <label class="button lab-file">
            {name}
            <input type="file" accept=accept on:change=on_event(open) />
        </label>
    }
    .into_any()
}

/// The name of a module that was opened, in place of its text.
fn module_name(lab: Lab) -> AnyView {
    reactive_view(move || {
        lab.module.get().map(|module| {
            let about = match module {
                Module::File(name, bytes) => format!("{name}, {}", words::size(bytes.len() as u32)),
                Module::Bomb(_) => words::IS_MADE.get().to_owned(),
            };
            view! {
                <p class="lab-module" dir="auto">
                    {about}
                </p>
            }
        })
    })
    .into_any()
}

fn fault(lab: Lab) -> AnyView {
    let shown = reactive_view(move || {
        lab.fault
            .get()
            .map(|fault| words::fault_at(fault.line, fault.column, &fault.problem))
    });
    view! {
        <p class="lab-fault" role="status" lang="en">
            {shown}
        </p>
    }
    .into_any()
}

/// The module of the program; the instructions of the line that runs are marked.
fn module_text(lab: Lab) -> AnyView {
    let lines = reactive_view(move || {
        lab.compiled.get().map(|compiled| {
            let running = lab.line.get();
            let lines = compiled.lines.into_iter();
            let lines: Vec<AnyView> = lines
                .map(|line| {
                    let is_running = running > 0 && line.source_line == running;
                    let text = format!("{}\n", line.text);
                    view! { <span class:is-running=is_running>{text}</span> }.into_any()
                })
                .collect();
            let size = words::size(compiled.bytes);
            view! {
                <details class="lab-wat">
                    <summary>{words::MODULE} " (" {size} ")"</summary>
                    <pre tabindex="0" dir="ltr"><code>{lines}</code></pre>
                </details>
            }
        })
    });
    view! { <div>{lines}</div> }.into_any()
}
