// Blocks slide open and shut in the editor. Who has told their system that they want no movement has them there at
// once, as in all else: style sheets follow that wish by themselves, jQuery doesn't.
(() => {
  "use strict";
  const wish = window.matchMedia("(prefers-reduced-motion: reduce)");
  const follow = () => {
    window.jQuery.fx.off = wish.matches;
  };
  follow();
  wish.addEventListener("change", follow);
})();
