// Marks this browser as an editor's, so that public pages offer "Edit this page". Signing out removes the mark.
(() => {
  "use strict";
  const signedIn = document.querySelector("[data-wagtail-sidebar], #wagtail-sidebar") !== null;
  try {
    if (signedIn) localStorage.setItem("campaign-editor", "yes");
    else localStorage.removeItem("campaign-editor");
  } catch {
    // A browser that keeps nothing just shows no link.
  }
})();
