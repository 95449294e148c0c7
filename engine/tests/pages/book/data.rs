//! The catalog as JSON, one entry a line, for the app and for a reader who wants to check it.

use model::catalog::{
    Book, Duty, Evidence, Fact, KnownLimit, LaneId, LimitKind, duties, duty_evidence, known_limits,
    platforms, preset_facts, preset_ids, preset_text,
};
use serde_json::{Value, json};

use super::language::Language;

/// The whole file.
pub(super) fn facts_json() -> String {
    let facts: Vec<Value> = platforms()
        .iter()
        .flat_map(|platform| platform.facts.iter().map(|fact| entry(platform.id, fact)))
        .collect();
    let duties: Vec<Value> = LaneId::ALL
        .into_iter()
        .flat_map(|lane| duties(lane).iter().map(move |duty| duty_of(lane, duty)))
        .collect();
    let presets: Vec<Value> = preset_ids().map(|(lane, id)| preset(lane, id)).collect();
    let limits: Vec<Value> = known_limits().iter().map(limit).collect();
    let parts = [
        ("facts", facts),
        ("duties", duties),
        ("presets", presets),
        ("known_limits", limits),
    ];
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, entries)| {
            let lines: Vec<String> = entries.iter().map(|entry| format!("  {entry}")).collect();
            format!("\"{name}\": [\n{}\n]", lines.join(",\n"))
        })
        .collect();
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

/// The facts and the evidence for duties as the board reads them.
pub(super) fn facts_packed(language: Language) -> Vec<u8> {
    let book = Book::of_catalog().translated(|english| language.tr(english));
    borsh::to_vec(&book).unwrap_or_default()
}

fn entry(platform: &str, fact: &Fact) -> Value {
    let value = if fact.value.fract() == 0.0 && fact.value < 1e15 {
        json!(fact.value as u64)
    } else {
        json!(fact.value)
    };
    let text = fact.text();
    json!({
        "id": fact.id,
        "platform": platform,
        "what": text.what,
        "value": value,
        "unit": fact.unit.sign(),
        "source": text.source,
        "address": text.address,
        "as_of": text.as_of,
        "assumed": fact.assumed,
    })
}

fn duty_of(lane: LaneId, duty: &Duty) -> Value {
    let mut entry = json!({
        "lane": lane,
        "id": duty.id,
        "bearer": duty.bearer,
        "reason": duty.reason,
        "fact": duty.fact,
    });
    match duty_evidence(lane, duty.id) {
        Evidence::Page(page) => {
            entry["source"] = json!(page.title);
            entry["address"] = json!(page.address);
            entry["as_of"] = json!(page.as_of);
        }
        Evidence::Judgement(why) => entry["judgement"] = json!(why),
    }
    entry
}

fn preset(lane: LaneId, id: &str) -> Value {
    let (name, note) = preset_words(lane, id);
    let facts: Vec<&str> = preset_facts(id).iter().map(|fact| fact.id).collect();
    json!({ "id": id, "lane": lane, "name": name, "note": note, "facts": facts })
}

/// A preset's name and note; empty where the lane has no such preset.
pub(super) fn preset_words(lane: LaneId, id: &str) -> (&'static str, &'static str) {
    preset_text(lane, id)
        .map(|text| (text.name, text.note))
        .unwrap_or_default()
}

fn limit(limit: &KnownLimit) -> Value {
    let kind = match limit.kind {
        LimitKind::Assumed => "assumed",
        LimitKind::Simplified => "simplified",
        LimitKind::LeftOut => "left_out",
    };
    json!({
        "kind": kind,
        "title": limit.title,
        "text": limit.text,
        "could_move": limit.could_move,
    })
}
