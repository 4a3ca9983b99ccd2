// The sign form: sent without leaving the page.

import { ask } from "./ask.js";
import { challengeOf } from "./challenge.js";

const pageTitle = document.title;

function fieldOf(form, name) {
  return form.querySelector(`[data-field="${CSS.escape(name)}"]`);
}

function inputsOf(field) {
  return [...field.querySelectorAll("input, select, textarea")];
}

/** The element that describes the field to assistive technology: the group, or the input itself. */
function describedPart(field) {
  return field.matches("fieldset") ? field : inputsOf(field)[0];
}

function errorId(form, name) {
  return `${form.closest("[data-sign]").id}-${name}_error`;
}

function describe(part, id, wanted) {
  const ids = (part.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((one) => one && one !== id);
  if (wanted) ids.push(id);
  if (ids.length) part.setAttribute("aria-describedby", ids.join(" "));
  else part.removeAttribute("aria-describedby");
}

function clearErrors(form) {
  document.title = pageTitle;
  form.querySelector("[data-error-place]").replaceChildren();
  form.querySelector("[data-notice]").replaceChildren();
  for (const field of form.querySelectorAll("[data-field]")) {
    const id = errorId(form, field.dataset.field);
    field.classList.remove("field-wrong");
    field.querySelector(".field-error")?.remove();
    describe(describedPart(field), id, false);
    inputsOf(field).forEach((input) => input.removeAttribute("aria-invalid"));
  }
}

function showFieldError(form, field, message) {
  const id = errorId(form, field.dataset.field);
  const error = document.createElement("p");
  const prefix = document.createElement("span");
  error.className = "field-error";
  error.id = id;
  prefix.className = "visually-hidden";
  prefix.textContent = form.dataset.errorTitle;
  error.append(prefix, ` ${message}`);
  const inputs = inputsOf(field);
  (field.querySelector(".choices") ?? inputs[0]).before(error);
  field.classList.add("field-wrong");
  inputs.forEach((input) => input.setAttribute("aria-invalid", "true"));
  describe(describedPart(field), id, true);
}

/** Shows what the server would have shown: a summary that leads to the fields, and the words beside each. */
function showErrors(form, errors) {
  const summary = form.querySelector("[data-error-template]").content.firstElementChild.cloneNode(true);
  const list = summary.querySelector("ul");
  for (const { field: name, message } of errors) {
    const item = document.createElement("li");
    const field = fieldOf(form, name);
    if (field) {
      showFieldError(form, field, message);
      const link = document.createElement("a");
      const input = inputsOf(field)[0];
      link.href = `#${input.id}`;
      link.textContent = message;
      item.append(link);
    } else {
      item.textContent = message;
    }
    list.append(item);
  }
  form.querySelector("[data-error-place]").replaceChildren(summary);
  document.title = `${form.dataset.errorTitle} ${pageTitle}`;
  summary.focus();
}

/** Puts a piece of our own server's HTML into an element. */
function fill(element, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  element.replaceChildren(...parsed.body.childNodes);
}

function showNotice(form, html, words) {
  const place = form.querySelector("[data-notice]");
  if (html) {
    fill(place, html);
  } else {
    const box = document.createElement("div");
    const text = document.createElement("p");
    box.className = "notice";
    box.setAttribute("role", "alert");
    box.tabIndex = -1;
    text.textContent = words;
    box.append(text);
    place.replaceChildren(box);
  }
  place.firstElementChild?.focus();
}

/** Puts what is left to do in the place of the form. */
async function showThanks(form, address) {
  try {
    const answer = await ask(address, { headers: { Accept: "text/html" } });
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const thanks = answer.ok && parsed.querySelector("[data-thanks]");
    if (thanks) {
      const sheet = form.closest(".sign-sheet");
      // Below the headings of the page it has come to.
      for (const [from, to] of [["h2", "h3"], ["h1", "h2"]]) {
        for (const heading of thanks.querySelectorAll(from)) {
          const lower = document.createElement(to);
          for (const { name, value } of heading.attributes) lower.setAttribute(name, value);
          lower.append(...heading.childNodes);
          heading.replaceWith(lower);
        }
      }
      const part = document.adoptNode(thanks);
      const section = form.closest("[data-sign]");
      const heading = part.querySelector("h2");
      heading.id = `${section.id}-heading`;
      heading.tabIndex = -1;
      sheet.replaceChildren(part);
      document.title = pageTitle;
      heading.focus();
      return;
    }
  } catch {
    // The page itself says it as well.
  }
  location.assign(address);
}

async function send(form) {
  await challengeOf(form);

  const answer = await ask(form.getAttribute("action"), {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  return answer.json();
}

function setBusy(form, busy) {
  const button = form.querySelector("[data-submit]");
  form.toggleAttribute("data-busy", busy);
  button.setAttribute("aria-disabled", String(busy));
  if (busy) {
    button.dataset.words = button.textContent;
    button.textContent = form.dataset.wordsBusy;
  } else if (button.dataset.words) {
    button.textContent = button.dataset.words;
  }
}

async function sign(event) {
  const form = event.target.closest("[data-sign-form]");
  if (!form) return;
  event.preventDefault();
  if (form.hasAttribute("data-busy")) return;
  setBusy(form, true);
  clearErrors(form);
  try {
    const answer = await send(form);
    if (answer.status === "accepted") {
      await showThanks(form, answer.next);
    } else if (answer.status === "wording" || answer.status === "recaptcha") {
      // The text on this page is an older one, or a question is left that only the form by itself may ask:
      // show that form, and all that was typed.
      form.submit();
    } else {
      if (answer.errors.length) showErrors(form, answer.errors);
      if (answer.notice) showNotice(form, answer.notice);
    }
  } catch (problem) {
    if (problem.name === "AbortError") showNotice(form, "", form.dataset.wordsSlow);
    else if (problem.name === "TypeError") showNotice(form, "", form.dataset.wordsOffline);
    // An answer we can't read: let the browser send the form and show whatever comes.
    else form.submit();
  }
  if (form.isConnected) setBusy(form, false);
}

document.addEventListener("submit", sign);
