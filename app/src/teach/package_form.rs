//! The form that makes a package for a learning system.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::course_package::{CoursePackage, SHARED, Standard};
use super::embed_code::Frame;
use super::words;
use crate::bridge::{self, FromTeaching};
use crate::browser;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::io::archive::{self, ArchiveFile};
use crate::io::{escape, share_link};
use crate::text;

/// The list of the site's files, which the build writes.
const FILES: &str = "files.json";
const DEFAULT_PERCENT: u32 = 50;

/// A package as the form has it.
#[derive(Clone)]
struct Asked {
    standard: Standard,
    percent: u32,
    is_copy: bool,
    frame: Frame,
    name: String,
}

/// The form.
pub(super) fn package_form(frame: Memo<Frame>, name: Memo<String>) -> AnyView {
    let standard = RwSignal::new(Standard::Scorm12);
    let percent = RwSignal::new(DEFAULT_PERCENT);
    let is_copy = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let has_points = move || frame.with(|frame| CoursePackage::activity(&frame.opens).is_some());
    let choose = move |event: ev::Event| {
        let id = event_target_value(&event);
        if let Some(one) = Standard::ALL.into_iter().find(|one| one.id() == id) {
            standard.set(one);
        }
    };
    let set_percent = move |event: ev::Event| {
        if let Ok(asked) = event_target_value(&event).parse::<u32>() {
            percent.set(asked.clamp(1, 100));
        }
    };
    let save = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let asked = Asked {
            standard: standard.get_untracked(),
            percent: percent.get_untracked(),
            is_copy: is_copy.get_untracked(),
            frame: frame.get_untracked(),
            name: name.get_untracked(),
        };
        spawn_local(async move {
            let failed = save_package(asked).await.err();
            let said = failed
                .clone()
                .unwrap_or_else(|| words::PACKAGE_SAVED.get().to_owned());
            bridge::send(&FromTeaching::Announce(said));
            // The dialog may have been closed meanwhile.
            problem.try_set(failed);
            is_busy.try_set(false);
        });
    };
    let options: Vec<AnyView> = Standard::ALL
        .into_iter()
        .map(|one| view! { <option value=one.id()>{one.name()}</option> }.into_any())
        .collect();
    view! {
        <details class="teach-package">
            <summary>{words::PACKAGE}</summary>
            <p class="hint">
                {reactive_view(move || if has_points() { words::PACKAGE_HOW.get() } else { words::NO_PACKAGE.get() })}
            </p>
            <div class="teach-form" hidden=move || !has_points()>
                <label>
                    <span>{words::STANDARD}</span>
                    <select on:change=on_event(choose)>{options}</select>
                </label>
                <label>
                    <span>{words::PASSES_WITH}</span>
                    <input type="number" min="1" max="100" value=DEFAULT_PERCENT on:change=on_event(set_percent) />
                </label>
                <label class="teach-check">
                    <input
                        type="checkbox"
                        on:change=on_event(move |event: ev::Event| is_copy.set(event_target_checked(&event)))
                    />
                    {words::FULL_COPY}
                </label>
                <button type="button" class="button" on:click=on_event(save)>
                    {reactive(move || if is_busy.get() { words::PACKING.get() } else { words::SAVE_PACKAGE.get() })}
                </button>
            </div>
            {reactive_view(move || problem.get().map(|why| view! { <p class="notice">{why}</p> }))}
        </details>
    }
    .into_any()
}

/// Makes a package and saves it. The error is a whole sentence.
async fn save_package(asked: Asked) -> Result<(), String> {
    if browser::is_in_one_file() {
        return Err(words::NO_COPY_HERE.get().to_owned());
    }
    let copied = if asked.is_copy {
        let list = browser::fetch_stable_text(FILES).await;
        let list = list.map_err(|why| words::not_packed(&text::opening::fetch_fault(&why)))?;
        serde_json::from_str::<Vec<String>>(&list)
            .map_err(|error| words::not_packed(&error.to_string()))?
    } else {
        Vec::new()
    };
    let site = browser::page_beside("./").unwrap_or_default();
    let package = CoursePackage {
        standard: asked.standard,
        frame: &asked.frame,
        title: &asked.name,
        pass: f64::from(asked.percent) / 100.0,
        site: &site,
        copied: &copied,
    };
    let own = package.files().into_iter();
    let mut files: Vec<ArchiveFile> = own
        .map(|(path, text)| ArchiveFile::stored(path, text))
        .collect();
    if package.has_page() {
        for name in SHARED {
            let text = browser::fetch_text(name).await;
            let text = text.map_err(|why| words::not_packed(&text::opening::fetch_fault(&why)))?;
            files.push(ArchiveFile::stored(name, text));
        }
    }
    for path in &copied {
        files.push(copy_of(path).await?);
    }
    let bytes = archive::zip(&files).map_err(|error| words::not_packed(&error.to_string()))?;
    let name = escape::file_name(&["lanewise", asked.standard.id(), &asked.name]);
    browser::download(&format!("{name}.zip"), "application/zip", &bytes)
        .map_err(|_| text::storage::NOT_SAVED.get().to_owned())
}

/// A file of the site, compressed.
async fn copy_of(path: &str) -> Result<ArchiveFile, String> {
    let content = browser::fetch_stable_bytes(path).await;
    let content = content.map_err(|why| words::not_packed(&text::opening::fetch_fault(&why)))?;
    Ok(ArchiveFile {
        path: CoursePackage::copy_of(path),
        // A browser that compresses nothing makes a larger package.
        deflated: share_link::pack(&content).await.ok(),
        content,
    })
}
