//! The runs of a scenario's snippets, with those of a person's own code in the place of others.

use engine::interpreter::{Program, profile};
use grading::{assemble, compile};
use model::sandbox::{Grants, OwnCode, SnippetProfiles, own_code, snippets};
use model::scenario::Scenario;

/// The profiles for a scenario.
///
/// # Errors
///
/// A sentence with the snippet whose code cannot be run.
pub fn profiles_of(scenario: &Scenario) -> Result<SnippetProfiles, String> {
    let limits = scenario.lanes.sandbox.limits();
    let mut profiles = profile(&limits);
    for (id, code) in scenario.own_code() {
        let failed = |why: String| format!("the code in the place of `{id}`: {why}");
        let wasm = match code {
            OwnCode::Grading(text) => compile(text).map(|compiled| compiled.wasm),
            OwnCode::ModuleText(text) => assemble(text),
            OwnCode::Module(text) => {
                let bytes = own_code::bytes(text);
                Ok(bytes.ok_or_else(|| failed("it is not written in Base64".to_owned()))?)
            }
        };
        let wasm = wasm.map_err(|fault| failed(fault.to_string()))?;
        let program = Program::to_watch(&wasm, &limits, Grants::ALL);
        let program = program.map_err(|error| failed(error.to_string()))?;
        // A checked scenario names snippets that ship.
        if let Some(snippet) = snippets().iter().find(|snippet| snippet.id == id) {
            profiles.replace(id, code, program.runs(&snippet.task));
        }
    }
    Ok(profiles)
}
