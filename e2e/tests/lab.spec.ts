// The sandbox lab: a program is written and run behind walls, attacks are stopped by them, and the page answers throughout.
import AxeBuilder from "@axe-core/playwright";
import { choose, editor, openLab, result, run, state, write } from "../fixtures/lab";
import { expect, test } from "../fixtures/test";

test("a grader grades an answer, and its calls are listed", async ({ page }) => {
  await openLab(page);
  await run(page);
  await expect(state(page)).toHaveText("It has ended.");
  await expect(result(page, "Points")).toHaveText(/^[1-4] of 4$/);
  await expect(result(page, "How it ended")).toContainText("It graded the answer and returned.");
  const calls = page.getByRole("group", { name: "Calls to the host, one by one" });
  await expect(calls.getByRole("row", { name: /lanewise\.award\(1\) granted/ }).first()).toBeVisible();
});

test("a program that is written is compiled and run", async ({ page }) => {
  await openLab(page);
  await write(page, "awrd(2)");
  await expect(page.getByText("Line 1, column 1: nothing is called `awrd` here; did you mean `award`?")).toBeVisible();
  await write(page, 'award(2)\nfeedback("Two for " + word(answer, 0))');
  await expect(page.getByText("Line 1, column 1")).toBeHidden();
  await page.keyboard.press("Control+Enter");
  await expect(result(page, "Points")).toHaveText("2 of 4");
  await expect(result(page, "Feedback")).toContainText("Two for");
});

test("the module is shown, and a line marks its instructions", async ({ page }) => {
  await openLab(page);
  await write(page, "award(1)\nloop { }");
  await page.getByText("The module as WebAssembly text").click();
  await expect(page.getByText("call $award").first()).toBeVisible();
  await run(page);
  await expect(state(page)).toContainText("Its fuel is gone.");
  await expect(result(page, "Line")).toHaveText("2");
  await expect(page.locator(".lab-wat .is-running").first()).toBeVisible();
});

test("Tab leaves the editor, and calls are completed", async ({ page }) => {
  await openLab(page);
  await write(page, "");
  await editor(page).pressSequentially("numb");
  await expect(page.getByRole("option", { name: /number_within/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor(page)).not.toBeFocused();
});

test("a block is indented, and F8 goes to a fault and shows its message", async ({ page }) => {
  await openLab(page);
  await write(page, "");
  await editor(page).pressSequentially("if true {");
  await page.keyboard.press("Enter");
  await editor(page).pressSequentially("awrd(1)");
  await expect(page.locator(".cm-lintRange-error")).toHaveText("awrd");
  expect(await page.locator(".cm-line").allTextContents()).toEqual(["if true {", "  awrd(1)", "}"]);
  await page.keyboard.press("Escape");
  const message = page.locator(".cm-tooltip-lint");
  for (const _ of ["first", "again"]) {
    await page.keyboard.press("F8");
    await expect(message).toContainText("did you mean `award`?");
    await page.keyboard.press("Escape");
    await expect(message).toBeHidden();
  }
});

test("the board does not fetch the editor", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto("./");
  await expect(page.getByRole("combobox", { name: "Board" })).toBeVisible();
  expect(fetched.filter((path) => path.endsWith("/editor.js"))).toEqual([]);
});

for (const [name, wall] of [
  ["Memory bomb", "it asked for too much memory"],
  ["Deep recursion", "its calls nested too deep"],
  ["Reads beyond its memory", "It trapped"],
  ["Asks for files", "wasi_snapshot_preview1.path_open"],
] as const) {
  test(`${name}: the walls stop it`, async ({ page }) => {
    await openLab(page);
    await choose(page, name);
    await run(page);
    await expect(result(page, "How it ended")).toContainText(wall);
    await expect(page.getByText("Without walls, the same code would")).toBeVisible();
  });
}

test("a module that would run by itself is refused", async ({ page }) => {
  await openLab(page, "?program=starts-alone");
  await run(page);
  await expect(page.getByRole("alert")).toContainText("start");
});

test("a run without fuel goes on with more, or ends", async ({ page }) => {
  await openLab(page, "?program=endless");
  await run(page);
  await expect(state(page)).toContainText("Its fuel is gone.");
  await expect(page.getByText(/^(199,99\d|200,000) of 200,000$/)).toBeVisible();
  await page.getByRole("button", { name: "Give it as much fuel again" }).click();
  await expect(page.getByText(/^(399,99\d|400,000) of 400,000$/)).toBeVisible();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(state(page)).toHaveText("It has not run yet.");
});

test("a long run can be paused, and the page answers meanwhile", async ({ page }) => {
  await openLab(page, "?program=endless");
  const fuel = page.getByRole("spinbutton", { name: "Fuel, units" });
  await fuel.fill("5000000000");
  await fuel.press("Enter");
  await run(page);
  await expect(state(page)).toHaveText("It is running.");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(state(page)).toHaveText("It is paused.");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(state(page)).toHaveText("It is running.");
  await page.getByRole("button", { name: "End it" }).click();
  await expect(state(page)).toHaveText("It has not run yet.");
});

test("the lab has no barriers that axe finds", async ({ page }) => {
  await openLab(page);
  await run(page);
  await expect(state(page)).toHaveText("It has ended.");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test("a request of the board opens in the lab, with its snippet and its answer", async ({ page }) => {
  await openLab(page, "?snippet=memory-bomb&sample=1");
  await expect(page.getByRole("combobox", { name: "Program" })).toContainText("A snippet of the board");
  await run(page);
  await expect(result(page, "How it ended")).toContainText("it asked for too much memory");
  await choose(page, "Terms of the key");
  await run(page);
  await expect(result(page, "How it ended")).toContainText("It graded the answer and returned.");
});

test("a call that was not granted is denied, and the page says what it would expose", async ({ page }) => {
  await openLab(page);
  await page.getByRole("checkbox", { name: "ask whether the answer meets the key" }).uncheck();
  await run(page);
  await expect(result(page, "How it ended")).toContainText("lanewise.criteria, which was not granted");
  await expect(result(page, "How it ended")).toContainText("would let the program ask about the key");
  await expect(page.getByRole("row", { name: /lanewise\.criteria\(\) denied/ })).toBeVisible();
});
