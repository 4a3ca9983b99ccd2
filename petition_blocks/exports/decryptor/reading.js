// Reading files of sealed signatures. The format is described in petition_blocks/keys/sealed_files.py.
const VERSION = 1;
const PROOF = ["reference", "signed_on", "language", "wording"];
const ROWS_A_BATCH = 200;
// What a key covers that opens all.
const ALL = "petition";

/** A reason for not opening a file, named by a key of the words. */
class Problem extends Error {
  constructor(word, values = {}) {
    super(word);
    this.word = word;
    this.values = values;
  }
}

/** Returns what answers: first to the identity, then to one batch of sealed texts after another. Runs in a worker. */
function batchDecryptor() {
  let decrypter;
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  /** Returns the identity in the form that is fastest to use again and again, where the browser knows it. */
  async function quick(identity) {
    const start = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];
    const { bytes } = age.bech32.decodeToBytes(identity);
    try {
      const key = Uint8Array.from([...start, ...bytes]);
      return await crypto.subtle.importKey("pkcs8", key, { name: "X25519" }, false, ["deriveBits"]);
    } catch {
      return identity;
    }
  }
  async function opened(text) {
    try {
      return JSON.parse(await decrypter.decrypt(bytesOf(text), "text"));
    } catch {
      return null;
    }
  }
  return async ({ identity, sealed }) => {
    if (identity) {
      decrypter = new age.Decrypter();
      decrypter.addIdentity(await quick(identity));
      return [];
    }
    // All at once: each waits for the browser's own cryptography several times.
    return Promise.all(sealed.map(opened));
  };
}

/** Several workers with one key: `open` takes a batch when one of them is free. */
class Opening {
  constructor(identity) {
    const number = Math.max(1, Math.min(4, navigator.hardwareConcurrency ?? 2));
    try {
      const work = `const answer = (${batchDecryptor})();\nonmessage = async ({ data }) => postMessage(await answer(data));`;
      const source = `${document.getElementById("age").textContent}\n${work}`;
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      this.workers = Array.from({ length: number }, () => new Worker(address));
    } catch {
      // A browser that lets no file start workers opens all of it in the page: slower, but no less.
      this.workers = [{ answer: batchDecryptor(), terminate() {} }];
    }
    this.free = this.workers.map((worker) => this.ask(worker, { identity }).then(() => worker));
  }

  ask(worker, question) {
    if (worker.answer) return worker.answer(question);
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => reject(new Problem("browser"));
      worker.postMessage(question);
    });
  }

  /** Waits for a free worker; resolves to a function that waits for the batch to be open. */
  async open(sealed) {
    const worker = await Promise.any(this.free.map((free, index) => free.then((one) => [one, index]))).then(
      ([one, index]) => {
        this.free.splice(index, 1);
        return one;
      },
    );
    const opened = this.ask(worker, { sealed });
    this.free.push(opened.then(() => worker));
    return () => opened;
  }

  close() {
    this.workers.forEach((worker) => worker.terminate());
  }
}

/** Yields the lines of a file as bytes, each with its line feed, and how many bytes were read. */
async function* linesOf(file) {
  const reader = file.stream().getReader();
  let rest = new Uint8Array(0);
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    read += value.length;
    const buffer = new Uint8Array(rest.length + value.length);
    buffer.set(rest);
    buffer.set(value, rest.length);
    let start = 0;
    for (let end; (end = buffer.indexOf(10, start)) >= 0; start = end + 1) {
      yield [buffer.subarray(start, end + 1), read];
    }
    rest = buffer.subarray(start);
  }
  if (rest.length) yield [rest, read];
}

async function continuedDigest(digest, pieces) {
  const bytes = new Uint8Array(await new Blob([digest, ...pieces]).arrayBuffer());
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Reads a file to its end and returns its first line, its rows and its code. Adds to `withdrawn`, and to `ended` which
 * consents were ended since, each with the number of the newest file that says so. Throws a Problem if the file isn't whole, or if none of the keys opens it.
 */
async function readFile(file, identities, withdrawn, ended, report) {
  const broken = () => new Problem("notWhole", { file: file.name });
  let [header, end, opening] = [null, null, null];
  let [digest, part, parts, rows, gone] = ["", [], 0, 0, 0];
  let batch = [];
  const opened = [];
  async function openBatch() {
    const lines = batch;
    batch = [];
    const wait = await opening.open(lines.map((line) => line.sealed));
    const found = wait().then((sealed) => lines.map((line, index) => rowOf(line, sealed[index])));
    // What goes wrong is told at the end, where all are waited for.
    found.catch(() => {});
    opened.push(found);
  }
  function rowOf(line, sealed) {
    if (sealed === null) throw new Problem("notOpened", { file: file.name });
    const row = {};
    for (const name of PROOF) row[name] = String(line[name] ?? "");
    if ("change" in line) row.change = String(line.change);
    for (const name of header.fields) if (name in sealed) row[name] = String(sealed[name]);
    return row;
  }
  try {
    for await (const [bytes, read] of linesOf(file)) {
      let line;
      try {
        line = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
      } catch {
        throw header ? broken() : new Problem("noExport", { file: file.name });
      }
      if (header === null) {
        if (line.export === undefined) throw new Problem("noExport", { file: file.name });
        if (line.export !== VERSION) throw new Problem("newer", { file: file.name });
        header = line;
        const identity = identities.get(header.public_key);
        if (!identity) throw new Problem("otherKey", { file: file.name, key: header.public_key });
        opening = new Opening(identity);
      }
      if ("part" in line) {
        digest = await continuedDigest(digest, part);
        if (line.part !== parts || line.sha256 !== digest || bytes.at(-1) !== 10) throw broken();
        [part, parts] = [[], parts + 1];
        report(read);
        continue;
      }
      if (end) throw broken();
      part.push(bytes);
      if ("reference" in line) {
        rows += 1;
        batch.push(line);
        if (batch.length === ROWS_A_BATCH) {
          await openBatch();
          report(read);
        }
      } else if ("end" in line) {
        end = line;
      } else if ("withdrawn" in line) {
        gone += 1;
        const place = `${line.key_only ? header.public_key : ""} ${line.withdrawn}`;
        withdrawn.set(place, Math.max(header.number ?? 0, withdrawn.get(place) ?? -1));
      } else if ("consents" in line) {
        if ((header.number ?? 0) >= (ended.get(line.consents)?.number ?? -1)) {
          ended.set(line.consents, { number: header.number ?? 0, consents: line.ended });
        }
      }
    }
    if (header === null) throw new Problem("noExport", { file: file.name });
    if (!end || part.length || end.rows !== rows || end.withdrawn !== gone) throw broken();
    if (batch.length) await openBatch();
    const found = (await Promise.all(opened)).flat();
    const [last] = await (await opening.open([end.sealed]))();
    if (!last) throw new Problem("notOpened", { file: file.name });
    return { file, header, rows: found, code: last.code };
  } finally {
    opening?.close();
  }
}

/** Returns the public key → private key of each key in the text of a key file. */
async function identitiesIn(text) {
  const identities = new Map();
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (!line.startsWith("AGE-SECRET-KEY-1")) continue;
    try {
      identities.set(await age.identityToRecipient(line), line);
    } catch {
      // Mistyped, perhaps: if it is the only one, the caller says so.
    }
  }
  return identities;
}

/**
 * Opens several files and returns what is true after all of them: each signature once, none that was withdrawn. Of the
 * files of keys that open all, the newest that names a signature decides about it; what only other keys hold comes besides.
 */
async function openFiles(files, identities, report) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const withdrawn = new Map();
  const ended = new Map();
  const opened = [];
  let before = 0;
  for (const file of files) {
    opened.push(await readFile(file, identities, withdrawn, ended, (read) => report((before + read) / (total || 1))));
    before += file.size;
  }
  const coversAll = ({ header }) => (header.covers ?? ALL) === ALL;
  opened.sort((one, other) => coversAll(one) - coversAll(other) || (one.header.number ?? 0) - (other.header.number ?? 0));
  const rows = new Map();
  for (const { header, rows: found } of opened) {
    const number = header.number ?? 0;
    for (const row of found) {
      // Withdrawn for good, or from this key alone.
      if (["", header.public_key].some((key) => (withdrawn.get(`${key} ${row.reference}`) ?? -1) >= number)) continue;
      const ending = ended.get(row.reference);
      if (ending && ending.number >= number) {
        for (const name of ending.consents) if (name in row) row[name] = "no";
      }
      rows.set(row.reference, row);
    }
  }
  const gone = new Set([...withdrawn.keys()].map((place) => place.split(" ")[1]).filter((reference) => !rows.has(reference)));
  const tellsChanges = opened.some((one) => one.header.kind === "changes");
  const fields = opened.flatMap((one) => one.header.fields);
  return {
    rows: [...rows.values()],
    columns: [...new Set([...PROOF, ...(tellsChanges ? ["change"] : []), ...fields])],
    withdrawn: gone,
    wordings: new Map(opened.flatMap((one) => one.header.wordings.map((wording) => [wording.hash, wording]))),
    codes: opened.map((one) => [one.file.name, one.code]),
    headers: opened.map((one) => one.header),
  };
}
