// Starts the engine in a worker. What stands behind the `?` names the build: it is passed on to both
// files, so that no browser pairs a new page with an old engine from its cache.
importScripts("worker.js" + self.location.search);
wasm_bindgen({ module_or_path: "worker_bg.wasm" + self.location.search });
