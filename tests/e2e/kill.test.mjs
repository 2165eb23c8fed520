// The browser is killed 40 times in the middle of work. What was shown as saved is there afterwards,
// nothing is half there, and the shop never looks new.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { booted, dist } from "./lib/app.mjs";
import { killProfile, newProfile, removeProfile, startProfile } from "./lib/kill.mjs";

const KILLS = Number(process.env.KILLS ?? 40);

/** Adds customers through the dialog for ever, each with a sale-sized note; tells of each one saved. */
async function work(page, from, saved) {
  for (let n = from; ; n++) {
    const name = `Guest ${n}`;
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await page.keyboard.press("Enter");
    // The dialog closes only when the write is on disk.
    await dialog.waitFor({ state: "hidden" });
    saved.push(name);
  }
}

/** What the database holds, read from outside the app. */
function stored(page) {
  return page.evaluate(async () => {
    const open = indexedDB.open("regulars");
    const db = await new Promise((done, fail) => {
      open.onsuccess = () => done(open.result);
      open.onerror = () => fail(open.error);
    });
    const all = (store) => new Promise((done, fail) => {
      const request = db.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
    const [pages, log] = [await all("pages"), await all("log")];
    db.close();
    const records = pages.flatMap((bytes) => read(bytes).records);
    const created = log.flatMap((bytes) => read(bytes).edits)
      .filter((edit) => edit.created?.table === "customers").map((edit) => edit.created.id);
    const customers = records.filter((record) => record.name?.full);
    return { names: customers.map((one) => one.name.full), ids: customers.map((one) => one.id), created };
  });
}

test(`${KILLS} kills lose nothing and leave nothing half done`, { timeout: 900_000 }, async () => {
  const server = await serve({ dir: dist, prefix: "/shop/" });
  const profile = newProfile();
  const saved = [];
  try {
    let { context, page } = await startProfile(profile, { viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    await booted(page);
    await page.getByRole("button", { name: "Open my shop" }).click();
    await page.getByRole("navigation").first().waitFor();
    for (let kill = 0; kill < KILLS; kill++) {
      await page.goto(new URL("customers/", server.url).href);
      await booted(page);
      await page.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
      const working = work(page, saved.length + 1000 * kill, saved).catch(() => null);
      // Not before something was saved in this life, then at any moment.
      const before = saved.length;
      while (saved.length === before) await new Promise((done) => setTimeout(done, 5));
      await new Promise((done) => setTimeout(done, Math.random() * 400));
      await killProfile(profile);
      await working;
      await context.close().catch(() => null);
      ({ context, page } = await startProfile(profile, { viewport: { width: 1280, height: 800 } }));
      await page.goto(server.url);
      await booted(page);
      assert.equal(await page.getByRole("button", { name: "Open my shop" }).count(), 0, "never new again");
      const found = await stored(page);
      const missing = saved.filter((name) => !found.names.includes(name));
      assert.deepEqual(missing, [], `kill ${kill}: what was saved is there`);
      assert.deepEqual([...found.ids].sort(), [...found.created].sort(), `kill ${kill}: log and pages agree`);
    }
    await context.close();
  } finally {
    await killProfile(profile);
    await removeProfile(profile);
    await server.close();
  }
});
