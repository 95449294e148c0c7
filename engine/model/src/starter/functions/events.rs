//! What starts a function: an address, a queue, an event, a timer, or the step before it.

use super::super::Placed;
use super::super::clock::{Clock, ask_about_clock};
use super::super::sheet::Sheet;
use super::{Remedies, name_of};
use crate::catalog::serverless::{ASYNC_AGE_MAX, ASYNC_RETRIES};
use crate::scenario::{BatchSettings, Step, Trigger, Workload};

/// Whether clients have an address to send requests to.
pub(super) fn has_address(placed: &Placed<'_>, remedies: &Remedies<'_>) -> bool {
    placed.workload.is_waited_for() && !remedies.has_empty_role()
}

/// The name of the function that takes the arrival: the one that accepts, where a queue is between.
pub(super) fn entry_name(placed: &Placed<'_>, step: &Step) -> String {
    let name = name_of(placed, step);
    if Remedies::of(placed, step).has_queue_between() {
        name + "Accept"
    } else {
        name
    }
}

/// Whether messages of a queue start a step.
pub(super) fn takes_messages(placed: &Placed<'_>, step: &Step, remedies: &Remedies<'_>) -> bool {
    let is_first = step.after.is_empty();
    is_first && (placed.workload.trigger == Trigger::Queue || remedies.has_queue_between())
}

/// Whether a step is started by an event, and nobody waits for its answer.
pub(super) fn is_asynchronous(placed: &Placed<'_>, step: &Step, remedies: &Remedies<'_>) -> bool {
    let is_waited_for = step.after.is_empty() && placed.workload.is_waited_for();
    !is_waited_for && !takes_messages(placed, step, remedies)
}

/// The properties of a function that say what starts it.
pub(super) fn of_function(
    placed: &Placed<'_>,
    step: &Step,
    remedies: &Remedies<'_>,
    sheet: &mut Sheet,
) {
    let name = name_of(placed, step);
    if takes_messages(placed, step, remedies) {
        from_queue(placed.workload, &name, remedies, sheet);
    } else if !step.after.is_empty() {
        after_steps(placed, step, sheet);
    } else {
        match placed.workload.trigger {
            _ if remedies.has_empty_role() => {
                sheet.todo("which function calls this one, and passes it the input?");
            }
            Trigger::Learner | Trigger::Webhook => address(placed.workload, remedies, sheet),
            Trigger::Event => {
                sheet.within("Events:", |sheet| {
                    sheet.within("Arrival:", |sheet| {
                        sheet.line("Type: EventBridgeRule");
                        sheet.within("Properties:", |sheet| {
                            sheet.within("Pattern:", |sheet| {
                                sheet.todo("which source sends the event?");
                                sheet.line("source: [\"todo.source\"]");
                            });
                        });
                    });
                });
            }
            Trigger::Timer => timer(placed, sheet),
            Trigger::Queue => {}
        }
    }
    if is_asynchronous(placed, step, remedies) {
        asynchronous(placed, step, sheet);
    } else if placed.workload.steps.len() > 1 {
        sheet.todo("the steps after this one need an asynchronous call: who sends it?");
    }
}

fn address(workload: &Workload, remedies: &Remedies<'_>, sheet: &mut Sheet) {
    let why = if workload.trigger == Trigger::Webhook {
        "A function URL costs nothing beside the function, as the bill assumes. The sender has no account here: the code \
         checks its signature."
    } else {
        "A function URL costs nothing beside the function, as the bill assumes."
    };
    sheet.within_why(why, "FunctionUrlConfig:", |sheet| {
        if remedies.has_cdn() {
            sheet.todo(
                "should this address be closed to all but the CDN, with an origin access control?",
            );
        } else if workload.trigger == Trigger::Learner {
            sheet.todo("who may call it? With NONE the code has to check that itself.");
        }
        sheet.line("AuthType: NONE");
    });
}

fn timer(placed: &Placed<'_>, sheet: &mut Sheet) {
    let clock = Clock::of(placed.board, placed.workload);
    sheet.within("Events:", |sheet| {
        sheet.within("Clock:", |sheet| {
            sheet.line("Type: ScheduleV2");
            sheet.within("Properties:", |sheet| {
                ask_about_clock(placed.workload, sheet);
                sheet.line("ScheduleExpressionTimezone: Etc/UTC");
                sheet.why(
                    "The board's arrivals.",
                    &format!("ScheduleExpression: {}", clock.event_bridge()),
                );
            });
        });
    });
}

/// Retries, the age of an event, and what follows a success.
fn asynchronous(placed: &Placed<'_>, step: &Step, sheet: &mut Sheet) {
    let name = name_of(placed, step);
    let is_followed = placed
        .workload
        .steps
        .iter()
        .any(|other| other.after.contains(&step.id));
    sheet.within("EventInvokeConfig:", |sheet| {
        sheet.why(
            "The platform's own retries, as simulated.",
            &format!("MaximumRetryAttempts: {}", ASYNC_RETRIES.value),
        );
        sheet.line(&format!("MaximumEventAgeInSeconds: {}", ASYNC_AGE_MAX.value));
        sheet.within("DestinationConfig:", |sheet| {
            sheet.within("OnFailure:", |sheet| {
                sheet.line("Type: SQS");
                sheet.line(&format!("Destination: !GetAtt {name}Failed.Arn"));
            });
            if is_followed {
                sheet.within("OnSuccess:", |sheet| {
                    sheet.line("Type: EventBridge");
                    sheet.line(
                        "Destination: !Sub arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default",
                    );
                });
            }
        });
    });
}

fn after_steps(placed: &Placed<'_>, step: &Step, sheet: &mut Sheet) {
    let earlier: Vec<_> = placed
        .workload
        .steps
        .iter()
        .filter(|other| step.after.contains(&other.id))
        .collect();
    sheet.within("Events:", |sheet| {
        for other in &earlier {
            let name = name_of(placed, other);
            sheet.within(&format!("After{name}:"), |sheet| {
                sheet.line("Type: EventBridgeRule");
                sheet.within("Properties:", |sheet| {
                    sheet.within("Pattern:", |sheet| {
                        sheet.line("source: [lambda]");
                        sheet.line("detail-type: [Lambda Function Invocation Result - Success]");
                        // The version or alias behind the colon depends on the function.
                        sheet.line(&format!(
                            "resources: [{{ prefix: !Sub \"${{{name}.Arn}}:\" }}]"
                        ));
                    });
                });
            });
        }
    });
    if earlier.len() > 1 {
        sheet.todo("it begins once all of these steps are done: where does the code count them?");
    }
}

fn from_queue(workload: &Workload, name: &str, remedies: &Remedies<'_>, sheet: &mut Sheet) {
    sheet.within("Events:", |sheet| {
        sheet.within("Messages:", |sheet| {
            sheet.line("Type: SQS");
            sheet.within("Properties:", |sheet| {
                sheet.line(&format!("Queue: !GetAtt {name}Queue.Arn"));
                let batch = workload.queue.and_then(|queue| queue.batch);
                match batch {
                    Some(BatchSettings { messages, window_s }) => {
                        sheet.why(
                            "A run takes a batch of this size, and fails as a whole.",
                            &format!("BatchSize: {messages}"),
                        );
                        sheet.line(&format!(
                            "MaximumBatchingWindowInSeconds: {}",
                            window_s.ceil().clamp(0.0, 300.0)
                        ));
                    }
                    None => sheet.why("One message a run, as simulated.", "BatchSize: 1"),
                }
                if let Some(reserved) = remedies.reserved() {
                    // A message that is received and throttled counts as received.
                    let most = reserved.clamp(2.0, 1_000.0);
                    sheet.why(
                        "No more messages are received than the function's own concurrency can run.",
                        &format!("ScalingConfig: {{ MaximumConcurrency: {most} }}"),
                    );
                }
            });
        });
    });
}
