// Without a network: after one visit the board, links, the lesson and the pages for reading open, and a newer build waits until
// a person asks for it.
import type { Page } from "@playwright/test";
import { BadHost, type Faults } from "../fixtures/bad-host";
import { expect, test } from "../fixtures/test";

test.use({ serviceWorkers: "allow", asksElsewhere: true, mayBeLogged: /ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch|FetchEvent/ });

let host: BadHost | undefined;
test.afterEach(async () => host?.stop());

/** Visits the board for as long as a person who stays, and waits until everything is kept. */
async function visit(page: Page, faults: Faults = {}, language = "en"): Promise<BadHost> {
  host = await BadHost.start(faults);
  await page.clock.install();
  await page.goto(host.at(`/course/lanewise/?paused=1&lang=${language}`));
  await expect(page.locator("main")).toHaveAttribute("data-generation", /\d/, { timeout: 30_000 });
  await page.clock.runFor(16_000);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== "activated") await new Promise((done) => active?.addEventListener("statechange", done));
  });
  await page.clock.resume();
  return host;
}

test("the board, a link, the lesson, the facts and the page for hosts open with the network cut", async ({ page, playground, context, learning }) => {
  const host = await visit(page);
  await playground.move("Quiz submissions", "Service");
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page).toHaveURL(/#2\./);
  const { hash } = new URL(page.url());
  const moved = await playground.fingerprint();
  await context.setOffline(true);
  await host.stop();
  await page.goto("about:blank");
  await page.goto(host.at(`/course/lanewise/?paused=1&lang=en${hash}`));
  await expect(playground.main).toHaveAttribute("data-sim-hash", moved, { timeout: 30_000 });
  await learning.open("Lesson");
  await expect(learning.panel.getByRole("heading", { level: 3 }).first()).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Embed", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Show this in a page of a course" })).toBeVisible({ timeout: 20_000 });
  await page.goto(host.at("/course/lanewise/facts/"));
  await expect(page.getByRole("heading", { level: 1, name: "The facts" })).toBeVisible();
  await page.goto(host.at("/course/lanewise/workshop/"));
  await expect(page.getByRole("heading", { level: 2, name: "Links for the room" })).toBeVisible({ timeout: 20_000 });
  // A language that was not chosen before is not there, and the page says so.
  await page.goto(host.at("/course/lanewise/?paused=1&lang=pt"));
  await expect(page.getByText(/sentences in Português did not arrive/).first()).toBeVisible({ timeout: 20_000 });
});

test("a language that was chosen is kept", async ({ page, playground, context }) => {
  const host = await visit(page);
  await page.goto(host.at("/course/lanewise/?paused=1&lang=pt"));
  await playground.hasVerdicts();
  await context.setOffline(true);
  await page.reload();
  await playground.hasVerdicts();
  await expect(page.getByRole("button", { name: "Desfazer" })).toBeVisible();
});

test("the language of the first visit is kept, and a question to the host reaches it", async ({ page, playground, context }) => {
  const host = await visit(page, {}, "es");
  await expect.poll(() => page.evaluate(async () => (await caches.match(document.querySelector<HTMLMetaElement>("meta[name=build]")?.content + "text/es.json")) !== undefined)).toBe(true);
  await page.reload();
  await playground.hasVerdicts();
  // The page of the host, and not the one that is kept.
  const asked = page.evaluate(() => fetch("./", { cache: "no-store" }).then((answer) => answer.headers.get("cache-control")));
  expect(await asked).toBe("no-store");
  await context.setOffline(true);
  await page.goto(host.at("/course/lanewise/?paused=1&lang=es"));
  await playground.hasVerdicts();
  await expect(page.getByRole("button", { name: "Deshacer" })).toBeVisible();
});

test("a newer build is offered, and comes when a person wants it", async ({ page, playground }) => {
  const faults: Faults = {};
  await visit(page, faults);
  await page.reload();
  await playground.hasVerdicts();
  faults.newer = /^sw\.js$/;
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await page.clock.runFor(16_000);
  await page.clock.resume();
  await expect(page.getByRole("alert").filter({ hasText: "has been updated" })).toBeVisible({ timeout: 20_000 });
  const before = await playground.fingerprint();
  await playground.move("Quiz submissions", "Service");
  await expect(playground.main).not.toHaveAttribute("data-sim-hash", before);
  const moved = await playground.fingerprint();
  const loaded = page.waitForEvent("load");
  await page.getByRole("alert").getByRole("button", { name: "Reload" }).click();
  await loaded;
  await expect(playground.main).toHaveAttribute("data-sim-hash", moved, { timeout: 30_000 });
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null)).toBeNull();
});

test("the site can be installed", async ({ page, request, baseURL }) => {
  await page.goto("./");
  const manifest = await (await request.get("./manifest.webmanifest")).json() as { icons: { src: string; sizes: string }[]; start_url: string };
  expect(manifest.start_url).toBe("./");
  for (const { src } of manifest.icons) expect((await request.get(`${baseURL}${src}`)).headers()["content-type"]).toBe("image/png");
  expect((await request.get("./install/preview.png")).status()).toBe(200);
});
