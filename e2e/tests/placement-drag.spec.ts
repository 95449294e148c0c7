// A card is dragged to another lane by a pointer that stays down.
import { carry, drag, Finger, flick } from "../fixtures/hand";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("with the mouse", async ({ page, playground }) => {
  await playground.open();
  await playground.andItsVerdicts(() => drag(page, playground.card(QUIZ), playground.lane("Service")));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await expect(playground.status).toHaveText(
    /^Quiz submissions moved to Service\. Lost submissions 0, was [\d,]+\. \d+ of 14 meet their targets, was \d+\.$/,
  );
  await expect(playground.cardButton(QUIZ)).toHaveAttribute("aria-pressed", "false");
});

test("with a quick hand", async ({ page, playground }) => {
  await playground.open();
  await playground.andItsVerdicts(() => flick(page, playground.card(QUIZ), playground.lane("Service")));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
});

test("after a click on the same card, or on another", async ({ page, playground }) => {
  await playground.open();
  await playground.pick(QUIZ);
  await playground.andItsVerdicts(() => drag(page, playground.card(QUIZ), playground.lane("Service")));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();

  await playground.pick(QUIZ);
  const other = "Live classroom";
  await playground.andItsVerdicts(() => drag(page, playground.card(other), playground.lane("Service")));
  await expect(playground.cardOn("Service", other)).toBeVisible();
});

test("while the hour plays", async ({ page, playground }) => {
  await playground.open("");
  await playground.andItsVerdicts(() => drag(page, playground.card(QUIZ), playground.lane("Service")));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await playground.timeline.moves();
});

test("Esc takes a drag back", async ({ page, playground }) => {
  await playground.open();
  await carry(page, playground.card(QUIZ), playground.lane("Edge"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await expect(playground.button("Undo")).toHaveAttribute("aria-disabled", "true");
  // The drag is over: a click on the lane moves no card.
  await playground.lane("Edge").click({ position: { x: 12, y: 12 } });
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
});

test("letting go outside the lanes changes nothing", async ({ page, playground }) => {
  await playground.open();
  const card = playground.card(QUIZ);
  await carry(page, card, playground.headline);
  await page.mouse.up();
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await expect(playground.button("Undo")).toHaveAttribute("aria-disabled", "true");
  // The card is back at its place.
  await expect.poll(() => card.evaluate((element) => getComputedStyle(element).transform)).toBe("none");
});

test("a click that hardly moves is a click", async ({ page, playground }) => {
  await playground.open();
  const button = playground.cardButton(QUIZ);
  await button.scrollIntoViewIfNeeded();
  await button.hover();
  await page.mouse.down();
  const box = await button.boundingBox();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2 + 2, (box?.y ?? 0) + (box?.height ?? 0) / 2 + 2);
  await page.mouse.up();
  await expect(button).toHaveAttribute("aria-pressed", "true");
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 820, height: 1400 } });

  for (const [way, width, how] of [
    ["by the card's grip", 1_100, "dragByGrip"],
    ["that rests on the card", 820, "drag"],
  ] as const) {
    test(way, async ({ page, playground }) => {
      await page.setViewportSize({ width, height: 1_400 });
      await playground.open();
      const finger = await Finger.of(page);
      await playground.andItsVerdicts(() => finger[how](playground.card(QUIZ), playground.lane("Service")));
      await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
      await expect(playground.status).toContainText("Quiz submissions moved to Service. Lost submissions 0, was");
    });
  }

  test("a second finger keeps the first one from dragging", async ({ page, playground }) => {
    await page.clock.install();
    await playground.open();
    const finger = await Finger.of(page);
    await finger.pinch(playground.card(QUIZ));
    // Longer than a finger rests before it drags.
    await page.clock.runFor(1_000);
    await expect(playground.card(QUIZ)).not.toHaveClass(/is-held/);
  });

  test("a stroke over a card beside its grip scrolls the lanes and moves nothing", async ({ page, playground }) => {
    await page.setViewportSize({ width: 820, height: 640 });
    await playground.open();
    const card = playground.cardButton(QUIZ);
    await card.scrollIntoViewIfNeeded();
    const box = await card.boundingBox();
    const from = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    const finger = await Finger.of(page);
    // In a narrow window the cards of a full lane scroll inside it.
    const scrolled = () =>
      playground.region("Lanes").evaluate((pane) => [pane, ...pane.querySelectorAll("ul")].reduce((sum, part) => sum + part.scrollTop, 0));
    const before = await scrolled();
    const up = before > 100 ? 1 : -1;
    await finger.stroke(from, { x: from.x, y: from.y + 200 * up });
    await expect.poll(scrolled).not.toBe(before);
    await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
    await expect(playground.button("Undo")).toHaveAttribute("aria-disabled", "true");
  });
});
