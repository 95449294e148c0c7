// Starts a program that is fetched when a person needs it, by the name in its element's data-program. All files of a build
// are in one folder, so this one refers to files of its own build. Each attempt has another query, because the browser
// remembers a module that failed.
globalThis.lanewiseStartProgram = async (script) => {
  const { program: name } = script.dataset;
  // A page in one file has no other script.
  const here = script.src || new URL(document.querySelector("meta[name=build]").content, document.baseURI).href;
  const load = globalThis.lanewisePacked?.module ?? ((file) => import(new URL(file + new URL(here).search, here).href));
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), 20_000);
  const started = (globalThis.lanewiseStarted ??= new Set());
  // The program itself may report that it cannot begin.
  script.addEventListener("error", () => started.delete(name));
  try {
    const { default: start } = await load(`${name}.js`);
    const file = await fetch(new URL(`${name}_bg.wasm`, here), { signal: limit.signal });
    const program = await file.arrayBuffer();
    // An attempt that was given up may arrive after the next one.
    if (!started.has(name)) {
      started.add(name);
      await start({ module_or_path: program });
    }
  } catch (error) {
    console.error(error);
    script.dispatchEvent(new Event("error"));
  } finally {
    clearTimeout(timer);
  }
};
if (document.currentScript.dataset.program) globalThis.lanewiseStartProgram(document.currentScript);
