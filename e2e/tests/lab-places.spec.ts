// Where a trap happened, and where a program can run: on other lanes behind the same walls, and beside other ways to keep code apart.
import { choose, openLab, result, run, write } from "../fixtures/lab";
import { expect, test } from "../fixtures/test";

test("a trap names its function, in a text of WebAssembly as in the grading language", async ({ page }) => {
  await openLab(page);
  await choose(page, "Deep recursion");
  await run(page);
  await expect(result(page, "Trap in the function")).toHaveText("depth");
  await choose(page, "Reads beyond its memory");
  await write(page, '(module (memory (export "memory") 1) (func $reads (drop (i32.load (i32.const 70000)))) (func (export "grade") (call $reads)))');
  await run(page);
  await expect(result(page, "Trap in the function")).toHaveText("reads");
});

test("the lab says what changes behind the same walls inside another lane, and the board shows it", async ({ page, playground }) => {
  await openLab(page);
  const inside = page.locator(".lab-elsewhere", { hasText: "Behind these walls inside another lane" });
  await expect(inside).toContainText("Two walls: the platform’s isolate, and yours within it");
  await inside.getByRole("link", { name: "See it on the board: at the edge" }).click();
  await playground.hasVerdicts();
  await expect(playground.cardOn("Edge", "Partner grading plugins")).toBeVisible();
  await playground.menuButton("Partner grading plugins").click();
  const walls = playground.menu("Partner grading plugins").getByRole("menuitemcheckbox", { name: "Run in a sandbox there" });
  await expect(walls).toBeChecked();
});

test("the last run is shown beside the figures of other walls", async ({ page }) => {
  await page.goto("model/#isolation");
  const ways = page.locator("#isolation table");
  const live = ways.getByText("Your last run in the lab", { exact: false });
  await expect(live.first()).toBeHidden();
  await openLab(page);
  await run(page);
  await expect(result(page, "Points")).toBeVisible();
  const time = await result(page, "Time on this device").textContent();
  await page.getByRole("link", { name: "Compared with other walls" }).click();
  await expect(live.first()).toContainText(time ?? "?");
  await expect(live.last()).toContainText("64 KB");
});
