// The configuration of the browser tests: they run over the built site in ../dist, served from a
// sub-folder as a static host would. `cargo xtask test` sets the variables; without them, `npx
// playwright test` here uses Playwright's own Chromium and a fixed port. LANEWISE_E2E_SITE names another
// folder than ../dist, LANEWISE_E2E_TRACE keeps a trace of each failure.
import { defineConfig } from "@playwright/test";

const port = Number(process.env.LANEWISE_E2E_PORT ?? 4173);
const results = process.env.LANEWISE_E2E_RESULTS;
const site = process.env.LANEWISE_E2E_SITE ?? "../dist";

/** The site's address; tests go to "./" and stay below it. */
const baseURL = `http://127.0.0.1:${port}/course/lanewise/`;

export default defineConfig({
  testDir: "./tests",
  outputDir: "./test-results",
  reporter: results ? [["list"], ["json", { outputFile: results }]] : [["list"]],
  forbidOnly: true,
  workers: 3, // a page waits for its worker, for frames and for timers: more pages than cores
  fullyParallel: true,
  // A test that fails once in many runs does not refuse a change; `cargo xtask test` names it.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  webServer: {
    command: `node server.mjs ${port} ${site}`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 10_000,
  },
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    // A recorded trace takes a quarter of a run's time: asked for where a failure needs one.
    trace: process.env.LANEWISE_E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    // A service worker answers before the routes of a test do; the tests of use without a network allow it.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env.CHROME || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
