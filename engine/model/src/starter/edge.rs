//! Code at the edge: a configuration for Wrangler, and a worker to begin with.

use super::clock::{Clock, clock_runs};
use super::sheet::{Sheet, capitalised, counted, label, quoted, short};
use super::{Placed, Starter, StarterFile};
use crate::catalog::edge_limits;
use crate::scenario::{EdgeStore, QueueSettings, Remedy, State, Step, Trigger};

/// The day whose behaviour of the platform the worker asks for.
const COMPATIBLE_WITH: &str = "2026-01-01";

/// The files of a workload at the edge.
pub(super) fn starter(placed: &Placed<'_>) -> Starter {
    Starter {
        platform: "Cloudflare Workers",
        files: vec![
            StarterFile {
                path: "wrangler.jsonc".to_owned(),
                text: configuration(placed),
            },
            StarterFile {
                path: "src/index.js".to_owned(),
                text: worker(placed),
            },
        ],
        commands: "npx wrangler dev\nnpx wrangler deploy",
    }
}

/// Where the worker keeps its state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Store {
    None,
    KeyValue,
    Objects,
    Home,
}

fn store_of(placed: &Placed<'_>) -> Store {
    let keeps_state = |step: &Step| step.state != State::None;
    if !placed.workload.steps.iter().any(keeps_state) {
        return Store::None;
    }
    if placed.has(|remedy| matches!(remedy, Remedy::Objects { .. })) {
        return Store::Objects;
    }
    match placed.board.lanes.edge.store_of(&placed.workload.id) {
        EdgeStore::KeyValue => Store::KeyValue,
        EdgeStore::HomeDatabase => Store::Home,
    }
}

/// One entry of the configuration: its comments, and its text.
type Entry = (Vec<String>, String);

fn configuration(placed: &Placed<'_>) -> String {
    let mut sheet = Sheet::jsonc();
    placed.head(&mut sheet, "Wrangler configuration");
    let mut entries: Vec<Entry> = vec![
        plain("\"$schema\": \"node_modules/wrangler/config-schema.json\""),
        plain(&format!(
            "\"name\": {}",
            quoted(&label(&placed.workload.id))
        )),
        plain("\"main\": \"src/index.js\""),
        plain(&format!("\"compatibility_date\": \"{COMPATIBLE_WITH}\"")),
        (
            vec![
                "The platform keeps logs and traces of requests; there is no process to look into."
                    .to_owned(),
            ],
            "\"observability\": { \"enabled\": true }".to_owned(),
        ),
    ];
    entries.extend(limits(placed));
    entries.extend(state(placed));
    entries.extend(triggers(placed));
    sheet.within("{", |sheet| {
        let last = entries.len() - 1;
        for (at, (comments, text)) in entries.iter().enumerate() {
            for comment in comments {
                sheet.note(comment);
            }
            let comma = if at < last { "," } else { "" };
            sheet.line(&format!("{text}{comma}"));
        }
    });
    sheet.line("}");
    sheet.finish()
}

fn plain(text: &str) -> Entry {
    (Vec::new(), text.to_owned())
}

fn limits(placed: &Placed<'_>) -> Option<Entry> {
    let settings = &placed.board.lanes.edge;
    // The free plan has a limit of its own, and takes no other.
    let can_be_set = settings.preset == edge_limits()[0].id;
    can_be_set.then(|| {
        let slowest = placed
            .workload
            .steps
            .iter()
            .map(|step| step.work.cpu_ms.p99);
        let p99_ms = slowest.fold(0.0, f64::max);
        (
            vec![format!(
                "The board’s setting; only the paid plan accepts it. One request in a hundred computes for {} ms or \
                 longer{}.",
                short(p99_ms),
                if p99_ms > settings.cpu_limit_ms { ", and is ended" } else { "" }
            )],
            format!(
                "\"limits\": {{ \"cpu_ms\": {} }}",
                settings.cpu_limit_ms.ceil()
            ),
        )
    })
}

fn state(placed: &Placed<'_>) -> Vec<Entry> {
    match store_of(placed) {
        Store::None => Vec::new(),
        Store::KeyValue => vec![(
            vec![
                "The store near every point of presence: a write is usually seen elsewhere within a minute, and one key takes \
                 one write a second."
                    .to_owned(),
                "TODO: which namespace? `npx wrangler kv namespace create STATE` prints its id.".to_owned(),
            ],
            "\"kv_namespaces\": [{ \"binding\": \"STATE\", \"id\": \"TODO\" }]".to_owned(),
        )],
        Store::Objects => {
            let class = capitalised(&placed.workload.id);
            vec![
                (
                    vec!["Each key has one object, its only writer: a remedy of the board.".to_owned()],
                    format!(
                        "\"durable_objects\": {{ \"bindings\": [{{ \"name\": \"KEYS\", \"class_name\": \"Keys{class}\" }}] }}"
                    ),
                ),
                plain(&format!(
                    "\"migrations\": [{{ \"tag\": \"v1\", \"new_sqlite_classes\": [\"Keys{class}\"] }}]"
                )),
            ]
        }
        Store::Home => vec![
            (
                vec![
                    "The rows are in the database at home: each read and each write is a trip there, through a pool of \
                     connections. The model knows no cache of queries."
                        .to_owned(),
                    format!(
                        "TODO: which database? `npx wrangler hyperdrive create {} --connection-string=… --caching-disabled` \
                         prints an id.",
                        label(&placed.workload.id)
                    ),
                ],
                "\"hyperdrive\": [{ \"binding\": \"DATABASE\", \"id\": \"TODO\" }]".to_owned(),
            ),
            (
                vec!["For a driver of the database.".to_owned()],
                "\"compatibility_flags\": [\"nodejs_compat\"]".to_owned(),
            ),
        ],
    }
}

fn triggers(placed: &Placed<'_>) -> Option<Entry> {
    let workload = placed.workload;
    match workload.trigger {
        Trigger::Timer => {
            let cron = Clock::of(placed.board, workload).cron();
            Some((
                std::iter::once("The board’s arrivals; the clock runs in UTC.".to_owned())
                    .chain(
                        clock_runs(workload).map(|runs| {
                            format!("TODO: which code turns one tick into {runs} runs?")
                        }),
                    )
                    .collect(),
                format!("\"triggers\": {{ \"crons\": [\"{cron}\"] }}"),
            ))
        }
        Trigger::Queue | Trigger::Event => {
            let name = label(&workload.id);
            let settings = workload.queue;
            let receives = settings.map_or(QueueSettings::USUAL_RECEIVES, |queue| queue.receives);
            let batch = settings.and_then(|queue| queue.batch);
            let (messages, window_s) =
                batch.map_or((1, 0.0), |batch| (batch.messages.min(100), batch.window_s));
            Some((
                vec![
                    format!(
                        "A message is received {} at most. First: npx wrangler queues create {name}, and {name}-failed.",
                        counted(receives.into(), "time")
                    ),
                    "TODO: who sends to this queue?".to_owned(),
                ],
                format!(
                    "\"queues\": {{ \"consumers\": [{{ \"queue\": \"{name}\", \"max_batch_size\": {messages}, \
                     \"max_batch_timeout\": {}, \"max_retries\": {}, \"dead_letter_queue\": \"{name}-failed\" }}] }}",
                    window_s.ceil().min(60.0),
                    receives.saturating_sub(1).min(100),
                ),
            ))
        }
        Trigger::Learner | Trigger::Webhook => None,
    }
}

/// A worker that answers, with its state and its cache at the place where the work will need them.
fn worker(placed: &Placed<'_>) -> String {
    let mut sheet = Sheet::jsonc();
    placed.head(&mut sheet, "A worker to begin with");
    let store = store_of(placed);
    if store == Store::Objects {
        let class = capitalised(&placed.workload.id);
        sheet.line("import { DurableObject } from \"cloudflare:workers\";");
        sheet.line("");
        sheet.within(
            &format!("export class Keys{class} extends DurableObject {{"),
            |sheet| {
                sheet.within("async next() {", |sheet| {
                    sheet.line("const count = ((await this.ctx.storage.get(\"count\")) ?? 0) + 1;");
                    sheet.line("await this.ctx.storage.put(\"count\", count);");
                    sheet.line("return count;");
                });
                sheet.line("}");
            },
        );
        sheet.line("}");
        sheet.line("");
    }
    let entry = match placed.workload.trigger {
        Trigger::Learner | Trigger::Webhook => "async fetch(request, env, context) {",
        Trigger::Timer => "async scheduled(event, env, context) {",
        Trigger::Queue | Trigger::Event => "async queue(batch, env, context) {",
    };
    let is_fetch = placed.workload.is_waited_for();
    let cache = placed.workload.steps.iter().find_map(|step| step.cache);
    sheet.within("export default {", |sheet| {
        sheet.within(entry, |sheet| {
            if is_fetch && cache.is_some() {
                sheet.todo("on which domain of your own does it run? The cache may not work on workers.dev.");
                sheet.line("const kept = await caches.default.match(request);");
                sheet.line("if (kept) return kept;");
            }
            sheet.todo("put the work here.");
            match store {
                Store::None => sheet.line("const body = \"done\";"),
                Store::KeyValue => {
                    sheet.line("const body = (await env.STATE.get(\"key\")) ?? \"nothing yet\";");
                }
                Store::Objects => {
                    sheet.line("const body = String(await env.KEYS.getByName(\"key\").next());");
                }
                Store::Home => sheet.line("const body = typeof env.DATABASE.connectionString;"),
            }
            if !is_fetch {
                sheet.line("console.log(body);");
                return;
            }
            match cache {
                Some(cache) => {
                    let ttl_s = cache.ttl_s.max(1.0).ceil();
                    sheet.note("How long an answer may be kept: from the workload.");
                    sheet.line(&format!(
                        "const headers = {{ \"cache-control\": \"public, max-age={ttl_s}\" }};"
                    ));
                    sheet.line("const answer = new Response(body, { headers });");
                    sheet.within("if (request.method === \"GET\") {", |sheet| {
                        sheet.line("context.waitUntil(caches.default.put(request, answer.clone()));");
                    });
                    sheet.line("}");
                    sheet.line("return answer;");
                }
                None => sheet.line("return new Response(body);"),
            }
        });
        sheet.line("},");
    });
    sheet.line("};");
    sheet.finish()
}
