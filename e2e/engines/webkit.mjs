// WebKitGTK by plain W3C WebDriver. It draws to a display, which `xvfb-run` provides.
import { spawn } from "node:child_process";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE_MS = 20_000;

export async function webkit(program, miniBrowser, port) {
  const driver = spawn("xvfb-run", ["--auto-servernum", program, `--port=${port}`], {
    stdio: "ignore",
    detached: true,
    // As root, WebKit's own sandbox cannot be set up.
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
  });
  const base = `http://127.0.0.1:${port}`;
  const ask = async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const end = () => {
    try {
      process.kill(-driver.pid);
    } catch {
      // The process has ended by itself.
    }
  };
  try {
    await listening(ask);
    const session = await ask("POST", "/session", {
      capabilities: {
        alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] } },
      },
    });
    const at = `/session/${session.sessionId}`;
    await ask("POST", `${at}/window/rect`, { width: 1440, height: 900 }).catch(() => {});
    const { browserName, browserVersion } = session.capabilities;
    return {
      name: `${browserName} ${browserVersion}`,
      open: (address) => ask("POST", `${at}/url`, { url: address }),
      read: (script) => ask("POST", `${at}/execute/sync`, { script, args: [] }),
      async click(xpath) {
        const found = await ask("POST", `${at}/element`, { using: "xpath", value: xpath });
        await ask("POST", `${at}/element/${found[ELEMENT]}/click`, {});
      },
      async close() {
        await ask("DELETE", at).catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** Waits until the driver answers. */
async function listening(ask) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const ready = await ask("GET", "/status").catch(() => undefined);
    if (ready) return;
    if (Date.now() > end) throw new Error("the WebKit driver does not listen");
    await new Promise((done) => setTimeout(done, 100));
  }
}
