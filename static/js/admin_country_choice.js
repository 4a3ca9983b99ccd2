// Narrows a long list of countries to those that hold what is typed, with or without accents, and says how many
// are ticked. What is ticked stays in sight.

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function enhance(choice) {
  const search = choice.querySelector("[data-country-search]");
  const number = choice.querySelector("[data-country-number]");
  const entries = [...choice.querySelectorAll("li")].map((entry) => ({
    entry,
    box: entry.querySelector("input"),
    name: plain(entry.textContent),
  }));

  const narrow = () => {
    const wanted = plain(search.value.trim());
    for (const { entry, box, name } of entries) {
      entry.hidden = !box.checked && !name.includes(wanted);
    }
  };

  search.closest("[hidden]").hidden = false;
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => {
    // The form is not what is being sent.
    if (event.key === "Enter") event.preventDefault();
  });
  choice.addEventListener("change", () => {
    number.textContent = entries.filter(({ box }) => box.checked).length;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-country-choice]").forEach(enhance);
});
