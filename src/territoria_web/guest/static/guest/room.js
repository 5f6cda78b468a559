// Follows the meeting: every five seconds it asks whether anything is new (304 when nothing is) and
// puts the moving part of the page in place. When the meeting moves on the page is loaded anew,
// unless somebody is writing: then a link says so. Counts the dots that are left while one votes.
// Without this script "Look for news" does it.
(() => {
  "use strict";
  const every = 5000;

  function writing() {
    return [...document.querySelectorAll("main textarea:not([readonly]), main input[type=text]")]
      .some((field) => field.value !== field.defaultValue)
      || [...document.querySelectorAll("[data-dots]")]
        .some((field) => field.value !== field.defaultValue);
  }

  async function look() {
    const here = document.getElementById("now");
    try {
      const answer = await fetch(here.dataset.now, {
        headers: { Accept: "text/html", "If-None-Match": here.dataset.tag },
      });
      if (answer.status === 404) { location.reload(); return; }
      if (answer.status === 200) renew(here, await answer.text());
    } catch { /* the network may be back in a moment */ }
    setTimeout(look, every + Math.random() * 1000);
  }

  function renew(here, text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("now");
    if (!fresh) return;
    if (fresh.dataset.phase !== here.dataset.phase) {
      if (!writing()) { location.assign(location.pathname); return; }
      document.getElementById("moved").hidden = false;
      here.dataset.tag = fresh.dataset.tag;
      return;
    }
    if (here.contains(document.activeElement)) return; // not under somebody's finger
    here.replaceWith(document.adoptNode(fresh));
  }

  function count() {
    for (const said of document.querySelectorAll(".left")) {
      const fields = [...document.querySelectorAll(`[data-dots="${said.dataset.axis}"]`)];
      const left = said.dataset.each - fields.reduce((sum, f) => sum + Number(f.value || 0), 0);
      said.textContent = said.textContent.replace(/-?\d+/, left);
      said.classList.toggle("over", left < 0);
    }
  }

  async function show() { // the screen on the wall
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main");
      if (answer.ok && page.getElementById("screen")) {
        document.querySelector("main").replaceWith(document.adoptNode(fresh));
        document.title = page.title;
      }
    } catch { /* the server may be back in a moment */ }
    setTimeout(show, every);
  }

  document.addEventListener("input", (event) => {
    if (event.target.dataset.dots) count();
  });
  if (document.getElementById("now")) setTimeout(look, every);
  if (document.getElementById("screen")) setTimeout(show, every);
})();
