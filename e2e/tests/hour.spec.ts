// The settings of all lanes: home, learners, arrivals, runtime.
import { expect, test } from "../fixtures/test";

test("home moves, and with it the distance of everyone", async ({ page, playground }) => {
  await playground.open();
  await playground.show("Table");
  const hour = playground.region("The hour");
  await hour.getByRole("heading", { name: "The hour" }).click();
  await playground.andItsVerdicts(async () => {
    await hour.getByLabel("Home region and database").selectOption("ap-southeast-1");
  });
  await expect(hour).toContainText(/was Dublin \(eu-west-1\)/);
  await playground.show("Lanes");
  await page.getByRole("group", { name: /^Map\./ }).focus();
  await page.keyboard.press("]");
  await expect(page.getByText("Singapore: the home region").first()).toBeAttached();
  await playground.show("Table");
  await hour.getByRole("heading", { name: "The hour" }).click();
  await playground.andItsVerdicts(() => hour.getByRole("button", { name: /^Home: back to Dublin/ }).click());
  await expect(hour).not.toContainText("was Dublin");
});

test("a continent's share is set, and undo takes it back", async ({ page, playground }) => {
  await playground.open();
  await playground.show("Table");
  const hour = playground.region("The hour");
  await hour.getByRole("heading", { name: "The hour" }).click();
  const field = hour.getByLabel("Asia");
  const before = await field.inputValue();
  await playground.andItsVerdicts(async () => {
    await field.fill("80");
    await field.blur();
  });
  await expect(field).toHaveValue("80");
  await expect(hour).toContainText(`was ${before} %`);
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(field).toHaveValue(before);
});

test("another hour has other arrivals", async ({ playground }) => {
  await playground.open();
  const first = await playground.fingerprint();
  await playground.show("Table");
  const hour = playground.region("The hour");
  await hour.getByRole("heading", { name: "The hour" }).click();
  await playground.andItsVerdicts(() => playground.button("Another hour of the same kind").click());
  expect(await playground.fingerprint()).not.toBe(first);
});

test("another runtime starts in another time", async ({ playground }) => {
  await playground.open();
  await playground.look("Video upload");
  await playground.evidence.open("Tune");
  const runtime = playground.evidence.region.getByLabel("Language runtime");
  await playground.andItsVerdicts(async () => {
    await runtime.selectOption("Java 21");
  });
  await expect(playground.evidence.region).toContainText(/was (Node|Python|Go|Rust)/);
});
