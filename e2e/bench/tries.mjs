// Times what a person waits for in the program for learning, in Chromium: the score of the challenge with the most
// cards, the moves that its debrief finds, and a workload of one's own on every lane. Each is the median of REPEAT.
//
//     node bench/tries.mjs PORT SITE REPEAT        $CHROME names the browser
//
// Prints one JSON object: {"cores", "score_ms", "moves_ms", "own_ms"}.
import { chromium } from "@playwright/test";
import { ARGS, median, serve } from "./host.mjs";

const PATIENCE_MS = 120_000;
const CHALLENGE = "everything-at-once";
const [port, site, repeat] = process.argv.slice(2);

/** Milliseconds from a click on a button until it can be clicked again, or is gone. */
async function timed(page, name) {
  const button = page.getByRole("button", { name, exact: true });
  await button.waitFor({ timeout: PATIENCE_MS });
  const began = await page.evaluate(() => performance.now());
  await button.click();
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await stop.waitFor({ timeout: PATIENCE_MS });
  await stop.waitFor({ state: "hidden", timeout: PATIENCE_MS });
  return (await page.evaluate(() => performance.now())) - began;
}

async function open(browser, address, query) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}?paused=1&lang=en&${query}`);
  await page.waitForSelector("[data-sim-hash]", { timeout: PATIENCE_MS });
  return page;
}

const { host, address } = serve(port, site);
const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
const found = { score_ms: [], moves_ms: [], own_ms: [] };
let cores = 0;
try {
  for (let round = 0; round < Number(repeat); round += 1) {
    const page = await open(browser, await address, `challenge=${CHALLENGE}`);
    cores = await page.evaluate(() => navigator.hardwareConcurrency);
    await page.getByRole("button", { name: "Start the challenge", exact: true }).click();
    await page.getByRole("button", { name: "Begin again", exact: true }).waitFor({ timeout: PATIENCE_MS });
    // The debrief of the third attempt shows moves.
    const scores = [];
    for (let attempt = 0; attempt < 3; attempt += 1) scores.push(await timed(page, "Score it over five hours"));
    found.score_ms.push(median(scores));
    found.moves_ms.push(await timed(page, "Show a move"));
    await page.context().close();
    const own = await open(browser, await address, "learn=own_workload");
    found.own_ms.push(await timed(own, "Try every lane"));
    await own.context().close();
  }
} finally {
  await browser.close();
  host.kill();
}
const medians = Object.entries(found).map(([name, values]) => [name, median(values)]);
console.log(JSON.stringify({ cores, ...Object.fromEntries(medians) }));
