// Where motion is unwanted, the playback is paused, and no request travels over the map.
import { expect, test } from "../fixtures/test";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("the page opens paused, and plays only when it is asked", async ({ page, playground }) => {
  const { timeline, stage } = playground;
  await playground.open("");
  await expect(timeline.play).toBeVisible();
  await expect(stage.region.getByText(/^Motion is reduced: numbers at the places/)).toBeVisible();
  const begun = await timeline.clock.innerText();
  await playground.move("Quiz submissions", "Service");
  await expect(timeline.clock).toHaveText(begun);
  expect(await page.evaluate(() => document.getAnimations().length), "nothing is animated").toBe(0);

  await timeline.play.click();
  await timeline.moves();
  await expect(stage.region.getByText(/^Motion is reduced/)).toBeVisible();
});
