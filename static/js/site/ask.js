const LONGEST_WAIT = 20000;

/** Fetches an address of this site; gives up after a while. */
export async function ask(address, options) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), LONGEST_WAIT);
  try {
    return await fetch(address, { credentials: "omit", signal: stop.signal, ...options });
  } finally {
    clearTimeout(clock);
  }
}
