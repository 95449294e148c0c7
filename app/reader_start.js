// Starts the reader in a worker; see worker_start.js.
importScripts("reader.js");
onmessage = ({ data: program }) => {
  const early = [];
  onmessage = (event) => early.push(event);
  wasm_bindgen({ module_or_path: program })
    .then(() => early.forEach((event) => onmessage(event)))
    .catch((error) => {
      setTimeout(() => {
        throw error;
      });
    });
};
