// Everything of the largest shop with files on its records, as a backup: written, and restored in a browser
// that has nothing. How long, and the most memory that the page's process held.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { booted } from "../../tests/e2e/lib/app.mjs";
import { openShop } from "../../tests/e2e/lib/shop.mjs";
import { privateMemory } from "../lib/processes.mjs";
import { at, atRest, firstRow, folder, openList, restore, sit } from "../lib/seat.mjs";
import { seconds, thousands } from "../lib/table.mjs";

const FILES = 10;
const SIZE = 20 << 20;
const megabytes = (n) => `${Math.round(n)} MB`;

/** What `work` gives, how long it took, and the most that the page's process held meanwhile. */
async function watched(profile, work) {
  let most = 0;
  const look = setInterval(() => { most = Math.max(most, privateMemory(profile) ?? 0); }, 200);
  const began = Date.now();
  try {
    const result = await work();
    return { result, took: Date.now() - began, most };
  } finally {
    clearInterval(look);
  }
}

/** How many files the shop of the page keeps. */
const filesOf = (page) =>
  page.evaluate(async () => {
    const db = await new Promise((done, fail) => Object.assign(indexedDB.open("regulars"), { onsuccess: (event) => done(event.target.result), onerror: fail }));
    const count = await new Promise((done, fail) => Object.assign(db.transaction("files").objectStore("files").count(), { onsuccess: (event) => done(event.target.result), onerror: fail }));
    db.close();
    return count;
  });

export async function whole(table, profile, shop) {
  const files = Array.from({ length: FILES }, (_, at) => path.join(folder, `scan-${at}.bin`));
  for (const file of files) fs.writeFileSync(file, randomBytes(SIZE));
  const backup = path.join(folder, "whole.zip");
  const out = await sit(profile, async (page) => {
    await openList(page);
    await firstRow(page).click();
    const box = page.locator(".panel .files-box");
    for (const file of files) {
      await box.getByLabel("Add files", { exact: true }).setInputFiles(file);
      await box.getByText(path.basename(file), { exact: true }).waitFor();
    }
    // Within the app: everything is in memory already.
    await page.locator('nav.side a.nav[href$="data/"]').click();
    await page.getByRole("button", { name: "Download a backup", exact: true }).waitFor();
    await atRest(page);
    return watched(profile, async () => {
      const coming = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download a backup", exact: true }).click();
      await (await coming).saveAs(backup);
    });
  });
  for (const file of files) fs.rmSync(file);
  const size = fs.statSync(backup).size / 1e6;
  const fresh = path.join(folder, "restored");
  fs.rmSync(fresh, { recursive: true, force: true });
  const back = await sit(fresh, async (page) => {
    await page.goto(at());
    await booted(page);
    await openShop(page);
    await page.goto(at("data/"));
    await booted(page);
    const found = await watched(fresh, () => restore(page, backup));
    return { ...found, files: await filesOf(page) };
  });
  fs.rmSync(backup);
  fs.rmSync(fresh, { recursive: true, force: true });
  if (back.files !== FILES) throw new Error(`${back.files} of ${FILES} files came back`);
  const what = `${thousands(shop.customers)} customers, ${thousands(shop.sales)} sales and ${megabytes((FILES * SIZE) / 1e6)} of files`;
  const row = (key, words, found) =>
    table.add({ key, what: words, unit: seconds, value: found.took, note: `the page's process held ${megabytes(found.most)} at most` });
  row("whole", `backup of ${what}, ${megabytes(size)}`, out);
  row("whole-back", "restoring it in a browser that has nothing", back);
}
