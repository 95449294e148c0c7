// The time of a frame's work with thousands of requests in flight, in Chromium: the stage's own figure,
// the 95th percentile of 150 frames, as the median of REPEAT.
//
//     node bench/frames.mjs PORT SITE REPEAT        $CHROME names the browser
//
// Prints one JSON object: {"some": {"in_flight", "p95_ms"}, "many": {…}}. The scenario is `stress`; in
// the second measurement each of its answers takes more than four times as long.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { ARGS, median, serve } from "./host.mjs";

const PATIENCE_MS = 120_000;
const FRAMES = 150;
const [port, site, repeat] = process.argv.slice(2);

async function scenario() {
  const root = resolve(fileURLToPath(new URL("..", import.meta.url)), site);
  return JSON.parse(await readFile(join(root, "scenarios", "stress.json"), "utf8"));
}

/** The same arrivals with such slow answers that more than 10,000 requests are in flight at once. */
function slower(stress) {
  for (const workload of stress.workloads) {
    for (const step of workload.steps) step.work.outside_wait_ms = { median: 12_500, p99: 16_000 };
  }
  Object.assign(stress.lanes.serverless, { account_concurrency: 6_000, ramp_per_10_s: 6_000 });
  stress.lanes.service.deployments["slow-services"].slots = 500;
  return stress;
}

async function measure(browser, address, scenario, least) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.route("**/scenarios/stress.bin", (route) => route.fulfill({ status: 404 }));
  await page.route("**/scenarios/stress.json", (route) => route.fulfill({ json: scenario }));
  await page.goto(`${address}?scenario=stress&speed=0.1&paused=1&lang=en`);
  await page.waitForSelector("[data-sim-hash]", { timeout: PATIENCE_MS });
  const canvas = page.getByRole("img", { name: /^Animated map/ });
  await page.getByRole("slider", { name: "Time of day" }).fill("70");
  await page.getByRole("region", { name: "Timeline" }).getByRole("button", { name: "Play" }).click();
  await canvas.scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (least) => Number(document.querySelector(".stage-canvas").dataset.inFlight) >= least,
    least,
    { timeout: PATIENCE_MS },
  );
  const frames = () =>
    page.evaluate(
      (frames) =>
        new Promise((done) => {
          const next = () => (frames-- > 0 ? requestAnimationFrame(next) : done());
          requestAnimationFrame(next);
        }),
      FRAMES,
    );
  const seen = [];
  for (let round = 0; round < Number(repeat); round += 1) {
    await frames();
    seen.push(await canvas.evaluate(({ dataset }) => [Number(dataset.inFlight), Number(dataset.frameP95Ms)]));
  }
  await context.close();
  return { in_flight: Math.min(...seen.map(([many]) => many)), p95_ms: median(seen.map(([, p95]) => p95)) };
}

const { host, address } = serve(port, site);
const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
try {
  const at = await address;
  const some = await measure(browser, at, await scenario(), 2_000);
  const many = await measure(browser, at, slower(await scenario()), 10_000);
  console.log(JSON.stringify({ some, many }));
} finally {
  await browser.close();
  host.kill();
}
