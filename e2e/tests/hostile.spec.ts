// Harmful partner code: on the service lane its neighbours fail, on the sandbox lane they do not.
import { expect, test } from "../fixtures/test";

const PLUGINS = "Partner grading plugins";

test("on Service it takes its neighbours down", async ({ playground }) => {
  await playground.open();
  await playground.move(PLUGINS, "Service");
  await playground.look(PLUGINS);
  await playground.evidence.misses(/Neighbours harmed [\d,]*[1-9][\d,]* .*took the shared process down/);
  const failures = playground.evidence.table("Failures by cause");
  await expect(failures.getByRole("row", { name: /^Neighbour crashed [1-9]/ })).toBeVisible();
  await expect(failures.getByRole("row", { name: /^Own code crashed [1-9]/ })).toBeVisible();
});

test("on Sandbox the walls end it and nobody else notices", async ({ playground }) => {
  await playground.open();
  await playground.move(PLUGINS, "Sandbox");
  await playground.look(PLUGINS);
  await playground.evidence.fits();
  await expect(playground.evidence.need(/Neighbours harmed 0 /)).toBeVisible();
  await expect(playground.evidence.need(/Unauthorised access 0 /)).toBeVisible();
  const failures = playground.evidence.table("Failures by cause");
  for (const wall of ["Stopped: out of fuel", "Stopped: memory limit", "Stopped: call depth", "Stopped: forbidden call"]) {
    await expect(failures.getByRole("row", { name: new RegExp(`^${wall} [1-9]`) })).toBeVisible();
  }
});
