// Starts the reader in a worker; see worker_start.js.
importScripts("reader.js");
const start = ({ data }) =>
  wasm_bindgen({ module_or_path: data }).catch((error) => {
    setTimeout(() => {
      throw error;
    });
  });
addEventListener("message", start, { once: true });
