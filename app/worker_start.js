// Starts the engine in a worker. What stands behind the `?` names the build: it is passed on to both
// files, so that no browser pairs a new page with an old engine from its cache.
importScripts("worker.js" + self.location.search);
wasm_bindgen({ module_or_path: "worker_bg.wasm" + self.location.search }).catch((error) => {
  // A rejected promise is only logged; an uncaught error reaches the page.
  setTimeout(() => {
    throw error;
  });
});
