// Recovery copies beside the database: kept, few, whole, offered where the data is gone, and forgotten with
// whoever is erased.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { downloadFrom, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { evict, holds, save } from "./lib/faults.mjs";
import { amount, openSample, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const copies = (page, database = "regulars") => page.evaluate((name) => window.regularsSnapshots.list(name), database);

/** Waits until there are so many copies. */
const waitForCopies = (page, count) =>
  page.evaluate(async (count) => {
    while ((await window.regularsSnapshots.list("regulars")).length !== count) await new Promise((next) => setTimeout(next, 200));
  }, count);

/** Waits until the app has made a copy by itself: it does when nothing was changed for half a minute. */
const copied = (page) => waitForCopies(page, 1);

test("three whole copies stay, one a day, and none that cannot be read back", async () => {
  await withApp({ language: "en" }, async ({ page, open, at }) => {
    await open();
    const kept = await page.evaluate(async () => {
      const { list, read, mark, clear } = window.regularsSnapshots;
      const write = async (database, json, ...more) => {
        const packed = await new Response(json.stream().pipeThrough(new CompressionStream("gzip"))).blob();
        return window.regularsSnapshots.write(database, packed, json.size, ...more);
      };
      const day = 86_400_000;
      const json = (n) => new Blob([JSON.stringify({ format: "regulars-backup", n, text: "熟客".repeat(5000) })]);
      const start = 1_790_000_000_000;
      const wrote = [];
      for (let n = 0; n < 5; n++) wrote.push(await write("regulars", json(n), n, start + n * day, day, mark()));
      const again = await write("regulars", json(9), 9, start + 4 * day + 1000, day, mark());
      // A clock that was ahead blocks nothing.
      const back = await write("regulars", json(5), 5, start + 3.5 * day, day, mark());
      const names = (await list("regulars")).map(({ at, records }) => [(at - start) / day, records]);
      const [newest] = await list("regulars");
      const text = JSON.parse(await (await read(newest.name)).text()).n;
      // Damage is seen, not handed out.
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("regulars-snapshots");
      const file = await folder.getFileHandle(newest.name);
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const spoil = async (to) => {
        const writable = await file.createWritable();
        await writable.write(to);
        await writable.close();
        return read(newest.name).then(() => "read", () => "refused");
      };
      const cut = await spoil(bytes.slice(0, bytes.length - 20));
      const garbled = await spoil(bytes.map((byte, n) => (n === 60 ? byte ^ 1 : byte)));
      // What is to be forgotten is, also where a copy of before is on its way.
      const marked = mark();
      await clear("regulars");
      const late = await write("regulars", json(7), 7, start + 9 * day, day, marked);
      const left = (await list("regulars")).length;
      const fresh = await write("regulars", json(8), 8, start + 9 * day, day, mark());
      return { wrote, again, back, names, text, cut, garbled, late, left, fresh };
    });
    assert.deepEqual(kept, {
      wrote: [true, true, true, true, true], again: false, back: true, names: [[4, 4], [3.5, 5], [3, 3]], text: 4,
      cut: "refused", garbled: "refused", late: false, left: 0, fresh: true,
    });
    // The rescue page hands them out without the app.
    await page.goto(at("rescue.html"));
    const list = page.getByRole("list").filter({ hasText: "Copy of" });
    await list.waitFor();
    await accessible(page);
    const { name, bytes } = await downloadFrom(page, () => list.getByRole("button").click());
    assert.match(name, /^regulars-copy-.*\.json$/);
    assert.equal(JSON.parse(bytes.toString("utf8")).n, 8);
  });
});

test("where the database is gone, the newest copy brings the shop back; a damaged one says so", { timeout: 300_000 }, async () => {
  await withApp({ language: "en" }, async ({ page, open, at }) => {
    await open();
    await openShop(page, { name: "Tea House" });
    for (const name of ["Ada", "Bea"]) assert.ok(await save(page, name));
    await copied(page);
    await open("settings");
    await page.getByText(/^Recovery copy in this browser/).waitFor();
    const [copy] = await copies(page);
    // An older, damaged one beside it.
    await page.evaluate(async (good) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("regulars-snapshots");
      const bytes = new Uint8Array(await (await (await folder.getFileHandle(good)).getFile()).arrayBuffer());
      const name = good.replace(/\.(\d{13})\.\d+/, (_, time) => `.${String(Number(time) - 86_400_000)}.1`);
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(bytes.slice(0, bytes.length / 2));
      await writable.close();
    }, copy.name);
    const origin = new URL(page.url()).origin;
    await page.goto("about:blank");
    await evict(page, origin);
    await open();
    await page.getByRole("heading", { name: "Your data is not where it should be" }).waitFor();
    const buttons = page.getByRole("button", { name: /^Restore the copy of/ });
    await amount(buttons, 2);
    await accessible(page);
    await buttons.nth(1).click();
    await page.getByRole("alert").filter({ hasText: "This copy is damaged" }).waitFor();
    await buttons.nth(0).click();
    await page.locator(".brand", { hasText: "Tea House" }).waitFor();
    await holds(page, at, ["Ada", "Bea"]);
  });
});

test("who is erased, and what is removed for good, is in no copy; the sample shop has none", { timeout: 300_000 }, async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    for (const name of ["Ada", "Canary"]) assert.ok(await save(page, name));
    await copied(page);
    const id = await page.evaluate(async () => {
      const [copy] = await window.regularsSnapshots.list("regulars");
      const json = JSON.parse(await (await window.regularsSnapshots.read(copy.name)).text());
      return json.tables.customers.find((one) => one.name.full === "Canary").id;
    });
    await open(`customer/?id=${id}`);
    await page.getByRole("button", { name: "Delete this customer" }).click();
    await page.locator(".toasts").getByRole("button", { name: "Undo" }).waitFor();
    assert.equal((await copies(page)).length, 1, "what can come back may be in a copy");
    await open("trash");
    await page.getByRole("main").getByRole("button", { name: /for good/ }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: /for good/ }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await waitForCopies(page, 0);
    // The next copy is without.
    await copied(page);
    const text = await page.evaluate(async () => {
      const [copy] = await window.regularsSnapshots.list("regulars");
      return (await window.regularsSnapshots.read(copy.name)).text();
    });
    assert.ok(text.includes("Ada") && !text.includes("Canary"));
  });
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openSample(page);
    await open("settings");
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    await amount(page.getByText(/ecovery copy in this browser/).locator("visible=true"), 0);
    assert.deepEqual(await copies(page, "regulars-sample"), []);
  });
});
