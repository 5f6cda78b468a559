// Saves the page of a survey whenever an answer changes, and says so in the live region. Without
// this script, or without a connection, the button saves: nothing else hangs on it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-saves]");
  if (!form) return;
  const said = form.querySelector("[data-saved]");
  let waits = 0;
  let last = Promise.resolve();

  async function save() {
    const fields = new FormData(form);
    fields.set("keep", "1");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: fields });
      const words = answer.headers.get("Content-Type").startsWith("text/plain");
      said.textContent = words ? await answer.text() : form.dataset.failed;
    } catch {
      said.textContent = form.dataset.failed;
    }
  }

  form.addEventListener("change", () => {
    clearTimeout(waits);
    waits = setTimeout(() => { last = last.then(save); }, 300);
  });
  form.addEventListener("submit", () => clearTimeout(waits));
})();
