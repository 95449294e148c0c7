// A course on another site, in a browser that shuts such frames off from storage that they share with the site itself.
import { Course } from "../fixtures/course";
import { expect, test } from "../fixtures/test";

test.use({
  asksElsewhere: true,
  // The course has no icon.
  mayBeLogged: /Failed to load resource/,
  launchOptions: { executablePath: process.env.CHROME || undefined, args: ["--no-sandbox", "--disable-gpu", "--test-third-party-cookie-phaseout"] },
});

test("the board runs, a card moves, and nothing of the site’s own tab is read", async ({ page, baseURL }) => {
  const course = await Course.start({ "/": `<iframe title="Lanewise" width="1000" height="720" src="${baseURL}?embed=1&lang=en"></iframe>` });
  await page.goto(`${baseURL}?paused=1&lang=en`);
  await expect(page.locator("main")).toHaveAttribute("data-sim-hash", /./, { timeout: 30_000 });
  await page.evaluate(() => localStorage.setItem("lanewise.theme", "dark"));
  await page.goto(`${course.origin}/`);
  const board = page.frameLocator("iframe");
  await expect(board.locator("main")).toHaveAttribute("data-sim-hash", /./, { timeout: 30_000 });
  await expect(board.locator("html")).not.toHaveAttribute("data-theme", "dark");
  // A card still moves.
  await board.locator('[data-workload="quiz-submissions"] .card-name').first().click();
  await page.keyboard.press("4");
  await expect(board.locator("main")).toHaveAttribute("data-generation", /./);
  await expect(board.getByRole("button", { name: "Undo", exact: true })).toBeEnabled({ timeout: 20_000 });
  await course.stop();
});
