//! What the files will be like, asked before they are made.

use dioxus::prelude::*;
use types::call::make::{CheckExports, ExportOutlook, ExportTarget, Weight};
use types::error::Failure;

use super::Choice;
use super::targets::{gravest_first, size};
use crate::bridge;
use crate::kit::time::to_come;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// How long nothing must have changed before it is asked.
const STILL_MS: u32 = 250;

/// Size, time and findings of the files that are chosen.
#[component]
pub fn Outlook(open: Open, choice: Choice) -> Element {
    let words = &words().export_words;
    let mut asked = use_resource(move || {
        let (targets, folder) = (choice.targets.read().clone(), choice.folder.read().clone());
        async move { check(open, targets, folder).await }
    });
    let answer = asked.read().clone();
    rsx! {
        section { class: "outlook", "data-testid": "export-outlook", aria_live: "polite",
            match answer {
                None => rsx! { p { class: "muted", "{words.checking}" } },
                Some(Ok(outlooks)) => rsx! { Found { open, outlooks } },
                Some(Err(failure)) => rsx! {
                    p { class: "warning", role: "status", "{words.unchecked}: {failure.message}" }
                    p { class: "muted",
                        "{words.go_on} "
                        button { class: "quiet", title: words.check_again, onclick: move |_| asked.restart(), "{words.check_again}" }
                    }
                },
            }
        }
    }
}

async fn check(
    open: Open,
    targets: Vec<ExportTarget>,
    folder: Option<String>,
) -> Result<Vec<ExportOutlook>, Failure> {
    if targets.is_empty() || open.document.peek().frames() == 0 {
        return Ok(Vec::new());
    }
    gloo_timers::future::TimeoutFuture::new(STILL_MS).await;
    bridge::ask(&CheckExports { id: open.id, targets, folder }).await
}

/// Sums, then findings.
#[component]
fn Found(open: Open, outlooks: Vec<ExportOutlook>) -> Element {
    let mut shared = use_context::<Shared>();
    let words = &words().export_words;
    if outlooks.is_empty() {
        return rsx! {};
    }
    let bytes: u64 = outlooks.iter().fold(0, |sum, outlook| sum.saturating_add(outlook.bytes));
    let making: u64 = outlooks.iter().fold(0, |sum, outlook| sum.saturating_add(outlook.making_ms));
    let findings = gravest_first(outlooks.iter().flat_map(|outlook| &outlook.findings));
    rsx! {
        ul { class: "sizes",
            for (index, outlook) in outlooks.iter().enumerate() {
                li { key: "{index}", class: "number",
                    "{outlook.size.width}×{outlook.size.height} · {outlook.length_ms as f64 / 1000.0:.1} s · {words.about} {size(outlook.bytes)} · {to_come(outlook.making_ms)} {words.to_make}"
                }
            }
            if outlooks.len() > 1 {
                li { class: "number", "data-testid": "export-total", "{words.all_together}: {words.about} {size(bytes)}, {to_come(making)} {words.to_make}" }
            }
        }
        if findings.is_empty() {
            p { class: "good", "{words.no_findings}" }
        } else {
            h3 { "{words.findings}" }
            ul { class: "findings",
                for (index, finding) in findings.into_iter().enumerate() {
                    li { key: "{index}", class: class_of(finding.weight), "data-testid": "export-finding",
                        strong { "{said(finding.weight, words)}: " }
                        if let Some(frame) = finding.frame {
                            button {
                                class: "quiet",
                                title: words.show_frame,
                                onclick: move |_| {
                                    shared.layer.set(None);
                                    open.seek(frame);
                                },
                                "{finding.text}"
                            }
                        } else {
                            span { "{finding.text}" }
                        }
                    }
                }
            }
        }
    }
}

fn class_of(weight: Weight) -> &'static str {
    match weight {
        Weight::Stops => "bad",
        Weight::Warns => "warning",
        Weight::Tells => "muted",
    }
}

fn said(weight: Weight, words: &crate::words::export::ExportWords) -> &'static str {
    match weight {
        Weight::Stops => words.stops,
        Weight::Warns => words.warns,
        Weight::Tells => words.tells,
    }
}
