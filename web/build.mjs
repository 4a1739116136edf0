// Builds the page's script into the Python package: one file, the licences of its libraries at the top.
// usage: node build.mjs [FILE]

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const file = process.argv[2] ?? "../src/us_cuba_2026/explorer/explorer.js";
const result = await build({
  entryPoints: ["src/main.ts"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const match = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (match) packages.add(match[1]);
}
const licences = [...packages].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${text}`, "utf8").trim()}`;
});
const header = [
  "Made by `npm run build` in web/ from the sources there. Do not edit.",
  "It contains these libraries, under their licences:",
  ...licences,
].join("\n\n");
if (/\*\/|<\/script/i.test(header)) throw new Error("a licence would end the comment or the script");
writeFileSync(file, `/*!\n${header.replace(/\r\n?/g, "\n").replace(/[^\n\x20-\x7e]/g, "?")}\n*/\n${result.outputFiles[0].text}`);
