// The workbench is one viewport: the page does not scroll, and what matters is wholly inside.
import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { drag } from "../fixtures/hand";
import { LANES } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const es = JSON.parse(readFileSync(new URL("../../public/text/es.json", import.meta.url), "utf8")) as Record<string, string>;

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
    await isWhollyInside(page.getByRole("button", { name: /^(Map|Mapa)$/ }).or(page.getByRole("img", { name: /^(Animated map|Mapa animado)/ })).first(), "the map or its button");
  });
}

test("a frame in a course page has the controls of the board alone, and more where its address asks", async ({ page, playground }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await playground.visit("?embed=1");
  await playground.hasVerdicts();
  for (const name of ["Learn", "More", "Dark theme"]) await expect(playground.button(name)).toHaveCount(0);
  const full = page.getByRole("link", { name: "Open full page" });
  await expect(full).toHaveAttribute("href", /\/lanewise\/(?!.*embed)/);
  await playground.visit("?embed=1&controls=1");
  await playground.hasVerdicts();
  await expect(playground.button("Learn")).toBeVisible();
  await expect(playground.button("More")).toBeVisible();
});

test("the full page of a frame has the frame's moves", async ({ page, playground }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await playground.open("?embed=1&paused=1");
  await playground.move("Quiz submissions", "Service");
  const full = page.getByRole("link", { name: "Open full page" });
  await full.focus();
  await expect(full).toHaveAttribute("href", /#/);
  const withMoves = (await full.getAttribute("href")) ?? "";
  // A link that cannot be written is not the one of an earlier board.
  await page.evaluate(() => Reflect.deleteProperty(window, "CompressionStream"));
  await playground.button("Undo").focus();
  await full.focus();
  await expect(full).toHaveAttribute("href", /lanewise\/(\?[^#]*)?$/);
  await page.goto(withMoves);
  await playground.hasVerdicts();
  await expect(playground.cardOn("Service", "Quiz submissions")).toBeAttached();
  await expect(page.getByRole("link", { name: "Open full page" })).toHaveCount(0);
});

test("placing a card by any way leaves the panes, their scroll positions, the selection and the focus", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  const geometry = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".workbench > *")].map((pane) => {
        const { x, y, width, height } = pane.getBoundingClientRect();
        return [pane.scrollTop, x, y, width, height];
      }),
    );
  const before = await geometry();
  await playground.move("Quiz submissions", "Service");
  expect(await geometry()).toEqual(before);
  // The same by a drag and by undo. What a person has selected stays in the evidence.
  await playground.pick("Certificates");
  await page.keyboard.press("Escape");
  await playground.andItsVerdicts(() => drag(page, playground.card("Live classroom"), playground.lane("Edge")));
  expect(await geometry()).toEqual(before);
  await expect(playground.evidence.subject).toHaveText("Certificates");
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  expect(await geometry()).toEqual(before);
  await expect(playground.button("Undo")).toBeFocused();
});

for (const [width, height] of [
  [1_280, 720],
  [1_366, 768],
] as const) {
  test(`after a move all lanes are in sight, and the card with what changed, ${width} by ${height}`, async ({ page, playground }) => {
    await page.setViewportSize({ width, height });
    await playground.open();
    const areAllInSight = async () => {
      for (const lane of LANES) await expect(playground.lane(lane), lane).toBeInViewport({ ratio: 0.99 });
    };
    await playground.move("Quiz submissions", "Edge");
    const card = playground.cardOn("Edge", "Quiz submissions");
    await expect(card).toContainText(/[\d,]{5,} → [\d,]+ lost submissions/);
    await expect(card).toContainText(/1\.24 s → \d+ ms p95 latency/);
    await expect(card).toBeInViewport({ ratio: 0.99 });
    await areAllInSight();
    await playground.useBoard("Matched to shape");
    await areAllInSight();
  });
}

test("the smallest frame shows the heads of all lanes and a whole card", async ({ page, playground }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await playground.open("?embed=1&paused=1");
  for (const lane of LANES) {
    await expect(page.getByRole("heading", { level: 3, name: lane, exact: true }), lane).toBeInViewport({ ratio: 1 });
  }
  await expect(playground.card("Video upload")).toBeInViewport({ ratio: 0.99 });
});

test("within 200 px of a drop there is a figure with what it was", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  await playground.andItsVerdicts(() => drag(page, playground.card("Quiz submissions"), playground.lane("Service")));
  const to = await playground.lane("Service").boundingBox();
  const change = await playground.cardOn("Service", "Quiz submissions").getByText(/[\d,]+ → [\d,]+/).boundingBox();
  if (!to || !change) throw new Error("no change in sight");
  const drop = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const apart = Math.hypot(Math.max(change.x - drop.x, drop.x - change.x - change.width, 0), Math.max(change.y - drop.y, drop.y - change.y - change.height, 0));
  expect(apart).toBeLessThanOrEqual(200);
});

test("a lane is one thing: its row has its cards, its instances and its figures", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  const lane = playground.lane("Serverless");
  await expect(lane).toContainText(/\d+ of \d+ busy/);
  const strip = await lane.locator("canvas").boundingBox();
  expect(strip?.height).toBeGreaterThanOrEqual(28);
  // A card that is dropped on the instances is placed on their lane.
  await playground.move("Quiz submissions", "Service");
  const instances = playground.lane("Service").locator("canvas");
  await playground.andItsVerdicts(() => drag(page, playground.card("Certificates"), instances));
  await expect(playground.cardOn("Service", "Certificates")).toBeVisible();
});

test("Tab stops 40 times at most on the opening page", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open();
  const stops = new Set<string>();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const now = document.activeElement;
      if (!now || now === document.body) return null;
      return [...document.querySelectorAll("*")].indexOf(now).toString();
    });
    if (stop === null || stops.has(stop)) break;
    stops.add(stop);
  }
  expect(stops.size).toBeGreaterThan(10);
  expect(stops.size).toBeLessThanOrEqual(40);
});

test("the first screen of a small laptop has few words and controls", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  const { words, controls } = await page.evaluate(() => {
    const isInside = (box: DOMRect): boolean => box.width > 1 && box.height > 1 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    // What a pane has scrolled away is not on the screen.
    const isInPane = (element: Element): boolean => {
      const [pane, box] = [element.closest(".workbench > *"), element.getBoundingClientRect()];
      return !pane || (box.bottom <= pane.getBoundingClientRect().bottom && box.top >= pane.getBoundingClientRect().top);
    };
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && isInside(element.getBoundingClientRect()) && isInPane(element);
    const controls = [...document.querySelectorAll("button, a[href], input, select, summary")].filter(isSeen);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let words = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest(".visually-hidden, script, style, option") || !isSeen(parent)) continue;
      words += (node.textContent ?? "").split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
    }
    return { words, controls: controls.length };
  });
  expect(words).toBeLessThanOrEqual(200);
  expect(controls).toBeLessThanOrEqual(60);
});

for (const language of ["en", "es"]) {
  test(`all lanes are in sight, with all workloads in one of them: ${language}`, async ({ page, playground }) => {
    for (const [width, height, frame] of [[1280, 720], [1366, 768], [1440, 900], [1920, 1080], [390, 844], [800, 600, "&embed=1"]] as const) {
      await page.setViewportSize({ width, height });
      await playground.visit(`?paused=1&lang=${language}${frame ?? ""}`);
      await playground.hasVerdicts();
      const lanes = page.getByRole("region", { name: /^(Lanes|Carriles)$/ }).getByRole("group", { name: new RegExp(`^(${LANES.map((lane) => (language === "es" ? es[lane] : undefined) ?? lane).join("|")})$`) });
      await expect(lanes).toHaveCount(LANES.length);
      // What the pane has scrolled away is behind the time dock, though inside the window.
      const pane = await page.getByRole("region", { name: /^(Lanes|Carriles)$/ }).boundingBox();
      for (const lane of await lanes.all()) {
        const box = await lane.boundingBox();
        expect((box?.y ?? 0) + (box?.height ?? 9_999), `${width} by ${height}`).toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0));
      }
    }
  });
}

test("all lanes are in sight on a phone and in a frame when each has cards, and every way on can be pressed", async ({ page, playground }) => {
  for (const [width, height] of [
    [390, 844],
    [800, 600],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await playground.open("?paused=1&board=matched-to-shape");
    const pane = await playground.region("Lanes").boundingBox();
    for (const lane of LANES) {
      const box = await playground.lane(lane).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 9_999), `${lane}, ${width} by ${height}`).toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0));
    }
    for (const way of ["Cut the cost", "Inject a fault", "Take a challenge"]) {
      await isWhollyInside(playground.button(way), way);
      await playground.button(way).click({ trial: true });
    }
  }
});

test("a projector shows large letters, the lanes, the map or the evidence, and what plays", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  await playground.button("More").click();
  await playground.button("Projector view").click();
  await playground.button("More").click();
  const size = (part: Locator): Promise<number> => part.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await size(playground.headline)).toBeGreaterThanOrEqual(36);
  for (const text of [playground.cardButton("Certificates"), playground.lane("Edge"), playground.timeline.clock]) {
    expect(await size(text)).toBeGreaterThanOrEqual(20);
  }
  const map = await playground.stage.canvas.boundingBox();
  expect(map?.width).toBeGreaterThanOrEqual(400);
  await expect(playground.evidence.subject).toBeHidden();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("e");
  await expect(playground.evidence.subject).toBeVisible();
  await page.keyboard.press("e");
  await expect(playground.stage.canvas).toBeVisible();
  for (const [part, what] of [
    [playground.headline, "the verdict"],
    [playground.timeline.play, "play"],
    [playground.timeline.scrubber, "the scrubber"],
  ] as const) {
    await isWhollyInside(part, what);
  }
  const pane = await playground.region("Lanes").boundingBox();
  const last = await playground.lane(LANES[LANES.length - 1] ?? "Service").boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 9_999), "all lanes").toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0) + 1);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
});
