// A host that fails to deliver a file of the page: within seconds the page shows a sentence and a
// remedy, and the board wherever it can.
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { deflateRawSync } from "node:zlib";
import { BadHost, type Faults } from "../fixtures/bad-host";
import { expect, test } from "../fixtures/test";

// Browsers log what they cannot load; a frame and a file are on other origins than the suite's site.
test.use({ mayBeLogged: /./, asksElsewhere: true });

const running: BadHost[] = [];

async function start(faults: Faults): Promise<BadHost> {
  const host = await BadHost.start(faults);
  running.push(host);
  return host;
}

test.afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
});

/** The letters of a link that only the reader can refuse. */
const LINK = deflateRawSync('{"version":1}').toString("base64url");

const ARE = ["missing", "html", "cut"] as const;

for (const are of ARE) {
  test(`the engine's program is ${are}`, async ({ page, playground }) => {
    const host = await start({ files: { named: /worker_bg\.wasm$/, are } });
    await page.goto(host.at());
    await expect(page.getByRole("alert")).toContainText("did not arrive", { timeout: 15_000 });
    // A person can read and edit the board, and try again with one press.
    await expect(playground.cardOn("Serverless", "Quiz submissions")).toBeVisible();
    await expect(playground.button("Try again")).toBeVisible();
  });

  test(`the reader's program is ${are}: a link opens the shipped board`, async ({ page, playground }) => {
    const host = await start({ files: { named: /reader_bg\.wasm$/, are } });
    await page.goto(host.at(`/course/lanewise/?paused=1#1.${LINK}`));
    await expect(page.getByText(/^The link could not be opened: /).first()).toBeVisible({ timeout: 15_000 });
    await playground.hasVerdicts();
  });

  test(`the program for learning is ${are}, and arrives at the second attempt`, async ({ page, playground }) => {
    const faults: Faults = { files: { named: /learn_bg\.wasm$/, are } };
    const host = await start(faults);
    await page.goto(host.at("/course/lanewise/?paused=1"));
    await playground.button("Learn").click();
    const panel = page.getByRole("region", { name: "Learn", exact: true });
    await expect(panel.getByRole("alert")).toContainText("could not be fetched", { timeout: 15_000 });
    delete faults.files;
    await panel.getByRole("button", { name: "Try again" }).click();
    await expect(panel.getByRole("heading").first()).toBeVisible({ timeout: 15_000 });
    await expect(panel.getByRole("alert")).toHaveCount(0);
  });

  test(`the page's own program is ${are}`, async ({ page, playground }) => {
    const host = await start({ files: { named: /app_bg\.wasm$/, are } });
    await page.goto(host.at());
    await expect(page.getByRole("alert")).toContainText("could not be loaded", { timeout: 15_000 });
    await expect(playground.button("Load the page again")).toBeVisible();
    await expect(page.getByText("Opening the board")).toHaveCount(0);
  });
}

test("the engine's program stalls, and arrives at the second attempt", async ({ page, playground }) => {
  await page.clock.install();
  let stalls = true;
  await page.context().route("**/worker_start.js*", async (route) => {
    // A start script that never ends is a program that never listens.
    if (stalls) await route.fulfill({ contentType: "text/javascript", body: "" });
    else await route.continue();
  });
  await playground.visit("?paused=1");
  await expect(playground.cardOn("Serverless", "Quiz submissions")).toBeVisible();
  await page.clock.runFor(12_000);
  await expect(page.getByRole("alert")).toContainText("has not arrived yet");
  stalls = false;
  await playground.button("Try again").click();
  await page.clock.resume();
  await playground.hasVerdicts();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("the program for learning stalls: the panel offers another attempt", async ({ page, playground }) => {
  await page.clock.install();
  const host = await start({ files: { named: /learn_bg\.wasm$/, are: "stalled" } });
  await page.goto(host.at("/course/lanewise/?paused=1"));
  await playground.button("Learn").click();
  const panel = page.getByRole("region", { name: "Learn", exact: true });
  await expect(panel.getByText("on its way")).toBeVisible();
  await page.clock.runFor(26_000);
  await expect(panel.getByRole("alert")).toContainText("could not be fetched");
  await expect(panel.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("the sentences of a language stall: the page opens in English and says so", async ({ page, playground }) => {
  const host = await start({ files: { named: /text\/es\.json$/, are: "stalled" } });
  await page.goto(host.at("/course/lanewise/?paused=1&lang=es"));
  await expect(page.getByText(/sentences in Español did not arrive/).first()).toBeVisible({ timeout: 20_000 });
  await playground.hasVerdicts();
});

test("the scenario of the address stalls: the page says so", async ({ page }) => {
  const host = await start({ files: { named: /scenarios\//, are: "stalled" } });
  await page.goto(host.at("/course/lanewise/?scenario=stress"));
  await expect(page.getByRole("alert").first()).toContainText("did not arrive in time", { timeout: 20_000 });
});

test("the reader's program stalls: the page opens, and the link's board is awaited", async ({ page, playground }) => {
  const host = await start({ files: { named: /reader_bg\.wasm$/, are: "stalled" } });
  await page.goto(host.at(`/course/lanewise/?paused=1#1.${LINK}`));
  await expect(page.getByText(/^The board of the link is still on its way\./).first()).toBeVisible({ timeout: 20_000 });
  await playground.hasVerdicts();
});

test("the file from which a short link differs stalls: the page opens, and the link's board is awaited", async ({ page, playground }) => {
  const host = await start({ files: { named: /^scenarios\/.*\.json$/, are: "stalled" } });
  await page.goto(host.at(`/course/lanewise/?paused=1#2.${LINK}`));
  await expect(page.getByText(/^The board of the link is still on its way\./).first()).toBeVisible({ timeout: 20_000 });
  await playground.hasVerdicts();
});

test("the page's own program stalls", async ({ page }) => {
  const host = await start({ files: { named: /app_bg\.wasm$/, are: "stalled" } });
  await page.goto(host.at(), { waitUntil: "commit" });
  await expect(page.getByText("This takes longer than usual.")).toBeHidden();
  await expect(page.getByText("This takes longer than usual.")).toBeVisible({ timeout: 20_000 });
});

test("the page's own program is missing: the sentence is in the language of the address", async ({ page, playground }) => {
  const host = await start({ files: { named: /app_bg\.wasm$/, are: "missing" } });
  await page.goto(host.at("/course/lanewise/?lang=es"));
  await expect(page.getByRole("alert")).toContainText("No se pudo cargar", { timeout: 15_000 });
  await expect(playground.button("Volver a cargar la página")).toBeVisible();
});

test("an address without its final slash opens the board", async ({ page, playground }) => {
  const host = await start({ withoutSlash: true });
  await page.goto(host.at("/course/lanewise?paused=1"));
  await playground.hasVerdicts();
  expect(new URL(page.url()).pathname).toBe("/course/lanewise/");
});

test("a policy of the host that blocks the start script", async ({ page }) => {
  const host = await start({ policy: "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" });
  await page.goto(host.at());
  // No script of the page may run; the sentence is part of the page itself.
  await expect(page.getByText("This takes longer than usual.")).toBeVisible({ timeout: 20_000 });
});

test("a policy of the host without WebAssembly", async ({ page }) => {
  const host = await start({ policy: "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'" });
  await page.goto(host.at());
  await expect(page.getByRole("alert")).toContainText(/could not be loaded|needs WebAssembly/, { timeout: 15_000 });
});

test("a frame without an origin whose files were not packed", async ({ page }) => {
  const host = await start({ frame: "allow-scripts", files: { named: /app_bg\.wasm\.js$/, are: "missing" } });
  await page.goto(host.at("/frame"));
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("alert")).toContainText("allow-same-origin", { timeout: 15_000 });
  await expect(frame.getByRole("link", { name: host.at() })).toHaveAttribute("target", "_blank");
});

test("a page that is opened as a file", async ({ page }) => {
  const site = resolve(process.env.LANEWISE_E2E_SITE ?? "../dist", "index.html");
  await page.goto(pathToFileURL(site).href);
  await expect(page.getByRole("alert")).toContainText("opened as a file", { timeout: 15_000 });
});
