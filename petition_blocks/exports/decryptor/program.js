// The page: takes the files, shows what is in them, and saves it where its user wants.
const PREVIEW_ROWS = 100;
// ISO 3166 leaves this code to whoever needs one.
const NO_COUNTRY = "ZZ";
const find = (id) => document.getElementById(id);
let language = "en";
let opened = null;

function say(word, values = {}) {
  const text = WORDS[language][word] ?? WORDS.en[word];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Returns the title of a column. A file of a newer hub may hold one that has no words here. */
function titleOf(column) {
  const word = column === "name" ? "person" : column;
  return DETAILS[language]?.[column] ?? (word in WORDS.en ? say(word) : column);
}

const digits = (number) => new Intl.NumberFormat(`${language}-u-nu-latn`).format(number);
const percent = (share) => new Intl.NumberFormat(`${language}-u-nu-latn`, { style: "percent" }).format(share);

/** Returns the code of the row's country. It becomes part of a file's name, so nothing else is taken for one. */
function countryOf(row) {
  return /^[A-Z]{2}$/.test(row.country ?? "") ? row.country : NO_COUNTRY;
}

function countryName(code) {
  if (code === NO_COUNTRY) return code;
  return new Intl.DisplayNames([language], { type: "region" }).of(code);
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = say(element.dataset.words);
  if (opened) show();
}

/** Shows what is being done; resolves once the browser has drawn it. */
function report(text, share) {
  find("doing").hidden = find("progress").hidden = text === "";
  find("doing").textContent = text;
  if (share === undefined) find("progress").removeAttribute("value");
  else find("progress").value = share;
  return new Promise((resolve) => setTimeout(resolve));
}

function complain(problem) {
  const known = problem instanceof Problem ? problem : new Problem("browser");
  if (known !== problem) console.error(problem);
  find("problem").textContent = say(known.word, known.values);
  find("problem").hidden = false;
}

async function open() {
  find("problem").hidden = find("result").hidden = true;
  opened = null;
  try {
    const keys = await Promise.all([...find("key").files].map((file) => file.text()));
    const identities = await identitiesIn(keys.join("\n"));
    if (!identities.size) throw new Problem("noKey");
    const files = [...find("files").files];
    if (!files.length) throw new Problem("noFiles");
    let drawn = -1;
    opened = await openFiles(files, identities, (share) => {
      const whole = Math.floor(share * 100);
      if (whole !== drawn) report(say("opening", { percent: percent(share) }), share);
      drawn = whole;
    });
    show();
    find("result").hidden = false;
    find("result").focus();
  } catch (problem) {
    complain(problem);
  } finally {
    report("");
  }
}

function show() {
  const isTest = opened.headers.every((header) => header.kind === "test");
  find("heading").textContent = isTest ? say("test") : say("heading", { number: digits(opened.rows.length) });
  find("withdrawn").textContent = say("withdrawn", { number: digits(opened.withdrawn.size) });
  find("withdrawn").hidden = opened.withdrawn.size === 0;
  find("tables").hidden = isTest;
  find("code-list").replaceChildren(
    ...opened.codes.map(([file, code]) => {
      const item = document.createElement("li");
      const shown = document.createElement("code");
      shown.dir = "ltr";
      shown.textContent = code;
      item.append(`${file}: `, shown);
      return item;
    }),
  );
  const countries = new Map();
  for (const row of opened.rows) {
    const code = countryOf(row);
    countries.set(code, (countries.get(code) ?? 0) + 1);
  }
  opened.countries = [...countries].sort(([one], [other]) => one.localeCompare(other));
  const chosen = find("country").value;
  find("country").replaceChildren(
    new Option(say("all"), ""),
    ...opened.countries.map(([code, number]) => new Option(`${countryName(code)} (${digits(number)})`, code)),
  );
  find("country").value = countries.has(chosen) ? chosen : "";
  showRows();
}

function chosenRows() {
  const country = find("country").value;
  return country ? opened.rows.filter((row) => countryOf(row) === country) : opened.rows;
}

function shownIn(name, row) {
  if (name === "wording") return row[name].slice(0, 8);
  if (name === "change") return ["corrected", "consent_ended", "moderated"].includes(row.change) ? say(row.change) : "";
  return row[name] ?? "";
}

function showRows() {
  const rows = chosenRows();
  const shown = rows.slice(0, PREVIEW_ROWS);
  const cells = (tag, texts) =>
    texts.map((text) => {
      const cell = document.createElement(tag);
      cell.textContent = text;
      if (tag === "td") cell.dir = "auto";
      return cell;
    });
  find("caption").textContent = say("caption", { shown: digits(shown.length), number: digits(rows.length) });
  find("columns").replaceChildren(...cells("th", opened.columns.map((name) => titleOf(name))));
  find("rows").replaceChildren(
    ...shown.map((row) => {
      const line = document.createElement("tr");
      line.append(...cells("td", opened.columns.map((name) => shownIn(name, row))));
      return line;
    }),
  );
}

function wordingsText() {
  return [...opened.wordings.values()]
    .map(({ hash, language: written, text }) =>
      [`wording ${hash} (${written})`, ...Object.entries(text).filter(([, words]) => words).map(([name, words]) => `${name}: ${words}`)].join("\n"),
    )
    .join("\n\n");
}

function deliveryPack() {
  const byCountry = new Map(opened.countries.map(([code]) => [code, []]));
  for (const row of opened.rows) byCountry.get(countryOf(row)).push(row);
  const cover = opened.countries.map(([code, number]) => ({ country: code, name: countryName(code), signatures: String(number) }));
  cover.push({ name: say("all"), signatures: String(opened.rows.length) });
  const files = [...byCountry].map(([code, rows]) => [`${code}.csv`, commaTable(opened.columns, rows)]);
  files.push(["cover.csv", commaTable(["country", "name", "signatures"], cover)]);
  files.push(["wordings.txt", new TextEncoder().encode(wordingsText())]);
  return archive(files, "application/zip");
}

async function save(ending, write) {
  await report(say("saving"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(write());
  const { petition } = opened.headers[0];
  link.download = [petition, find("country").value].filter(Boolean).join("-") + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  report("");
}

find("language").replaceChildren(...Object.entries(WORDS).map(([code, words]) => new Option(words.name, code)));
find("language").value = navigator.languages.map((code) => code.split("-")[0]).find((code) => code in WORDS) ?? "en";
speak(find("language").value);
find("language").addEventListener("change", ({ target }) => speak(target.value));
find("opening").addEventListener("submit", (event) => {
  event.preventDefault();
  open();
});
find("country").addEventListener("change", showRows);
find("csv").addEventListener("click", () => save(".csv", () => new Blob([commaTable(opened.columns, chosenRows())], { type: "text/csv" })));
find("xlsx").addEventListener("click", () => save(".xlsx", () => workbook(opened.columns, chosenRows())));
find("pack").addEventListener("click", () => save(".zip", deliveryPack));

// Files may be dropped anywhere: a small one with a secret key in it is the key, all others are signatures.
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const [keys, signatures] = [new DataTransfer(), new DataTransfer()];
  for (const file of event.dataTransfer.files) {
    const isKey = file.size < 10000 && (await identitiesIn(await file.text())).size > 0;
    (isKey ? keys : signatures).items.add(file);
  }
  if (keys.files.length) find("key").files = keys.files;
  if (signatures.files.length) find("files").files = signatures.files;
});
if (!globalThis.crypto?.subtle) complain(new Problem("browser"));
