// The columns of the list of sales: own fields among them shown, moved and hidden, kept on the device and in a saved
// view, and gone on a phone, where the own fields are said in words. English and simplified Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade, person, reads, sale } from "./lib/made.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    columns: "Columns", first: ["Number", "Customer", "What was sold", "Paid by", "Amount"], left: "Move Table left", changed: "Changed",
    fresh: "Save as new", name: "Name of the view", save: "Save", reset: "Reset", export: "Export", paid: "Paid by", what: "What was sold", customer: "Customer",
  },
  "zh-Hans": {
    columns: "显示的列", first: ["单号", "客户", "卖了什么", "支付方式", "金额"], left: "左移“Table”", changed: "已更改",
    fresh: "另存", name: "视图名称", save: "保存", reset: "重置", export: "导出", paid: "支付方式", what: "卖了什么", customer: "客户",
  },
};

const [ann, table, waiter] = [1, 71, 72].map(idOf);
const values = (place, who) => ({ [table]: { kind: "number", value: place }, [waiter]: { kind: "text", value: who } });
const tables = {
  customers: [person(ann, "Ann Lee")],
  fields: [
    { id: table, of: "sales", name: "Table", kind: "number", rank: "i" },
    { id: waiter, of: "sales", name: "Waiter", kind: "text", rank: "r" },
  ],
  sales: [
    sale(31, ann, "2026-11-02", 1000, { number: "A-1", payment: "cash", note: "window", values: values("9", "Bo") }),
    sale(32, ann, "2026-11-03", 2000, { number: "A-2", values: values("12", "<b>Cy</b>") }),
  ],
};

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`own fields are columns of the list of sales: shown, moved, kept in a view and on the device (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("sales/");
      const heads = ".sale-heads .th-sort .clip";
      const row = page.locator(".sale-row", { hasText: "A-1" });
      const cells = async () => (await row.locator("> span").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
      await row.filter({ hasText: "Table 9 · Waiter Bo" }).waitFor();
      await reads(page, heads, said.first);
      const menu = page.locator(".columns-menu > summary");
      const column = (name) => page.locator(".columns-popup").getByLabel(name, { exact: true });
      await menu.click();
      assert.ok(await column(said.customer).isDisabled(), "who bought stays");
      await column("Table").check();
      await column(said.paid).uncheck();
      const [number, customer, what, , total] = said.first;
      await reads(page, heads, [number, customer, what, "Table", total]);
      await page.getByRole("button", { name: said.left, exact: true }).click();
      await menu.click();
      await reads(page, heads, [number, customer, "Table", what, total]);
      // What has a column is not said twice; its name is there for who hears the row.
      assert.deepEqual(await cells(), ["A-1", "Ann Lee", "Table 9", "window · Waiter Bo", "$10.00"]);
      await accessible(page);
      await screenshot(page, `sale-columns-${language}`);
      await page.reload();
      await booted(page);
      await reads(page, heads, [number, customer, "Table", what, total]);

      // Head and cells stand below each other, at whatever width the person gives them.
      const edges = (selector) => page.locator(selector).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
      const below = async () => assert.deepEqual(await edges(".sale-heads > .th"), await edges(`.sale-row[href*="${idOf(31)}"] > span`));
      await below();
      await page.locator('.sale-heads [data-column^="own-"] .th-edge').focus();
      for (let n = 0; n < 3; n++) await page.keyboard.press("ArrowRight");
      await below();

      // A view keeps its own columns; beside it the list is as it was.
      const chip = page.getByRole("group", { name: said.changed });
      await amount(chip, 0);
      await page.locator(".list-find").fill("A-1");
      await chip.getByRole("button", { name: said.fresh }).click();
      await page.getByLabel(said.name).fill("Tables");
      await page.getByRole("dialog").getByRole("button", { name: said.save, exact: true }).click();
      await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
      const address = page.url();
      await chip.waitFor({ state: "hidden" });
      await menu.click();
      await column("Waiter").check();
      await chip.waitFor();
      await reads(page, heads, [number, customer, "Table", what, total, "Waiter"]);
      await chip.getByRole("button", { name: said.save, exact: true }).click();
      await chip.waitFor({ state: "hidden" });
      await open("sales/");
      await reads(page, heads, [number, customer, "Table", what, total]);
      await menu.click();
      await page.locator(".columns-popup").getByRole("button", { name: said.reset }).click();
      await reads(page, heads, said.first);
      await page.goto(address);
      await booted(page);
      await reads(page, heads, [number, customer, "Table", what, total, "Waiter"]);
      await amount(page.locator(".sale-row"), 1);

      // What the columns hold goes out with the list.
      const out = await downloadFrom(page, async () => {
        await page.locator(".head").getByRole("button", { name: said.export, exact: true }).click();
        await page.getByRole("menuitem", { name: /CSV/ }).click();
      });
      const [head, line] = out.bytes.toString("utf8").replace("\ufeff", "").trim().split(/\r?\n/).map((text) => text.split(","));
      assert.deepEqual([line[head.indexOf("Table")], line[head.indexOf("Waiter")]], ["9", "Bo"]);

      // On a phone there are no columns: who, how much, and the rest in words.
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator(".sale-heads").waitFor({ state: "hidden" });
      await row.filter({ hasText: "Table 9 · Waiter Bo" }).waitFor();
      assert.deepEqual(await row.locator("> span").evaluateAll((all) => all.filter((one) => one.offsetParent).map((one) => one.className.split(" ")[0])), ["buyer", "what", "sum"]);
    });
  });
}
