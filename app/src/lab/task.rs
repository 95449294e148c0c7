//! The task and the answers: those that ship, or a person's own.

use leptos::ev;
use leptos::prelude::*;
use model::sandbox::MAX_TABLE_BYTES;

use super::file_button;
use super::parts::{button, field, row};
use super::state::{AnswerTable, Lab};
use super::words;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::text::language::tr;

/// The value of a menu's entry for a task that a person writes.
const OWN: &str = "own";
/// What a person begins with.
const OWN_TASK: &str = r#"{
  "cap_points": 3,
  "criteria": [
    { "points": 1, "mentions": ["evaporat*"] },
    { "points": 2, "number": 9.81, "tolerance": 0.05 }
  ]
}"#;

/// The task, the answer that is graded, and where others come from.
pub(super) fn task(lab: Lab) -> AnyView {
    let tasks = lab.gallery.tasks.iter();
    let mut options: Vec<AnyView> = tasks
        .map(|task| {
            let prompt = tr(&task.prompt);
            view! { <option value=task.snippet.to_string()>{prompt}</option> }.into_any()
        })
        .collect();
    options.push(view! { <option value=OWN>{words::OWN_TASK}</option> }.into_any());
    let choose = move |event: ev::Event| match event_target_value(&event).parse() {
        Ok(task) => lab.choose_task(task),
        Err(_) => lab.own_task.set(Some(OWN_TASK.to_owned())),
    };
    let chosen = move || {
        if lab.own_task.with(Option::is_some) {
            OWN.to_owned()
        } else {
            lab.task.get().to_string()
        }
    };
    let write = move |event: ev::Event| lab.answer.set(event_target_value(&event));
    let menu = view! {
        <select prop:value=reactive(chosen) on:change=on_event(choose)>
            {options}
        </select>
    };
    let answer = view! {
        <textarea
            rows="2"
            dir="auto"
            prop:value=reactive(move || lab.answer.get())
            on:input=on_event(write)
        ></textarea>
    };
    view! {
        {field(words::TASK, menu.into_any())}
        {own_task(lab)}
        {reactive_view(move || match lab.table.get() {
            Some(table) => columns(lab, &table),
            None => samples(lab),
        })}
        {field(words::ANSWER, answer.into_any())}
    }
    .into_any()
}

/// The text of a task that a person writes.
fn own_task(lab: Lab) -> AnyView {
    let is_own = Memo::new(move |_| lab.own_task.with(Option::is_some));
    let write = move |event: ev::Event| lab.own_task.set(Some(event_target_value(&event)));
    reactive_view(move || {
        is_own.get().then(|| {
            let text = lab.own_task.get_untracked();
            let text = view! {
                <textarea rows="7" dir="ltr" spellcheck="false" prop:value=text on:input=on_event(write)></textarea>
            };
            field(words::OWN_TASK_FILE, text.into_any())
        })
    })
    .into_any()
}

/// The sample answers of the task, and a button for a table of others.
fn samples(lab: Lab) -> AnyView {
    let samples = reactive_view(move || {
        lab.task.track();
        let samples = lab.samples().into_iter();
        let samples: Vec<AnyView> = samples
            .map(|sample| {
                let value = sample.clone();
                view! { <option value=value>{sample}</option> }.into_any()
            })
            .collect();
        samples
    });
    let take = move |event: ev::Event| lab.answer.set(event_target_value(&event));
    let menu = view! {
        <select lang="en" prop:value=reactive(move || lab.answer.get()) on:change=on_event(take)>
            {samples}
        </select>
    };
    row(vec![
        field(words::SAMPLE, menu.into_any()),
        file_button(
            lab,
            words::TABLE,
            ".csv,.tsv,.txt",
            MAX_TABLE_BYTES,
            |lab, name, file| {
                lab.take_table(name, file, None);
            },
        ),
    ])
}

/// How a table was read: its name, its column, and what was left out.
fn columns(lab: Lab, table: &AnswerTable) -> AnyView {
    let read = &table.read;
    let names = read.columns.iter().enumerate();
    let options: Vec<AnyView> = names
        .map(|(column, name)| {
            let name = name.clone();
            view! { <option value=column.to_string()>{name}</option> }.into_any()
        })
        .collect();
    let column = read.column.to_string();
    let choose = move |event: ev::Event| {
        if let Ok(column) = event_target_value(&event).parse() {
            lab.choose_column(column);
        }
    };
    let about = words::table(&table.name, read.submissions.len(), read.unread_rows);
    let menu = view! {
        <select prop:value=column on:change=on_event(choose)>
            {options}
        </select>
    };
    view! {
        {row(
            vec![
                field(words::COLUMN, menu.into_any()),
                button(words::LEAVE_TABLE, move || lab.leave_table()),
            ],
        )}
        <p dir="auto" role="status">
            {about}
        </p>
    }
    .into_any()
}
