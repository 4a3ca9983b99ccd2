// Looks for the number that a challenge asks for: an ALTCHA challenge of the kind PBKDF2/SHA-256.
// Runs beside the page, so that typing stays smooth; the page ends it if it takes too long.
"use strict";

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

onmessage = async ({ data: { nonce, salt, cost, keyLength, keyPrefix } }) => {
  const password = new Uint8Array([...bytesOf(nonce), 0, 0, 0, 0]);
  const attempt = new DataView(password.buffer, password.length - 4);
  const prefix = bytesOf(keyPrefix);
  const rounds = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    attempt.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derived = new Uint8Array(await crypto.subtle.deriveBits(rounds, key, keyLength * 8));
    if (prefix.every((byte, place) => derived[place] === byte)) {
      postMessage({ counter, derivedKey: hexOf(derived) });
      return;
    }
  }
};
