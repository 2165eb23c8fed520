// Trunk's post-build step: makes the staged build servable by any static host.
//  1. The inline module script that Trunk writes goes; boot.js starts the app from two addresses
//     instead, so that the policy needs neither 'unsafe-inline' nor a hash.
//  2. The page's WebAssembly is cut into pieces (split.mjs).
//  3. The style sheets become one.
//  4. Every route gets a folder with its own page and <base>, so that a reload of any address finds
//     a real file, under any sub-path and without rewrite rules.
//  5. sw.js gets the list of all files with their hashes, and the build its name from them.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { split } from "./split.mjs";
import { types } from "./types.mjs";

const stage = process.env.TRUNK_STAGING_DIR ?? "dist";
const source = process.env.TRUNK_SOURCE_DIR ?? ".";
const release = process.env.TRUNK_PROFILE === "release";
const file = (name) => path.join(stage, name);
const fail = (why) => {
  console.error(`postbuild: ${why}`);
  process.exit(1);
};

let html = fs.readFileSync(file("index.html"), "utf8");
const take = (pattern) => {
  const found = html.match(pattern) ?? [];
  html = html.replace(pattern, "");
  return found;
};

// 1. the inline script
const inline = take(/<script\b(?![^>]*\bsrc=)[^>]*>[\s\S]*?<\/script>/g);
if (inline.length !== 1) fail(`expected one inline script, found ${inline.length}`);
const [, module] = inline[0].match(/["'`]([^"'`]+\.js)["'`]/) ?? fail("no module in Trunk's script");
const [, wasm] = inline[0].match(/["'`]([^"'`]+_bg\.wasm)["'`]/) ?? fail("no wasm in Trunk's script");

// 2. the page's WebAssembly in pieces
const target = process.env.CARGO_TARGET_DIR ?? path.join(source, "target");
const linked = path.join(target, "wasm32-unknown-unknown", release ? "release" : "debug", "regulars.wasm");
await split(linked, stage, path.basename(module, ".js"), release);

// Preloads go before boot.js, which would otherwise ask for the same files first.
const preloads = take(/<link\b[^>]*\brel="?(?:modulepreload|preload)\b[^>]*>/g).join("");
const boot = /<script\b(?=[^>]*\bsrc="?[^">]*boot)/;
if (!boot.test(html)) fail("boot.js is not in the page");
html = html.replace(boot, `${preloads}<script data-module="${module}" data-wasm="${wasm}"`);
if (/<style\b|\sstyle=|\son[a-z]+=/i.test(html)) fail("inline style or handler in index.html");

// 3. one style sheet: each file is one more request to wait for at every start
const sheets = html.match(/<link\b[^>]*\brel="?stylesheet\b[^>]*>\s*/g) ?? fail("no style sheets in the page");
const names = sheets.map((link) => link.match(/\bhref="?(?:\.\/)?([^">\s]+)/)?.[1] ?? fail(`no address in ${link}`));
const styles = names.map((name) => fs.readFileSync(file(name), "utf8")).join("\n");
const sha384 = createHash("sha384").update(styles).digest("base64");
const sheet = `style-${createHash("sha256").update(styles).digest("hex").slice(0, 16)}.css`;
fs.writeFileSync(file(sheet), styles);
for (const name of names) fs.rmSync(file(name));
sheets.forEach((link, at) => {
  html = html.replace(link, at ? "" : `<link rel="stylesheet" href="./${sheet}" integrity="sha384-${sha384}">\n`);
});

// 5a. the build's name: the content of everything
const walk = (dir) =>
  fs.readdirSync(path.join(stage, dir), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(dir, entry.name);
    return entry.isDirectory() ? walk(name) : [name];
  });
const sha = (data) => createHash("sha256").update(data).digest("hex");
const routes = fs
  .readFileSync(path.join(source, "public/routes.txt"), "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith("#"));
const assets = walk("").filter((name) => !/\.(html|LICENSE)$|^sw\.js$/.test(name)).sort();
const hashes = new Map(assets.map((name) => [name, sha(fs.readFileSync(file(name)))]));
const whole = [html, fs.readFileSync(file("rescue.html")), fs.readFileSync(file("sw.js")), routes.join(), ...[...hashes].flat()];
const build = release ? sha(whole.map((part) => sha(part)).join("")).slice(0, 16) : "dev";

// 4. pages
const named = (text) => text.replace(/<html\b/, `<html data-build="${build}"`);
html = named(html);
const base = /<base href="?\.\/"?\s*\/?>/;
if (!base.test(html)) fail("no <base href> in the page");
fs.writeFileSync(file("index.html"), html);
fs.writeFileSync(file("rescue.html"), named(fs.readFileSync(file("rescue.html"), "utf8")));
for (const route of routes) {
  const up = "../".repeat(route.split("/").length);
  fs.mkdirSync(file(route), { recursive: true });
  fs.writeFileSync(path.join(stage, route, "index.html"), html.replace(base, `<base href="${up}">`));
}

// 5b. the precache list
const pages = ["./", "rescue.html", ...routes.map((route) => `${route}/`)];
const list = [
  ...pages.map((name) => [name, types.html, ""]),
  ...assets.map((name) => [name, types[path.extname(name).slice(1)] ?? types.txt, hashes.get(name)]),
];
const worker = fs
  .readFileSync(file("sw.js"), "utf8")
  .replace('const BUILD = "dev";', `const BUILD = ${JSON.stringify(build)};`)
  .replace("const FILES = [];", `const FILES = ${JSON.stringify(list)};`);
if (!worker.includes(build) || (release && worker.includes("FILES = [];"))) fail("sw.js has lost its marks");
fs.writeFileSync(file("sw.js"), worker);
console.log(`postbuild: ${routes.length + 1} routes, ${list.length} files, build ${build}`);
