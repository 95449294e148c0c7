// The speed of the page on this machine: figures, printed and attached to the report. Machines differ
// too much for a limit that would fail a test.
import type { Page, TestInfo } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import type { Lane } from "../fixtures/playground";

// The recording of a trace would be part of the measured time.
test.use({ trace: "off" });

interface Figure {
  what: string;
  milliseconds: number[];
}

async function tell(info: TestInfo, figures: Figure[]): Promise<void> {
  for (const { what, milliseconds } of figures) {
    const sorted = [...milliseconds].sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    const most = sorted.at(-1);
    const line = `${what}: ${most === undefined ? "none" : `median ${middle.toFixed(1)} ms, most ${most.toFixed(1)} ms of ${sorted.length}`}`;
    console.log(`  ${line}`);
    info.annotations.push({ type: "figure", description: line });
  }
  await info.attach("figures.json", { body: JSON.stringify(figures, undefined, 2), contentType: "application/json" });
}

/** The time to draw this many dots one by one on a canvas as large as the stage's, p95, milliseconds. */
async function plainFrameMs(page: Page, dots: number): Promise<number> {
  return page.evaluate((dots) => {
    const stage = document.querySelector("canvas");
    const canvas = document.createElement("canvas");
    canvas.width = stage?.width ?? 1_000;
    canvas.height = stage?.height ?? 600;
    const context = canvas.getContext("2d");
    if (!context) return Number.NaN;
    const times: number[] = [];
    for (let frame = 0; frame < 60; frame += 1) {
      const begun = performance.now();
      context.clearRect(0, 0, canvas.width, canvas.height);
      for (let dot = 0; dot < dots; dot += 1) {
        context.beginPath();
        context.arc((dot * 37) % canvas.width, (dot * 91) % canvas.height, 3, 0, 2 * Math.PI);
        context.fill();
      }
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  }, dots);
}

test("from a move to its verdicts, and how long the page is blocked", async ({ page, playground }, info) => {
  await page.addInitScript(() => {
    const blocked: number[] = [];
    Object.assign(globalThis, { blocked });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) blocked.push(entry.duration);
    }).observe({ type: "longtask", buffered: true });
  });
  await playground.open();
  const spans = (name: string) =>
    page.evaluate((name) => performance.getEntriesByName(name).map((entry) => entry.duration), name);
  const ANSWER = "lanewise: from a change to its verdicts";
  const opening = (await spans(ANSWER)).length;
  await page.evaluate(() => {
    (globalThis as unknown as { blocked: number[] }).blocked.length = 0;
  });

  const MOVES: [string, Lane][] = [
    ["Quiz submissions", "Service"],
    ["Course landing page", "Edge"],
    ["Partner grading plugins", "Sandbox"],
    ["Live classroom", "Service"],
    ["Bot and sign-in check", "Edge"],
  ];
  for (const [workload, lane] of MOVES) await playground.move(workload, lane);
  await expect.poll(async () => (await spans(ANSWER)).length).toBeGreaterThanOrEqual(opening + MOVES.length);
  await expect(playground.main).toHaveAttribute("data-move-ms", /^\d+$/);

  const blocked = await page.evaluate(() => (globalThis as unknown as { blocked: number[] }).blocked);
  await tell(info, [
    { what: "from a move to its verdicts", milliseconds: (await spans(ANSWER)).slice(opening) },
    { what: "the page takes a run over", milliseconds: (await spans("lanewise: take over a run")).slice(1) },
    { what: "tasks over 50 ms on the page's thread", milliseconds: blocked },
  ]);
});

test("the work of a frame with thousands in flight", async ({ page, playground }, info) => {
  const { stage } = playground;
  await playground.open("?scenario=stress&t=60&speed=0.1");
  await stage.canvas.scrollIntoViewIfNeeded();
  await expect.poll(() => stage.drawn()).toBeGreaterThanOrEqual(2_000);
  // The measurement needs as many frames as the figure has.
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        let left = 150;
        const next = (): void => {
          left -= 1;
          if (left > 0) requestAnimationFrame(next);
          else done();
        };
        requestAnimationFrame(next);
      }),
  );
  await playground.timeline.pause.click();
  const p95 = Number(await stage.canvas.getAttribute("data-frame-p95-ms"));
  const plain = await plainFrameMs(page, await stage.drawn());
  await tell(info, [
    { what: `work of a frame, p95, ${await stage.drawn()} in flight`, milliseconds: [p95] },
    { what: "the same number of dots, each drawn on its own", milliseconds: [plain] },
  ]);
  // A frame draws requests in groups, and so takes less time than drawing them one by one, on every
  // machine; twice the time allows for other work of the machine.
  expect(p95, "a frame was measured").toBeGreaterThan(0);
  expect(p95, "work of a frame against plain drawing").toBeLessThan(2 * plain);
});
