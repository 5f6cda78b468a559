// Two helps on top of plain forms. Sliders answer as they move: the same address is fetched and its
// result put in place, so that the slider keeps the focus. Long lists of figures can be narrowed
// by typing. Without this file the button and the list itself do it.
(() => {
  "use strict";

  // ── weights that answer at once ───────────────────────────────────────────────────────────
  const form = document.querySelector("form[data-live]");
  let waiting, asking;

  // Weights that are the edition's are left out, so that addresses stay short.
  function address() {
    const url = new URL(form.action || location.pathname, location.href);
    const kept = [...new FormData(form)].filter(([name, value]) => {
      const field = form.elements[name];
      return value !== "" && !(field?.dataset?.edition && +field.dataset.edition === +value);
    });
    url.search = new URLSearchParams(kept);
    url.hash = "";
    return url;
  }

  async function answer() {
    asking?.abort();
    asking = new AbortController();
    const url = address();
    try {
      const reply = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!reply.ok) throw new Error(reply.statusText);
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      for (const part of ["#result", ".lead", ".tabs"]) {
        const [old, fresh] = [document, page].map((held) => held.querySelector(part));
        if (old && fresh) old.replaceWith(document.adoptNode(fresh));
      }
      for (const part of ["#share-link", "#share-embed"]) {
        document.querySelector(part).value = page.querySelector(part).value;
      }
      history.replaceState(null, "", url);
      const said = form.querySelector("[role=status]");
      said.textContent = `${said.dataset.said} ${document.querySelector(".lead").textContent}`;
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  }

  form?.addEventListener("input", (event) => {
    if (event.target.type !== "range") return;
    const shown = form.querySelector(`output[for="${event.target.id}"]`);
    if (shown) shown.textContent = event.target.value;
    clearTimeout(waiting);
    waiting = setTimeout(answer, 150);
  });
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(address());
  });

  // ── lists that can be narrowed ────────────────────────────────────────────────────────────
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  for (const list of document.querySelectorAll("select[data-search]")) {
    const field = document.createElement("input");
    const all = [...list.children].map((child) => child.cloneNode(true));
    field.type = "search";
    field.placeholder = list.dataset.search;
    field.setAttribute("aria-label", list.dataset.search);
    field.setAttribute("aria-controls", list.id);
    field.autocomplete = "off";
    list.before(field);
    field.addEventListener("input", () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      const fits = (option, group) =>
        words.every((word) => plain(`${group} ${option.label} ${option.value}`).includes(word));
      const left = all.map((child) => {
        const copy = child.cloneNode(true);
        if (copy.tagName !== "OPTGROUP") return !words.length && copy;
        for (const option of [...copy.children]) if (!fits(option, copy.label)) option.remove();
        return copy.children.length && copy;
      });
      const shown = left.filter(Boolean);
      list.replaceChildren(...(shown.length ? shown : all.map((child) => child.cloneNode(true))));
    });
  }
})();
