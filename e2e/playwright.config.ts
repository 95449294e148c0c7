// How the browser tests run: over the built site in ../dist, served from a sub-folder as a static
// host would. `cargo xtask test` sets the variables; without them, `npx playwright test` here uses
// Playwright's own Chromium and a fixed port.
import { defineConfig } from "@playwright/test";

const port = Number(process.env.LANEWISE_E2E_PORT ?? 4173);
const results = process.env.LANEWISE_E2E_RESULTS;

/** The site's address; tests go to "./" and stay below it. */
const baseURL = `http://127.0.0.1:${port}/course/lanewise/`;

export default defineConfig({
  testDir: "./tests",
  outputDir: "./test-results",
  reporter: results ? [["list"], ["json", { outputFile: results }]] : [["list"]],
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  webServer: {
    command: `node server.mjs ${port}`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 10_000,
  },
  use: {
    baseURL,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
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
