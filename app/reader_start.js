// Starts the reader in a worker; see worker_start.js.
importScripts("reader.js" + self.location.search);
wasm_bindgen({ module_or_path: "reader_bg.wasm" + self.location.search }).catch((error) => {
  setTimeout(() => {
    throw error;
  });
});
