// The static host of the browser measurements, and the start of their browser.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const E2E = fileURLToPath(new URL("..", import.meta.url));

/** The static host, and its address once it listens; `server.mjs` prints the address. */
export function serve(port, site, ...options) {
  const host = spawn(process.execPath, ["server.mjs", port, site, ...options], {
    cwd: E2E,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = new Promise((resolve, reject) => {
    host.once("error", reject);
    host.once("exit", () => reject(new Error("the static host ended before it listened")));
    host.stdout.on("data", (said) => {
      const found = String(said).match(/ at (http:\S+)/);
      if (found) resolve(found[1]);
    });
  });
  return { host, address };
}

/** The median of some numbers. */
export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
