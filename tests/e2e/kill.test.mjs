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
    const created = log.flatMap((bytes) => read(bytes).edits ?? [])
      .filter((edit) => edit.created?.table === "customers").map((edit) => edit.created.id);
    const customers = records.filter((record) => record.name?.full);
    return { names: customers.map((one) => one.name.full), ids: customers.map((one) => one.id), created };
  });
}

const viewport = { width: 1280, height: 800 };

/** Opens a shop on a profile of its own and hands over a way to start the browser anew after it was killed. */
async function withShop(body) {
  const server = await serve({ dir: dist, prefix: "/shop/" });
  const profile = newProfile();
  let context;
  const at = (route) => new URL(route, server.url).href;
  const start = async (route) => {
    await context?.close().catch(() => null);
    const started = await startProfile(profile, { viewport });
    context = started.context;
    await started.page.goto(at(route));
    await booted(started.page);
    return started.page;
  };
  try {
    const page = await start("");
    await page.getByRole("button", { name: "Open my shop" }).click();
    await page.getByRole("navigation").first().waitFor();
    await body({ page, at, start, kill: () => killProfile(profile) });
    await context.close();
  } finally {
    await killProfile(profile);
    await removeProfile(profile);
    await server.close();
  }
}

test(`${KILLS} kills lose nothing and leave nothing half done`, { timeout: 900_000 }, async () => {
  const saved = [];
  await withShop(async ({ page: first, at, start, kill }) => {
    let page = first;
    await page.goto(at("customers/"));
    await booted(page);
    for (let round = 0; round < KILLS; round++) {
      await page.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
      const working = work(page, saved.length + 1000 * round, saved).catch(() => null);
      // Not before something was saved in this life, then at any moment.
      const before = saved.length;
      while (saved.length === before) await new Promise((done) => setTimeout(done, 5));
      await new Promise((done) => setTimeout(done, Math.random() * 400));
      await kill();
      await working;
      page = await start("customers/");
      assert.equal(await page.getByRole("button", { name: "Open my shop" }).count(), 0, "never new again");
      const found = await stored(page);
      const missing = saved.filter((name) => !found.names.includes(name));
      assert.deepEqual(missing, [], `kill ${round}: what was saved is there`);
      assert.deepEqual([...found.ids].sort(), [...found.created].sort(), `kill ${round}: log and pages agree`);
    }
  });
});

test("a kill in the middle of an import leaves all of it or nothing", { timeout: 300_000 }, async () => {
  const rows = 8000;
  const sheet = (round) => {
    const line = (n) => `Round ${round} ${n},r${round}n${n}@example.com`;
    return Buffer.from(["Name,E-mail", ...Array.from({ length: rows }, (_, n) => line(n))].join("\n"));
  };
  await withShop(async ({ page: first, at, start, kill }) => {
    let page = first;
    await page.goto(at("data/"));
    await booted(page);
    const came = [];
    // Moments from the press of the button to after the last write, one after the other; the last comes when the
    // page says that it is done.
    for (const wait of [0, 60, 120, 200, 300, 500, 900, null]) {
      const round = came.length;
      await page.getByLabel("Choose files").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: sheet(round) });
      const go = page.getByRole("button", { name: "Import 8,000 customers", exact: true });
      await go.waitFor();
      await go.click();
      if (wait === null) await page.getByText("Imported", { exact: true }).waitFor();
      else await new Promise((done) => setTimeout(done, wait));
      await kill();
      page = await start("data/");
      const { names } = await stored(page);
      const count = names.filter((name) => name.startsWith(`Round ${round} `)).length;
      assert.ok(count === 0 || count === rows, `after ${wait} ms ${count} of ${rows} are there`);
      came.push(count);
      assert.equal(names.length, came.reduce((sum, one) => sum + one, 0), "what came before is still there");
    }
    assert.ok(came.includes(0), "some were killed too early to be whole");
    assert.equal(came.at(-1), rows, "what the page calls done is there");
  });
});
