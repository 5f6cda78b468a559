// Filters that answer as they are set: fetches the page for the chosen filters and puts its
// results in place, so that focus stays where it is. Without this script the button does it.
(() => {
  "use strict";
  const waits = new WeakMap();

  async function show(form) {
    const url = new URL(form.action || location.href, location.href);
    const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
    url.search = new URLSearchParams(chosen).toString();
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main .body");
      document.querySelector("main .body").replaceWith(document.adoptNode(fresh));
      document.title = page.title;
      history.replaceState(null, "", url);
      const count = fresh.querySelector("[data-count]");
      form.querySelector("[role=status]").textContent = count ? count.textContent : "";
      document.dispatchEvent(new CustomEvent("results"));
    } catch {
      form.submit();
    }
  }

  function later(event) {
    const form = event.target.closest("form[data-auto]");
    if (!form) return;
    clearTimeout(waits.get(form));
    waits.set(form, setTimeout(show, event.type === "input" ? 500 : 150, form));
  }

  document.addEventListener("change", later);
  document.addEventListener("input", (event) => {
    if (/^(search|text|range|number)$/.test(event.target.type)) later(event);
  });
})();
