// What ESLint holds our scripts to: its recommended rules. `make lint` fetches it into .venv/ and runs it.
import { createRequire } from "node:module";

const load = createRequire(new URL(".venv/linters/", import.meta.url));
const { browser, node, worker } = load("globals");

const readable = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  // Written elsewhere: scripts/bundle_age.mjs puts it together.
  { ignores: [".venv/", "var*/", "static/js/age.js"] },
  load("@eslint/js").configs.recommended,
  { files: ["*.mjs", "scripts/*.mjs"], languageOptions: { globals: node } },
  {
    files: ["static/js/**/*.js"],
    languageOptions: { sourceType: "script", globals: { ...browser, ...readable(["age"]) } },
  },
  { files: ["static/js/site.js", "static/js/site/*.js"], languageOptions: { sourceType: "module" } },
  {
    files: ["static/js/proof-of-work.js"],
    languageOptions: { sourceType: "script", globals: worker },
  },
  {
    // One page holds them all, in the order of petition_blocks/exports/decryptor_page.py: each sees the others' names.
    files: ["petition_blocks/exports/decryptor/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: {
        ...browser,
        ...readable(["age", "DETAILS", "WORDS", "archive", "commaTable", "workbook", "Problem", "identitiesIn", "openFiles"]),
      },
    },
    rules: {
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { vars: "local" }],
    },
  },
];
