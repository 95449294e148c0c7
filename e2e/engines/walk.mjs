// The steps that every browser engine must complete: load, place, verdict, play. The drivers share the
// functions `open`, `read` (a function's value in the page) and `click` (the element that an XPath
// finds).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const PATIENCE_MS = 60_000;
const ROUND_MS = 100;

/** Repeats a question until it has an answer; an error names the awaited state. */
async function until(what, ask) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${PATIENCE_MS / 1000} s in vain: ${what}`);
    await new Promise((done) => setTimeout(done, ROUND_MS));
  }
}

const main = (name) => `return document.querySelector("main").getAttribute("${name}")`;
const textOf = (selector) => `return document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`;
const button = (name) => `//button[contains(normalize-space(.), "${name}") or contains(@aria-label, "${name}")]`;

/** A frame without an origin, in the page that is open: it simulates, and tells its result. */
export async function frame(driver) {
  const told = `
    if (!window.frameIsThere) {
      window.frameIsThere = true;
      addEventListener("message", ({ data }) => data?.type === "result" && (window.told = data));
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.src = "?embed=1";
      // In sight: a browser draws no frame that nobody sees, and the board is laid out frame by frame.
      Object.assign(frame.style, { position: "fixed", inset: "0", width: "1000px", height: "700px", zIndex: "99" });
      document.body.append(frame);
    }
    return window.told?.of ?? 0`;
  assert.equal(await until("the result of the frame", () => driver.read(told)), 14);
  return ["frame: without an origin it simulates, and tells its result"];
}

/** The sandbox lab: each program of its gallery burns the fuel and gets the points that it does natively. */
export async function lab(driver, address) {
  const runs = JSON.parse(await readFile(new URL("../fixtures/lab-runs.json", import.meta.url), "utf8"));
  const shown = (text) => Number(text.split(" of ")[0].replaceAll(",", ""));
  for (const { program, points, fuel } of runs) {
    await driver.open(`${address}lab/?lang=en&program=${program}`);
    await until("the lab", () => driver.read(`return document.querySelector("button.is-main") !== null`));
    await driver.click('//button[contains(@class, "is-main")]');
    await until(`the end of ${program}`, async () =>
      /has ended|fuel is gone/.test(await driver.read(textOf(".lab-state"))),
    );
    const found = {
      fuel: shown(await driver.read(textOf(".lab-gauge .figure"))),
      points: shown(await driver.read(textOf(".lab-result dd"))),
    };
    assert.deepEqual(found, { fuel, points }, program);
  }
  return [`lab: ${runs.length} programs burn the fuel and get the points that they do natively, to the last bit`];
}

export async function walk(driver, address) {
  const steps = [];
  const step = async (name, work) => {
    await work();
    steps.push(name);
  };
  await step("load: a run with its verdicts is on the screen", async () => {
    await driver.open(`${address}?paused=1&lang=en`);
    await until("the first run", () => driver.read(main("data-generation")));
    const headline = await driver.read(textOf("main h2"));
    assert.match(headline, /^\d+ of 14 meet their targets$/);
  });
  await step("the run is the native one, to the last bit", async () => {
    const report = process.env.LANEWISE_NATIVE_REPORT;
    if (!report) return;
    const { fingerprint } = JSON.parse(await readFile(report, "utf8"));
    assert.equal(await driver.read(main("data-sim-hash")), fingerprint);
  });
  await step("place: a card is chosen and placed on a lane", async () => {
    const before = await driver.read(main("data-generation"));
    await driver.click('//li[@data-workload="quiz-submissions"]//button[contains(@class, "card-name")]');
    await driver.click(button("Place Quiz submissions on Service"));
    await until("the run after the move", async () => (await driver.read(main("data-generation"))) !== before);
    const lane = await driver.read(
      `return document.querySelector('[data-workload="quiz-submissions"]').closest("[data-lane]").dataset.lane`,
    );
    assert.equal(lane, "service");
  });
  await step("verdict: the card meets its targets there, and the page says what changed", async () => {
    await until("the card's verdict", async () =>
      /meets all/.test(await driver.read(textOf('[data-workload="quiz-submissions"]'))),
    );
    await until("the announcement", async () =>
      /Quiz submissions moved to Service/.test(await driver.read(textOf('[role="status"]'))),
    );
  });
  await step("play: the hour runs, and stops", async () => {
    const clock = () => driver.read(`return document.querySelector(".hour-scrubber").getAttribute("aria-valuetext")`);
    const before = await clock();
    await driver.click(`//section[@aria-label="Timeline"]${button("Play")}`);
    await until("the clock to run", async () => (await clock()) !== before);
    await driver.click(`//section[@aria-label="Timeline"]${button("Pause")}`);
  });
  return steps;
}
