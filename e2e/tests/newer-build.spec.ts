// A tab of an old build after a deploy: its files are gone, the page says so, and no state is lost.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

// The browser itself reports a file that is gone.
test.use({ mayBeLogged: /404/ });

/** Makes the host serve another build; the returned function makes it serve the first one again. */
async function deploy(page: Page, baseURL = ""): Promise<() => Promise<void>> {
  const files = `${baseURL}build-*/**`;
  const html = (await (await page.request.get(baseURL)).text()).replace(/build-[0-9a-f]{16}/g, "build-0123456789abcdef");
  await page.route(files, (route) => route.fulfill({ status: 404 }));
  await page.route(baseURL, (route) => route.fulfill({ contentType: "text/html", body: html }));
  return async () => {
    await page.unroute(files);
    await page.unroute(baseURL);
  };
}

const ADDRESSES = ["?paused=1", "?paused=1&board=matched-to-shape"];
for (const address of ADDRESSES) {
  test(`a fact that is gone: ${address}`, async ({ page, playground, baseURL }) => {
    await playground.open(address);
    await playground.move("Quiz submissions", "Edge");
    const takeBack = await deploy(page, baseURL);
    await playground.look("Quiz submissions");
    await playground.evidence.region.getByRole("button", { name: /^Why / }).first().click();
    const notice = page.getByRole("alert").filter({ hasText: "This page has been updated" });
    await expect(notice).toBeVisible();
    await takeBack();
    await notice.getByRole("button", { name: "Reload" }).click();
    await expect(notice).toBeHidden();
    await playground.hasVerdicts();
    await expect(playground.cardOn("Edge", "Quiz submissions")).toBeVisible();
  });
}

test("the program for learning is gone", async ({ page, playground, baseURL }) => {
  await playground.open();
  await deploy(page, baseURL);
  await playground.button("Learn").click();
  await expect(page.getByRole("alert").filter({ hasText: "This page has been updated" })).toBeVisible();
});

test("the program that reads files is gone", async ({ page, playground, baseURL }) => {
  await playground.open();
  await deploy(page, baseURL);
  await playground.openFile("scenario.json", "{}");
  await expect(page.getByRole("alert").filter({ hasText: "This page has been updated" })).toBeVisible();
});

test("a file that is missing without a newer build is no update", async ({ page, playground, baseURL }) => {
  await playground.open();
  await page.route(`${baseURL}build-*/**`, (route) => route.fulfill({ status: 404 }));
  await playground.button("Learn").click();
  const panel = page.getByRole("region", { name: "Learn" });
  await expect(panel.getByRole("alert")).toContainText("The lesson could not be fetched.");
  await expect(panel.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByText("This page has been updated")).toBeHidden();
});
