// A pressed button waits for what the editor is saving by itself; see editorial/workarounds/saving_and_publishing.py.
(() => {
  "use strict";
  const waiting = new WeakSet();
  const controller = (form, name) => window.wagtail?.app?.getControllerForElementAndIdentifier(form, name);
  const saving = (form) => controller(form, "w-autosave");

  // The form of a new page says which one it is: what is asked twice on a bad line makes one page.
  const markNewPage = () => {
    const form = document.querySelector("form[data-edit-form]");
    if (!form || !/\/pages\/add\//.test(form.action) || form.elements.namedItem("new_page_mark")) return;
    const mark = document.createElement("input");
    mark.type = "hidden";
    mark.name = "new_page_mark";
    // Not randomUUID: an address without encryption has none.
    mark.value = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
    form.append(mark);
  };
  markNewPage();
  document.addEventListener("DOMContentLoaded", markNewPage);

  // What is typed while the form is on its way is not saved yet, although Wagtail takes it for saved, says so, and
  // lets the tab be closed. Changed is what differs from what was sent.
  const sent = new WeakMap();
  document.addEventListener("w-autosave:save", ({ target }) => {
    const unsaved = controller(target, "w-unsaved");
    if (unsaved) sent.set(target, unsaved.formData);
  });
  document.addEventListener("w-autosave:success", ({ target }) => {
    const unsaved = controller(target, "w-unsaved");
    if (unsaved && sent.has(target)) unsaved.initialFormData = sent.get(target);
  });

  // Wagtail looks at what the form begins with only after two seconds, and once more when something has moved the form
  // in the page meanwhile. What somebody has typed before is a change all the same.
  const typedEarly = new WeakSet();
  document.addEventListener("input", ({ isTrusted, target }) => {
    const form = isTrusted && target.closest("form[data-edit-form]");
    if (form && !sent.has(form)) typedEarly.add(form);
  });
  document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
    const unsaved = controller(target, "w-unsaved");
    if (unsaved && typedEarly.has(target) && !sent.has(target)) unsaved.initialFormData = "unlike what was typed";
  });

  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      const own = form instanceof HTMLFormElement ? saving(form) : null;
      if (!own) return;
      // What is sent now is everything: saving it once more would run beside it.
      own.activeValue = false;
      if (!own.submitPromise) {
        // Somebody else may ask a question first, and the editor goes on writing.
        setTimeout(() => {
          if (event.defaultPrevented) own.activeValue = true;
        });
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (waiting.has(form)) return;
      waiting.add(form);
      const button = event.submitter;
      while (own.submitPromise) await own.submitPromise;
      waiting.delete(form);
      // A pressed button is switched off while it works, and would not be sent along.
      const disabled = button?.disabled;
      if (button) button.disabled = false;
      form.requestSubmit(button);
      if (button) button.disabled = disabled;
    },
    true,
  );
})();
