// Starts the program for learning in the page. What stands behind the `?` names the build, as for the
// worker; see worker_start.js.
const build = new URL(import.meta.url).search;
const { default: start } = await import(`./learn.js${build}`);
await start({ module_or_path: new URL(`learn_bg.wasm${build}`, import.meta.url) });
