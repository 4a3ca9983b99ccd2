// Makes static/js/age.js, the age format for browsers, from npm packages: `node scripts/bundle_age.mjs`.
//
// Run by developers alone, when a newer release is wanted; what it makes is committed. The packages are fetched
// with the user's own npm settings, and each must be the one we know. None of their install scripts runs.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGES = {
  "age-encryption": [
    "0.3.1",
    "sha512-bYgd7lxM7tEANmb9bXf7xTFB3Qpq+JGKinVSdFh5MV+t2fJJZSTdKhWkvXTFJQGysZd+K9Dt3F+n+4DKazXlnQ==",
  ],
  "@noble/ciphers": [
    "2.4.0",
    "sha512-AnjFn0Jv92laAkvMrghlFZq4qQCIN/4DxFV/eooqtC2YTjB7kBeLMS2T9KJX4Dn+ZVXLOwK0lSgqDtx9gvxtiw==",
  ],
  "@noble/curves": [
    "2.4.0",
    "sha512-P4/62zrgfH33CneE3Dn4WhJVA22YUU0eR51wKIan4NVRvwsA0YnPTwWGpNbpuacSujmSFLvyzpyuR30+fbq2Ew==",
  ],
  "@noble/hashes": [
    "2.4.0",
    "sha512-X5XaVWZIBCT7HHZGm5I7ZQXDwLG+bGXuSrMQAW+7Zvl87h1kmc1ZB1VSRJcpUfoUrGQp4Fkoxm5kZ+Ms+aW+eA==",
  ],
  "@noble/post-quantum": [
    "0.5.4",
    "sha512-leww0zzIirrvwaYMPI9fj6aRIlA/c6Y0/lifQQ1YOOyHEr0MNH3yYpjXeiVG+tWdPps4XxGclFWX2INPO3Yo5w==",
  ],
  "@scure/base": [
    "2.4.0",
    "sha512-thZ1TuJwFwBblOhgsjDKvvGirBxNp+wSvY/DR6tJBJOTDhdAAcHJ8Vbr2eFnqaxeca4+t0i9KBf+uHYGWwZORg==",
  ],
  esbuild: [
    "0.28.2",
    "sha512-HKVLS8dvII+xoKW9kmqxbRKrnWEXfJJr/FZhhJmiqIB0e053QNYFqOBouTMO/k5sID4MvCiUCvv8b9M4h32wIA==",
  ],
};
// All that our pages call, as `age.…`.
const ENTRY = `
export { Decrypter, armor, generateX25519Identity, identityToRecipient } from "age-encryption";
export { bech32 } from "@scure/base";
`;
const TARGET = resolve(dirname(fileURLToPath(import.meta.url)), "..", "static", "js", "age.js");

/** Returns the licence of each bundled package, once where several share one. */
async function licences(directory) {
  const names = new Map();
  for (const name of Object.keys(PACKAGES).filter((known) => known !== "esbuild")) {
    const text = (await readFile(join(directory, "node_modules", name, "LICENSE"), "utf8")).trim();
    names.set(text, [...(names.get(text) ?? []), `${name} ${PACKAGES[name][0]}`]);
  }
  return [...names].map(([text, packages]) => `${packages.join(", ")}\n\n${text}`).join(`\n\n${"-".repeat(79)}\n\n`);
}

async function main() {
  const directory = await mkdtemp(join(tmpdir(), "bundle-age-"));
  const run = (program, ...options) =>
    execFileSync(program, options, { cwd: directory, stdio: ["ignore", "ignore", "inherit"] });
  try {
    const dependencies = Object.fromEntries(Object.entries(PACKAGES).map(([name, [version]]) => [name, version]));
    // The post-quantum part asks for older releases of the same packages: one of each is enough.
    const overrides = Object.fromEntries(Object.keys(dependencies).map((name) => [name, `$${name}`]));
    await writeFile(join(directory, "package.json"), JSON.stringify({ private: true, dependencies, overrides }));
    await writeFile(join(directory, "entry.mjs"), ENTRY);
    run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    const { packages } = JSON.parse(await readFile(join(directory, "package-lock.json"), "utf8"));
    for (const [place, { integrity }] of Object.entries(packages)) {
      const name = place.split("node_modules/").pop();
      if (!place || name.startsWith("@esbuild/")) continue;
      if (integrity !== PACKAGES[name]?.[1]) throw new Error(`${name} is not the package it was.`);
    }
    const notice = "age for browsers; made by scripts/bundle_age.mjs, licences in age-licences.txt";
    run(
      process.execPath,
      join("node_modules", "esbuild", "bin", "esbuild"),
      "entry.mjs",
      "--bundle",
      "--minify",
      "--charset=ascii",
      "--legal-comments=none",
      "--format=iife",
      "--global-name=age",
      "--target=es2022",
      `--banner:js=// ${notice}`,
      "--outfile=age.js",
    );
    const script = await readFile(join(directory, "age.js"), "utf8");
    // It is also put into a page: nothing in it may end the element that holds it.
    if (/<\/script|<!--/i.test(script)) throw new Error("The bundle can't be put into a page.");
    await writeFile(TARGET, script);
    await writeFile(join(dirname(TARGET), "age-licences.txt"), `${await licences(directory)}\n`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

main().catch((problem) => {
  console.error(`age could not be bundled. ${problem.message}`);
  process.exitCode = 1;
});
