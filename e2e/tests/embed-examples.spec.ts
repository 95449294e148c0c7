// The page for embedding: its live examples work, and it has no fault of accessibility.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/test";

test("the examples hear results, give commands and carry a board over", async ({ page }) => {
  await page.goto("./v1/");
  const result = page.locator("#result");
  await page.locator("#told").scrollIntoViewIfNeeded();
  await expect(result).toHaveText(/^\d+ of 14 meet their targets, for \$\d+ a month$/, { timeout: 40_000 });
  await page.getByRole("button", { name: "Certificates to the edge" }).click();
  await expect(page.locator("#answer")).toHaveText("workload: it is locked", { timeout: 30_000 });
  await page.getByRole("button", { name: "Quiz submissions to the service lane" }).click();
  await expect(page.locator("#answer")).toHaveText("done");
  const copied = page.frameLocator("#copied iframe");
  await page.getByRole("button", { name: "Open the board above here" }).click();
  const lane = copied.getByRole("group", { name: "Service", exact: true });
  await expect(lane.getByRole("listitem", { name: "Quiz submissions" })).toBeVisible({ timeout: 30_000 });
});

test("the page has no fault of accessibility", async ({ page }) => {
  await page.goto("./v1/");
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
});
