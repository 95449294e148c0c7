// The board in pages of other origins, as courses show it: its messages, its heights, and what it leaves alone.
import type { FrameLocator, Page } from "@playwright/test";
import { Course } from "../fixtures/course";
import { expect, test } from "../fixtures/test";

// A course is on an origin of its own, and a sandbox logs what it may not fetch.
test.use({ asksElsewhere: true, mayBeLogged: /blocked by CORS policy|Failed to load resource|Blocked/ });

const running: Course[] = [];
test.afterEach(async () => {
  await Promise.all(running.splice(0).map((course) => course.stop()));
});

async function show(page: Page, pages: Record<string, string>): Promise<Course> {
  const course = await Course.start(pages);
  running.push(course);
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    addEventListener("message", ({ data }) => heard.push(data));
  });
  await page.goto(`${course.origin}/`);
  return course;
}

/** The messages that the course's page has received, of those that have all these fields. */
async function heard(page: Page, fields: Record<string, unknown>): Promise<Record<string, unknown>[]> {
  const all = await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
  const wanted = Object.entries(fields);
  return all.filter((one): one is Record<string, unknown> => {
    return typeof one === "object" && one !== null && wanted.every(([key, value]) => (one as Record<string, unknown>)[key] === value);
  });
}

async function waitFor(page: Page, fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  await expect.poll(async () => (await heard(page, fields)).length, { timeout: 30_000, message: JSON.stringify(fields) }).toBeGreaterThan(0);
  const [first] = await heard(page, fields);
  return first ?? {};
}

const post = (page: Page, message: unknown): Promise<void> =>
  page.evaluate((message) => document.querySelector("iframe")?.contentWindow?.postMessage(message, "*"), message);

const frame = (query: string, attributes = "") =>
  `<iframe title="Lanewise" width="1000" height="720" ${attributes} src="BASE?embed=1${query}"></iframe>`;

function withBase(body: string, baseURL: string | undefined): string {
  return body.replaceAll("BASE", baseURL ?? "");
}

async function hasVerdicts(frame: FrameLocator): Promise<void> {
  await expect(frame.locator("main")).toHaveAttribute("data-generation", /\d/, { timeout: 30_000 });
}

test("the element: it tells results, and does what it is asked to", async ({ page, baseURL }) => {
  const body = `<script src="BASEv1/lanewise-embed.js"></script>
    <lanewise-board board="matched-to-shape" locked="certificates" lang="en"></lanewise-board>`;
  await show(page, { "/": withBase(body, baseURL) });
  const first = await waitFor(page, { type: "result" });
  const ofBoard = (first.workloads as { id: string; lane: string; met: boolean }[]).find(({ id }) => id === "quiz-submissions");
  expect(first.of).toBe(14);
  const placed = await page.evaluate(async () => {
    const board = document.querySelector("lanewise-board") as unknown as import("../../public/v1/lanewise-embed").LanewiseBoard;
    const result = new Promise<number>((resolve) => board.addEventListener("result", ({ detail }) => resolve(detail.met)));
    await board.place("quiz-submissions", "edge");
    const met = await result;
    const refused = await board.place("certificates", "edge").catch((error: Error) => error.message);
    const wrong = await board.place("nobody", "edge").catch((error: Error) => error.message);
    await board.seek(600);
    const state = await board.state();
    return { met, refused, wrong, state };
  });
  expect(ofBoard?.lane).not.toBe("edge");
  expect(placed.met).toBeLessThan(first.met as number);
  expect(placed.refused).toBe("workload: it is locked");
  expect(placed.wrong).toBe("workload: expected an id of the board");
  expect(placed.state.at_s).toBe(600);
  expect(placed.state.playing).toBe(false);
  expect(placed.state.link).toMatch(/^#2\./);
  // The link opens the same board in another frame.
  const again = await page.evaluate(async (link) => {
    const board = document.querySelector("lanewise-board") as unknown as import("../../public/v1/lanewise-embed").LanewiseBoard;
    await board.reset();
    await new Promise((resolve) => board.addEventListener("result", resolve, { once: true }));
    const result = new Promise<string>((resolve) => board.addEventListener("result", ({ detail }) => resolve(detail.fingerprint)));
    await board.load(link ?? "");
    return result;
  }, placed.state.link);
  expect(again).toBe(placed.state.result?.fingerprint);
});

test("the address: placements, one pane, a theme, and no message to a page of another origin", async ({ page, baseURL }) => {
  const query = "&place=quiz-submissions:service,certificates:edge%2Bwalls&panels=lanes&theme=dark&lang=es&origin=https://course.example";
  await show(page, { "/": withBase(frame(query), baseURL) });
  const board = page.frameLocator("iframe");
  await hasVerdicts(board);
  await expect(board.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(board.getByRole("group", { name: "Servicio", exact: true }).getByRole("listitem", { name: /Entregas/ })).toHaveCount(1);
  await expect(board.getByRole("group", { name: "Vistas" }).getByRole("button")).toHaveCount(0);
  const before = await board.locator("main").getAttribute("data-sim-hash");
  await post(page, { target: "lanewise", v: 1, id: 1, type: "place", workload: "certificates", lane: "service" });
  await post(page, { target: "lanewise", v: 1, id: 2, type: "state" });
  // The frame tells its height to any page, and nothing else.
  await waitFor(page, { type: "resize" });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  for (const type of ["reply", "result", "event"]) expect(await heard(page, { type }), type).toEqual([]);
  await expect(board.locator("main")).toHaveAttribute("data-sim-hash", before ?? "");
});

const MALFORMED = [null, 7, "text", [], {}, { target: "lanewise" }, { target: "lanewise", v: 2, type: "play" }, { target: "lanewise", v: 1, type: {} }, { target: "lanewise", v: 1, type: "place", lane: "moon" }, { target: "lanewise", v: 1, type: "seek", at_s: "soon" }, { target: "lanewise", v: 1, type: "load", link: "javascript:alert(1)" }, { context: "h5p" }, "[iFrameSizer]"];

test("what is malformed, and ten thousand messages at once, change nothing", async ({ page, baseURL }) => {
  await show(page, { "/": withBase(frame(""), baseURL) });
  const board = page.frameLocator("iframe");
  await hasVerdicts(board);
  const before = await board.locator("main").getAttribute("data-sim-hash");
  for (const message of MALFORMED) await post(page, message);
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe") as HTMLIFrameElement;
    for (let id = 0; id < 10_000; id += 1) contentWindow?.postMessage({ target: "lanewise", v: 1, id, type: "place", workload: "nobody", lane: "edge" }, "*");
  });
  await waitFor(page, { type: "error" });
  // It listens again after a second at most.
  await expect
    .poll(async () => {
      await post(page, { target: "lanewise", v: 1, id: "after", type: "pause" });
      return (await heard(page, { id: "after", answer: true })).length;
    })
    .toBeGreaterThan(0);
  const replies = await heard(page, { type: "reply", error: "workload: expected an id of the board" });
  expect(replies.length).toBeLessThan(200);
  await expect(board.locator("main")).toHaveAttribute("data-sim-hash", before ?? "");
});

test("a message from a frame beside the board changes nothing", async ({ page, baseURL }) => {
  const beside = `<iframe name="beside" src="/beside"></iframe>`;
  await show(page, { "/": withBase(`${frame("", 'name="board"')}${beside}`, baseURL), "/beside": "" });
  const board = page.frameLocator("iframe[name=board]");
  await hasVerdicts(board);
  const before = await board.locator("main").getAttribute("data-sim-hash");
  await page.frame("beside")?.evaluate(() => {
    const { board } = parent as unknown as { board: Window };
    board.postMessage({ target: "lanewise", v: 1, id: 1, type: "place", workload: "certificates", lane: "service" }, "*");
  });
  await post(page, { target: "lanewise", v: 1, id: 2, type: "pause" });
  await waitFor(page, { id: 2 });
  expect(await heard(page, { id: 1 })).toEqual([]);
  await expect(board.locator("main")).toHaveAttribute("data-sim-hash", before ?? "");
});

test.describe("heights", () => {
  for (const [query, height] of [
    ["", 720],
    ["&height=555", 555],
    ["&height=9", 720],
  ] as const) {
    test(`in three ways of telling it: ${query || "by the width"}`, async ({ page, baseURL }) => {
      await show(page, { "/": withBase(frame(query), baseURL) });
      await waitFor(page, { source: "lanewise", type: "resize", height });
      await waitFor(page, { subject: "lti.frameResize", height });
      await waitFor(page, { context: "h5p", action: "hello" });
      await post(page, { context: "h5p", action: "hello" });
      await waitFor(page, { context: "h5p", action: "prepareResize", scrollHeight: height });
      await post(page, { context: "h5p", action: "resizePrepared" });
      await waitFor(page, { context: "h5p", action: "resize", scrollHeight: height });
      await post(page, "[iFrameSizer]frame7:8:false:false:32:true:true");
      await expect
        .poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
        .toContainEqual(`[iFrameSizer]frame7:${height}:1000:size`);
    });
  }
});

test("in a unit frame, and in a sandbox without an origin, the board tells its results", async ({ page, baseURL }) => {
  const unit = `<iframe title="Unit" width="1100" height="800" src="/unit"></iframe>`;
  const inner = `<script>addEventListener("message", ({ data }) => parent.postMessage(data, "*"))</script>`;
  const course = await show(page, {
    "/": unit,
    "/unit": withBase(`${inner}${frame("&lang=en", 'sandbox="allow-scripts"')}`, baseURL),
  });
  const result = await waitFor(page, { type: "result" });
  expect(result.of).toBe(14);
  expect(course.origin).not.toBe(new URL(baseURL ?? "").origin);
});

test("the board takes neither the focus nor the wheel, and does not play, before it is used", async ({ page, baseURL }) => {
  const body = `<label>Notes <input autofocus></label>${frame("&lang=en")}<p style="height:3000px">Text</p>`;
  await show(page, { "/": withBase(body, baseURL) });
  const board = page.frameLocator("iframe");
  await hasVerdicts(board);
  await expect(page.getByLabel("Notes")).toBeFocused();
  const clock = board.locator(".hour-scrubber");
  const at = await clock.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  expect(await clock.getAttribute("aria-valuetext")).toBe(at);
  await board.getByRole("heading", { level: 2 }).first().hover();
  await page.mouse.wheel(0, 600);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
});

test("a locked board of a link stays: neither undo nor reset leads to another one", async ({ page, playground, baseURL }) => {
  await playground.open("?paused=1&lang=en");
  await playground.move("Quiz submissions", "Service");
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page).toHaveURL(/#2\./);
  const { hash } = new URL(page.url());
  const moved = await playground.fingerprint();
  const course = await Course.start({ "/": withBase(`<iframe title="Lanewise" width="1000" height="720" src="BASE?embed=1&lang=en&locked=all${hash}"></iframe>`, baseURL) });
  running.push(course);
  await page.goto(`${course.origin}/`);
  const board = page.frameLocator("iframe");
  await hasVerdicts(board);
  await expect(board.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
  await board.getByRole("button", { name: "Reset" }).click();
  await expect(board.getByRole("group", { name: "Service", exact: true }).getByRole("listitem", { name: "Quiz submissions" })).toBeVisible();
  await expect(board.locator("main")).toHaveAttribute("data-sim-hash", moved);
});

test("keys and buttons bring no pane to the front that the address leaves out", async ({ page, playground }) => {
  await playground.open("?embed=1&paused=1&lang=en&panels=lanes");
  await page.locator("body").press("m");
  await page.locator("body").press("t");
  await expect(playground.region("Lanes")).toBeVisible();
});

test("the same link again brings its board back", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=en");
  await playground.move("Quiz submissions", "Service");
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page).toHaveURL(/#2\./);
  const { hash } = new URL(page.url());
  const linked = await playground.fingerprint();
  await playground.open(`?embed=1&paused=1&lang=en${hash}`);
  await playground.move("Certificates", "Edge");
  const load = (link: string) =>
    page.evaluate((link) => dispatchEvent(new CustomEvent("lanewise-command", { detail: { type: "load", link } })), link);
  await playground.andItsVerdicts(async () => void (await load(hash)));
  await expect(playground.main).toHaveAttribute("data-sim-hash", linked);
});
