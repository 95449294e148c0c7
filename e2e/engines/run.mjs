// Walks the built site, and the same in one file, in another browser engine than Chromium.
//
//     node engines/run.mjs firefox PORT PROGRAM
//     node engines/run.mjs webkit  PORT DRIVER MINIBROWSER DRIVERPORT
//
// PORT is where ../dist is served. Prints each step that succeeded; exits with 1 at the first that
// fails.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { firefox } from "./firefox.mjs";
import { frame, lab, walk } from "./walk.mjs";
import { webkit } from "./webkit.mjs";

const [engine, port, ...program] = process.argv.slice(2);
const E2E = fileURLToPath(new URL("..", import.meta.url));
const site = process.env.LANEWISE_E2E_SITE ?? "../dist";
const single = pathToFileURL(resolve(E2E, process.env.LANEWISE_E2E_SINGLE ?? "../target/lanewise.html")).href;
const host = spawn(process.execPath, ["server.mjs", port, site], { cwd: E2E, stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((resolve, reject) => {
  host.once("exit", () => reject(new Error("the static host ended before it listened")));
  host.stdout.on("data", (said) => {
    const found = String(said).match(/ at (http:\S+)/);
    if (found) resolve(found[1]);
  });
});
let driver;
try {
  driver = engine === "firefox" ? await firefox(...program) : await webkit(...program);
  console.log(`  ${driver.name}`);
  for (const step of await walk(driver, address)) console.log(`  ✓ ${step}`);
  for (const step of await frame(driver)) console.log(`  ✓ ${step}`);
  for (const step of await lab(driver, address)) console.log(`  ✓ ${step}`);
  for (const step of await walk(driver, single)) console.log(`  ✓ in one file: ${step}`);
} catch (error) {
  console.error(`  ✘ ${error.message}`);
  process.exitCode = 1;
} finally {
  await driver?.close();
  host.kill();
}
