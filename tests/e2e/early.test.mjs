// What is written while the rest of the shop is still being read takes nothing of it away.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { coherent, stored } from "./lib/faults.mjs";
import { openMade } from "./lib/made.mjs";
import { idOf } from "./lib/shop.mjs";

after(closeBrowser);

test("a touch that is written down before the rest of the shop is read takes nothing of it away", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    // A slow machine that has much to do: what waits in the background does not get its turn for a while.
    await context.addInitScript(() => {
      if (sessionStorage.getItem("busy") === null) return;
      const end = performance.now() + 6000;
      const work = () => {
        const until = performance.now() + 4;
        while (performance.now() < until) { /* busy */ }
        if (performance.now() < end) scheduler.postTask(work, { priority: "user-visible" });
      };
      work();
    });
    await open();
    const touches = Array.from({ length: 5 }, (_, n) => ({ id: idOf(60 + n), kind: "visit", at: Date.now() - 1e9, customer: idOf(1), text: `touch ${n}` }));
    await openMade(page, {
      customers: [{ id: idOf(1), name: { full: "Ann Lee" } }, { id: idOf(2), name: { full: "Bo Chen" } }], activities: touches,
      sales: [{ id: idOf(31), customer: idOf(1), date: "2026-11-01", total: 100, currency: "USD" }],
    });
    const texts = async () => (await stored(page)).tables.activities.map((one) => one.text).sort();
    const before = await texts();
    assert.equal(before.length, 5);
    await page.evaluate(() => sessionStorage.setItem("busy", "1"));
    await open(`customer/?id=${idOf(2)}`);
    await page.getByLabel("What happened").fill("early bird");
    await page.getByLabel("What happened").press("Enter");
    await page.locator(".timeline").getByText("early bird").waitFor();
    await page.locator(".kv b", { hasText: "$" }).first().waitFor();
    assert.deepEqual(await texts(), ["early bird", ...before].sort());
    const { tables, log } = await stored(page);
    coherent(tables, log);
  });
});

test("a customer that is deleted before the rest of the shop is read comes back with sales and touches, and the trash keeps the others", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await context.addInitScript(() => {
      if (sessionStorage.getItem("busy") === null) return;
      const end = performance.now() + 6000;
      const work = () => {
        const until = performance.now() + 4;
        while (performance.now() < until) { /* busy */ }
        if (performance.now() < end) scheduler.postTask(work, { priority: "user-visible" });
      };
      work();
    });
    await open();
    await openMade(page, { customers: [{ id: idOf(1), name: { full: "Ann Lee" } }, { id: idOf(2), name: { full: "Bo Chen" } }, { id: idOf(3), name: { full: "Cy Wu" } }] });
    await open(`customer/?id=${idOf(3)}`);
    await page.locator(".kv b", { hasText: "$" }).first().waitFor();
    await page.getByRole("button", { name: "Delete this customer" }).click();
    await page.waitForURL(/customers/);
    await page.evaluate(() => sessionStorage.setItem("busy", "1"));
    await open(`customer/?id=${idOf(2)}`);
    await page.getByRole("button", { name: "Delete this customer" }).click();
    await page.waitForURL(/customers/);
    await page.waitForFunction(() => performance.now() > 6500);
    const { tables } = await stored(page);
    assert.deepEqual(tables.trash.map((one) => one.record.record.name.full).sort(), ["Bo Chen", "Cy Wu"]);
  });
});
