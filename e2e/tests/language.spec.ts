// A second language: the address, the browser or a person chooses it, and the page keeps its state.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

test("the address chooses the language", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=es");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page).toHaveTitle("Lanewise: ¿Dónde debería ejecutarse este trabajo?");
  await expect(page.getByRole("button", { name: "Deshacer", exact: true })).toBeVisible();
  // Numbers have the marks of the language: 7753 has none, 28 137 has a space.
  const evidence = playground.region("Evidencia");
  await expect(evidence.getByRole("heading", { level: 3 })).toHaveText("Entregas de cuestionarios");
  await expect(evidence).toContainText(/\d\d\s\d{3} peticiones/);
  await expect(evidence).toContainText(/\d,\d+ s/);
});

test.describe("a browser that asks for Spanish", () => {
  test.use({ locale: "es-MX" });

  test("is answered in Spanish, and in English when a person says so", async ({ page, playground }) => {
    await playground.open();
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await page.getByRole("combobox", { name: "Idioma", exact: true }).selectOption("English");
    await expect(page.getByRole("combobox", { name: "Language", exact: true })).toBeVisible();
    await playground.hasVerdicts();
    await playground.open();
    await expect(page.locator("html"), "the choice outlives the page").toHaveAttribute("lang", "en");
  });
});

test("the board comes along into the other language", async ({ page, playground }) => {
  await playground.open();
  await playground.andItsVerdicts(() => playground.move("Quiz submissions", "Service"));
  const fingerprint = await playground.fingerprint();
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("Español");
  await expect(page.getByRole("combobox", { name: "Idioma", exact: true })).toBeVisible();
  await playground.hasVerdicts();
  expect(await playground.fingerprint()).toBe(fingerprint);
});

/** The texts on a page that look English, and are not said to be. */
async function english(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent ?? "";
      const parent = node.parentElement;
      if (!parent || parent.closest("script, style, [lang='en'], [translate='no'], pre, code")) continue;
      if (/\b(the|and|of|with|your|its|requests?|waits?|which|none|from)\b/i.test(words)) found.push(words.trim());
    }
    return found;
  });
}

for (const language of ["es", "pt", "ar"]) {
  test(`no sentence of the page is left in English: ${language}`, async ({ page, playground }) => {
    await playground.open(`?paused=1&lang=${language}`);
    expect(await english(page)).toEqual([]);
  });
}

test("numbers and lists have the marks of Portuguese", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=pt");
  await expect(page.getByText(/\d\.\d{3} respostas perdidas/).first()).toBeVisible();
  await expect(page.getByText(/\d,\d+ s/).first()).toBeVisible();
});

for (const path of ["facts/es/", "model/es/", "facts/pt/", "model/pt/", "facts/ar/", "model/ar/"]) {
  test(`no sentence of ${path} is left in English`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await english(page)).toEqual([]);
    await page.getByRole("link", { name: "English", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/${path.split("/")[0]}/$`));
    const code = path.split("/")[1] ?? "";
    await page.locator(`header a[hreflang=${code}]`).click();
    await expect(page).toHaveURL(new RegExp(`/${path}$`));
  });
}

test("a fact is read in the language of the page", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=es");
  const asked = page.waitForRequest(/\/facts\/es\/facts\.bin$/);
  await page.getByRole("button", { name: /^¿Por qué 100 conexiones\?/ }).first().click();
  await asked;
  await expect(page.getByRole("link", { name: "Su lugar en la lista de datos" })).toHaveAttribute(
    "href",
    "facts/es/#postgres.max_connections",
  );
});
