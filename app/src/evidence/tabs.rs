//! The tabs of the evidence. The content of a closed tab is not in the document.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::text::language::{Phrase, phrase};

const NAME: Phrase = phrase("Evidence by question");

/// A part of the evidence on one workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// The targets, the causes of what is missed, and the counts.
    Result,
    /// The distribution of times, and the times by city.
    Latency,
    /// The needs against the limits of the lane, and the duties.
    Fit,
    /// The remedies and the settings.
    Tune,
    /// Single requests.
    Requests,
}

impl Tab {
    const ALL: [Self; 5] = [
        Self::Result,
        Self::Latency,
        Self::Fit,
        Self::Tune,
        Self::Requests,
    ];

    const fn name(self) -> Phrase {
        match self {
            Self::Result => phrase("Result"),
            Self::Latency => phrase("Latency"),
            Self::Fit => phrase("Fit"),
            Self::Tune => phrase("Tune"),
            Self::Requests => phrase("Requests"),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Result => "tab-result",
            Self::Latency => "tab-latency",
            Self::Fit => "tab-fit",
            Self::Tune => "tab-tune",
            Self::Requests => "tab-requests",
        }
    }

    /// The tab to which a key leads from this one.
    fn by_key(self, key: &str) -> Option<Self> {
        let count = Self::ALL.len();
        let place = Self::ALL.iter().position(|tab| *tab == self)?;
        let next = match key {
            "ArrowRight" => (place + 1) % count,
            "ArrowLeft" => (place + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return None,
        };
        Some(Self::ALL[next])
    }
}

/// The list of tabs and the panel of the open one, which is at the place `open` of all tabs: a signal of one
/// more type would make the page larger.
pub(super) fn tabs(
    open: RwSignal<usize>,
    content: impl Fn(Tab) -> AnyView + Send + 'static,
) -> AnyView {
    let buttons = Tab::ALL.map(|tab| {
        let is_open = move || open.get() == tab as usize;
        let go = move |event: KeyboardEvent| {
            if let Some(next) = tab.by_key(&event.key()) {
                event.prevent_default();
                open.set(next as usize);
                browser::focus_soon(format!("#{}", next.id()));
            }
        };
        view! {
            <button
                type="button"
                role="tab"
                id=tab.id()
                aria-selected=reactive(move || is_open().to_string())
                aria-controls="evidence-panel"
                tabindex=reactive(move || if is_open() { "0" } else { "-1" })
                on:click=on_event(move |_| open.set(tab as usize))
                on:keydown=on_event(go)
            >
                {tab.name()}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="tabs" role="tablist" aria-label=NAME>
            {buttons.into_iter().collect_view()}
        </div>
        <div
            id="evidence-panel"
            class="tab-panel"
            role="tabpanel"
            aria-labelledby=reactive(move || Tab::ALL[open.get()].id())
        >
            {reactive_view(move || content(Tab::ALL[open.get()]))}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Tab, key: &str, expected: Option<Tab>) {
        assert_eq!(from.by_key(key), expected, "{from:?} {key}");
    }

    #[test]
    fn keys_go_from_tab_to_tab_and_around() {
        check(Tab::Result, "ArrowRight", Some(Tab::Latency));
        check(Tab::Result, "ArrowLeft", Some(Tab::Requests));
        check(Tab::Requests, "ArrowRight", Some(Tab::Result));
        check(Tab::Tune, "Home", Some(Tab::Result));
        check(Tab::Tune, "End", Some(Tab::Requests));
        check(Tab::Tune, "Enter", None);
    }
}
