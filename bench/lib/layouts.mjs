// The alternatives: the same records in IndexedDB as one object each, by hand and by Dexie, beside pages
// of 128, measured in one page (bench/storage.js).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { closeBrowser, launch } from "../../tests/e2e/lib/browser.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));

if (!existsSync(`${here}/node_modules/dexie`)) {
  const { status } = spawnSync("npm", ["ci", "--silent", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
const { version } = createRequire(import.meta.url)("../node_modules/dexie/package.json");

export const names = { pages: "pages of 128 records", objects: "one object a record", dexie: `Dexie ${version}, with indexes` };

/** `{ pages, objects, dexie }`, each with milliseconds to write, read, search and edit, and the browser's version. */
export async function layouts({ customers, sales }) {
  const server = await serve({ dir: here });
  const browser = await launch({ whole: true });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(new URL("storage.html", server.url).href);
    const found = await page.evaluate((counts) => window.run(counts), { customers, sales });
    return { ...Object.fromEntries(found.map((one) => [one.layout, one])), version: browser.version() };
  } finally {
    await closeBrowser();
    await server.close();
  }
}
