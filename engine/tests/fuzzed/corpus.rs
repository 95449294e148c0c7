//! What the targets begin with: the programs that ship, and files of each kind.

use std::fs;

use model::sandbox::snippets;

use crate::mutation::Mutations;

/// The files of a folder of the checkout with one of these endings, in the order of their names.
fn folder(path: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(testkit::file(path)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    });
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// WebAssembly text: the snippets, and the attacks of the lab.
pub(crate) fn module_texts() -> Vec<Vec<u8>> {
    let mut texts = folder("engine/model/src/sandbox/snippets", &["wat"]);
    texts.extend(folder("engine/grading/gallery", &["wat"]));
    texts
}

/// Modules: the snippets, the attacks, and programs of the grading language.
pub(crate) fn modules() -> Vec<Vec<u8>> {
    let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
    let shipped = snippets().iter().map(|snippet| snippet.wasm().to_vec());
    let attacks = folder("engine/grading/gallery", &["wat"]);
    let attacks = attacks
        .iter()
        .map(|bytes| grading::assemble(&text(bytes)).unwrap());
    let programs = programs();
    let programs = programs
        .iter()
        .map(|bytes| grading::compile(&text(bytes)).unwrap().wasm);
    shipped.chain(attacks).chain(programs).collect()
}

/// Programs in the grading language.
pub(crate) fn programs() -> Vec<Vec<u8>> {
    folder("engine/grading/gallery", &["grade"])
}

/// Submissions, tasks, results and tables.
pub(crate) fn files() -> Vec<Vec<u8>> {
    let files: [&[u8]; 8] = [
        br#"{"submission":"B, D"}"#,
        br#"{"points":2,"feedback":"Well \u00e9done"}"#,
        br#"{"cap_points":4,"criteria":[{"points":1,"is":["b"]},{"points":2,"mentions":["tilt*"]}]}"#,
        br#"{"cap_points":4,"criteria":[{"points":4,"number":2.0193,"tolerance":0.025}]}"#,
        b"id,answer,points\n1,\"B, D\",2\n2,,0\n",
        b"sep=;\nid;Submission\n1;B\n",
        "\u{feff}answer\tmarks\r\n\u{e9}\t1\r\n".as_bytes(),
        &[0xff, 0xfe, b'a', 0, b'\n', 0, b'b', 0, b'\n', 0],
    ];
    files.map(<[u8]>::to_vec).into()
}

/// Logs of each format.
pub(crate) fn logs() -> Vec<Vec<u8>> {
    folder(
        "engine/logs/tests/files",
        &["csv", "tsv", "log", "json", "jsonl", "txt"],
    )
}

/// So many files of random bytes, of so many bytes each.
pub(crate) fn noise(files: u64, bytes: usize) -> Vec<Vec<u8>> {
    let file = |seed| {
        let mut drawn = Mutations::new(seed);
        (0..bytes).map(|_| drawn.byte()).collect()
    };
    (0..files).map(file).collect()
}
