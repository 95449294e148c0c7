// What a person is told while choosing a lane: what each lane would not meet, a hint in steps, and on a
// phone a sheet with all lanes.
import { LANES, type Lane } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("each lane says what it would not meet of a picked card, and of no other", async ({ playground }) => {
  await playground.open();
  const says = (lane: Lane, words: string) =>
    playground.lane(lane).getByText(words, { exact: true }).first();
  await playground.pick("Recommendations");
  await expect(says("Serverless", "✕ Memory: needs 12.3 GB, offered up to 10 GB")).toBeVisible();
  await expect(says("Edge", "✕ Memory: needs 12.3 GB, offered up to 128 MB")).toBeVisible();
  await expect(says("Service", "✓ within its limits")).toBeVisible();
  await expect(playground.placeButton("Recommendations", "Edge")).toHaveAccessibleName(/Memory/);
  await playground.page.keyboard.press("Escape");
  await expect(playground.lane("Edge").getByText(/Memory/)).toBeHidden();
  await playground.pick(QUIZ);
  await expect(says("Edge", "✕ Consistent writes: not provided")).toBeVisible();
});

test("limits are hidden while verdicts are", async ({ page, playground }) => {
  await playground.open();
  await page.keyboard.press("h");
  await playground.pick("Recommendations");
  await expect(playground.lane("Service").getByText("within its limits").first()).toBeHidden();
  await expect(playground.placeButton("Recommendations", "Service")).not.toHaveAccessibleName(/limits/);
});

test("a hint has three steps, and moves nothing", async ({ playground }) => {
  await playground.open();
  await playground.button("Hint").click();
  await expect(playground.main.getByText("Look at Quiz submissions first.")).toBeVisible();
  await expect(playground.region("Evidence").getByRole("heading", { name: QUIZ })).toBeVisible();
  await playground.button("Why?").click();
  await expect(playground.main.getByText(/^Its main cause: /)).toBeVisible();
  await playground.button("Which move?").click();
  await expect(playground.main.getByText("Try Quiz submissions on Service.")).toBeVisible();
  await expect(playground.cardButton(QUIZ), "the button is gone, and the focus is on the card").toBeFocused();
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await playground.move(QUIZ, "Service");
  await expect(playground.button("Hint")).toBeVisible();
});

test("all targets met: what it costs, how far from the cheapest board that is known, and the ways on", async ({ page, playground }) => {
  await playground.open();
  await playground.useBoard("Matched to shape");
  await expect(
    playground.main.getByText(/^Every target is met\. You plan capacity for \d+ workloads\. The cheapest known board costs \$[\d,]+ less a month\.$/),
  ).toBeVisible();
  await playground.button("Cut the cost").click();
  await expect(page.getByRole("table", { name: /workloads/i }).first()).toBeVisible();
  await playground.button("Inject a fault").click();
  await expect(playground.main.getByText(/^Inject a fault at/)).toBeFocused();
  await expect(playground.button("Lose a lane")).toBeVisible();
  await playground.button("Take a challenge").click();
  const learn = page.getByRole("region", { name: "Learn", exact: true });
  await expect(learn.getByRole("heading", { level: 2, name: "Challenges" })).toBeFocused({ timeout: 20_000 });
});

test("a pointer can go onto a tip, and Esc takes it away", async ({ page, playground }) => {
  await playground.open();
  const strip = await playground.lane("Serverless").locator("canvas").boundingBox();
  if (!strip) throw new Error("no canvas");
  const right = strip.x + strip.width / 2;
  await page.mouse.move(right, strip.y + strip.height - 2);
  const tip = page.locator(".stage-tip");
  await expect(tip).toBeVisible();
  const box = await tip.boundingBox();
  await page.mouse.move(right, (box?.y ?? 0) + (box?.height ?? 0) / 2, { steps: 6 });
  await expect(tip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tip).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("a tapped card opens a sheet with all lanes, which stays and says what a move has changed", async ({ page, playground }) => {
    await playground.open();
    await playground.cardButton(QUIZ).tap();
    const sheet = page.getByRole("group", { name: `Move ${QUIZ}`, exact: true });
    await expect(sheet.getByRole("button", { pressed: true })).toContainText("Serverless");
    await playground.andItsVerdicts(() => sheet.getByRole("button", { name: /^Place Quiz submissions on Service/ }).tap());
    await expect(playground.cardOn("Service", QUIZ)).toBeAttached();
    await expect(sheet.getByText(/^[\d,]+ → 0 lost submissions$/)).toBeVisible();
    await expect(sheet.getByRole("button", { pressed: true })).toContainText("Service");
    await playground.andItsVerdicts(() => sheet.getByRole("button", { name: /^Place Quiz submissions on Edge/ }).tap());
    await expect(playground.cardOn("Edge", QUIZ)).toBeAttached();
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(sheet).toBeHidden();
  });

  test("the heads of all lanes are in sight, with all workloads in one of them", async ({ page, playground }) => {
    await playground.open();
    const pane = await playground.region("Lanes").boundingBox();
    for (const name of LANES) {
      const head = await page.getByRole("heading", { level: 3, name, exact: true }).boundingBox();
      expect((head?.y ?? 0) + (head?.height ?? 9_999), name).toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0));
    }
  });
});

test("with the pointer on a card, the map draws its requests alone", async ({ page, playground }) => {
  await playground.open();
  const canvas = page.getByRole("img", { name: /map/i }).first();
  const before = await canvas.screenshot();
  await playground.cardButton("Term report").hover();
  await expect.poll(async () => (await canvas.screenshot()).equals(before)).toBe(false);
  await page.mouse.move(2, 2);
  await expect.poll(async () => (await canvas.screenshot()).equals(before)).toBe(true);
});
