// Makes each frame of the style guide as high as what it shows. Without this they scroll.
"use strict";

for (const frame of document.querySelectorAll("[data-style-guide-frame]")) {
  const fit = () => {
    const shown = frame.contentDocument?.body;
    if (!shown || !shown.childElementCount) return;
    // Where a page fills the window, measuring it in a low one tells how high it really is.
    const height = () => Math.ceil(shown.getBoundingClientRect().height);
    frame.style.blockSize = `${height()}px`;
    new ResizeObserver(() => (frame.style.blockSize = `${height()}px`)).observe(shown);
  };
  frame.addEventListener("load", fit);
  if (frame.contentDocument?.readyState === "complete") fit();
}
