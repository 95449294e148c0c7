// Starts the program of a page of its own, such as public/workshop/, and says so where it cannot. The page names its program.
(() => {
  const script = document.createElement("script");
  script.dataset.program = document.documentElement.dataset.page;
  script.src = new URL("program_start.js", document.currentScript.src).href;
  script.addEventListener("error", () => {
    const state = document.getElementById("opening-state");
    if (!state) return;
    state.setAttribute("role", "alert");
    state.textContent = "The program of this page could not be loaded. Load the page again; if that does not help, the site’s files are incomplete. ";
    const again = document.createElement("button");
    again.textContent = "Load the page again";
    again.className = "button";
    again.addEventListener("click", () => location.reload());
    state.append(again);
  });
  document.head.append(script);
})();
