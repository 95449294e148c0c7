// Times the site's own worker in Chromium: from a scenario that is sent to the answer with its trace.
//
//     node bench/worker.mjs PORT SITE REPEAT NAME=SCENARIO.json…      $CHROME names the browser
//
// Prints one JSON object: for each name its requests and the seconds of each repeat. It speaks the
// worker's protocol from a blank page, so that nothing else runs in the tab. The page's own question for
// the snippets' profiles, which every simulation needs, is recorded and put again.
import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { ARGS, serve } from "./host.mjs";

const PATIENCE_MS = 120_000;
const [port, site, repeat, ...files] = process.argv.slice(2);
/** The page's first question, which asks for the snippets' profiles, as bytes. */
async function recordQuestion(context, address) {
  const page = await context.newPage();
  const question = new Promise((resolve, reject) => {
    page.exposeFunction("recordQuestion", resolve).catch(reject);
    setTimeout(() => reject(new Error("the page asked its worker for no profiles")), PATIENCE_MS).unref();
  });
  await page.addInitScript(() => {
    const PROFILE = 0; // the first kind of question, see app/src/worker/engine_questions.rs
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      // The first message is the worker's compiled program.
      if (message instanceof WebAssembly.Module) return post.call(this, message, ...rest);
      const build = new DataView(message.buffer, message.byteOffset).getUint32(0, true); // its name's length
      const kind = message[4 + build + 4]; // the kind of question follows the question's number
      if (kind === PROFILE) recordQuestion([...message]);
      return post.call(this, message, ...rest);
    };
  });
  await page.goto(address);
  const bytes = await question;
  await page.close();
  return bytes;
}

/**
 * Runs in the blank page: one worker, every scenario `repeat` times, one after the other. Messages are
 * borsh: lengths and numbers little-endian, an enum's kind one byte (see app/src/worker/message.rs).
 */
async function measure({ question, folder, scenarios, repeat, patience }) {
  const TO = { readScenario: 0, simulate: 1 };
  const FROM = { ready: 0, progress: 1, answered: 2, refused: 3, panicked: 4 };
  const u32 = (number) => new Uint8Array(new Uint32Array([number]).buffer);
  const text = (words) => {
    const bytes = new TextEncoder().encode(words);
    return [...u32(bytes.length), ...bytes];
  };
  const recorded = new Uint8Array(question);
  const head = recorded.slice(0, 4 + new DataView(recorded.buffer).getUint32(0, true)); // the build's name
  const build = new TextDecoder().decode(head.slice(4));
  const message = (id, kind, ...parts) =>
    new Uint8Array([...head, ...u32(id), kind, ...parts.flatMap((part) => [...part])]);
  const start = async (program) => {
    const worker = new Worker(`${folder}${program}_start.js`);
    worker.postMessage(await WebAssembly.compileStreaming(fetch(`${folder}${program}_bg.wasm`)));
    return worker;
  };
  /** The next answer that is no progress, with the time of its arrival. */
  const answer = (worker, patient = false) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("the worker did not answer in time")), patience);
      const settle = (act, value) => {
        clearTimeout(late);
        worker.onmessage = worker.onerror = null;
        act(value);
      };
      worker.onerror = (event) => settle(reject, new Error(`the worker failed: ${event.message}`));
      worker.onmessage = ({ data: [bytes, trace] }) => {
        const at = performance.now();
        const words = new TextDecoder().decode(bytes);
        if (!words.slice(4).startsWith(build)) {
          return settle(reject, new Error("page and worker come from different builds; cargo xtask build"));
        }
        const kind = bytes[head.length];
        if (kind === FROM.progress) return;
        if (kind === FROM.panicked || (kind === FROM.refused && !patient)) {
          return settle(reject, new Error(`the worker failed: ${words.slice(head.length + 1)}`));
        }
        settle(resolve, { at, kind, rest: bytes.slice(head.length + 1), trace });
      };
    });
  const expect = ({ kind, ...answered }, expected) => {
    if (kind !== expected) throw new Error(`the worker answered with a message of kind ${kind}`);
    return answered;
  };
  /** The reply in an answer, after its number and its length. */
  const replyOf = (answered) => expect(answered, FROM.answered).rest.slice(8);
  /** A scenario in Borsh. */
  const packed = async (scenario) => {
    const reader = await start("reader");
    expect(await answer(reader), FROM.ready);
    const heard = answer(reader);
    reader.postMessage(message(1, TO.readScenario, text(JSON.stringify(scenario))));
    const reply = replyOf(await heard);
    reader.terminate();
    return reply;
  };
  const worker = await start("worker");
  expect(await answer(worker), FROM.ready);
  const profiled = answer(worker);
  worker.postMessage(recorded);
  const profiles = replyOf(await profiled);
  const simulate = (id, scenario) => message(id, TO.simulate, scenario, profiles);
  const results = {};
  let id = 0;
  for (const [name, scenario] of scenarios) {
    const bytes = await packed(scenario);
    const repeats = [];
    let requests, traceBytes;
    for (let round = 0; round < repeat; round += 1) {
      id += 1;
      const question = simulate(id, bytes);
      const heard = answer(worker);
      const start = performance.now();
      worker.postMessage(question);
      const { at, rest, trace } = expect(await heard, FROM.answered);
      repeats.push((at - start) / 1000);
      const view = new DataView(rest.buffer, rest.byteOffset);
      if (view.getUint32(0, true) !== id) throw new Error("the worker answered another question");
      const fingerprint = view.getUint32(8, true); // its length, after the reply's; then the report
      requests = Number(view.getBigUint64(12 + fingerprint, true));
      traceBytes = trace?.byteLength ?? 0;
    }
    results[name] = { requests, repeats, trace_bytes: traceBytes };
  }
  // The time after which the worker receives a newer question in the middle of a day's simulation: a
  // question that breaks a rule is refused at once, so its answer arrives when the running slice has
  // ended.
  const [, scenario] = scenarios.at(-1);
  const day = await packed({ ...scenario, horizon_s: 86_400 });
  const broken = new Uint8Array(day);
  new DataView(broken.buffer).setUint32(0, 0, true); // a format that does not exist
  const heardAfter = [];
  for (let round = 0; round < 20; round += 1) {
    id += 2;
    worker.postMessage(simulate(id - 1, day));
    await new Promise((resume) => setTimeout(resume, 100 + 17 * round));
    const heard = answer(worker, true);
    const start = performance.now();
    worker.postMessage(simulate(id, broken));
    heardAfter.push(expect(await heard, FROM.refused).at - start);
  }
  heardAfter.sort((a, b) => a - b);
  worker.terminate();
  return { ...results, newer_heard_after_ms: { median: heardAfter[10], most: heardAfter[19] } };
}

async function run() {
  const scenarios = await Promise.all(
    files.map(async (file) => {
      const cut = file.indexOf("=");
      return [file.slice(0, cut), JSON.parse(await readFile(file.slice(cut + 1), "utf8"))];
    }),
  );
  const { host, address } = serve(port, site);
  try {
    const base = await address;
    const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
    try {
      const context = await browser.newContext();
      const question = await recordQuestion(context, base);
      const page = await context.newPage();
      const blank = `${base}blank`;
      await page.route(blank, (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html>" }));
      await page.goto(blank);
      const html = await (await context.request.get(base)).text();
      const folder = /<meta name="build" content="([^"]*)">/.exec(html)?.[1] ?? "";
      const task = { question, folder, scenarios, repeat: Number(repeat), patience: PATIENCE_MS };
      const results = await page.evaluate(measure, task);
      console.log(JSON.stringify({ ...results, browser: browser.version() }));
    } finally {
      await browser.close();
    }
  } finally {
    host.kill();
  }
}

run().catch((error) => {
  console.error(String(error.message ?? error));
  process.exitCode = 1;
});
