// The dialog for embedding: the frame as it will look, and the code for each system.
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

async function dialogOf(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Embed", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Show this in a page of a course" });
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  return dialog;
}

test("the code opens what the preview shows", async ({ page, playground, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open("?paused=1&lang=en");
  await playground.move("Quiz submissions", "Service");
  const moved = await playground.fingerprint();
  const dialog = await dialogOf(page);
  const preview = dialog.frameLocator("iframe");
  await expect(preview.locator("main")).toHaveAttribute("data-sim-hash", moved, { timeout: 30_000 });
  await dialog.getByLabel("Views").selectOption("The lanes alone");
  await dialog.getByLabel("Cards stay where they are").check();
  await dialog.getByLabel("Language").selectOption("Español");
  await dialog.getByLabel("Height, pixels").fill("650");
  await expect(preview.getByRole("heading", { name: "Carriles" })).toBeVisible({ timeout: 30_000 });
  const code = dialog.getByRole("textbox", { name: "Code" });
  await expect(code).toHaveValue(/\?embed=1&amp;panels=lanes&amp;locked=all&amp;lang=es&amp;height=650#2\.[\w-]+"/);
  await expect(code).toHaveValue(/height="650"/);
  await dialog.getByLabel("The course is written in").selectOption("Docusaurus");
  await expect(code).toHaveValue(/style=\{\{border: 0\}\}/);
  await dialog.getByRole("button", { name: "Copy the code" }).click();
  await expect(playground.status).toHaveText("The code is on the clipboard.");
  await expect(dialog.getByRole("button", { name: "Copy the code" })).toHaveAttribute("data-copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`src="${baseURL}?embed=1&amp;`);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  // The second time the program is there, and the dialog begins again.
  await expect((await dialogOf(page)).getByLabel("Height, pixels")).toHaveValue("720");
});

test("a challenge and the lesson can be embedded", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=en");
  const dialog = await dialogOf(page);
  const code = dialog.getByRole("textbox", { name: "Code" });
  await dialog.getByLabel("It opens").selectOption("The lesson");
  await expect(code).toHaveValue(/\?embed=1&amp;learn=lesson"/);
  await dialog.getByLabel("It opens").selectOption("Ten to nine");
  await expect(code).toHaveValue(/\?embed=1&amp;challenge=quiz-rush"/);
});

test("the dialog has no fault of accessibility", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=en");
  await dialogOf(page);
  const { violations } = await new AxeBuilder({ page }).include("dialog[open]").exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
});
