// Starts the program for learning in the page. All files of a build are in one folder, so this one refers to
// files of its own build. Each attempt has another query, because the browser remembers a module that failed.
(async () => {
  const here = document.currentScript.src;
  const load = globalThis.lanewisePacked?.module ?? ((file) => import(new URL(file + new URL(here).search, here).href));
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), 20_000);
  const root = document.documentElement.dataset;
  const script = document.getElementById("learn-program");
  // The program itself may report that it cannot begin.
  script?.addEventListener("error", () => delete root.learning);
  try {
    const { default: start } = await load("learn.js");
    const file = await fetch(new URL("learn_bg.wasm", here), { signal: limit.signal });
    const program = await file.arrayBuffer();
    // An attempt that was given up may arrive after the next one.
    if (!root.learning) {
      root.learning = "started";
      await start({ module_or_path: program });
    }
  } catch (error) {
    console.error(error);
    script?.dispatchEvent(new Event("error"));
  } finally {
    clearTimeout(timer);
  }
})();
