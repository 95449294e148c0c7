// Changes at the playhead, their effects on the lanes, and their removal.
import { expect, test } from "../fixtures/test";

test("a lost database is seen, listed and taken back", async ({ page, playground }) => {
  await playground.open();
  const before = await playground.fingerprint();
  await page.getByText(/^Inject a fault at \d\d:\d\d$/).click();
  await playground.andItsVerdicts(() => playground.button("Lose the database").click());
  await expect(page.getByRole("heading", { name: "Happens in this hour" })).toBeVisible();
  await expect(page.getByText(/Mostly: the database was down\.$/).first()).toBeVisible();
  await expect(playground.status).toContainText("The home database accepts no queries.");
  await playground.andItsVerdicts(() => playground.button("Remove: The home database accepts no queries").click());
  expect(await playground.fingerprint()).toBe(before);
  await expect(page.getByRole("heading", { name: "Happens in this hour" })).toBeHidden();
});

test("a fault is said in the verdict and shown on what it hits", async ({ page, playground }) => {
  await playground.open();
  await page.getByText(/^Inject a fault at/).click();
  await page.getByLabel("Which lane").selectOption("Serverless");
  await playground.andItsVerdicts(() => playground.button("Lose a lane").click());
  await expect(playground.headline).toContainText(/ meets? (their|its) targets, with 1 fault$/);
  await expect(playground.lane("Serverless")).toContainText(/down 20:\d\d to 20:\d\d/);
  await expect(playground.lane("Edge")).not.toContainText("down");
  await playground.andItsVerdicts(() => playground.button("Publish a hostile plugin").click());
  await expect(playground.headline).toContainText(/, with 2 faults$/);
  await expect(playground.card("Partner grading plugins")).toContainText("fault");
  await expect(playground.card("Quiz submissions")).not.toContainText("fault");
});

test("the map says of a place which fault hits it", async ({ page, playground }) => {
  await playground.open();
  await page.getByText(/^Inject a fault at/).click();
  await playground.andItsVerdicts(() => playground.button("Lose the database").click());
  await page.getByRole("group", { name: /^Map\./ }).press("]");
  await expect(page.getByText(/: the home region.*The home database accepts no queries\.$/).first()).toBeVisible();
});

test("a surge in one city and a lost point of presence are two changes", async ({ page, playground }) => {
  await playground.open();
  await page.getByText(/^Inject a fault at/).click();
  await page.getByLabel("City of the surge").selectOption("Singapore");
  await playground.andItsVerdicts(() => playground.button("Four times the traffic").click());
  await page.getByLabel("Which point of presence").selectOption({ label: "Singapore" });
  await playground.andItsVerdicts(() => playground.button("Lose a point of presence").click());
  await expect(page.getByText("4 times the traffic in Singapore", { exact: true })).toBeVisible();
  await expect(page.getByText(/^The point of presence SIN is lost$/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Remove: / })).toHaveCount(2);
});

test("a card moves from here on", async ({ page, playground }) => {
  await playground.open();
  await playground.menuButton("Quiz submissions").click();
  const menu = playground.menu("Quiz submissions");
  await menu.getByRole("menuitemcheckbox", { name: /^Only from \d\d:\d\d on$/ }).click();
  await playground.andItsVerdicts(() => menu.getByRole("menuitem", { name: "Service" }).click());
  await expect(page.getByText("Quiz submissions moved to Service", { exact: true })).toBeVisible();
});
