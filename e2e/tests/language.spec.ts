// A second language: the address, the browser or a person chooses it, and the page keeps its state.
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

test("no sentence of the page is left in English", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=es");
  const english = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent ?? "";
      const parent = node.parentElement;
      if (!parent || parent.closest("script, style, [lang='en'], pre, code")) continue;
      if (/\b(the|and|of|with|your|its|requests?|waits?|which|none|from)\b/i.test(words)) found.push(words.trim());
    }
    return found;
  });
  expect(english).toEqual([]);
});
