// A frame without an origin (a sandbox without allow-same-origin): no storage, no file of its own site can be fetched, and no
// worker can be started from one. The board works all the same.
import { deflateRawSync } from "node:zlib";
import type { FrameLocator, Page } from "@playwright/test";
import { BadHost } from "../fixtures/bad-host";
import { expect, test } from "../fixtures/test";

// The browser logs that the early requests for programs and the font are refused; the frame is on a host of its own.
test.use({ mayBeLogged: /blocked by CORS policy|Failed to load resource/, asksElsewhere: true });

let host: BadHost | undefined;
test.afterEach(async () => host?.stop());

async function frameIn(page: Page, address = "", forEveryOrigin = false): Promise<FrameLocator> {
  host = await BadHost.start({ frame: "allow-scripts", forEveryOrigin, address });
  await page.goto(host.at("/frame"));
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("main")).toHaveAttribute("data-generation", /\d/, { timeout: 30_000 });
  return frame;
}

for (const forEveryOrigin of [false, true]) {
  test(`the board simulates and a card moves; any origin may read the files: ${forEveryOrigin}`, async ({ page }) => {
    const frame = await frameIn(page, "?paused=1", forEveryOrigin);
    const before = await frame.locator("main").getAttribute("data-sim-hash");
    const card = frame.getByRole("region", { name: "Lanes" }).getByRole("listitem", { name: "Quiz submissions" });
    await card.getByRole("button", { name: "Move Quiz submissions" }).click();
    await frame.getByRole("menu", { name: "Move Quiz submissions" }).getByRole("menuitem", { name: "Service" }).click();
    await expect(frame.locator("main")).not.toHaveAttribute("data-sim-hash", before ?? "");
    await expect(frame.getByText(/storage is full or forbidden/).first()).toBeVisible();
  });
}

test("the lesson opens", async ({ page }) => {
  const frame = await frameIn(page, "?paused=1&learn=lesson");
  const panel = frame.getByRole("region", { name: "Learn", exact: true });
  await expect(panel.getByRole("heading", { level: 2 }).first()).toBeVisible({ timeout: 20_000 });
});

test("a link is read, in another language", async ({ page }) => {
  const link = deflateRawSync('{"version":1}').toString("base64url");
  const frame = await frameIn(page, `?paused=1&lang=es#1.${link}`);
  await expect(frame.getByText(/^No se pudo abrir el enlace/).first()).toBeVisible();
});
