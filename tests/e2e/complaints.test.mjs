// What people complain about in other programs and only a browser can show, by the number of the complaint
// (tests/complaints.rs has the others, tests/every_complaint.rs says where each is tried).
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inflateSync } from "node:zlib";
import { booted, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { slow, stored } from "./lib/faults.mjs";
import { deal, offered, on, openMade, person, pipelines, sale } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const card = (page, title) => page.locator(".board .card").filter({ has: page.getByRole("link", { name: title, exact: true }) });
const column = (page, at) => page.locator(".board .col").nth(at);

/** Waits until the deal is on the disk as one of that stage. */
async function written(page, title, stage) {
  for (;;) {
    const { tables: { deals } } = await stored(page);
    if (deals.some((one) => one.title === title && one.stage === stage)) return;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test("23, 28: a card that was moved stands once, in its new place, through a slow write and a reload", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { pipelines, deals: [deal(101, "Tea", 100), deal(102, "Pot", 200, { rank: "k" })] });
    await open("pipeline");
    await ready(page);
    await card(page, "Tea").waitFor();
    // Where the card stands in each frame from now on: column numbers, several if it is there twice.
    await page.evaluate(() => {
      window.seen = [];
      const look = () => {
        const columns = [...document.querySelectorAll(".board .col")];
        const where = columns.flatMap((column, at) =>
          [...column.querySelectorAll(".card-link")].filter((link) => link.textContent === "Tea").map(() => at));
        const now = where.join(",");
        if (window.seen.at(-1) !== now) window.seen.push(now);
        requestAnimationFrame(look);
      };
      look();
    });
    const release = await slow(page);
    await card(page, "Tea").getByRole("button", { name: "Actions for Tea" }).click();
    await page.getByRole("menuitem", { name: "Move to Offered", exact: true }).click();
    await column(page, 1).getByRole("link", { name: "Tea", exact: true }).waitFor();
    await release.evaluate((release) => release());
    await written(page, "Tea", offered);
    assert.deepEqual(await page.evaluate(() => window.seen), ["0", "1"]);
    await page.reload();
    await booted(page);
    await column(page, 1).getByRole("link", { name: "Tea", exact: true }).waitFor();
    await amount(card(page, "Tea"), 1);
  });
});

test("29: a board of thousands of deals draws those in sight, and a card of it moves", async () => {
  await withApp({ language: "zh-Hans" }, async ({ page, open }) => {
    await open();
    const rank = (n) => `i${n.toString(36).padStart(3, "0")}i`;
    const deals = Array.from({ length: 3000 }, (_, n) => deal(1000 + n, `订单 ${n + 1}`, 100, { rank: rank(n) }));
    await openMade(page, { pipelines, deals }, { language: "zh-Hans" });
    await open("pipeline");
    await ready(page);
    await column(page, 0).getByText("3,000", { exact: true }).waitFor();
    assert.ok(await page.locator(".board .card").count() < 300);
    const first = column(page, 0).locator(".card-link").first();
    const title = await first.innerText();
    await first.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await column(page, 1).getByRole("link", { name: title, exact: true }).waitFor();
    await page.keyboard.press("Space");
    await written(page, title, offered);
    await column(page, 0).getByText("2,999", { exact: true }).waitFor();
  });
});

test("39: a receipt that is printed has the Chinese characters in it", async () => {
  await withApp({ language: "zh-Hant" }, async ({ page, open }) => {
    await open();
    await openMade(page, { sales: [sale(11, null, on(1), 1200, { lines: [{ name: "龔蕙茶", quantity: 1000, unit_price: 1200 }] })] }, { language: "zh-Hant" });
    await open(`sale/?id=${idOf(11)}`);
    await page.locator(".receipt").getByText("龔蕙").first().waitFor();
    const pdf = await page.pdf();
    const maps = [...pdf.toString("latin1").matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
      try {
        return inflateSync(pdf.subarray(index + mark.length), { finishFlush: 2 }).toString("latin1");
      } catch {
        return [];
      }
    }).filter((text) => text.includes("begincmap")).join("\n");
    for (const letter of "龔蕙") {
      const code = letter.codePointAt(0).toString(16).padStart(4, "0");
      assert.match(maps, new RegExp(`<${code}>`, "i"), letter);
    }
  });
});

test("44: the browser is asked to keep the data with the first write", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await context.addInitScript(() => {
      const persist = navigator.storage?.persist.bind(navigator.storage);
      if (persist) navigator.storage.persist = () => { window.asked = true; return persist(); };
    });
    await open();
    await openShop(page);
    await page.waitForFunction(() => window.asked);
  });
});

test("46: a tab gives way to a newer version, and an older one says so instead of waiting", async () => {
  await withApp({ language: "zh-Hant" }, async ({ page, open }) => {
    const say = speaker("zh-Hant");
    await open();
    await openMade(page, { customers: [person(idOf(1), "林小美")] }, { language: "zh-Hant" });
    await open("customers");
    await page.getByText("林小美").first().waitFor();
    // Another tab's newer version: whoever holds the database open would be in its way.
    const how = await page.evaluate(() => new Promise((done) => {
      const request = indexedDB.open("regulars", 99_999);
      let blocked = false;
      request.onblocked = () => { blocked = true; };
      request.onerror = () => done(String(request.error));
      request.onsuccess = () => { request.result.close(); done(blocked ? "blocked" : "given way"); };
    }));
    assert.equal(how, "given way");
    await page.reload();
    await booted(page);
    await page.getByText(say("errors.newer")).first().waitFor();
  });
});

test("47: an empty note is not kept", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(idOf(1), "Ann Lee")] });
    await open(`customer/?id=${idOf(1)}`);
    const box = page.getByPlaceholder(/What happened/);
    await box.fill("   ");
    await box.press("Enter");
    await box.fill("likes oolong");
    await box.press("Enter");
    await page.locator(".timeline").getByText("likes oolong").waitFor();
    const { tables: { activities } } = await stored(page);
    assert.deepEqual(activities.map((one) => one.text ?? one.note), ["likes oolong"]);
  });
});
