// Times a visit on a slow line and a slow processor, in Chromium: until a card is painted, until it can be picked, and until the
// first verdicts. A first visit begins with an empty cache, a second one follows it; a third one follows a visit long enough
// that the browser kept the site for use without a network. Medians of REPEAT.
//
//     node bench/arrival.mjs PORT SITE REPEAT [OTHER]        $CHROME names the browser
//
// Prints one JSON object: {"first": {"card_ms", "pick_ms", "verdict_ms"}, "second": {…}, "kept": {…}}, and with OTHER, another
// built site that is visited in turn, the same under "other".
import { chromium } from "@playwright/test";
import { ARGS, median, serve } from "./host.mjs";

const PATIENCE_MS = 120_000;
/** The Fast 4G of the browser's own tools, and a processor of a quarter of the speed. */
const LINE = { offline: false, latency: 165, downloadThroughput: (9e6 / 8) | 0, uploadThroughput: (1.35e6 / 8) | 0 };
const SLOWDOWN = 4;
/** The length of a first visit: the browser has stored what it fetched. */
const GLANCE_MS = 5_000;
/** The length of a visit after which the site is kept: it begins to be after 15 seconds. */
const STAY_MS = 25_000;
const [port, site, repeat, other] = process.argv.slice(2);

/** Milliseconds since the page began to load, of each of the three moments. The visit goes on for some time. */
async function visit(context, address, more_ms) {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send("Network.enable");
  await tools.send("Network.emulateNetworkConditions", LINE);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript(() => {
    const moments = (globalThis.moments = {});
    const passed = (name) => (moments[name] ??= performance.now());
    // The first frame that shows the card is painted before the task that its callback posts.
    const afterPaint = (act) => requestAnimationFrame(() => setTimeout(act));
    let isSeen = false;
    const look = () => {
      const card = document.querySelector("[data-workload] .card-name");
      if (card && !isSeen) {
        isSeen = true;
        afterPaint(() => {
          passed("card_ms");
          card.click();
        });
      }
      if (card?.getAttribute("aria-pressed") === "true" && moments.pick_ms === undefined) {
        passed("pick_ms");
        // Back to where it was.
        setTimeout(() => card.click());
      }
      if (document.querySelector("main[data-sim-hash]")) passed("verdict_ms");
      if (Object.keys(moments).length === 3) observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ["aria-pressed", "data-sim-hash"] });
  });
  await page.goto(`${address}?paused=1&lang=en`, { timeout: PATIENCE_MS });
  await page.waitForFunction(() => Object.keys(globalThis.moments).length === 3, undefined, { timeout: PATIENCE_MS });
  const moments = await page.evaluate(() => globalThis.moments);
  await page.waitForTimeout(more_ms);
  await page.close();
  return moments;
}

const sites = [{ name: "site", folder: site, port }, ...(other ? [{ name: "other", folder: other, port: String(Number(port) + 1) }] : [])];
for (const one of sites) Object.assign(one, serve(one.port, one.folder, "compressed"), { first: [], second: [], kept: [] });
const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
try {
  for (let round = 0; round < Number(repeat); round += 1) {
    for (const one of sites) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const address = await one.address;
      one.first.push(await visit(context, address, GLANCE_MS));
      one.second.push(await visit(context, address, STAY_MS));
      one.kept.push(await visit(context, address, 0));
      await context.close();
    }
  }
} finally {
  await browser.close();
  for (const { host } of sites) host.kill();
}
const medians = (visits) => Object.fromEntries(["card_ms", "pick_ms", "verdict_ms"].map((name) => [name, Math.round(median(visits.map((visit) => visit[name])))]));
const [mine, theirs] = sites.map(({ first, second, kept }) => ({ first: medians(first), second: medians(second), kept: medians(kept) }));
console.log(JSON.stringify(theirs ? { ...mine, other: theirs } : mine));
