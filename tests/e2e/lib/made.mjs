// Shops that a test writes down itself, record by record, and opens as from a backup; and what a page reads.
import assert from "node:assert/strict";
import { backupWith, idOf, ready } from "./shop.mjs";

const restore = { en: "I have a backup…", "zh-Hans": "我有备份文件…", "zh-Hant": "我有備份檔…" };

/**
 * Opens a shop of these records from the first screen: `tables` as a backup has them. When a record was made
 * (`at`) is filled in where it does not say; `shop` are more of its settings.
 */
export async function openMade(page, tables, { language = "en", currency = "USD", at = Date.now(), shop = {} } = {}) {
  const dated = Object.entries(tables).map(([table, records]) => [table, records.map((one) => ({ created: at, updated: at, ...one }))]);
  const file = backupWith(Object.fromEntries(dated), { name: "Oolong", currency, ...shop });
  await page.getByLabel(restore[language]).setInputFiles(file);
  await ready(page);
}

// A Monday morning in the shop, and so many days before it.
export const now = new Date("2026-11-23T10:00:00+08:00");
export const day = 86_400_000;
export const at = (days) => now.getTime() - days * day;
export const on = (days) => new Date(at(days)).toISOString().slice(0, 10);

// Records with what each of their kind must have.
export const [asked, offered] = [22, 23].map(idOf);
export const pipelines = [{
  id: idOf(21), name: "Orders", rank: "i",
  stages: [{ id: asked, name: "Asked", probability: 20 }, { id: offered, name: "Offered", probability: 60 }],
}];
export const person = (id, full, more = {}) => ({ id, name: { full }, ...more });
export const sale = (n, customer, date, total, more = {}) => ({ id: idOf(n), customer, date, total, currency: "USD", ...more });
export const touch = (n, customer, kind, when, more = {}) => ({ id: idOf(n), customer, kind, at: when, ...more });
export const deal = (n, title, value, more = {}) => ({
  id: idOf(n), title, value, currency: "USD", pipeline: idOf(21), stage: asked, rank: "i", history: [{ stage: asked, at: at(60) }], ...more,
});

/** Waits until the sales are in memory: the figures of a record stand then, and everything else is read too. */
export const whole = (page) => page.locator(".record .kv b", { hasText: /\d/ }).first().waitFor();

const plain = (text) => text.replace(/\s+/g, " ").trim();

/** Waits until what `selector` finds reads exactly `texts`; fails with both where it does not. */
export async function reads(page, selector, texts) {
  const same = ([selector, texts]) =>
    JSON.stringify([...document.querySelectorAll(selector)].map((one) => one.innerText.replace(/\s+/g, " ").trim())) === texts;
  await page.waitForFunction(same, [selector, JSON.stringify(texts)]).catch(() => null);
  assert.deepEqual((await page.locator(selector).allInnerTexts()).map(plain), texts);
}

/** Waits until the list of customers shows exactly these, in whatever order. */
export async function lists(page, names) {
  const wanted = [...names].sort();
  const shown = (wanted) => {
    const rows = [...document.querySelectorAll(".row-line:not([hidden]) .who .clip")].map((one) => one.textContent).sort();
    return wanted ? JSON.stringify(rows) === JSON.stringify(wanted) : rows;
  };
  await page.waitForFunction(shown, wanted).catch(() => null);
  assert.deepEqual(await page.evaluate(shown, null), wanted);
}

/** Every byte that the origin keeps: databases with their blobs, settings, and the private files, unpacked. */
export const everything = (page) => page.evaluate(async () => {
  const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  const text = async (value) => {
    if (value instanceof Blob) return value.text();
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (value && typeof value === "object") return (await Promise.all(Object.values(value).map(text))).join("\n");
    return String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, fail) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    for (const store of db.objectStoreNames) {
      for (const ask of ["getAll", "getAllKeys"]) {
        const found = await new Promise((done, fail) => {
          const request = db.transaction(store).objectStore(store)[ask]();
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
        for (const value of found) parts.push(await text(value));
      }
    }
    db.close();
  }
  const walk = async (folder) => {
    for await (const [name, handle] of folder.entries()) {
      parts.push(name);
      if (handle.kind === "directory") await walk(handle);
      else {
        const file = await handle.getFile();
        const open = name.endsWith(".gz") ? new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))) : new Response(file);
        parts.push(await open.text());
      }
    }
  };
  // A copy that is being written, and read back, is waited for: until then its file may still change.
  await navigator.locks.request("regulars-snapshots", async () => walk(await navigator.storage.getDirectory()));
  return parts.join("\n");
});
