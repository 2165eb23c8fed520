// A table of more records than fit in sight: only those near it are drawn, all of them are counted, and every one is reached
// by scrolling and by keyboard, in groups too. In turn in two languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { deal, offered, openMade, pipelines, reads } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount } from "./lib/shop.mjs";

after(closeBrowser);

const COUNT = 400;
const title = (n) => `Deal ${String(n).padStart(3, "0")}`;
const deals = Array.from({ length: COUNT }, (_, n) => deal(1001 + n, title(n + 1), 100, n % 2 ? { stage: offered } : {}));

/** Scrolls whatever scrolls the table: to its end, or back to where it begins. */
const scroll = (page, end) => page.locator(".record-table").evaluate((table, end) => {
  let area = table.parentElement;
  const scrolls = (one) => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY);
  while (area.parentElement && !scrolls(area)) area = area.parentElement;
  area.scrollTop = end ? area.scrollHeight : 0;
}, end);

const languages = ["en", "zh-Hans"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  test(`hundreds of deals are counted, and drawn where one looks (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, { pipelines, deals }, { language });
      await open("pipeline/?as=table&sort=title");
      const table = page.locator(".record-table");
      const rows = table.locator("tbody tr[aria-rowindex]:not(.group-head)");
      const row = (n) => rows.filter({ has: page.getByRole("link", { name: title(n), exact: true }) });
      const counts = async (lines) => {
        assert.equal(await table.getAttribute("aria-rowcount"), String(lines + 1));
        assert.ok(await rows.count() < 160, "most are not drawn");
      };
      await row(1).waitFor();
      await counts(COUNT);
      await amount(row(COUNT), 0);
      assert.equal(await row(1).getAttribute("aria-rowindex"), "2", "the head is the first");

      // The end is where it would be if all were drawn, and so is the beginning.
      // A line is measured a frame after it is drawn.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const high = (await table.boundingBox()).height;
      await scroll(page, true);
      await row(COUNT).waitFor();
      assert.equal(await row(COUNT).getAttribute("aria-rowindex"), String(COUNT + 1));
      await counts(COUNT);
      await amount(row(1), 0);
      assert.ok(Math.abs((await table.boundingBox()).height - high) < 200, "it is as high as before");
      await accessible(page);
      await scroll(page, false);
      await row(1).waitFor();

      // By keyboard: from box to box, past what was drawn at first.
      await row(1).getByRole("checkbox").focus();
      const focused = () => page.evaluate(() => Number(document.activeElement.closest("tr")?.getAttribute("aria-rowindex") ?? 0));
      for (let at = 0; at < 400 && await focused() < 90; at += 1) await page.keyboard.press("Tab");
      assert.ok(await focused() >= 90, "the keyboard goes on");

      // All of them are selected, drawn or not.
      await page.getByRole("checkbox", { name: say("people.select_all_deals", { count: COUNT }), exact: true }).check();
      const bar = page.getByRole("toolbar", { name: say("people.bulk_deals") });
      await bar.getByText(say("common.select_n", { count: COUNT }), { exact: true }).waitFor();
      await bar.getByRole("button", { name: say("customers.select_none"), exact: true }).click();

      // In groups the heads are lines, and what is folded is none.
      await open("pipeline/?as=table&sort=title&group=stage");
      const heads = ".record-table .group-fold";
      await reads(page, heads, [`Asked ${COUNT / 2}`]);
      await counts(COUNT + 2);
      await scroll(page, true);
      await row(COUNT).waitFor();
      assert.equal(await row(COUNT).getAttribute("aria-rowindex"), String(COUNT + 3));
      await scroll(page, false);
      await reads(page, heads, [`Asked ${COUNT / 2}`]);
      await page.locator(heads).first().click();
      await reads(page, heads, [`Asked ${COUNT / 2}`, `Offered ${COUNT / 2}`]);
      await row(2).waitFor();
      await counts(COUNT / 2 + 2);
      await accessible(page);
    });
  });
}
