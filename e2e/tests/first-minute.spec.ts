// The page in a person's first minute, before any action.
import { LANES } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

test("there is something to read before any WebAssembly has arrived", async ({ page, playground }) => {
  let letThrough = (): void => {};
  const held = new Promise<void>((done) => {
    letThrough = done;
  });
  await page.route("**/*.wasm*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("./?paused=1", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1, name: "Lanewise" })).toBeVisible();
  await expect(page.getByText("Where should this piece of work run?")).toBeVisible();
  await expect(playground.region("Lanes")).toHaveCount(0);

  letThrough();
  await playground.hasVerdicts();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
});

test("the opening board is already wrong, and one sentence says what hurts", async ({ page, playground }) => {
  await playground.open("");
  for (const name of ["Lanes", "World", "Timeline", "Evidence"]) {
    await expect(playground.region(name)).toHaveCount(1);
  }
  await expect(playground.lane("Serverless").getByRole("button", { name: /^Move / })).toHaveCount(14);
  for (const lane of LANES.slice(1)) {
    await expect(playground.lane(lane).getByRole("button", { name: /^Move / })).toHaveCount(0);
  }
  await expect(playground.headline).toHaveText(/^\d+ of 14 meet their targets$/);
  await expect(page.getByText(/Quiz submissions: [\d,]+ /)).toBeVisible();
});

test("the hour plays by itself, with a pause in plain sight", async ({ playground }) => {
  await playground.open("");
  await expect(playground.timeline.pause).toBeInViewport();
  await playground.timeline.moves();
});

test("on a low screen the stage itself can be paused in sight", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1366, height: 640 });
  await playground.open("");
  const pause = playground.stage.region.getByRole("button", { name: "Pause", exact: true });
  await expect(pause).toBeInViewport();
  await pause.click();
  await expect(playground.timeline.play, "both buttons are one switch").toBeVisible();
});

test("there is one polite status region", async ({ page, playground }) => {
  await playground.open();
  await expect(page.getByRole("status")).toHaveCount(1);
  await expect(playground.status).toHaveAttribute("aria-live", "polite");
  await expect(playground.status, "the first results are announced").toHaveText(/^\d+ of 14 meet their targets$/);
});
