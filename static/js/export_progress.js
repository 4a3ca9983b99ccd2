// Moves the bars of files that are being made, and shows the list anew when one is ready.
(() => {
  "use strict";
  const WAIT = 2000;
  const table = document.querySelector("[data-progress-url]");
  if (!table) return;
  const started = table.querySelectorAll("progress").length;

  async function look() {
    try {
      const answer = await fetch(table.dataset.progressUrl, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) {
        const { exports: files } = await answer.json();
        if (files.length < started) {
          // Only what shows: the settings in the other tabs may have been changed and not saved.
          const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
          const fresh = page.querySelector("tr[data-export]")?.closest("table");
          if (fresh) table.replaceChildren(...fresh.children);
          if (files.length === 0) return;
        }
        for (const { number, done, total, sentence } of files) {
          const row = table.querySelector(`[data-export="${number}"]`);
          const bar = row?.querySelector("progress");
          if (!bar) continue;
          bar.max = Math.max(1, total);
          bar.value = done;
          row.querySelector("[data-sentence]").textContent = sentence;
        }
      }
    } catch {
      // What is shown stays; the next look may do better.
    }
    setTimeout(look, WAIT);
  }

  setTimeout(look, WAIT);
})();
