// Sales as a table: any column sorts, groups say what they come to, each currency for itself, and the address and views keep
// it; the list by day stays as it was. In turn in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade, person, reads, sale } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, tea, waiter] = [1, 2, 51, 71].map(idOf);
const line = (product, name, price) => ({ product, name, quantity: 1000, unit_price: price });
const served = (who) => ({ values: { [waiter]: { kind: "text", value: who } } });
const tables = {
  customers: [person(ann, "Ann Lee"), person(bo, "Bo Day")],
  fields: [{ id: waiter, of: "sales", name: "Waiter", kind: "text", rank: "i" }],
  products: [{ id: tea, name: "Tea", category: "", price: 900, currency: "USD" }],
  sales: [
    sale(31, bo, "2026-10-01", 900, { number: "A-1", payment: "cash", lines: [line(tea, "Tea", 900)], ...served("Cy") }),
    sale(32, null, "2026-11-02", -300, { number: "A-2", payment: "mobile" }),
    sale(33, ann, "2026-11-03", 50000, { number: "A-3", lines: [line(null, "Pot", 50000)], ...served("Di") }),
    sale(34, ann, "2026-11-09", 70000, { number: "A-4", payment: "cash", currency: "CNY" }),
  ],
};
const rows = ".sales-table tbody tr:not(.group-head)";
// Behind the box and the day.
const numbers = `${rows} td:nth-child(3)`;
const heads = ".sales-table .group-fold";

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  const shape = (page, name) => page.getByRole("button", { name: say(name), exact: true });
  const sort = (page, name) => page.locator(".sales-table .th-sort", { hasText: say(name) });
  /** Chooses a grouping, and sums with it. */
  const group = async (page, by) => {
    const look = page.locator(".look-menu");
    await look.locator("summary").click();
    await look.getByRole("combobox", { name: say("people.group_by") }).selectOption(by);
    await look.getByLabel(say("people.sums"), { exact: true }).check();
    await look.locator("summary").click();
  };

  test(`sales as a table are sorted by any column and added up in groups (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("sales/");
      await amount(page.locator(".day-head"), 4);
      await shape(page, "people.as_table").click();
      await page.waitForURL(/as=table/);
      await reads(page, numbers, ["A-4", "A-3", "A-2", "A-1"]);
      await amount(page.locator(".sale-list"), 0);
      await sort(page, "common.amount").click();
      await page.waitForURL(/sort=-total/);
      // The shop's currency first: 700 yuan are not more than 500 dollars.
      await reads(page, numbers, ["A-3", "A-1", "A-2", "A-4"]);
      await sort(page, "common.customer").click();
      await page.waitForURL(/sort=customer/);
      await reads(page, numbers, ["A-4", "A-3", "A-1", "A-2"]);

      await group(page, "customer");
      await page.waitForURL(({ searchParams: asked }) => asked.get("group") === "customer" && asked.get("sums") === "1");
      await reads(page, heads, ["Ann Lee 2", "Bo Day 1", `${say("sales.walk_in")} 1`]);
      const told = await page.locator(".sales-table .group-cell > .small.num").first().innerText();
      assert.ok(told.includes("$500.00") && told.includes("700.00"), told);
      await page.locator(".sums", { hasText: "$506.00" }).waitFor();
      await accessible(page);
      await screenshot(page, `sale-table-${language}`);
      await group(page, "payment");
      await reads(page, heads, [`${say("sales.pay_cash")} 2`, `${say("sales.pay_mobile")} 1`, `${say("people.group_none", { what: say("data.s_payment") })} 1`]);
      await group(page, "product");
      await amount(page.locator(heads), 3);
      await group(page, "month");
      await amount(page.locator(heads), 2);
      await page.locator(heads).first().filter({ hasText: /11|November/ }).waitFor();
      await page.reload();
      await booted(page);
      await amount(page.locator(heads), 2);

      // The row leads to the sale, and Back to the table.
      await page.locator(rows).first().getByRole("link").click();
      await page.waitForURL(/sale\/\?id=/);
      await page.goBack();
      await amount(page.locator(heads), 2);
      await shape(page, "people.as_list").click();
      await amount(page.locator(".day-head"), 4);
    });
  });

  test(`sales of a table are narrowed, selected, taken along, and kept in a view (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("sales/?as=table&sort=number");
      await reads(page, numbers, ["A-1", "A-2", "A-3", "A-4"]);
      await page.locator(rows).first().getByRole("checkbox").check();
      await page.getByRole("toolbar", { name: say("people.bulk_sales") }).waitFor();
      await page.locator(rows).first().getByRole("checkbox").uncheck();

      // An own field is a column when it is chosen, and goes out then.
      const out = async () => {
        const file = await downloadFrom(page, async () => {
          await page.locator(".table-tools").getByRole("button", { name: say("common.export"), exact: true }).click();
          await page.getByRole("menuitem", { name: /CSV/ }).click();
        });
        return file.bytes.toString("utf8").replace("\ufeff", "").trim().split(/\r?\n/);
      };
      assert.ok(!(await out())[0].includes("Waiter"), "a column that is hidden stays at home");
      const menu = page.locator(".table-tools .columns-menu > summary");
      await menu.click();
      assert.ok(await page.locator(".columns-popup").getByLabel(say("common.customer"), { exact: true }).isDisabled(), "who bought stays");
      await page.locator(".columns-popup").getByLabel("Waiter", { exact: true }).check();
      await menu.click();
      await page.locator(".sales-table .th-sort", { hasText: "Waiter" }).click();
      await page.waitForURL(/sort=own-/);
      await reads(page, numbers, ["A-1", "A-3", "A-4", "A-2"]);
      const lines = await out();
      assert.ok(lines[0].includes("Waiter") && lines[1].includes("A-1") && lines[2].includes("A-3"), lines.join("\n"));

      await page.locator(".list-find").fill("Ann");
      await reads(page, numbers, ["A-3", "A-4"]);
      const chip = page.getByRole("group", { name: say("customers.view_changed") });
      await chip.getByRole("button", { name: say("customers.view_save_new"), exact: true }).click();
      await page.getByLabel(say("customers.view_name")).fill("Of Ann");
      await page.getByRole("dialog").getByRole("button", { name: say("common.save"), exact: true }).click();
      await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
      const address = page.url();
      await open("sales/");
      await amount(page.locator(".day-head"), 4);
      await page.goto(address);
      await booted(page);
      await reads(page, numbers, ["A-3", "A-4"]);
      await page.locator(".sales-table .th-sort", { hasText: "Waiter" }).waitFor();

      // Nothing found: all are a click away, as a table.
      await page.locator(".list-find").fill("nobody");
      await page.getByRole("button", { name: say("sales.show_all"), exact: true }).click();
      await amount(page.locator(rows), 4);
    });
  });
}
