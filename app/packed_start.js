// Starts the page where a browser lets it read no file of its own site: in a frame without an origin (a sandbox without
// “allow-same-origin”), and in a page that was opened as a file.
//
// Such a page may still run scripts. Each file that it reads is therefore packed in a script of its own (in the folder
// packed/, which xtask/site/packed.mjs writes), or is part of the page (xtask/site/single.mjs). This script answers the page's fetches with them,
// and starts workers from what it holds.
(() => {
  const site = new URL("./", document.baseURI).href;
  const build = new URL(document.querySelector("meta[name=build]")?.content ?? "", site).href;
  const types = { css: "text/css", js: "text/javascript", json: "application/json", wasm: "application/wasm" };
  /** What has arrived: the letters of a file, or the function that makes a module, by its path. */
  const arrived = new Map();
  /** The text of each worker, by the name of its program. */
  const workers = new Map();

  globalThis.lanewisePacked = { add: (path, content) => arrived.set(path, content) };

  const pathOf = (address) => {
    const { origin, pathname, protocol } = new URL(address, site);
    const whole = (protocol === "file:" ? "file://" : origin) + pathname;
    return whole.startsWith(build) ? whole.slice(build.length) : whole.slice(site.length);
  };

  const isWhole = document.documentElement.dataset.packed === "whole";
  const block = (path) => document.querySelector(`script[data-packed="${path}"]`);

  /** What the page holds, or else what a script of the site brings. */
  async function content(path) {
    if (isWhole && !arrived.has(path)) return block(path).textContent;
    if (!arrived.has(path)) {
      await new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${build}packed/${path}.js`;
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => reject(new Error(`${path} is missing`)));
        document.head.append(script);
      });
    }
    return arrived.get(path);
  }

  async function stream(path) {
    const packed = Uint8Array.from(atob(await content(path)), (letter) => letter.charCodeAt(0));
    return new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  }

  async function file(path) {
    const type = types[path.split(".").pop()] ?? "application/octet-stream";
    return new Response(await stream(path), { headers: { "Content-Type": type } });
  }

  globalThis.fetch = async (address) => {
    try {
      return await file(pathOf(address));
    } catch {
      return new Response("", { status: 404 });
    }
  };

  const BrowserWorker = globalThis.Worker;
  globalThis.Worker = class extends BrowserWorker {
    constructor(_, options) {
      const source = new Blob([workers.get(options.name)], { type: "text/javascript" });
      super(URL.createObjectURL(source), options);
    }
  };

  const text = async (path) => (await file(path)).text();
  async function readWorker(name) {
    const [program, start] = await Promise.all([text(`${name}.js`), text("worker_start.js")]);
    // The worker has no files to import: its program comes before its start.
    workers.set(name, program + start.replace(/importScripts\([^)]*\)[;,]?/, ""));
  }

  /** A module of the page, as an object of what it exports. */
  globalThis.lanewisePacked.module = async (path) => (await content(path))();

  // One file is the page for the host of a workshop as well.
  const isForHosts = isWhole && new URLSearchParams(location.search).has("workshop");
  const page = async () => {
    if (isForHosts) {
      document.body.className = "workshop";
      document.getElementById("sketch").id = "workshop";
    }
    const name = isForHosts ? "workshop" : "app";
    const [{ default: start }, program] = await Promise.all([
      globalThis.lanewisePacked.module(`${name}.js`),
      file(`${name}_bg.wasm`),
      readWorker("worker"),
      readWorker("reader"),
    ]);
    await start({ module_or_path: program });
  };
  // The pages that the board links to are in the same file.
  if (isWhole) {
    addEventListener("click", async (event) => {
      const link = event.target?.closest?.("a[href]");
      const path = link && pathOf(link.href).split(/[?#]/)[0];
      if (!path || !block(path)) return;
      event.preventDefault();
      const type = path.endsWith(".txt") ? "text/plain;charset=utf-8" : "text/html;charset=utf-8";
      open(URL.createObjectURL(new Blob([await text(path)], { type })) + new URL(link.href).hash);
    });
  }

  // An error of the page's own code reaches its listener as that of any other page does.
  const begin = () => page().catch((error) => setTimeout(() => Promise.reject(error)));
  // The modules of a page in one file come behind this script.
  if (isWhole) addEventListener("DOMContentLoaded", begin);
  else begin();
})();
