// Times the site's own worker in Chromium: from a scenario that is sent to the answer with its trace.
//
//     node bench/worker.mjs PORT SITE REPEAT NAME=SCENARIO.json…      $CHROME names the browser
//
// Prints one JSON object: for each name its requests and the seconds of each repeat. It speaks the
// worker's protocol from a blank page, so that nothing else runs in the tab. What the page sends
// ahead of the first scenario (the snippets' profiles) is overheard from the page itself.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const PATIENCE_MS = 120_000;
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const [port, site, repeat, ...files] = process.argv.slice(2);
const E2E = fileURLToPath(new URL("..", import.meta.url));

/** The static host, once it listens; `server.mjs` says where. */
function serve() {
  const host = spawn(process.execPath, ["server.mjs", port, site], { cwd: E2E, stdio: ["ignore", "pipe", "inherit"] });
  const address = new Promise((resolve, reject) => {
    host.once("error", reject);
    host.once("exit", () => reject(new Error("the static host ended before it listened")));
    host.stdout.on("data", (said) => {
      const found = String(said).match(/ at (http:\S+)/);
      if (found) resolve(found[1]);
    });
  });
  return { host, address };
}

/** The message with which the page hands the profiles to the worker that simulates, as text. */
async function overhear(context, address) {
  const page = await context.newPage();
  const keep = new Promise((resolve, reject) => {
    page.exposeFunction("laneOverhears", resolve).catch(reject);
    setTimeout(() => reject(new Error("the page sent its worker no profiles")), PATIENCE_MS).unref();
  });
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (typeof message === "string" && JSON.parse(message).message?.keep) laneOverhears(message);
      return post.call(this, message, ...rest);
    };
  });
  await page.goto(address);
  const text = await keep;
  await page.close();
  return text;
}

/** Runs in the blank page: one worker, every scenario `repeat` times, one after the other. */
async function measure({ keep, scenarios, repeat, patience }) {
  const { build } = JSON.parse(keep);
  const worker = new Worker(`worker_start.js?build=${build}`);
  /** The next answer that is no progress, with the time at which it came. */
  const answer = () =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("the worker did not answer in time")), patience);
      const settle = (act, value) => {
        clearTimeout(late);
        worker.onmessage = worker.onerror = null;
        act(value);
      };
      worker.onerror = (event) => settle(reject, new Error(`the worker failed: ${event.message}`));
      worker.onmessage = ({ data: [text, trace] }) => {
        const at = performance.now();
        const { build: theirs, message } = JSON.parse(text);
        if (theirs !== build) return settle(reject, new Error("page and worker come from different builds; cargo xtask build"));
        const { progress, hours, refused, panicked } = message;
        if (progress || hours) return;
        if (refused) return settle(reject, new Error(`the worker refused: ${refused.sentence}`));
        if (panicked) return settle(reject, new Error(`the worker failed: ${panicked.report}`));
        settle(resolve, { at, message, trace });
      };
    });
  await answer(); // ready
  worker.postMessage(keep);
  const results = {};
  let id = 0;
  for (const [name, scenario] of scenarios) {
    const repeats = [];
    let report, traceBytes;
    for (let round = 0; round < repeat; round += 1) {
      id += 1;
      const text = JSON.stringify({ build, message: { simulate: { id, scenario, fault: false } } });
      const heard = answer();
      const start = performance.now();
      worker.postMessage(text);
      const { at, message, trace } = await heard;
      const { simulated } = message;
      if (simulated?.id !== id) throw new Error(`the worker answered ${Object.keys(message)}`);
      repeats.push((at - start) / 1000);
      report = simulated.summary.report;
      traceBytes = trace?.byteLength ?? 0;
    }
    const cold = report.workloads.reduce((sum, workload) => sum + (workload.cold_starts ?? 0), 0);
    results[name] = { requests: report.requests, p_cold: cold / report.requests, repeats, trace_bytes: traceBytes };
  }
  // How soon something newer is heard in the middle of a day's simulation: a table of one row is
  // answered at once, so that its answer comes when the slice under way has ended.
  const [, day] = scenarios.at(-1);
  const heardAfter = [];
  for (let round = 0; round < 20; round += 1) {
    id += 1;
    const scenario = { ...day, horizon_s: 86_400 };
    worker.postMessage(JSON.stringify({ build, message: { simulate: { id, scenario, fault: false } } }));
    await new Promise((resume) => setTimeout(resume, 100 + 17 * round));
    const table = { import: { id: 0, text: "timestamp\n1\n", ids: ["one"], otherwise: 0 } };
    const heard = answer();
    const start = performance.now();
    worker.postMessage(JSON.stringify({ build, message: table }));
    heardAfter.push((await heard).at - start);
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
  const { host, address } = serve();
  try {
    const base = await address;
    const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
    try {
      const context = await browser.newContext();
      const keep = await overhear(context, base);
      const page = await context.newPage();
      const blank = `${base}blank`;
      await page.route(blank, (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html>" }));
      await page.goto(blank);
      const results = await page.evaluate(measure, { keep, scenarios, repeat: Number(repeat), patience: PATIENCE_MS });
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
