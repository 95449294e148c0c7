// Times a visit on a slow line and a slow processor, in Chromium: until a card is there, until it can be picked, and until the
// first verdicts. A first visit begins with an empty cache, a second one follows it. Medians of REPEAT.
//
//     node bench/arrival.mjs PORT SITE REPEAT [OTHER]        $CHROME names the browser
//
// Prints one JSON object: {"first": {"card_ms", "pick_ms", "verdict_ms"}, "second": {…}}, and with OTHER, another built site that
// is visited in turn, the same under "other".
import { chromium } from "@playwright/test";
import { ARGS, median, serve } from "./host.mjs";

const PATIENCE_MS = 120_000;
/** The Fast 4G of the browser's own tools, and a processor of a quarter of the speed. */
const LINE = { offline: false, latency: 165, downloadThroughput: (9e6 / 8) | 0, uploadThroughput: (1.35e6 / 8) | 0 };
const SLOWDOWN = 4;
const [port, site, repeat, other] = process.argv.slice(2);

/** Milliseconds since the page began to load, of each of the three moments. */
async function visit(context, address) {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send("Network.enable");
  await tools.send("Network.emulateNetworkConditions", LINE);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript(() => {
    const moments = (globalThis.moments = {});
    const look = () => {
      const card = document.querySelector("[data-workload] .card-name");
      if (card) moments.card_ms ??= performance.now();
      if (card && moments.pick_ms === undefined) {
        card.click();
        if (card.getAttribute("aria-pressed") === "true") {
          moments.pick_ms = performance.now();
          card.click();
        }
      }
      if (document.querySelector("main[data-sim-hash]")) moments.verdict_ms ??= performance.now();
      if (Object.keys(moments).length < 3) setTimeout(look, 50);
    };
    look();
  });
  await page.goto(`${address}?paused=1&lang=en`, { timeout: PATIENCE_MS });
  await page.waitForFunction(() => Object.keys(globalThis.moments).length === 3, undefined, { timeout: PATIENCE_MS });
  const moments = await page.evaluate(() => globalThis.moments);
  await page.close();
  return moments;
}

const sites = [{ name: "site", folder: site, port }, ...(other ? [{ name: "other", folder: other, port: String(Number(port) + 1) }] : [])];
for (const one of sites) Object.assign(one, serve(one.port, one.folder, "compressed"), { first: [], second: [] });
const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
try {
  for (let round = 0; round < Number(repeat); round += 1) {
    for (const one of sites) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      one.first.push(await visit(context, await one.address));
      one.second.push(await visit(context, await one.address));
      await context.close();
    }
  }
} finally {
  await browser.close();
  for (const { host } of sites) host.kill();
}
const medians = (visits) => Object.fromEntries(["card_ms", "pick_ms", "verdict_ms"].map((name) => [name, Math.round(median(visits.map((visit) => visit[name])))]));
const [mine, theirs] = sites.map(({ first, second }) => ({ first: medians(first), second: medians(second) }));
console.log(JSON.stringify(theirs ? { ...mine, other: theirs } : mine));
