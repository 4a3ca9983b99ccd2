// Challenges: fetched when somebody begins to fill in a form, so that pages stay the same bytes for everybody.
// A petition may ask for a calculation with it; a device that needs longer than this signs without.

import { ask } from "./ask.js";

const LONGEST_WORK = 2000;
const challenges = new WeakMap();

function beginChallenge(event) {
  const form = event.target.closest("[data-challenge]");
  if (form && !challenges.has(form)) challenges.set(form, fetchChallenge(form));
}

async function fetchChallenge(form) {
  try {
    const answer = await ask(form.dataset.challenge, { headers: { Accept: "application/json" } });
    const { challenge, work } = await answer.json();
    const show = (challenge) => { form.elements.challenge.value = btoa(JSON.stringify(challenge)); };
    show({ challenge });
    const solution = work && (await solve(form.dataset.workScript, challenge.parameters));
    if (solution) show({ challenge, solution });
  } catch {
    // Without a challenge the form works as well.
  }
}

/** Returns the solution, or nothing if this browser can't find it in time. */
function solve(script, parameters) {
  return new Promise((resolve) => {
    const worker = new Worker(script);
    const finish = (solution) => {
      clearTimeout(clock);
      worker.terminate();
      resolve(solution);
    };
    const clock = setTimeout(finish, LONGEST_WORK);
    worker.onmessage = ({ data }) => finish(data);
    worker.onerror = () => finish();
    worker.postMessage(parameters);
  });
}

/** Waits for what is under way, but no longer than the longest calculation takes. */
export function challengeOf(form) {
  return Promise.race([challenges.get(form), new Promise((resolve) => setTimeout(resolve, LONGEST_WORK))]);
}

document.addEventListener("focusin", beginChallenge);
