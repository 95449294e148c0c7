// The content policy: no inline code but that of this build, and nothing on the page violates it.
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

declare global {
  interface Window {
    violations: string[];
  }
}

/** Collects what the policy blocks, starting before the page's own code. */
async function collectViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile, sample }) => {
      window.violations.push(`${violatedDirective} ${sourceFile ?? ""} ${sample}`);
    });
  });
}

const violations = (page: Page): Promise<string[]> => page.evaluate(() => window.violations);

test("every inline script and style is allowed by its hash, and no other", async ({ page, request }) => {
  const html = await (await request.get("./")).text();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  expect(policy).not.toContain("unsafe-inline");
  const inline = [...html.matchAll(/<(script|style)(?![^>]* src=)[^>]*>([^]*?)<\/\1>/g)];
  expect(inline.length).toBeGreaterThan(0);
  for (const [, name, code] of inline) {
    const hash = createHash("sha256").update(code ?? "").digest("base64");
    const directive = new RegExp(`${name}-src [^;]*'sha256-${hash.replace(/[+/]/g, "\\$&")}'`);
    expect(policy, `${name}: ${code?.slice(0, 60)}`).toMatch(directive);
  }
  for (const path of ["facts/", "model/", "facts/es/", "model/es/"]) {
    const pageToRead = await (await request.get(`./${path}`)).text();
    expect(pageToRead).not.toContain("unsafe-inline");
    expect(pageToRead).not.toMatch(/<style| style="/);
  }
  await page.goto("./facts/");
});

test.describe("code that somebody smuggles into the page", () => {
  test.use({ mayBeLogged: /Content Security Policy/ });

  test("does not run", async ({ page, playground }) => {
    await collectViolations(page);
    await playground.open();
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.documentElement.dataset.smuggled = 'yes'";
      document.body.append(script);
      document.body.setAttribute("style", "outline: 3px solid red");
      return [document.documentElement.dataset.smuggled ?? "no", getComputedStyle(document.body).outlineStyle];
    });
    expect(ran).toEqual(["no", "none"]);
    await expect.poll(() => violations(page)).toHaveLength(2);
  });
});

test("no view of the board violates it", async ({ page, playground }) => {
  await collectViolations(page);
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await playground.look("Partner grading plugins");
  await page.getByText(/^Inject a fault at/).click();
  await playground.andItsVerdicts(() => playground.button("Lose the database").click());
  // A place on the stage with its tip, and a ring around it.
  const stage = page.getByRole("group", { name: /^Map\./ });
  await stage.focus();
  await page.keyboard.press("]");
  await expect(page.locator(".stage-tip")).toBeVisible();
  const ring = await page.locator(".stage-ring").evaluate((ring) => [ring.style.left, ring.style.top]);
  expect(ring).toEqual([expect.stringMatching(/px$/), expect.stringMatching(/px$/)]);
  // The marks of the timeline are at their moments.
  const places = await page
    .locator(".hour-marks > *")
    .evaluateAll((marks) => marks.map((mark) => (mark as HTMLElement).style.left));
  expect(places.length).toBeGreaterThan(0);
  for (const place of places) expect(place).toMatch(/%$/);
  await playground.button("Dark theme").click();
  expect(await violations(page)).toEqual([]);
});

test("no section of the panel for learning violates it", async ({ page, playground, learning }) => {
  await collectViolations(page);
  await playground.open();
  for (const section of ["Lesson", "Challenges", "Check what you know", "Your own workload"] as const) {
    await learning.open(section);
  }
  await learning.button("Try every lane").click();
  await expect(learning.panel.getByRole("region", { name: "Result on each lane" })).toBeVisible({ timeout: 40_000 });
  expect(await violations(page)).toEqual([]);
});
