// Packages for learning systems: made in the page, shown by a system with scorm-again or launched by cmi5, with results and
// progress that come back.
import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import type { FrameLocator, Page } from "@playwright/test";
import { LearningSystem } from "../fixtures/learning-system";
import type { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

// The system is another origin on purpose.
test.use({ asksElsewhere: true, mayBeLogged: /Failed to load resource|Service Worker|sw\.js/ });

const running: LearningSystem[] = [];
test.afterEach(async () => {
  await Promise.all(running.splice(0).map((system) => system.stop()));
});

async function system(): Promise<LearningSystem> {
  const started = await LearningSystem.start();
  running.push(started);
  return started;
}

interface Wanted {
  standard: string;
  opens?: string;
  percent?: number;
  copy?: boolean;
}

/** Makes a package in the dialog; returns its path and its name. */
async function make(page: Page, playground: Playground, { standard, opens = "The knowledge check", percent = 1, copy = false }: Wanted): Promise<[string, string]> {
  await playground.open("?paused=1");
  await page.getByRole("button", { name: "Embed", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Show this in a page of a course" });
  await dialog.getByRole("combobox", { name: "It opens" }).selectOption(opens);
  await dialog.getByText("A package that reports results to a learning system").click();
  await dialog.getByRole("combobox", { name: "Standard" }).selectOption(standard);
  await dialog.getByRole("spinbutton", { name: "Passes with, percent of the points" }).fill(String(percent));
  if (copy) await dialog.getByRole("checkbox", { name: "With a copy of this site" }).check();
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await dialog.getByRole("button", { name: "Save the package" }).click();
  const file = await saving;
  return [await file.path(), file.suggestedFilename()];
}

const activity = (page: Page): FrameLocator => page.frameLocator("iframe").frameLocator("iframe");

/** Answers the first question of the check. */
async function answer(board: FrameLocator): Promise<void> {
  await board.getByRole("checkbox", { name: /^A/ }).first().check({ timeout: 60_000 });
  await board.getByRole("button", { name: "Have it graded: question 1", exact: true }).click();
  await expect(board.getByText(/1 of 14 questions answered/).first()).toBeVisible({ timeout: 60_000 });
}

/** A value of the system's object. */
async function value(page: Page, standard: string, name: string): Promise<string> {
  return page.evaluate(
    ([standard, name]) => {
      const at = window as unknown as Record<string, { lmsGetValue(name: string): string; cmi: unknown }>;
      const api = at[standard === "scorm-1.2" ? "API" : "API_1484_11"];
      let found: unknown = { cmi: api.cmi };
      for (const part of name.split(".")) found = (found as Record<string, unknown>)[part];
      return String(found);
    },
    [standard, name] as const,
  );
}

const STANDARDS = {
  "scorm-1.2": { name: "SCORM 1.2", status: "cmi.core.lesson_status", score: "cmi.core.score.raw", time: "cmi.core.session_time" },
  "scorm-2004": { name: "SCORM 2004", status: "cmi.success_status", score: "cmi.score.raw", time: "cmi.session_time" },
} as const;

for (const [id, standard] of Object.entries(STANDARDS)) {
  test(`${standard.name}: points and progress reach the system, and come back`, async ({ page, playground }) => {
    test.slow();
    const lms = await system();
    const [path, name] = await make(page, playground, { standard: standard.name });
    expect(name).toBe(`lanewise-${id === "scorm-1.2" ? "scorm-1-2" : id}-the-knowledge-check.zip`);
    const files = await lms.upload(path);
    const manifest = lms.text("imsmanifest.xml");
    const listed = [...manifest.matchAll(/<file href="([^"]*)"/g)].map(([, file]) => file);
    expect([...listed, "imsmanifest.xml"].sort()).toEqual(files.sort());

    await page.goto(`${lms.origin}/?standard=${id}`);
    await expect(activity(page).getByRole("checkbox").first()).toBeVisible({ timeout: 60_000 });
    await answer(activity(page));
    await expect.poll(() => value(page, id, standard.score), { timeout: 20_000 }).toMatch(/^[1-9]\d?$/);
    expect(await value(page, id, standard.status)).toBe("passed");
    const kept = await value(page, id, "cmi.suspend_data");
    expect(kept.length).toBeGreaterThan(20);
    expect(kept.length).toBeLessThanOrEqual(4_096);

    // Another visit, in a browser that has kept nothing of the frame.
    await page.context().clearCookies();
    await page.evaluate(() => document.querySelector("iframe")?.remove());
    await page.reload();
    await expect(activity(page).getByText(/1 of 14 questions answered/).first()).toBeVisible({ timeout: 60_000 });
  });
}

test("a package with a copy of the site needs no other host", async ({ page, context, playground, baseURL }) => {
  test.slow();
  const lms = await system();
  const [path] = await make(page, playground, { standard: "SCORM 1.2", opens: "Ten to nine", copy: true });
  const files = await lms.upload(path);
  const manifest = lms.text("imsmanifest.xml");
  const listed = [...manifest.matchAll(/<file href="([^"]*)"/g)].map(([, file]) => file);
  expect([...listed, "imsmanifest.xml"].sort()).toEqual(files.sort());
  expect((await readFile(path)).byteLength).toBeLessThan(6_000_000);
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  await page.goto(`${lms.origin}/?standard=scorm-1.2`);
  const board = activity(page);
  await board.getByRole("button", { name: "Start the challenge" }).click({ timeout: 30_000 });
  await board.getByRole("button", { name: "Score it over five hours" }).click({ timeout: 30_000 });
  await expect(board.getByRole("region", { name: "Debrief" })).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => value(page, "scorm-1.2", "cmi.core.score.raw"), { timeout: 20_000 }).toBe("0");
  expect(await value(page, "scorm-1.2", "cmi.core.lesson_status")).toBe("completed");
  expect(asked.filter((url) => url.startsWith(baseURL ?? ""))).toEqual([]);
});

test("all the progress that there is fits into the 4,096 characters of SCORM 1.2", async ({ page, baseURL }) => {
  test.slow();
  const lms = await system();
  const read = async (file: string) => JSON.parse(await readFile(new URL(`../../public/${file}`, import.meta.url), "utf8")) as unknown;
  const lesson = (await read("text/lesson.json")) as { chapters: { id: string; tasks: unknown[] }[] };
  const check = (await read("text/check.json")) as { questions: { id: string }[] };
  const room = JSON.parse(await readFile(new URL("../fixtures/room.json", import.meta.url), "utf8")) as { files: { text: string }[] };
  const line = /LW1\.[\w-]+/.exec(room.files[0].text)?.[0] ?? "";
  const many = Array.from({ length: 15 }, (_, at) => `challenge-number-${at}`);
  // Letters that no packing shortens.
  let drawn = 1;
  const draw = () => ((drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) & 0x7fffffff) >> 16) % 36;
  const random = () => Array.from({ length: 400 }, () => draw().toString(36)).join("");
  const progress = {
    version: 1,
    nickname: "Ana",
    done: Object.fromEntries(lesson.chapters.map(({ id, tasks }) => [id, tasks.map((_, at) => at)])),
    predicted: Object.fromEntries(lesson.chapters.map(({ id }, at) => [id, at % 3])),
    answered: Object.fromEntries(check.questions.map(({ id }, at) => [id, { letters: "A, C, D", points: at % 3, of: 3, tries: at }])),
    played: Object.fromEntries(many.map((id, at) => [id, { attempts: at * 7, stars: at % 4 }])),
    results: Object.fromEntries(many.map((id) => [id, line])),
    reasons: Object.fromEntries(many.map((id) => [id, `because ${random()}`])),
  };
  const kept = `#p1.${deflateRawSync(JSON.stringify(progress)).toString("base64url")}`;
  expect(kept.length).toBeGreaterThan(4_096);
  await page.goto(`${lms.origin}/back`);
  await page.evaluate(
    ([src, kept]) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const frame = document.createElement("iframe");
      addEventListener("message", ({ data }) => {
        if (data.type === "ready") frame.contentWindow?.postMessage({ target: "lanewise", v: 1, id: 1, type: "resume", kept }, "*");
        if (data.type === "progress") heard.push(data.kept as string);
      });
      Object.assign(frame, { title: "Lanewise", width: 1000, height: 800, src });
      document.body.append(frame);
    },
    [`${baseURL}?embed=1&keeps=1&learn=check`, kept] as const,
  );
  await expect(page.frameLocator("iframe").getByText(/14 of 14 questions answered/).first()).toBeVisible({ timeout: 60_000 });
  const last = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.at(-1) ?? "");
  await expect.poll(async () => (await last()).length, { timeout: 20_000 }).toBeGreaterThan(300);
  expect((await last()).length).toBeLessThanOrEqual(4_096);
});

test("one learner’s progress does not reach the next one’s record", async ({ page, playground }) => {
  test.slow();
  const lms = await system();
  const [path] = await make(page, playground, { standard: "SCORM 1.2", copy: true });
  await lms.upload(path);
  await page.goto(`${lms.origin}/?standard=scorm-1.2`);
  await answer(activity(page));
  await expect.poll(() => value(page, "scorm-1.2", "cmi.core.score.raw"), { timeout: 20_000 }).toMatch(/^[1-9]\d?$/);
  // Another person at the same computer, whose record is empty. The frame of a copy shares the system's storage.
  await page.goto(`${lms.origin}/back`);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${lms.origin}/?standard=scorm-1.2`);
  await expect(activity(page).getByText(/0 of 14 questions answered/).first()).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => value(page, "scorm-1.2", "cmi.core.score.raw"), { timeout: 20_000 }).toBe("0");
});

test("a system that refuses results is told to the learner", async ({ page, playground }) => {
  const lms = await system();
  const [path] = await make(page, playground, { standard: "SCORM 1.2" });
  await lms.upload(path);
  await page.addInitScript(() => {
    if (window === top) Object.assign(window, { API: { LMSInitialize: () => "false" } });
  });
  await page.goto(`${lms.origin}/back`);
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.src = "/package/index.html";
    document.body.append(frame);
  });
  await expect(page.frameLocator("iframe").getByRole("alert")).toHaveText(/The learning system does not accept this visit\. What you do here may not be recorded\./);
});

test("outside of a learning system a package says what it needs", async ({ page, playground }) => {
  const lms = await system();
  const [path] = await make(page, playground, { standard: "SCORM 1.2" });
  await lms.upload(path);
  await page.goto(`${lms.origin}/package/index.html`);
  await expect(page.getByRole("alert")).toHaveText(/has to be opened by a learning system: it finds no API there\. What you do here may not be recorded\./);
});

test("cmi5: a launch is recorded from initialized to terminated, and the next one goes on", async ({ page, playground, baseURL }) => {
  test.slow();
  const lms = await system();
  const [path] = await make(page, playground, { standard: "cmi5" });
  await lms.upload(path);
  const url = /<url>([^<]*)<\/url>/.exec(lms.text("cmi5.xml"))?.[1].replaceAll("&amp;", "&") ?? "";
  expect(url).toBe(`${baseURL}cmi5/?activity=check&pass=0.01&learn=check`);
  lms.states.set("LMS.LaunchData", JSON.stringify({ launchMode: "Normal", masteryScore: 0.01, returnURL: `${lms.origin}/back`, contextTemplate: { extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1" } } }));
  await page.goto(`${url}&${lms.launch()}`);
  await answer(page.frameLocator("iframe"));
  const verbs = () => lms.statements.map(({ verb }) => verb.id.split("/").pop());
  await expect.poll(verbs, { timeout: 20_000 }).toEqual(expect.arrayContaining(["initialized", "completed", "passed"]));
  await expect.poll(() => lms.states.get("lanewise")).toMatch(/"kept":"#p1\./);
  await page.getByRole("link", { name: "Back to the course" }).click();
  await expect(page.getByRole("heading", { name: "The course" })).toBeVisible();
  await expect.poll(verbs).toContain("terminated");
  expect(verbs()[0]).toBe("initialized");
  expect(verbs().at(-1)).toBe("terminated");
  for (const { context, actor } of lms.statements) {
    expect(context?.registration).toBe("6a0a3b0e-6a1b-4a6e-9a71-2f4a3f6f2b11");
    expect(actor).toMatchObject({ account: { name: "learner-7" } });
  }
  const passed = lms.statements.find(({ verb }) => verb.id.endsWith("passed"));
  expect(passed?.result?.success).toBe(true);
  expect(passed?.context?.contextActivities?.category?.map(({ id }) => id.split("/").pop())).toEqual(["cmi5", "moveon"]);
  // What the learner answered is recorded beside it, and is no statement that cmi5 defines.
  const answered = lms.statements.find(({ verb }) => verb.id.endsWith("answered"));
  expect(answered?.context?.contextActivities?.category ?? []).toEqual([]);

  // The next visit goes on, and says nothing a second time.
  lms.statements.length = 0;
  await page.goto(`${url}&${lms.launch()}`);
  await expect(page.frameLocator("iframe").getByText(/1 of 14 questions answered/).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Back to the course" }).click();
  await expect.poll(verbs).toEqual(["initialized", "terminated"]);
});

test("a frame tells its parent what was learned, as progress and as xAPI statements", async ({ page, baseURL }) => {
  const lms = await system();
  await page.goto(`${lms.origin}/back`);
  await page.evaluate((src) => {
    const heard: { type?: string }[] = [];
    Object.assign(window, { heard });
    addEventListener("message", ({ data }) => heard.push(data));
    const frame = document.createElement("iframe");
    Object.assign(frame, { title: "Lanewise", width: 1000, height: 800, src });
    document.body.append(frame);
  }, `${baseURL}?embed=1&learn=check`);
  const heard = (type: string) => page.evaluate((type) => (window as unknown as { heard: { type?: string }[] }).heard.filter((one) => one.type === type), type);
  await expect.poll(async () => (await heard("progress")).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await heard("statement")).toEqual([]);
  await answer(page.frameLocator("iframe"));
  await expect.poll(async () => (await heard("statement")).length, { timeout: 20_000 }).toBe(1);
  const [{ statement }] = (await heard("statement")) as unknown as { statement: { verb: { id: string }; object: { id: string }; result: { completion: boolean } } }[];
  expect(statement.verb.id).toBe("http://adlnet.gov/expapi/verbs/answered");
  expect(statement.object.id).toBe(`${baseURL}?learn=check`);
  expect(statement.result.completion).toBe(false);
  const last = (await heard("progress")).at(-1) as unknown as { check: { answered: number; questions: number } };
  expect(last.check).toMatchObject({ answered: 1, questions: 14 });
  // A parent that gives nonsense back changes nothing.
  await page.evaluate(() => document.querySelector("iframe")?.contentWindow?.postMessage({ target: "lanewise", v: 1, id: 9, type: "resume", kept: "<img>" }, "*"));
  await expect.poll(async () => (await heard("reply")).length).toBe(1);
  expect((await heard("reply"))[0]).toMatchObject({ id: 9, error: expect.stringContaining("kept") });
});
