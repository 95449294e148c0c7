// Starts the program of a worker, whose name the worker has, once the page has sent it: compiled, or as the address at which the
// browser has it. All files of a build are in one folder, so this one refers to files of its own build.
importScripts(self.name + ".js");
onmessage = ({ data: program }) => {
  const early = [];
  onmessage = (event) => early.push(event);
  wasm_bindgen({ module_or_path: program })
    // The program listens now, and hears what the page sent meanwhile.
    .then(() => early.forEach((event) => onmessage(event)))
    .catch((error) => {
      // The browser only logs a rejected promise; an uncaught error reaches the page.
      setTimeout(() => {
        throw error;
      });
    });
};
