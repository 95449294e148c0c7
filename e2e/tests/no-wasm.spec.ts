// Where the simulation cannot run, the page shows a plain sentence.
import { expect, test } from "../fixtures/test";

test.describe("without WebAssembly", () => {
  // Trunk's start-up script fails then, and logs an error.
  test.use({ mayBeLogged: /WebAssembly/ });

  test("the page says what it needs", async ({ page, playground }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "WebAssembly");
    });
    await playground.visit();
    await expect(page.getByRole("heading", { level: 1, name: "Lanewise" })).toBeVisible();
    await expect(page.getByText("needs WebAssembly and web workers")).toBeVisible();
    await expect(page.getByText("Opening the board")).toHaveCount(0);
  });
});

test.describe("without workers", () => {
  test("the page says what it needs, and the board can still be read", async ({ page, playground }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "Worker");
    });
    await playground.visit();
    const sentence = page.getByRole("alert");
    await expect(sentence).toContainText("The simulation cannot start in this browser");
    await expect(sentence).toContainText("A current browser with WebAssembly and web workers allowed will run it.");
    await expect(playground.cardOn("Serverless", "Quiz submissions")).toBeVisible();
  });
});

test.describe("without JavaScript", () => {
  // The browser preloads a file that no script uses.
  test.use({ javaScriptEnabled: false, mayBeLogged: /preloaded using link preload/ });

  test("the page says what it needs", async ({ page, playground }) => {
    await playground.visit();
    const sentence = page.locator("noscript p"); // Playwright's text search passes over such elements
    await expect(sentence).toBeVisible();
    await expect(sentence).toContainText("needs JavaScript and WebAssembly");
  });
});
