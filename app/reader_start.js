// Starts the reader in a worker; see worker_start.js.
importScripts("reader.js");
wasm_bindgen({ module_or_path: "reader_bg.wasm" }).catch((error) => {
  setTimeout(() => {
    throw error;
  });
});
