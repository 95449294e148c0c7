//! The legend of the signs on the canvas.

use leptos::prelude::*;

use super::words;

/// The signs and their names, on one line where the space allows it.
#[component]
pub fn Legend() -> impl IntoView {
    let signs: [AnyView; 8] = [
        view! { <circle cx="8" cy="8" r="4" class="sign-fill" /> }.into_any(),
        view! { <circle cx="8" cy="8" r="3" class="sign-fill" /><path d="M13.5 2V14" class="sign-rule" /> }
            .into_any(),
        view! { <circle cx="8" cy="8" r="3" class="sign-line" /><path d="M13.5 2V14" class="sign-rule" /> }
            .into_any(),
        view! {
            <path d="M2.5 7.5H13.5V13.5H2.5Z" class="sign-tint" />
            <path d="M2.5 13.5 13.5 2.5M2.5 8 8 2.5M8 13.5 13.5 8" class="sign-line" />
        }
        .into_any(),
        view! { <path d="M2.5 2.5H13.5V13.5H2.5Z" class="sign-line" /> }.into_any(),
        view! { <path d="M2.5 2.5H13.5V13.5H2.5Z" class="sign-fill" /> }.into_any(),
        view! {
            <circle cx="8" cy="8" r="5.5" class="sign-ink" />
            <path d="M8 4.6V8H10.8" class="sign-ink" />
        }
        .into_any(),
        view! { <path d="M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5" class="sign-failed" /> }.into_any(),
    ];
    let entries: Vec<_> = signs
        .into_iter()
        .zip(words::LEGEND_ENTRIES)
        .map(|(sign, name)| {
            view! {
                <li>
                    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                        {sign}
                    </svg>
                    {name}
                </li>
            }
        })
        .collect();
    view! { <ul class="stage-legend" aria-label=words::LEGEND>{entries}</ul> }.into_any()
}
