// Starts the engine in a worker. All files of a build are in one folder, so this one refers to files of its
// own build.
importScripts("worker.js");
wasm_bindgen({ module_or_path: "worker_bg.wasm" }).catch((error) => {
  // The browser only logs a rejected promise; an uncaught error reaches the page.
  setTimeout(() => {
    throw error;
  });
});
