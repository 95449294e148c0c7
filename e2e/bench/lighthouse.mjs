// Lighthouse on the built site, served compressed, with its mobile preset: the median of REPEAT.
//
//     node bench/lighthouse.mjs PORT SITE REPEAT        $CHROME names the browser
//
// Prints one JSON object with scores from 0 to 100, the layout shift and the longest task:
// {"performance", "accessibility", "best_practices", "layout_shift", "longest_task_ms"}.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { ARGS, median, serve } from "./host.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices"];
const [port, site, repeat] = process.argv.slice(2);

const { host, address } = serve(port, site, "compressed");
try {
  const at = await address;
  // The host compresses each file once.
  await fetch(at, { headers: { "Accept-Encoding": "br" } });
  const runs = [];
  for (let round = 0; round < Number(repeat); round += 1) {
    const chrome = await launch({
      chromePath: process.env.CHROME || undefined,
      chromeFlags: ["--headless=new", ...ARGS],
      logLevel: "silent",
    });
    const { lhr } = await lighthouse(at, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "silent" });
    chrome.kill();
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    runs.push(lhr);
    if (process.env.LANEWISE_LIGHTHOUSE_SAYS) {
      for (const { id, score, displayValue } of Object.values(lhr.audits)) {
        if (score !== null && score < 0.9) console.error(`${id}: ${score} ${displayValue ?? ""}`);
      }
    }
  }
  const score = (category) => Math.round(100 * median(runs.map((run) => run.categories[category].score)));
  const longest = (run) => Math.max(0, ...(run.audits["long-tasks"]?.details?.items ?? []).map((task) => task.duration));
  console.log(
    JSON.stringify({
      performance: score("performance"),
      accessibility: score("accessibility"),
      best_practices: score("best-practices"),
      layout_shift: median(runs.map((run) => run.audits["cumulative-layout-shift"].numericValue)),
      longest_task_ms: median(runs.map(longest)),
    }),
  );
} finally {
  host.kill();
}
