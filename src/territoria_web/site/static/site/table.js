// Sorts the rows of <table data-sort> by its heads. Rows move whole, so every figure keeps its
// range; what is unknown stands last whichever way. Without this script the order is the page's.
(() => {
  "use strict";
  const key = (row, at) => {
    const cell = row.cells[at];
    const text = (cell?.dataset.value ?? cell?.textContent ?? "").trim();
    return text === "" ? null : isNaN(text) ? text : Number(text);
  };

  function compare(a, b, sign) {
    if (a === null || b === null) return (a === null) - (b === null);
    const both = typeof a === "number" && typeof b === "number";
    return sign * (both ? a - b : String(a).localeCompare(String(b), document.documentElement.lang));
  }

  function sort(table, head) {
    const figures = head.classList.contains("r");
    const now = head.getAttribute("aria-sort");
    const falling = now ? now === "ascending" : figures;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [key(row, head.cellIndex), row]);
    rows.sort((a, b) => compare(a[0], b[0], falling ? -1 : 1));
    body.append(...rows.map(([, row]) => row));
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const said = falling ? table.dataset.falling : table.dataset.rising;
    const status = table.closest(".table")?.querySelector("[role=status]");
    if (status) status.textContent = said.replace("%s", head.textContent.trim());
  }

  function arm() {
    for (const head of document.querySelectorAll("table[data-sort] thead th:not([data-fixed])")) {
      if (head.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head.closest("table"), head));
      head.append(button);
    }
  }

  arm();
  document.addEventListener("results", arm);
})();
