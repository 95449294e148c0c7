// The speed of the page on this machine: figures, printed and attached to the report. Machines differ
// too much for a limit that would fail a test.
import type { TestInfo } from "@playwright/test";
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

test("a frame with thousands in flight is drawn in few calls", async ({ page, playground }, info) => {
  await page.addInitScript(() => {
    const calls = { made: 0 };
    Object.assign(globalThis, { calls });
    const context = CanvasRenderingContext2D.prototype as unknown as Record<string, (...all: unknown[]) => unknown>;
    for (const name of ["fill", "stroke", "fillRect", "strokeRect", "fillText", "strokeText", "drawImage"]) {
      const draw = context[name];
      if (!draw) throw new Error(`a canvas has no ${name}`);
      context[name] = function (...all: unknown[]) {
        calls.made += 1;
        return draw.apply(this, all);
      };
    }
  });
  const { stage } = playground;
  await playground.open("?scenario=stress&t=60&speed=0.1");
  await stage.canvas.scrollIntoViewIfNeeded();
  await expect.poll(() => stage.drawn()).toBeGreaterThanOrEqual(2_000);
  const FRAMES = 150;
  const calls = await page.evaluate(
    (frames) =>
      new Promise<number>((done) => {
        const { calls } = globalThis as unknown as { calls: { made: number } };
        calls.made = 0;
        let left = frames;
        const next = (): void => {
          left -= 1;
          if (left > 0) requestAnimationFrame(next);
          else done(calls.made);
        };
        requestAnimationFrame(next);
      }),
    FRAMES,
  );
  await playground.timeline.pause.click();
  const drawn = await stage.drawn();
  const p95 = Number(await stage.canvas.getAttribute("data-frame-p95-ms"));
  await tell(info, [{ what: `work of a frame, p95, ${drawn} in flight`, milliseconds: [p95] }]);
  expect(calls, "frames were drawn").toBeGreaterThan(0);
  // Requests of one kind are one path: the number of calls does not grow with the number of requests.
  expect(calls / FRAMES, "draw calls of a frame").toBeLessThan(drawn / 5);
});
