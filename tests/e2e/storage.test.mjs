// A disk that refuses: nothing is lost, nothing pretends to be saved, and the way out is at hand.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { downloadFrom, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

/** From now on each writing transaction is aborted with this error; null lets them through again. */
const breakWrites = (page, error) => page.evaluate((name) => { window.__breakWrites = name; }, error);

/** Makes `breakWrites` possible: the transaction ends as it does when the browser can't commit. */
async function breakable(context) {
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    const broken = new WeakMap();
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      const tx = this.transaction;
      if (window.__breakWrites && !broken.has(tx)) {
        broken.set(tx, new DOMException("injected", window.__breakWrites));
        queueMicrotask(() => tx.abort());
      }
      return request;
    };
    const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error");
    Object.defineProperty(IDBTransaction.prototype, "error", {
      ...error,
      get() { return broken.get(this) ?? error.get.call(this); },
    });
  });
}

const dialog = (page) => page.getByRole("dialog");
const banner = (page) => page.locator("header .banner.bad").filter({ hasText: "Saving failed" });

for (const [error, said] of [["QuotaExceededError", "free some space"], ["UnknownError", "nothing was saved"]]) {
  test(`after a failed write (${error}) the app is read-only with export until storage is proven`, async () => {
    await withApp({ language: "en" }, async ({ page, context, open, allow }) => {
      // Each request that an abort ends bubbles to the transaction, whose listener in the library that
      // wraps IndexedDB answers only once and says so; the first answer is the one that counts.
      allow(/injected|AbortError|FnOnce called more than once/);
      await breakable(context);
      await open();
      await openShop(page);
      await open("customers/?new=1");
      await dialog(page).getByLabel("Name", { exact: true }).fill("Ada Lovelace");
      await breakWrites(page, error);
      await page.keyboard.press("Enter");
      const inside = dialog(page).getByRole("alert").filter({ hasText: "Saving failed" });
      await inside.waitFor();
      await page.locator(".toasts").filter({ hasText: said }).waitFor();
      assert.equal(await dialog(page).getByLabel("Name", { exact: true }).inputValue(), "Ada Lovelace");
      assert.ok(await dialog(page).getByRole("button", { name: "Create" }).isDisabled(), "saving is off");
      await accessible(page, { include: ["dialog[open]"] });
      // Still broken: trying again changes nothing.
      await inside.getByRole("button", { name: "Try again" }).click();
      await inside.waitFor();
      await page.keyboard.press("Escape");
      await banner(page).waitFor();
      await accessible(page, { include: ["header"] });
      // Out with what there is.
      await banner(page).getByRole("link", { name: "Export" }).click();
      await page.getByRole("heading", { level: 1, name: "Data" }).waitFor();
      const backup = await downloadFrom(page, () => page.getByRole("button", { name: "Download a backup" }).click());
      const json = JSON.parse(backup.bytes.toString("utf8"));
      assert.equal(json.format, "regulars-backup");
      assert.equal(json.tables.customers?.length ?? 0, 0, "nothing of the failed write is in it");
      // Storage works again, and says so; what was typed is still there.
      await breakWrites(page, null);
      await banner(page).getByRole("button", { name: "Try again" }).click();
      await banner(page).waitFor({ state: "hidden" });
      await page.getByText("Storage works again. Changes").waitFor();
      await page.keyboard.press("c");
      await dialog(page).getByRole("button", { name: "Continue with it" }).click();
      assert.equal(await dialog(page).getByLabel("Name", { exact: true }).inputValue(), "Ada Lovelace");
      await dialog(page).getByRole("button", { name: "Create" }).click();
      await page.getByRole("heading", { name: "Ada Lovelace" }).first().waitFor();
      await open("customers");
      await page.getByText("Ada Lovelace").first().waitFor();
    });
  });
}

test("what was typed into a form survives a reload, and only until it is saved or dropped", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("sales/?new=1");
    await dialog(page).getByRole("combobox", { name: "Customer" }).fill("Ada");
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("textbox", { name: "Amount" }).fill("12.50");
    await dialog(page).getByRole("textbox", { name: "Note" }).fill("two boxes");
    await page.reload();
    await dialog(page).getByRole("button", { name: "Continue with it" }).click();
    assert.equal(await dialog(page).getByRole("combobox", { name: "Customer" }).inputValue(), "Ada");
    assert.equal(await dialog(page).getByRole("textbox", { name: "Note" }).inputValue(), "two boxes");
    await accessible(page, { include: ["dialog[open]"] });
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await page.getByRole("list", { name: "Sales", exact: true }).getByRole("link").filter({ hasText: "Ada" }).waitFor();
    await open("sales/?new=1");
    await dialog(page).getByRole("combobox", { name: "Customer" }).waitFor();
    await amount(dialog(page).getByRole("button", { name: "Continue with it" }), 0);
    await open("pipeline/?new=1");
    await dialog(page).getByLabel("Title").fill("A big order");
    await page.reload();
    await dialog(page).getByRole("button", { name: "Discard it" }).click();
    await page.reload();
    await dialog(page).getByLabel("Title").waitFor();
    await amount(dialog(page).getByRole("button", { name: "Discard it" }), 0);
  });
});

test("a backup opens the shop on the first screen, and where the data is gone", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page, { name: "Tea House" });
    await open("customers/?new=1");
    await dialog(page).getByLabel("Name", { exact: true }).fill("Ada Lovelace");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ada Lovelace" }).first().waitFor();
    await open("data");
    const backup = await downloadFrom(page, () => page.getByRole("button", { name: "Download a backup" }).click());
    const file = { name: backup.name, mimeType: "application/json", buffer: backup.bytes };
    await page.getByText("Last backup").first().waitFor();
    // The browser cleared the data; the note beside it says that there was some.
    await page.evaluate(() => new Promise((done, fail) => {
      const request = indexedDB.deleteDatabase("regulars");
      request.onsuccess = () => done();
      request.onerror = () => fail(request.error);
    }));
    await open();
    await page.getByRole("heading", { name: "Your data is not where it should be" }).waitFor();
    await accessible(page);
    await page.getByLabel("I have a backup…").setInputFiles(file);
    await page.locator(".brand", { hasText: "Tea House" }).waitFor();
    await open("customers");
    await page.getByText("Ada Lovelace").first().waitFor();
  });
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const chooser = page.getByLabel("I have a backup…");
    const json = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    for (const [name, text] of [
      ["notes.json", "{}"],
      ["cut.json", '{"format":"regulars-backup","version":1,"tables":{"customers":[{"id":'],
      ["newer.json", '{"format":"regulars-backup","version":99,"tables":{}}'],
      ["empty.json", '{"format":"regulars-backup","version":1,"tables":{}}'],
    ]) {
      await chooser.setInputFiles(json(name, text));
      await page.getByRole("alert").filter({ hasText: name }).waitFor();
      await page.getByRole("button", { name: "Open my shop" }).waitFor();
    }
    await accessible(page);
  });
});

test("a change is one transaction that waits for the disk", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await context.addInitScript(() => {
      window.__writes = [];
      const begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        if (mode === "readwrite") window.__writes.push({ stores: [].concat(stores), durability: options?.durability });
        return begin.call(this, stores, mode, options);
      };
    });
    await open();
    await openShop(page);
    await open("customers/?new=1");
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Ann Lee");
    await page.evaluate(() => { window.__writes = []; });
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Ann Lee" }).waitFor();
    const writes = await page.evaluate(() => window.__writes);
    const changes = writes.filter(({ stores }) => stores.includes("pages"));
    assert.equal(changes.length, 1, JSON.stringify(writes));
    assert.equal(changes[0].durability, "strict");
    assert.ok(changes[0].stores.includes("log"), "the record and its entry in the log, or neither");
  });
});
