// Takes out of each program what only the streams of a dependency would call: `leptos` brings `wasm-streams`, whose classes are
// exported whether anybody makes one or not, and what is exported stays. A program that makes one is left as it is.
//
//     node unused.mjs FOLDER WASM-OPT
//
// `wasm-metadce` does the same, but writes the functions in another order, which costs more than it saves.
import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [site, wasmOpt] = process.argv.slice(2);
const OF_STREAMS = /^(__wbg_)?intounderlying/;
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
/** The length of the magic number and the version; the section of exports. */
const [HEAD, EXPORTS] = [8, 7];

/** The unsigned number at a place (LEB128), and the place after it. */
function number(bytes, at) {
  let [value, scale, next] = [0, 1, at];
  for (;;) {
    const byte = bytes[next++];
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) return [value, next];
  }
}

function encoded(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}

/** The content of the section of exports without those of streams. */
function kept(section) {
  const entries = [];
  let [count, at] = number(section, 0);
  for (; count > 0; count--) {
    const [length, name] = number(section, at);
    const [, end] = number(section, name + length + 1);
    if (!OF_STREAMS.test(section.toString("utf8", name, name + length))) entries.push(section.subarray(at, end));
    at = end;
  }
  return Buffer.concat([encoded(entries.length), ...entries]);
}

/** A module whose exports are fewer. */
function withoutStreams(bytes) {
  const parts = [bytes.subarray(0, HEAD)];
  for (let at = HEAD; at < bytes.length; ) {
    const [length, begin] = number(bytes, at + 1);
    const end = begin + length;
    const content = bytes[at] === EXPORTS ? kept(bytes.subarray(begin, end)) : bytes.subarray(begin, end);
    parts.push(bytes.subarray(at, at + 1), encoded(content.length), content);
    at = end;
  }
  return Buffer.concat(parts);
}

const paths = await readdir(site, { recursive: true });
for (const file of paths.filter((path) => path.endsWith(".wasm")).map((path) => join(site, path))) {
  const bytes = await readFile(file);
  const makesOne = WebAssembly.Module.imports(await WebAssembly.compile(bytes)).some(({ name }) => OF_STREAMS.test(name));
  if (makesOne) continue;
  await writeFile(file, withoutStreams(bytes));
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  execFileSync(wasmOpt, [...features, "--remove-unused-module-elements", file, "-o", file]);
}
