// Ways into a shop and through it that the tests share.
import assert from "node:assert/strict";
import { routes } from "./app.mjs";

/** Words of the first screen by language. */
export const words = {
  en: { open: "Open my shop", kind: "Salon", today: "Today", sample: "Look at the sample shop", settings: "Settings" },
  "zh-Hans": { open: "开店", kind: "美容美发", today: "今天", sample: "看看示例店铺", settings: "设置" },
  "zh-Hant": { open: "開店", kind: "美容美髮", today: "今天", sample: "看看範例店鋪", settings: "設定" },
};

/** The frame of an open shop; while it opens, the frame says that it is busy. */
export const opened = (page) => page.locator('.app[aria-busy="false"]');

/** Waits until the shop is open. */
export const ready = (page) => opened(page).waitFor();

/** Waits until so many of them are there: what is drawn once something was read comes after the frame around it. */
export async function amount(locator, count, why) {
  const until = Date.now() + 10_000;
  let found = await locator.count();
  while (found !== count && Date.now() < until) {
    await new Promise((next) => setTimeout(next, 50));
    found = await locator.count();
  }
  assert.equal(found, count, why);
}

/** Opens an own, empty shop from the first screen. */
export async function openShop(page, { language = "en", name = "" } = {}) {
  if (name) await page.getByRole("textbox").first().fill(name);
  await page.getByRole("button", { name: words[language].open }).click();
  await ready(page);
}

/** Goes to the sample shop from the first screen; `customers` is one of the sizes offered. */
export async function openSample(page, { language = "en", customers = 40 } = {}) {
  await page.locator("select.start-size").selectOption(String(customers));
  await page.getByRole("button", { name: words[language].sample }).click();
  await page.locator(".banner").first().waitFor();
  await ready(page);
}

/**
 * Takes back what the message that says `of` tells of; `word` is the button's. Older messages stay for
 * seconds, and a control shows its new value before it is saved: without `of` the wrong change could go.
 */
export const undo = (page, word, of) =>
  page.locator(".toast").filter({ hasText: of }).getByRole("button", { name: word, exact: true }).last().click();

/** Goes to another page as a link of the app does: nothing is loaded again. A heading of it is there at the end. */
export async function walk(page, route) {
  await page.evaluate((to) => {
    const { href } = new URL(to, document.baseURI);
    if (href === location.href) return;
    for (const each of document.querySelectorAll("#main :is(h1, h2, h3)")) each.dataset.left = "";
    const link = Object.assign(document.createElement("a"), { href });
    document.body.append(link);
    link.click();
    link.remove();
  }, route || ".");
  await page.locator("#main :is(h1, h2, h3):not([data-left]):visible").first().waitFor();
}

// Pages of one record, and how a list names the first of them.
const records = {
  customer: ["customers/", (page) => page.locator(".row-line").first().getAttribute("id")],
  deal: ["pipeline/", (page) => page.locator('#main a[href*="deal/?id="]').first().getAttribute("href")],
  case: ["cases/", (page) => page.locator('#main a[href*="case/?id="]').first().getAttribute("href")],
  sale: ["sales/", (page) => page.locator('#main a[href*="sale/?id="]').first().getAttribute("href")],
};

const settled = async (page) => {
  await page.locator("#main .spinner:visible").first().waitFor({ state: "detached" });
};

/** Goes to every page of the sample shop, one of each kind of record, and calls `visit` with its name. */
export async function everyPage(page, visit) {
  const apart = ["start/", ...Object.keys(records).map((record) => `${record}/`)];
  for (const route of routes.filter((route) => !apart.includes(route))) {
    await walk(page, route);
    await settled(page);
    await visit(route.replace("/", "") || "today");
  }
  for (const [record, [list, first]] of Object.entries(records)) {
    await walk(page, list);
    await settled(page);
    const [id] = (await first(page)).match(/[0-9a-f]{8}-[0-9a-f-]{27}/);
    await walk(page, `${record}/?id=${id}`);
    await settled(page);
    await visit(record);
  }
}

/** How many records of each kind a database has pages of, by reading it as any script could. */
export function pagesOf(page, database) {
  return page.evaluate(async (name) => {
    const known = await indexedDB.databases();
    if (!known.some((one) => one.name === name)) return 0;
    const db = await new Promise((done, fail) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    try {
      return await new Promise((done, fail) => {
        const request = db.transaction("pages").objectStore("pages").count();
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    } finally {
      db.close();
    }
  }, database);
}

/** The n-th identity of records that a test makes up. */
export const idOf = (n) => `0199a000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** A backup with these records, of a shop with these settings, as the first screen is given it. */
export function backupWith(tables, shop = {}) {
  const written = { created: 1_700_000_000_000, updated: 1_700_000_000_000 };
  const usual = { id: "00000000-0000-0000-0000-000000000000", name: "", currency: "USD", time_zone: "Asia/Shanghai" };
  const all = Object.entries({ shop: [{ ...usual, ...shop }], ...tables });
  const filled = all.map(([table, records]) => [table, records.map((record) => ({ ...written, ...record }))]);
  const text = JSON.stringify({ format: "regulars-backup", version: 1, tables: Object.fromEntries(filled) });
  return { name: "shop.json", mimeType: "application/json", buffer: Buffer.from(text) };
}

/** Goes on from a backup on the first screen. */
export async function openBackup(page, file) {
  await page.getByLabel("I have a backup…").setInputFiles(file);
  await ready(page);
}
