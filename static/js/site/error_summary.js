// The summary of what is wrong in a form.

/** Links of a summary lead into the field, and show its label too. */
function followError(event) {
  const link = event.target.closest("[data-error-summary] a");
  const input = link && document.getElementById(link.hash.slice(1));
  if (!input) return;
  event.preventDefault();
  (input.closest("[data-field]") ?? input).scrollIntoView();
  input.focus({ preventScroll: true });
}

const problem = document.querySelector("[data-error-summary], [data-part=notice] .notice");
if (problem) {
  // Where the address names a part of the page, the browser would move the focus there once more.
  history.replaceState(null, "", location.pathname + location.search);
  problem.focus();
}
document.addEventListener("click", followError);
