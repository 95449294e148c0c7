// A long horizon: the page shows the progress of the simulation, drops it for a newer edit, and names
// the share of the requests that it draws.
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";

const SHIPPED = readFileSync(new URL("../../public/scenarios/learning-platform.json", import.meta.url), "utf8");

/** The shipped scenario over a day instead of an hour. */
function day(): string {
  const scenario = JSON.parse(SHIPPED) as { name: string; horizon_s: number };
  scenario.horizon_s = 24 * 3600;
  scenario.name = "A whole day";
  return JSON.stringify(scenario);
}

test("a day shows how far it is, and a fair sample of it", async ({ playground, page }) => {
  test.slow();
  await playground.open();
  await playground.openFile("day.json", day());
  const bar = page.getByRole("progressbar", { name: "How much of the hour is simulated" });
  await expect(bar).toBeVisible();
  await expect(bar).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole("region", { name: "World", exact: true })).toContainText(/Shown: [\d,]+ of [\d,]+ requests/);
});

test("an edit in the middle of a long run is answered first", async ({ playground, page }) => {
  test.slow();
  await playground.open();
  await playground.openFile("day.json", day());
  const bar = page.getByRole("progressbar");
  await expect(bar).toBeVisible();
  await playground.openFile("hour.json", SHIPPED);
  await expect(page.getByRole("heading", { name: "A whole day" })).toHaveCount(0);
  await expect(bar).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole("region", { name: "World", exact: true })).not.toContainText("Shown:");
});
