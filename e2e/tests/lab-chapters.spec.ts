// The chapters of the sandbox lab: a prediction is right or wrong by the run, and a goal is reached by the program that a person has.
import type { Page } from "@playwright/test";
import { choose, openLab, run } from "../fixtures/lab";
import { expect, test } from "../fixtures/test";

const next = (page: Page) => page.getByRole("button", { name: "Next step" }).click();
const predict = (page: Page, what: string) => page.getByRole("radio", { name: what }).check();
const gradeAll = (page: Page) => page.getByRole("button", { name: "Grade all sample answers" }).click();

test("write a grader: predict, run, and reach the goal", async ({ page }) => {
  await openLab(page, "?chapter=write");
  await predict(page, "4 points");
  await run(page);
  await expect(page.getByText("It went otherwise: 1 point.")).toBeVisible();
  await next(page);
  await run(page);
  await expect(page.getByText("It ran before you predicted.", { exact: false })).toBeVisible();
  await predict(page, "More than 50,000");
  await expect(page.getByText("As you predicted: More than 50,000.")).toBeVisible();
  await next(page);
  await gradeAll(page);
  await expect(page.getByText("Not reached yet", { exact: false })).toBeVisible();
  await choose(page, "Terms of the key");
  await gradeAll(page);
  await expect(page.getByText("Reached.")).toBeVisible();
  await expect(page.getByText("That was the last step of this chapter.")).toBeVisible();
});

test("attack a grader: each attack meets its wall, and the last one meets none", async ({ page }) => {
  await openLab(page);
  await page.getByRole("combobox", { name: "Chapter" }).selectOption({ label: "Attack a grader" });
  for (const expected of ["The end of its fuel", "The memory wall", "It is ended when it calls"]) {
    await predict(page, expected);
    await run(page);
    await expect(page.getByText(`As you predicted: ${expected}.`)).toBeVisible();
    await next(page);
  }
  await choose(page, "Full points for everybody");
  await gradeAll(page);
  await expect(page.getByText("Reached.")).toBeVisible();
});
