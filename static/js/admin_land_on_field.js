// A link to a field of the admin lands on it: its tab opens, its panel unfolds, and the cursor stands in it.
// Wagtail opens the tab when the page loads, but not for a link within the page, and leaves the cursor where it was.
(() => {
  "use strict";
  const LONGEST_WAIT = 30_000; // milliseconds
  const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable=true]";
  // Where there is no field, such as at a page that is chosen in a window of its own.
  const BUTTONS = "button, a[href]";
  // The buttons of a rich text are there, but hidden as long as nobody writes in it.
  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  const open = (target) => {
    const panel = target.closest("[role=tabpanel]");
    if (panel?.hidden) document.querySelector(`[role=tab][aria-controls="${CSS.escape(panel.id)}"]`)?.click();
    for (let folded = target.closest("[data-panel]"); folded; folded = folded.parentElement.closest("[data-panel]")) {
      const toggle = folded.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
  };

  // What stands for the target: itself, a control in it or beside it, such as the editor of a rich text.
  const controlOf = (target) => {
    if (target.matches(`${FIELDS}, ${BUTTONS}`) && isVisible(target)) return target;
    const places = [target, target.closest("[data-field], .w-field"), target.closest("[data-panel]")];
    for (const place of places.filter(Boolean)) {
      for (const kind of [FIELDS, BUTTONS]) {
        const found = Array.from(place.querySelectorAll(kind)).find((control) =>
          isVisible(control) && !control.matches("[data-panel-toggle], .w-panel__anchor") && !control.closest(".w-panel__header"));
        if (found) return found;
      }
    }
    return null;
  };

  const land = async () => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (id.startsWith("tab-")) {
      const tab = document.querySelector(`[role=tab][href="#${CSS.escape(id)}"]`);
      tab?.click();
      tab?.focus();
      return;
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    // A tab opens, and the editor of a rich text is built, and built anew: within a few frames, on a slow machine within
    // seconds. The browser goes to the address's place too, and a tab that has just opened still grows: the last word is ours.
    const began = performance.now();
    const before = document.activeElement;
    let landed = null;
    for (let still = 0; still < 20 && performance.now() - began < LONGEST_WAIT;) {
      if (!landed) open(target);
      await nextFrame();
      const control = controlOf(target);
      // Whoever has gone on by themselves meanwhile is left alone.
      if (![document.body, before, landed, control].includes(document.activeElement)) return;
      if (!control) continue;
      if (document.activeElement === control) still += 1;
      else control.focus({ preventScroll: true });
      landed = control;
      const { top, bottom } = control.getBoundingClientRect();
      if (top < 0 || bottom > window.innerHeight) control.scrollIntoView({ block: "center", behavior: "instant" });
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (!link || event.defaultPrevented || link.getAttribute("role") === "tab") return;
    const there = new URL(link.href, window.location.href);
    const isHere = there.pathname === window.location.pathname && there.search === window.location.search;
    // After the browser has changed the address: pressed a second time, it changes nothing and tells nobody.
    if (isHere) setTimeout(land);
  });
  if (document.readyState === "complete") land();
  else window.addEventListener("load", land);
})();
