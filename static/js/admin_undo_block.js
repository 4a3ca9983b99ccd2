// A block that was deleted in an editor can be brought back: a message in its place says so, with a button.
// Wagtail hides a deleted block at once, asks nobody, and saves by itself a moment later.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  let live = null;

  // One region for all of them, there before anything is said: what comes with its region is seldom read out.
  const say = (text) => {
    if (!live) {
      live = document.createElement("div");
      live.className = "w-sr-only";
      live.setAttribute("role", "status");
      document.body.append(live);
    }
    live.textContent = "";
    setTimeout(() => { live.textContent = text; }, 100);
  };

  const place = (sequence, after, before) => {
    // Those around it may have been moved or deleted meanwhile. What came back from a deletion has its old id.
    const indexOf = (id) => sequence.children.findIndex((child) => child.id === id);
    for (const id of after) if (indexOf(id) >= 0) return indexOf(id);
    for (const id of before) if (indexOf(id) >= 0) return indexOf(id) + 1;
    return sequence.children.length;
  };

  const makeButton = (label, description, className) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button-small ${className}`;
    button.textContent = label;
    button.setAttribute("aria-describedby", description);
    return button;
  };

  let number = 0;
  const offer = (sequence, child, bringBack) => {
    number += 1;
    const text = document.createElement("span");
    text.id = `deleted-block-${number}`;
    text.textContent = words.deleted.replace("%(block)s", child.blockDef.meta.label);
    const undo = makeButton(words.undo, text.id, "button-secondary");
    const dismiss = makeButton(words.dismiss, text.id, "button-secondary no");
    const message = document.createElement("p");
    message.className = "deleted-block";
    message.append(text, " ", undo, " ", dismiss);
    undo.addEventListener("click", () => {
      message.remove();
      bringBack();
      say(words.back.replace("%(block)s", child.blockDef.meta.label));
    });
    dismiss.addEventListener("click", () => message.remove());
    // Right after what is hidden now: Tab leads from the button that deleted it to the one that brings it back.
    child.element.after(message);
    say(`${text.textContent} ${words.undo}`);
  };

  const prepare = () => {
    const blocks = window.wagtailStreamField?.blocks;
    if (!blocks || blocks.canUndo) return;
    blocks.canUndo = true;
    // Streams and lists share it.
    const shared = Object.getPrototypeOf(blocks.StreamBlock.prototype);
    const { deleteBlock } = shared;
    shared.deleteBlock = function deleteAndOffer(index, options) {
      const child = this.children[index];
      const state = child.getState();
      const ids = this.children.map(({ id }) => id);
      const [before, after] = [ids.slice(0, index).reverse(), ids.slice(index + 1)];
      deleteBlock.call(this, index, options);
      offer(this, child, () => {
        // A stream takes the type with the value, a list the value alone.
        const value = this instanceof blocks.StreamBlock ? state : state.value;
        this.insert(value, place(this, after, before), { animate: true, focus: true, id: state.id });
      });
    };
  };
  prepare();
  document.addEventListener("DOMContentLoaded", prepare);
})();
