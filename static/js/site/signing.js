// The sign form: sent without leaving the page. What is wrong with it comes from the server as the page would show it.

import { ask } from "./ask.js";
import { challengeOf } from "./challenge.js";

const pageTitle = document.title;

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function partOf(form, name) {
  return form.querySelector(`[data-part="${name}"]`);
}

/** Puts what was typed since the form was sent into the fields that came back. */
function fillIn(fields, typed) {
  for (const input of fields.querySelectorAll("input, select, textarea")) {
    if (input.type === "radio") input.checked = typed.get(input.name) === input.value;
    else input.value = typed.get(input.name) ?? input.value;
  }
}

/** Shows the server's answer in the form, and leads to what it says first. */
function showAnswer(form, html) {
  const typed = new FormData(form);
  for (const part of parsed(html).querySelectorAll("[data-part]")) {
    partOf(form, part.dataset.part).replaceWith(part);
  }
  fillIn(partOf(form, "fields"), typed);
  const summary = form.querySelector("[data-error-summary]");
  document.title = summary ? `${form.dataset.errorTitle} ${pageTitle}` : pageTitle;
  (partOf(form, "notice").firstElementChild ?? summary)?.focus();
}

/** Says why nothing could be sent. */
function showNotice(form, words) {
  const box = document.createElement("div");
  const text = document.createElement("p");
  box.className = "notice";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  text.textContent = words;
  box.append(text);
  partOf(form, "notice").replaceChildren(box);
  box.focus();
}

/** Puts what is left to do in the place of the form. */
async function showThanks(form, address) {
  try {
    const answer = await ask(address, { headers: { Accept: "text/html" } });
    const page = parsed(await answer.text());
    const thanks = answer.ok && page.querySelector("[data-thanks]");
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
  const body = new URLSearchParams(new FormData(form));
  // Which of the page's forms this is: the answer names its fields as they are named here.
  body.set("position", form.closest("[data-sign]").dataset.sign);
  const answer = await ask(form.getAttribute("action"), {
    method: "POST",
    headers: { Accept: "application/json" },
    body,
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
  partOf(form, "notice").replaceChildren();
  partOf(form, "errors").replaceChildren();
  document.title = pageTitle;
  try {
    const answer = await send(form);
    if (answer.status === "accepted") {
      await showThanks(form, answer.next);
    } else if (answer.status === "wording" || answer.status === "recaptcha") {
      // The text on this page is an older one, or a question is left that only the form by itself may ask:
      // show that form, and all that was typed.
      form.submit();
    } else {
      showAnswer(form, answer.parts);
    }
  } catch (problem) {
    if (problem.name === "AbortError") showNotice(form, form.dataset.wordsSlow);
    else if (problem.name === "TypeError") showNotice(form, form.dataset.wordsOffline);
    // An answer we can't read: let the browser send the form and show whatever comes.
    else form.submit();
  }
  if (form.isConnected) setBusy(form, false);
}

document.addEventListener("submit", sign);
