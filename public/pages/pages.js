// What the pages for reading do where scripts run: the theme that was chosen on the board, and a filter over
// the tables. Without it they follow the system's theme and show every row.

try {
  const theme = localStorage.getItem("lanewise.theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch {
  // An embedded page may be refused any storage.
}

// The time and the memory of the last run in the sandbox lab, beside the figures of others.
addEventListener("DOMContentLoaded", () => {
  let parts = [];
  try {
    parts = (localStorage.getItem("lanewise-lab-run") ?? "").split("\n");
  } catch {
    return;
  }
  for (const place of document.querySelectorAll("[data-lab-run]")) {
    const value = parts[Number(place.dataset.labRun)];
    place.hidden = !value;
    place.lastElementChild.textContent = value ?? "";
  }
});

addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("filter");
  const found = document.getElementById("found");
  if (!box || !found) return;
  const tables = [...document.querySelectorAll(".platform")].map((section) => ({
    section,
    rows: [...section.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() })),
  }));

  const language = document.documentElement.lang;
  const names = {
    en: { one: "fact", other: "facts" },
    es: { one: "dato", other: "datos" },
    pt: { one: "fato", other: "fatos" },
    ar: { one: "حقيقة", two: "حقيقتان", few: "حقائق", other: "حقيقة" },
  }[language];
  const rules = new Intl.PluralRules(language);
  const facts = (count) => names[rules.select(count)] ?? names.other;

  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { section, rows } of tables) {
      let some = false;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) count += 1;
        some ||= !row.hidden;
      }
      section.hidden = !some;
    }
    found.textContent = words.length === 0 ? "" : `${count} ${facts(count)}`;
  };

  // A link to a row that the filter hides shows all rows again.
  addEventListener("hashchange", () => {
    if (box.value !== "" && document.getElementById(location.hash.slice(1))?.closest("[hidden]")) {
      box.value = "";
      show();
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
  });
  box.addEventListener("input", show);
  box.parentElement.hidden = false;
});
