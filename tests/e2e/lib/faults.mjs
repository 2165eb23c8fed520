// Faults, each as a browser or a disk really has them, and what must hold after every one of them.
// (Killing the browser is in kill.mjs.)
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { booted, downloadFrom } from "./app.mjs";
import { ready } from "./shop.mjs";

const originOf = (page) => new URL(page.url()).origin;

const sessions = new WeakMap();

/** One command of the browser's own protocol. Some last only as long as their session, so that stays. */
async function ask(page, method, params) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  return sessions.get(page).send(method, params);
}

/** EVICT: the browser clears the origin's databases, as it does when the disk is short; nothing else. */
export const evict = (page, origin = originOf(page)) =>
  ask(page, "Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });

/**
 * QUOTA: the origin may hold so many bytes; without `bytes` as many as before. The browser remembers for
 * half a minute how much room there was, so this waits until it has noticed.
 */
export async function quota(page, bytes) {
  const room = () => page.evaluate(() => new Promise((done, fail) => {
    const request = indexedDB.open("scratch");
    request.onupgradeneeded = () => request.result.createObjectStore("any");
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      const tx = request.result.transaction("any", "readwrite");
      tx.objectStore("any").put(1, 1);
      tx.oncomplete = () => { request.result.close(); done(true); };
      tx.onabort = () => { request.result.close(); done(false); };
    };
  }));
  await room();
  await ask(page, "Storage.overrideQuotaForOrigin", { origin: originOf(page), ...(bytes === undefined ? {} : { quotaSize: bytes }) });
  const end = Date.now() + 90_000;
  while ((await room()) !== (bytes === undefined)) {
    assert.ok(Date.now() < end, "the browser keeps to the old quota");
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** SLOW: whoever writes waits until what this returns is let go (`evaluate((release) => release())`). */
export const slow = (page) => page.evaluateHandle(async () => {
  const db = await new Promise((done) => Object.assign(indexedDB.open("regulars"), { onsuccess: (event) => done(event.target.result) }));
  const transaction = db.transaction([...db.objectStoreNames], "readwrite");
  let held = true;
  const wait = () => { if (held) transaction.objectStore("meta").get("").onsuccess = wait; };
  await new Promise((begun) => { transaction.objectStore("meta").get("").onsuccess = () => { begun(); wait(); }; });
  return () => { held = false; db.close(); };
});

/** DENY: a profile whose owner, or company, blocks all site data. */
export function deny(folder) {
  fs.mkdirSync(path.join(folder, "Default"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "Default", "Preferences"),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
  );
}

/** ROT inside the database: the stored bytes under `key` become what `spoil` (a name below) makes of them. */
export function rot(page, key, how, database = "regulars") {
  return page.evaluate(async ({ database, key, how }) => {
    const request = indexedDB.open(database);
    const db = await new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const tx = db.transaction("pages", "readwrite", { durability: "strict" });
    const store = tx.objectStore("pages");
    const read = store.get(key);
    read.onsuccess = () => {
      const bytes = read.result;
      if (!bytes) throw new Error(`nothing under ${key}`);
      if (how === "cut") store.put(bytes.slice(0, bytes.length / 2), key);
      else if (how === "garbled") store.put(bytes.map((byte, n) => (n % 7 === 3 ? byte ^ 0xa5 : byte)), key);
      else if (how === "gone") store.delete(key);
    };
    await new Promise((done, fail) => { tx.oncomplete = done; tx.onabort = () => fail(tx.error); });
    db.close();
  }, { database, key, how });
}

/** ROT below the database: its files, while the browser is closed. */
export function rotFiles(folder, change) {
  const top = path.join(folder, "Default", "IndexedDB");
  const stores = fs.readdirSync(top).filter((name) => name.endsWith(".leveldb"));
  assert.ok(stores.length, "the profile has a database");
  for (const store of stores) {
    const at = path.join(top, store);
    for (const name of fs.readdirSync(at)) change(path.join(at, name), name);
  }
}

/** ENOSPC: a disk of its own of so many megabytes, or the reason why there can be none. */
export function smallDisk(megabytes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    fs.rmdirSync(folder);
    return { skip: `a small disk can't be mounted here (${String(error.stderr ?? error.message).trim() || error.code})` };
  }
  const ballast = path.join(folder, "ballast");
  return {
    folder,
    /** Fills it until only so many kilobytes are free. */
    fill(left) {
      const { bavail, bsize } = fs.statfsSync(folder);
      const file = fs.openSync(ballast, "a");
      const chunk = Buffer.alloc(64 << 10, 1);
      try {
        for (let rest = bavail * bsize - left * 1024; rest > chunk.length; rest -= chunk.length) fs.writeSync(file, chunk);
      } catch { /* the browser was quicker: full it is */ }
      fs.closeSync(file);
    },
    /** Makes room again. */
    free: () => fs.rmSync(ballast, { force: true }),
    remove() {
      execFileSync("umount", ["-l", folder], { stdio: "ignore" });
      fs.rmdirSync(folder);
    },
  };
}

/** CLOCK: from now on the page's clock is off by so many milliseconds; call `skewable` before the first page. */
export const skew = (page, milliseconds) => page.evaluate((by) => sessionStorage.setItem("test.skew", by), milliseconds);

/** Makes `skew` possible: `Date` as the page sees it. */
export function skewable(context) {
  return context.addInitScript(() => {
    const Real = Date;
    const off = () => {
      try { return Number(sessionStorage.getItem("test.skew")) || 0; } catch { return 0; }
    };
    const now = () => Real.now() + off();
    globalThis.Date = class extends Real {
      constructor(...given) { super(...(given.length ? given : [now()])); }
      static now() { return now(); }
    };
  });
}

/** What is stored, read from outside the app: records by table, what can't be read, and the change log. */
export function stored(page, database = "regulars") {
  return page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return null;
    const request = indexedDB.open(name);
    const db = await new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const tx = db.transaction(["pages", "log"]);
    const all = (store, ask) => new Promise((done, fail) => {
      const request = tx.objectStore(store)[ask]();
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const [keys, pages, log] = await Promise.all([all("pages", "getAllKeys"), all("pages", "getAll"), all("log", "getAll")]);
    db.close();
    const read = (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const tables = {};
    const unreadable = [];
    pages.forEach((bytes, n) => {
      try {
        (tables[keys[n].split("/")[0]] ??= []).push(...read(bytes).records.filter(Boolean));
      } catch {
        unreadable.push(keys[n]);
      }
    });
    return { tables, unreadable, log: log.map(read) };
  }, database);
}

/** I2, I3: nothing is half there. `tables` as in the store or in a backup. */
export function coherent(tables, log) {
  const ids = (table) => new Set((tables[table] ?? []).map((record) => record.id));
  const [customers, deals, sales, pipelines] = ["customers", "deals", "sales", "pipelines"].map(ids);
  const trashed = new Set((tables.trash ?? []).map((one) => one.record.record.id));
  const lost = [];
  const need = (what, id, there) => {
    if (id && !there.has(id) && !trashed.has(id)) lost.push(`${what} refers to ${id}, which is not there`);
  };
  for (const sale of tables.sales ?? []) {
    need(`sale ${sale.id}`, sale.customer, customers);
    need(`sale ${sale.id}`, sale.refund_of, sales);
  }
  for (const deal of tables.deals ?? []) {
    need(`deal ${deal.id}`, deal.customer, customers);
    need(`deal ${deal.id}`, deal.pipeline, pipelines);
  }
  for (const task of tables.tasks ?? []) {
    need(`task ${task.id}`, task.customer, customers);
    need(`task ${task.id}`, task.deal, deals);
  }
  for (const table of Object.keys(tables)) {
    if (ids(table).size !== tables[table].length) lost.push(`${table} holds a record twice`);
  }
  if (log) {
    const there = new Set(Object.keys(tables).flatMap((table) => [...ids(table)]));
    const now = new Map();
    for (const edit of log.flatMap((change) => change.edits ?? [])) {
      if (edit.created) now.set(edit.created.id, true);
      if (edit.deleted) now.set(edit.deleted.record.record.id, false);
    }
    for (const [id, alive] of now) if (alive && !there.has(id)) lost.push(`${id} is in the log but not there`);
  }
  assert.deepEqual(lost, []);
}

/** Adds a customer as a person does; true once the app says that it is saved. */
export async function save(page, name) {
  await ready(page);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Enter");
  const failed = dialog.getByRole("alert").filter({ hasText: "Saving failed" });
  // It closes only when the write is on disk.
  const closed = dialog.waitFor({ state: "hidden" }).then(() => true);
  return Promise.race([closed, failed.waitFor().then(() => false)]);
}

/** The backup as the app hands it out, on the data page. */
export async function backupOf(page) {
  const file = await downloadFrom(page, () => page.getByRole("button", { name: "Download a backup" }).click());
  return { name: file.name, mimeType: "application/json", buffer: file.bytes, json: JSON.parse(file.bytes.toString("utf8")) };
}

/**
 * The invariants, where the app is up with its shop: I1 everything acknowledged is there, I2 nothing half
 * done, I3 references hold, I4 no first run, I6 export works. (I5, no panic, is held by watch.mjs, or by
 * `fatal` below where a test has a browser of its own.)
 */
export async function holds(page, at, saved, { memory = false } = {}) {
  await page.goto(at("data/"));
  await booted(page);
  await page.getByRole("heading", { level: 1, name: "Data" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Open my shop" }).count(), 0, "never a first run");
  const { json } = await backupOf(page);
  const names = new Set((json.tables.customers ?? []).map((one) => one.name.full));
  assert.deepEqual(saved.filter((name) => !names.has(name)), [], "what was saved is there");
  coherent(json.tables);
  if (!memory) {
    const found = await stored(page);
    coherent(found.tables, found.log);
  }
  return json;
}

/** I5 for a context that `withApp` does not watch: gathers what must never be said. */
export function fatal(context) {
  const said = [];
  const bad = /unreachable|panicked|RuntimeError|recursive use of an object/;
  context.on("console", (message) => { if (bad.test(message.text())) said.push(message.text()); });
  context.on("weberror", (error) => { if (bad.test(String(error.error()))) said.push(String(error.error())); });
  return said;
}

/** CLOCK: from the next page on the clock stands there, and goes on. */
export async function clockAt(context, at) {
  await skewable(context);
  await context.addInitScript((by) => {
    if (location.protocol !== "about:") sessionStorage.setItem("test.skew", by);
  }, at - Date.now());
}
