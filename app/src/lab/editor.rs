//! The editor: a field for text at first, and the site's own build of an editor once that has arrived.

use js_sys::{Array, Function, Object, Reflect};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::state::Lab;
use super::words;
use crate::browser::program;
use crate::controls::reactive::{effect, on_event, reactive, reactive_view};
use crate::worker::{Callable, SourceFault};

/// The file of the editor, and the object that it leaves behind.
const FILE: &str = "editor.js";
const GLOBAL: &str = "lanewiseEditor";

/// The editor of a program's text. `run` is what its shortcut does.
pub(super) fn editor(lab: Lab, run: impl Fn() + 'static) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let mounted = StoredValue::new_local(None::<JsValue>);
    let is_mounted = RwSignal::new(false);
    let run = StoredValue::new_local(Box::new(run) as Box<dyn Fn()>);
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let mount = Closure::<dyn FnMut()>::new(move || {
            let place = place.clone();
            spawn_local(async move {
                let functions = lab.functions().await;
                if let Some(editor) = mounted_in(&place, lab, &functions, run) {
                    mounted.set_value(Some(editor));
                    is_mounted.set(true);
                }
            });
        });
        // Without the file, the field for text remains.
        if let Ok(script) = program::add_script(FILE) {
            script
                .add_event_listener_with_callback("load", mount.as_ref().unchecked_ref())
                .ok();
        }
        mount.forget();
    });
    let tell = move |method: &str, arguments: &[JsValue]| {
        mounted.with_value(|editor| {
            if let Some(editor) = editor {
                call(editor, method, arguments);
            }
        });
    };
    effect(move || {
        is_mounted.track();
        let (opened, notation) = (lab.opened.get(), lab.notation.get_untracked());
        tell("setLanguage", &[notation.name().into()]);
        // What was written before the editor arrived is in it already.
        if lab.text.with_untracked(|text| *text == opened) {
            tell("setText", &[opened.into()]);
        }
    });
    effect(move || {
        is_mounted.track();
        let fault = lab.fault.get();
        tell("setFaults", &[faults(fault.as_ref())]);
    });
    effect(move || {
        is_mounted.track();
        let line = lab.line.get();
        tell("highlightLine", &[line.into()]);
    });
    let write = move |event: ev::Event| lab.write(event_target_value(&event));
    view! {
        <div class="lab-editor" hidden=reactive(move || lab.module.with(Option::is_some))>
            <div node_ref=place></div>
            {reactive_view(move || {
                (!is_mounted.get())
                    .then(|| {
                        view! {
                            <textarea
                                aria-label=words::EDITOR
                                rows="18"
                                spellcheck="false"
                                prop:value=reactive(move || lab.opened.get())
                                on:input=on_event(write)
                            ></textarea>
                        }
                    })
            })}
        </div>
    }
    .into_any()
}

fn mounted_in(
    place: &web_sys::HtmlElement,
    lab: Lab,
    functions: &[Callable],
    run: StoredValue<Box<dyn Fn()>, LocalStorage>,
) -> Option<JsValue> {
    let editor = Reflect::get(&js_sys::global(), &GLOBAL.into()).ok()?;
    let options = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value).is_ok();
    set("label", &words::EDITOR.get().into());
    set("language", &lab.notation.get_untracked().name().into());
    set("text", &lab.text.get_untracked().into());
    let change = Closure::<dyn FnMut(String)>::new(move |text| lab.write(text));
    set("onChange", change.as_ref());
    change.forget();
    let start = Closure::<dyn FnMut()>::new(move || run.with_value(|run| run()));
    set("onRun", start.as_ref());
    start.forget();
    set("calls", &described(functions));
    call(&editor, "mount", &[place.into(), options.into()])
}

/// What a program can call, for completion.
fn described(functions: &[Callable]) -> JsValue {
    let calls = Array::new();
    for function in functions {
        let one = Object::new();
        for (name, value) in [
            ("name", &function.name),
            ("signature", &function.signature),
            ("about", &function.about),
        ] {
            // A new object takes every property.
            Reflect::set(&one, &name.into(), &value.into()).ok();
        }
        calls.push(&one);
    }
    calls.into()
}

fn faults(fault: Option<&SourceFault>) -> JsValue {
    let faults = Array::new();
    if let Some(fault) = fault {
        let one = Object::new();
        Reflect::set(&one, &"line".into(), &fault.line.into()).ok();
        Reflect::set(&one, &"column".into(), &fault.column.into()).ok();
        let message = fault.problem.as_str();
        Reflect::set(&one, &"message".into(), &message.into()).ok();
        faults.push(&one);
    }
    faults.into()
}

fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    function.apply(object, &arguments.iter().collect()).ok()
}
