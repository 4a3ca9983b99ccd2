// On the one page that offers it: loads Google's check once somebody presses the button, never before.
(() => {
  "use strict";
  const place = document.querySelector("[data-recaptcha]");
  const offer = place.querySelector("[data-recaptcha-offer]");
  offer.hidden = false;
  offer.querySelector("[data-recaptcha-button]").addEventListener("click", ({ target }) => {
    target.disabled = true;
    const script = document.createElement("script");
    script.src = place.dataset.script;
    script.onload = () => { offer.hidden = true; };
    // Google may be blocked, or away: the first way is still open.
    script.onerror = () => { target.disabled = false; };
    document.head.append(script);
  });
})();
