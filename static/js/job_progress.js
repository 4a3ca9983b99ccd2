// Shows how far a job has come, without loading the whole page anew. Without it, the page loads itself.
(() => {
  "use strict";
  const WAIT = 2000;

  async function look() {
    const shown = document.querySelector("[data-job]");
    try {
      const answer = await fetch(location.href);
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-job]");
        if (fresh && "running" in fresh.dataset) {
          // What is in somebody's hand stays: only what moves is replaced.
          for (const part of ["label", "progress"]) shown.querySelector(part).replaceWith(fresh.querySelector(part));
        } else if (fresh) {
          shown.replaceWith(fresh);
          return;
        }
      }
    } catch {
      // What is shown stays; the next look may do better.
    }
    setTimeout(look, WAIT);
  }

  setTimeout(look, WAIT);
})();
