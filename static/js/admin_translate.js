// The translation editor without waiting: each text is saved as one leaves it, with help and a preview beside it. All
// of it works without this script too, with the buttons of the form.
(() => {
  "use strict";
  const page = document.querySelector("[data-translating]");
  const form = page?.querySelector("[data-form]");
  if (!form) return;

  const words = page.dataset;
  const say = page.querySelector("[data-say]");
  const barState = form.querySelector("[data-bar-state]");
  const texts = Array.from(form.querySelectorAll("[data-text]"));
  const fieldOf = (text) => text.querySelector("[data-words]");
  const seenOf = (text) => text.querySelector("[data-seen]");
  const tokens = () => document.querySelectorAll("[name=csrfmiddlewaretoken]");
  // What the server has of each field, and what is on its way there.
  const saved = new WeakMap(texts.map((text) => [text, fieldOf(text).value]));
  const running = new WeakMap();
  const again = new Set();
  // Somebody else has written something there: only a button decides whose words it is to be.
  const undecided = new Set();
  // Other fields of the form, such as a picture, that nobody has saved yet.
  let hasOthers = false;
  let isSignedOut = false;
  let isLeaving = false;

  const isUnsaved = (text) => fieldOf(text).value.trim() !== saved.get(text).trim();
  const keyOf = (text) => `translating ${text.dataset.url}`;

  // What is typed is kept in this browser too, until the server has it.
  const keep = (text) => {
    try {
      if (isUnsaved(text)) sessionStorage.setItem(keyOf(text), JSON.stringify([seenOf(text).value, fieldOf(text).value]));
      else sessionStorage.removeItem(keyOf(text));
    } catch {
      // A browser that keeps nothing loses what it never promised to keep.
    }
  };
  const kept = (text) => {
    try {
      return JSON.parse(sessionStorage.getItem(keyOf(text)));
    } catch {
      return null;
    }
  };

  const tell = (text, message, isBad = false) => {
    const place = text.querySelector("[data-saved-state]");
    place.textContent = message;
    place.dataset.is = message === words.saved ? "saved" : "";
    place.classList.toggle("error-message", isBad);
    if (message && message !== words.saving && message !== words.unsaved) say.textContent = message;
  };

  const showBar = () => {
    if (isSignedOut) offerSignIn();
    else barState.textContent = hasOthers || texts.some(isUnsaved) ? words.unsaved : "";
  };

  const offerSignIn = () => {
    if (barState.querySelector("a")) return;
    const link = document.createElement("a");
    link.href = words.signIn;
    link.target = "_blank";
    link.textContent = words.signInLabel;
    barState.replaceChildren(words.signedOut, " ", link);
  };

  // Signing in anew, in another tab, gives other tokens to the forms of this one.
  const renewToken = async () => {
    const answer = await fetch(words.stillHere, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    isSignedOut = !answer.ok;
    if (isSignedOut) return false;
    const { token } = await answer.json();
    for (const field of tokens()) field.value = token;
    return true;
  };

  const send = (text) =>
    fetch(text.dataset.url, {
      method: "POST",
      headers: { "X-Requested-With": "XMLHttpRequest" },
      body: new URLSearchParams({
        csrfmiddlewaretoken: form.elements.namedItem("csrfmiddlewaretoken").value,
        seen: seenOf(text).value,
        words: fieldOf(text).value,
      }),
    });

  const show = (text, sent, answer, isCollision) => {
    const field = fieldOf(text);
    // What was typed meanwhile stays; it is saved next.
    if (field.value === sent && !isCollision) field.value = answer.words;
    seenOf(text).value = answer.seen;
    saved.set(text, isCollision ? "" : field.value === answer.words ? answer.words : sent);
    text.dataset.state = answer.state;
    // Made by our own template, and what people have written is escaped in it.
    text.querySelector("[data-standing]").innerHTML = answer.standing;
    if (isCollision || answer.state === "wrong") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const progress = page.querySelector("[data-progress]");
    progress.max = answer.total || 1;
    progress.value = answer.done;
    page.querySelector("[data-progress-words]").textContent = answer.progress;
  };

  /** Saves a text, and tells whether the server has it now. */
  const saveOnce = async (text) => {
    const sent = fieldOf(text).value;
    tell(text, words.saving);
    let answer;
    let isHere = true;
    try {
      answer = await send(text);
      if (answer.status === 403) {
        isHere = await renewToken();
        if (isHere) answer = await send(text);
      }
    } catch {
      tell(text, words.lost, true);
      again.add(text);
      return false;
    }
    if (!isHere) {
      tell(text, words.signedOut, true);
      again.add(text);
      return false;
    }
    if (answer.ok || answer.status === 409) {
      const isCollision = answer.status === 409;
      show(text, sent, await answer.json(), isCollision);
      again.delete(text);
      if (isCollision) undecided.add(text);
      else undecided.delete(text);
      tell(text, isCollision ? words.collision : words.saved, isCollision);
      return !isCollision;
    }
    const reason = answer.status === 423 ? (await answer.json()).error : words.refused;
    tell(text, new DOMParser().parseFromString(reason, "text/html").body.textContent, true);
    return false;
  };

  const save = async (text) => {
    if (running.has(text)) await running.get(text);
    if (!isUnsaved(text)) return true;
    const saving = saveOnce(text);
    running.set(text, saving);
    const isSaved = await saving;
    running.delete(text);
    keep(text);
    showBar();
    if (isSaved) reloadPreview();
    return isSaved;
  };

  const saveAll = async () => {
    let all = true;
    for (const text of texts.filter(isUnsaved)) all = (await save(text)) && all;
    return all;
  };

  // Letters are counted as the field counts them, one for each sign however it is stored.
  const count = (text) => {
    const field = fieldOf(text);
    const place = text.querySelector("[data-count]");
    if (!place) return;
    const number = Array.from(field.value.trim()).length;
    place.textContent = number;
    place.parentElement.classList.toggle("error-message", number > Number(field.dataset.longest));
  };

  // Words that were typed and not sent, as when the session had ended, are back in their field.
  for (const text of texts) {
    count(text);
    const before = kept(text);
    if (!before) continue;
    if (before[1].trim() === fieldOf(text).value.trim()) {
      keep(text);
      continue;
    }
    seenOf(text).value = before[0];
    fieldOf(text).value = before[1];
    count(text);
    tell(text, words.found, true);
  }
  showBar();

  form.addEventListener("input", ({ target }) => {
    const text = target.closest("[data-text]");
    if (!text || target !== fieldOf(text)) return;
    keep(text);
    count(text);
    tell(text, isUnsaved(text) ? words.unsaved : "");
    showBar();
  });

  form.addEventListener("focusout", ({ target }) => {
    const text = target.closest("[data-text]");
    if (text && target === fieldOf(text) && !undecided.has(text)) save(text);
  });

  form.addEventListener("change", ({ target }) => {
    if (target.closest("[data-text], [data-bar]") || target.matches("[data-comment]")) return;
    hasOthers = true;
    showBar();
  });

  window.addEventListener("online", () => {
    for (const text of again) save(text);
  });
  document.addEventListener("visibilitychange", () => {
    // Back from the tab in which one has signed in.
    if (document.visibilityState === "visible") for (const text of again) save(text);
  });

  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (hasOthers || texts.some(isUnsaved))) event.preventDefault();
  });

  // A text that is offered is put into the field, where it can be changed, and saved.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take], [data-mine]");
    if (!button) return;
    event.preventDefault();
    const text = button.closest("[data-text]");
    const field = fieldOf(text);
    if ("take" in button.dataset) field.value = button.dataset.take;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    save(text);
  });

  // A button of the form sends all of it: first what is typed is saved, so that nothing is lost on the way.
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    if (isLeaving) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    const button = event.submitter;
    let isHere = false;
    try {
      isHere = (await saveAll()) && (await renewToken());
      showBar();
    } catch {
      barState.textContent = words.lost;
    }
    isBusy = false;
    if (!isHere) return;
    isLeaving = true;
    form.requestSubmit(button);
  });
  // Back from the next page by the browser's button, the page is as it was left.
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });

  // The keyboard

  const go = (text, step) => {
    const next = texts[texts.indexOf(text) + step];
    if (next) fieldOf(next).focus();
    else if (step > 0) form.querySelector("[data-save]")?.focus();
  };
  form.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const text = event.target.closest("[data-text]");
    if (event.key === "Enter" && text && event.target === fieldOf(text)) {
      event.preventDefault();
      go(text, event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && event.target.matches("[data-comment]")) {
      event.preventDefault();
      form.requestSubmit(event.target.closest("details, section").querySelector("[name=do][value^=comment]"));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    saveAll().then((isSaved) => {
      if (isSaved) barState.textContent = say.textContent = words.saved;
    });
  });

  // Help with the text in hand

  const loadHelp = async (text) => {
    const place = text.querySelector("[data-help-place]");
    if (place.dataset.loaded || place.childElementCount) return;
    place.dataset.loaded = "yes";
    try {
      const answer = await fetch(text.dataset.help, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!answer.ok) throw new Error(answer.status);
      place.innerHTML = await answer.text();
      text.querySelector("[data-ask-help]")?.remove();
    } catch {
      delete place.dataset.loaded;
    }
  };
  form.addEventListener("focusin", ({ target }) => {
    const text = target.closest("[data-text]");
    if (!text || target !== fieldOf(text)) return;
    for (const other of texts) other.classList.toggle("translating-in-hand", other === text);
    loadHelp(text);
    mark(text);
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-ask-help]");
    if (!link) return;
    event.preventDefault();
    const text = link.closest("[data-text]");
    fieldOf(text).focus();
    loadHelp(text);
  });

  // The preview beside the text in hand

  const columns = page.querySelector("[data-columns]");
  const preview = page.querySelector("[data-preview]");
  const toggle = page.querySelector("[data-preview-toggle]");
  const frame = preview?.querySelector("iframe");
  const isShown = () => preview && !preview.hidden;
  const plain = (markup) => new DOMParser().parseFromString(markup, "text/html").body.textContent.replace(/\s+/g, " ").trim();

  /** Returns the smallest element of the preview that says a text. */
  const findInPreview = (wanted) => {
    const start = wanted.slice(0, 60);
    if (!start || !frame.contentDocument?.body) return null;
    const walker = frame.contentDocument.createTreeWalker(frame.contentDocument.body, NodeFilter.SHOW_ELEMENT);
    let found = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.matches("script, style, template") && node.textContent.replace(/\s+/g, " ").includes(start)) found = node;
    }
    return found;
  };
  let marked = null;
  let inHand = null;
  function mark(text) {
    inHand = text;
    if (!isShown()) return;
    if (marked) marked.style.outline = "";
    marked = findInPreview(plain(fieldOf(text).value)) ?? findInPreview(plain(text.querySelector(".translating-words").textContent));
    if (!marked) return;
    marked.style.outline = "3px solid Highlight";
    // Not scrollIntoView, which would move this page too.
    const view = frame.contentWindow;
    view.scrollTo(0, view.scrollY + marked.getBoundingClientRect().top - view.innerHeight / 3);
  }
  let reloading = 0;
  function reloadPreview() {
    if (!isShown()) return;
    clearTimeout(reloading);
    reloading = setTimeout(() => frame.contentWindow.location.reload(), 400);
  }
  if (toggle && preview) {
    toggle.hidden = false;
    frame.addEventListener("load", () => {
      if (inHand) mark(inHand);
    });
    toggle.addEventListener("click", () => {
      preview.hidden = !preview.hidden;
      columns.classList.toggle("translating-with-preview", !preview.hidden);
      toggle.setAttribute("aria-expanded", String(!preview.hidden));
      if (!preview.hidden && !frame.src) frame.src = frame.dataset.src;
      else if (inHand) mark(inHand);
    });
  }
})();
