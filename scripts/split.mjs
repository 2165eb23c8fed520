// Cuts the page's WebAssembly into what every screen needs and pieces that are fetched with the page
// that needs them (src/pieces.rs), in place of the whole that Trunk staged. Trunk knows no splitting, so
// binding and optimising are done here again on the parts; the names keep Trunk's hash of the whole.
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue", "simd"];
/** Bytes up to which a piece stays as it is: starting the optimiser takes seconds and would save a few hundred of them. */
const SMALL = 4096;
/** Bytes up to which pieces travel together: asking for one more file costs a start more than these bytes do. */
const TOGETHER = 70_000;

/**
 * @param {string} whole the linked module, before wasm-bindgen, with relocations
 * @param {string} stage where Trunk puts the build together
 * @param {string} name of the staged module, `regulars-<hash>`
 * @param {boolean} release also make it small
 */
export async function split(whole, stage, name, release) {
  const parts = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-split-"));
  try {
    await run("wasm-split-cli", [whole, parts, "--target", "web", "--out-name", name]);
    const bound = path.join(parts, "bound");
    const main = path.join(parts, `${name}.wasm`);
    await run("wasm-bindgen", [main, "--target", "web", "--out-dir", bound, "--out-name", name, "--no-typescript", "--keep-lld-exports"]);
    fs.rmSync(main);
    const hash = name.split("-").pop();
    const link = `pieces-${hash}.js`;
    const pieces = fs.readdirSync(parts).filter((file) => file.endsWith(".wasm"));
    const renamed = (file) => file.replace(/\.wasm$/, `-${hash}.wasm`);
    const modules = [
      [path.join(bound, `${name}_bg.wasm`), path.join(stage, `${name}_bg.wasm`)],
      ...pieces.map((file) => [path.join(parts, file), path.join(stage, renamed(file))]),
    ];
    // REGULARS_NAMES=1 keeps the names of functions, for a look with the browser's profiler.
    const flags = ["-Oz", ...(process.env.REGULARS_NAMES ? ["-g"] : []), ...FEATURES.map((feature) => `--enable-${feature}`)];
    const work = async () => {
      for (let next = modules.pop(); next; next = modules.pop()) {
        const [from, to] = next;
        if (release && fs.statSync(from).size > SMALL) await run("wasm-opt", [...flags, from, "-o", to]);
        else fs.copyFileSync(from, to);
      }
    };
    await Promise.all([work(), work()]);
    const glue = fs.readFileSync(path.join(bound, `${name}.js`), "utf8");
    fs.writeFileSync(path.join(stage, `${name}.js`), glue.replaceAll('from "./__wasm_split.js"', `from "./${link}"`));
    let loader = fs.readFileSync(path.join(parts, "__wasm_split.js"), "utf8");
    for (const file of pieces) loader = loader.replaceAll(`"./${file}"`, `"./${renamed(file)}"`);
    fs.writeFileSync(path.join(stage, link), pack(stage, loader, hash));
  } finally {
    fs.rmSync(parts, { recursive: true, force: true });
  }
}

/** A module that holds nothing but `parts`, in a section of its own, so that hosts serve and compress it as one. */
function holding(parts) {
  const name = Buffer.from("\x06pieces");
  const size = parts.reduce((sum, one) => sum + one.length, name.length);
  // LEB128 at its greatest length, so that the parts begin at the same place in every pack.
  const length = Buffer.from([0, 1, 2, 3, 4].map((at) => ((size >>> (7 * at)) & 127) | (at < 4 ? 128 : 0)));
  return Buffer.concat([Buffer.from("\0asm\x01\0\0\0\0"), length, name, ...parts]);
}

/**
 * Puts small pieces into two packs: those of the first screen, so that a first visitor fetches nothing else, and
 * the rest. Gives the loader that takes them from there.
 */
function pack(stage, loader, hash) {
  const first = new Set(needs(loader).start);
  const packs = { first: [], rest: [] };
  const begin = holding([]).length;
  const asked = /fetch\(new URL\("\.\/([^"]+\.wasm)", import\.meta\.url\)\)(;[\s\S]*?)WebAssembly\.instantiateStreaming\(src, imports\)/g;
  const text = loader.replace(asked, (whole, file, between) => {
    const bytes = fs.readFileSync(path.join(stage, file));
    if (bytes.length > TOGETHER) return whole;
    fs.rmSync(path.join(stage, file));
    const name = first.has(file) ? "first" : "rest";
    const at = packs[name].reduce((sum, one) => sum + one.length, begin);
    packs[name].push(bytes);
    return `packed("./${name}-${hash}.wasm", ${at}, ${bytes.length})${between}WebAssembly.instantiate(await src, imports)`;
  });
  for (const [name, parts] of Object.entries(packs)) fs.writeFileSync(path.join(stage, `${name}-${hash}.wasm`), holding(parts));
  return `${text}${packed}`;
}

/** What the loader takes pieces from a pack with. */
const packed = `
const packs = new Map();
function packed(file, at, length) {
    let pack = packs.get(file);
    if (pack === undefined) {
        pack = fetch(new URL(file, import.meta.url)).then((response) => {
            if (!response.ok) throw new TypeError(\`\${file}: HTTP \${response.status}\`);
            return response.arrayBuffer();
        });
        packs.set(file, pack);
        // A failure is not kept: whoever asks next tries again.
        pack.catch(() => packs.delete(file));
    }
    return pack.then((bytes) => WebAssembly.compile(new Uint8Array(bytes, at, length)));
}
`;

/** Which files each piece needs, read from the loader. */
export function needs(loader) {
  const chunks = new Map();
  const found = {};
  const each = /(?:const (__chunk_\d+)|export const __wasm_split_load_(\w+)) = ([\s\S]*?), \[([^\]]*)\]\)/g;
  for (const [, chunk, piece, body, deps] of loader.matchAll(each)) {
    const file = body.match(/"\.\/([^"]+\.wasm)"/)?.[1];
    const files = [...new Set([...deps.split(",").map((dep) => chunks.get(dep.trim())), file].filter(Boolean))];
    if (chunk) chunks.set(chunk, file);
    else found[piece] = files;
  }
  return found;
}
