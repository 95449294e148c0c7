// The workbench is one viewport: the page does not scroll, and what matters is wholly inside.
import type { Locator } from "@playwright/test";
import { LANES } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const SCREENS = [
  { name: "a small laptop", query: "?paused=1", width: 1280, height: 720 },
  { name: "a laptop", query: "?paused=1", width: 1366, height: 768 },
  { name: "a large laptop", query: "?paused=1", width: 1440, height: 900 },
  { name: "a desktop", query: "?paused=1", width: 1920, height: 1080 },
  { name: "a phone", query: "?paused=1", width: 390, height: 844 },
  { name: "an embed", query: "?paused=1&embed=1", width: 800, height: 600 },
  { name: "Spanish on a small laptop", query: "?paused=1&lang=es", width: 1280, height: 720 },
];

async function isWhollyInside(part: Locator, what: string): Promise<void> {
  await expect(part, what).toBeInViewport({ ratio: 1 });
}

for (const { name, query, width, height } of SCREENS) {
  test(`${name}, ${width} by ${height}`, async ({ page, playground }) => {
    await page.setViewportSize({ width, height });
    await playground.visit(query);
    await playground.hasVerdicts();
    const beyond = await page.evaluate(() => ({
      down: document.documentElement.scrollHeight - innerHeight,
      right: document.documentElement.scrollWidth - innerWidth,
    }));
    expect(beyond).toEqual({ down: 0, right: 0 });
    const timeline = page.getByRole("region", { name: /^(Timeline|Línea de tiempo)$/ });
    await isWhollyInside(timeline.getByRole("button", { name: /^(Play|Reproducir)$/ }), "play");
    await isWhollyInside(timeline.getByRole("slider").last(), "the scrubber");
    await isWhollyInside(playground.main.getByRole("heading", { level: 2 }).first(), "the verdict");
  });
}

test("placing a card leaves the scroll positions of the panes and of the page", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  const scrolled = () =>
    page.evaluate(() => [...document.querySelectorAll(".workbench > *")].map((pane) => pane.scrollTop).concat(scrollY));
  const before = await scrolled();
  await playground.move("Quiz submissions", "Service");
  expect(await scrolled()).toEqual(before);
});

test("four lanes are in sight beside the map, with all workloads in one of them", async ({ page, playground }) => {
  for (const [width, height] of [[1280, 720], [1366, 768], [1440, 900], [1920, 1080]] as const) {
    await page.setViewportSize({ width, height });
    await playground.open();
    for (const lane of LANES) await isWhollyInside(playground.lane(lane), `${lane} at ${width} by ${height}`);
  }
});
