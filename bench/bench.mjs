// Prints what the storage layouts cost, measured in one run of Chromium. Absolute times drift with
// the machine: read the ratios.
//   node bench/bench.mjs [20000 100000]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../scripts/serve.mjs";
import { closeBrowser, launch } from "../tests/e2e/lib/browser.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const sizes = process.argv.slice(2).map(Number);
if (!sizes.length) sizes.push(20_000, 100_000);

if (!existsSync(path.join(here, "node_modules/dexie"))) {
  const { status } = spawnSync("npm", ["ci", "--silent", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
const { version } = createRequire(import.meta.url)("./node_modules/dexie/package.json");
const names = {
  pages: "pages of 128 records",
  objects: "one object a record",
  dexie: `Dexie ${version}, 4 indexes`,
};

const server = await serve({ dir: here });
const browser = await launch();
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(new URL("storage.html", server.url).href);
  console.log(`Chromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}\n`);
  console.log("| customers | layout | write all | read all | one edit (strict) |\n|---|---|---|---|---|");
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  for (const size of sizes) {
    for (const { layout, records, write, read, edit } of await page.evaluate((count) => window.run(count), size)) {
      const cells = [records.toLocaleString("en"), names[layout], seconds(write), seconds(read), `${edit.toFixed(1)} ms`];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
} finally {
  await closeBrowser();
  await server.close();
}
