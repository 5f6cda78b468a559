// Follows a job: every two seconds it asks for the fragment at data-progress. While the job runs
// only bar and words change, so that they are read out; a fragment without data-progress is the
// end and takes the whole place. data-then on it leads on. Without this script the page reloads.
(() => {
  "use strict";
  async function look(job) {
    try {
      const answer = await fetch(job.dataset.progress, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(job.id);
      if (fresh.dataset.then) location.assign(fresh.dataset.then);
      else if (!fresh.dataset.progress) job.replaceWith(document.adoptNode(fresh));
      else renew(job, fresh);
    } catch {
      setTimeout(look, 10000, job); // the server may be starting again
    }
  }

  function renew(job, fresh) {
    const [bar, next] = [job, fresh].map((side) => side.querySelector("progress"));
    for (const name of ["value", "max"]) {
      if (next.hasAttribute(name)) bar.setAttribute(name, next.getAttribute(name));
      else bar.removeAttribute(name);
    }
    const [words, said] = [job, fresh].map((side) => side.querySelector("[role=status]"));
    if (words.textContent !== said.textContent) words.textContent = said.textContent;
    setTimeout(look, 2000, job);
  }

  for (const job of document.querySelectorAll("[data-progress]")) setTimeout(look, 2000, job);
})();
