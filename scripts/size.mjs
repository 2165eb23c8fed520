// The size of the first load, gzip, against the budget: everything the first screen asks for.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { needs } from "./split.mjs";

const BUDGET = 430_000;
const dist = process.argv[2] ?? "dist";
const html = fs.readFileSync(path.join(dist, "index.html"), "utf8");
const named = [...html.matchAll(/(?:href|src|data-module|data-wasm)="?([^"\s>]+)/g)]
  .map(([, url]) => url.replace(/^\.\//, ""))
  .filter((name) => name && fs.statSync(path.join(dist, name), { throwIfNoEntry: false })?.isFile());
// The screen that a first visitor sees; the pieces of others come when they are asked for.
const loader = fs.readdirSync(dist).find((name) => /^pieces-.*\.js$/.test(name));
const pieces = needs(fs.readFileSync(path.join(dist, loader), "utf8"));
const files = [...new Set(["index.html", ...named, loader, ...pieces.start, "icons.svg"])].filter((name) => name !== "apple-touch-icon.png");

const zip = (name) => gzipSync(fs.readFileSync(path.join(dist, name)), { level: 9 }).length;
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
let total = 0;
console.log("      raw      gzip  (kB)");
for (const name of files) {
  const bytes = fs.readFileSync(path.join(dist, name));
  const zipped = gzipSync(bytes, { level: 9 }).length;
  total += zipped;
  console.log(`${kb(bytes.length)} ${kb(zipped)}  ${name}`);
}
console.log(`${" ".repeat(9)} ${kb(total)}  first load; budget ${BUDGET / 1000}`);
const here = new Set(files);
for (const [piece, needed] of Object.entries(pieces)) {
  const more = needed.filter((name) => !here.has(name)).map(zip);
  console.log(`${" ".repeat(9)} ${kb(more.reduce((sum, size) => sum + size, 0))}  more for the piece "${piece}"`);
}
for (const name of ["worker.js", "worker_bg.wasm"]) {
  const bytes = fs.readFileSync(path.join(dist, name));
  console.log(`${kb(bytes.length)} ${kb(gzipSync(bytes, { level: 9 }).length)}  ${name} (later, off the main thread)`);
}
if (total > BUDGET) {
  console.error(`NOT MET: the first load is ${total - BUDGET} bytes over its budget.`);
  process.exit(1);
}
