// A card is moved by its menu.
import { LANES } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("the menu offers all lanes and says where the card is", async ({ playground }) => {
  await playground.open();
  await playground.menuButton(QUIZ).click();
  const items = playground.menu(QUIZ).getByRole("menuitem");
  await expect(items).toHaveText(LANES.map((lane) => new RegExp(lane)));
  await expect(items.nth(0)).toHaveAttribute("aria-current", "true");
  await expect(items.nth(0)).toBeFocused();
});

test("“Move Quiz submissions”, then Service", async ({ playground }) => {
  await playground.open();
  await playground.move(QUIZ, "Service");
  await expect(playground.menu(QUIZ)).toHaveCount(0);
  await expect(playground.menuButton(QUIZ)).toBeFocused();
  await expect(playground.status).toHaveText(/^Quiz submissions moved to Service\. Lost submissions 0, was [\d,]+\./);
});

test("walls can be put up where the card lies", async ({ playground }) => {
  await playground.open();
  const card = "Partner grading plugins";
  await playground.andItsVerdicts(async () => {
    await playground.menuButton(card).click();
    await playground.menu(card).getByRole("menuitemcheckbox", { name: "Run in a sandbox there" }).click();
  });
  await expect(playground.cardOn("Serverless", card)).toContainText("sandboxed");
  await expect(playground.status).toHaveText(
    /^Partner grading plugins moved into a sandbox on Serverless\. Unauthorised access 0, was \d+\./,
  );
});

test("Esc and a click elsewhere close the menu and move nothing", async ({ page, playground }) => {
  await playground.open();
  await playground.menuButton(QUIZ).click();
  await expect(playground.menu(QUIZ)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(playground.menu(QUIZ)).toHaveCount(0);
  await expect(playground.menuButton(QUIZ)).toBeFocused();

  await playground.menuButton(QUIZ).click();
  await playground.headline.click();
  await expect(playground.menu(QUIZ)).toHaveCount(0);
  await expect(playground.button("Undo")).toHaveAttribute("aria-disabled", "true");
});

test("the menu of the lowest card is wholly in sight", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  await playground.menuButton("Term report").click();
  const menu = playground.menu("Term report");
  await expect(menu).toBeInViewport({ ratio: 1 });
  // Nothing is over it: its last item can be pressed.
  await menu.getByRole("menuitemcheckbox").last().click();
  await expect(menu.getByRole("menuitemcheckbox").last()).toHaveAttribute("aria-checked", "true");
});

test("a turned wheel or another size of the window closes the menu and gives the focus back", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  const menu = playground.menu(QUIZ);
  await playground.menuButton(QUIZ).click();
  await expect(menu).toBeVisible();
  // Inside it a wheel scrolls the menu, where a low window cuts it off.
  await menu.hover();
  await page.mouse.wheel(0, 40);
  await expect(menu).toBeVisible();
  // Over its button, which scrolls with the cards.
  await playground.menuButton(QUIZ).hover();
  await page.mouse.wheel(0, 40);
  await expect(menu).toHaveCount(0);
  await expect(playground.menuButton(QUIZ)).toBeFocused();

  await playground.menuButton(QUIZ).click();
  await expect(menu).toBeVisible();
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect(menu).toHaveCount(0);
  await expect(playground.menuButton(QUIZ)).toBeFocused();
});
