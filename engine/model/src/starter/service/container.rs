//! The container of a replica or of a job.

use super::super::Placed;
use super::super::sheet::{Sheet, grouped};
use super::Replica;
use crate::scenario::{Author, State, Trigger};

/// Writes the containers of a pod.
pub(super) fn containers(placed: &Placed<'_>, replica: &Replica<'_>, sheet: &mut Sheet) {
    let settings = replica.settings;
    sheet.within("containers:", |sheet| {
        sheet.within("- name: work", |sheet| {
            sheet.todo("which image?");
            sheet.line("image: example.org/todo:latest");
            let (cpu_m, memory_mb) = ((settings.vcpu * 1_000.0).round(), settings.memory_mb);
            let amounts = format!("{{ cpu: {cpu_m}m, memory: {memory_mb}Mi }}");
            sheet.within_why(
                &format!(
                    "The board’s replica. One run touches {} MB{}.",
                    grouped(replica.step.work.memory_mb.into()),
                    match replica.step.work.resident_mb {
                        0 => String::new(),
                        mb => format!(
                            ", beside {} MB that every replica keeps",
                            grouped(mb.into())
                        ),
                    }
                ),
                "resources:",
                |sheet| {
                    sheet.line(&format!("requests: {amounts}"));
                    sheet.line(&format!("limits: {{ memory: {memory_mb}Mi }}"));
                },
            );
            let variables = environment(placed, replica);
            if !variables.is_empty() {
                sheet.within("env:", |sheet| {
                    for (why, name, value) in variables {
                        sheet.why(why, &format!("- {{ name: {name}, value: \"{value}\" }}"));
                    }
                });
            }
            if placed.workload.is_waited_for() {
                sheet.todo("which port, and which path says that the replica is ready?");
                sheet.line("ports: [{ containerPort: 8080 }]");
                sheet.line("readinessProbe: { httpGet: { path: /ready, port: 8080 } }");
                sheet.why(
                    "Requests still come for some seconds after a replica is taken off the list.",
                    "lifecycle: { preStop: { sleep: { seconds: 10 } } }",
                );
            }
        });
    });
    let is_foreign = matches!(placed.workload.author, Author::Partner { .. });
    if is_foreign && !placed.board.placement_of(&placed.workload.id).has_walls() {
        sheet.todo(
            "the code is a partner’s and has no walls here. Who reads each release, or should a sandbox hold it?",
        );
    }
}

/// The variables of a container: why, name and value.
fn environment(
    placed: &Placed<'_>,
    replica: &Replica<'_>,
) -> Vec<(&'static str, &'static str, String)> {
    let settings = replica.settings;
    let mut variables = Vec::new();
    if !replica.is_job {
        variables.push((
            "The board’s slots: requests that one replica runs at once. More wait in its queue.",
            "MOST_REQUESTS_AT_ONCE",
            settings.slots.to_string(),
        ));
        variables.push((
            "Requests that wait at one replica where there are as many replicas as there may be: its part of the board’s queue. \
             Further ones are answered with 503.",
            "MOST_WAITING",
            settings.queue.div_ceil(replica.most.max(1)).to_string(),
        ));
    }
    if replica.step.state != State::None {
        variables.push((
            "Database connections of one replica, which its requests share.",
            "DATABASE_POOL",
            settings.connections.to_string(),
        ));
        variables.push(if replica.has_pooler {
            let why = "The pooler below: a remedy of the board.";
            (why, "DATABASE_HOST", "pgbouncer".to_owned())
        } else {
            let why = "TODO: at which address is the database, and how do replicas sign in?";
            (why, "DATABASE_HOST", "todo.example.org".to_owned())
        });
    }
    if placed.workload.trigger == Trigger::Queue {
        let why = "TODO: which queue does it take messages from?";
        variables.push((why, "QUEUE", "todo".to_owned()));
    }
    variables
}
