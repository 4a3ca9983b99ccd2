// Puts the browser's own picker beside each colour that can be typed. Forms that are added later get theirs too.

const COLOUR = /^#[0-9a-f]{6}$/i;

function addPicker(field) {
  const input = field.querySelector("input");
  if (!input || field.querySelector("[type=color]")) return;
  const picker = document.createElement("input");
  picker.type = "color";
  picker.tabIndex = -1;
  picker.ariaHidden = "true";
  const show = () => {
    picker.classList.toggle("colour-input-empty", !COLOUR.test(input.value));
    if (COLOUR.test(input.value)) picker.value = input.value.toLowerCase();
  };
  input.addEventListener("input", show);
  picker.addEventListener("input", () => {
    input.value = picker.value;
    show();
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  });
  show();
  field.append(picker);
}

function addPickers() {
  document.querySelectorAll(".colour-input").forEach(addPicker);
}

document.addEventListener("DOMContentLoaded", addPickers);
document.addEventListener("w-formset:ready", addPickers);
document.addEventListener("w-formset:added", addPickers);
