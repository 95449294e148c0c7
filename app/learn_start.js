// Starts the program for learning in the page. All files of a build are in one folder, so this one refers to
// files of its own build.
import start from "./learn.js";
await start({ module_or_path: new URL("learn_bg.wasm", import.meta.url) });
