// Numbers of petitions: what a kept page shows may be a minute old.

import { ask } from "./ask.js";

// Grouped always, as the server does: some languages leave four digits together elsewhere.
const digits = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, { useGrouping: true });

function showNumbers(counter, numbers) {
  for (const element of counter.querySelectorAll("[data-count]")) {
    const number = numbers[element.dataset.count];
    if (typeof number === "number" && String(number) !== element.dataset.number) {
      element.dataset.number = number;
      element.textContent = digits.format(number);
    }
  }
  for (const bar of numbers.goal ? counter.querySelectorAll("[data-count-bar]") : []) {
    bar.max = numbers.goal;
    bar.value = Math.min(numbers.together, numbers.goal);
  }
}

async function refreshNumbers() {
  const counters = new Map();
  for (const counter of document.querySelectorAll("[data-count-url]")) {
    const address = counter.dataset.countUrl;
    counters.set(address, [...(counters.get(address) ?? []), counter]);
  }
  for (const [address, places] of counters) {
    try {
      const answer = await ask(address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const numbers = await answer.json();
        places.forEach((counter) => showNumbers(counter, numbers));
      }
    } catch {
      // The number that came with the page stays.
    }
  }
}

refreshNumbers();
