// Starts the engine in a worker, once the page has sent its compiled program. All files of a build are in one folder, so
// this one refers to files of its own build.
importScripts("worker.js");
const start = ({ data }) =>
  wasm_bindgen({ module_or_path: data }).catch((error) => {
    // The browser only logs a rejected promise; an uncaught error reaches the page.
    setTimeout(() => {
      throw error;
    });
  });
addEventListener("message", start, { once: true });
