// Products and leads as tables: any column sorts, groups say what they come to, and the address and views keep it. In turn
// in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { at, on, openMade, person, reads, sale } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [oolong, assam, pot] = [51, 52, 53].map(idOf);
const line = (product, price, count) => ({ product, name: "x", quantity: count * 1000, unit_price: price });
const lead = (n, name, source, status, days) => person(idOf(n), name, { source, lead: { status, since: at(days) } });
const tables = {
  customers: [lead(1, "Cy Ray", "fair", "new", 3), lead(2, "Ann Lee", "", "working", 9), lead(3, "Bo Day", "fair", "new", 5)],
  products: [
    { id: oolong, name: "Oolong", category: "Tea", price: 900, currency: "USD" },
    { id: assam, name: "Assam", category: "Tea", price: 1200, currency: "USD" },
    { id: pot, name: "Pot", category: "", price: 4500, currency: "USD" },
  ],
  sales: [
    sale(71, null, on(3), 1800, { lines: [line(oolong, 900, 2)] }),
    sale(72, null, on(2), 1200, { lines: [line(assam, 1200, 1)] }),
  ],
};
const rows = ".record-table tbody tr:not(.group-head)";
const first = `${rows} td:nth-child(2)`;
const heads = ".record-table .group-fold";

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  /** Chooses a grouping and sums. */
  const group = async (page, by) => {
    const look = page.locator(".look-menu");
    await look.locator("summary").click();
    await look.getByRole("combobox", { name: say("people.group_by") }).selectOption(by);
    await look.getByLabel(say("people.sums"), { exact: true }).check();
    await look.locator("summary").click();
  };

  test(`products are ordered by what they brought in and added up by category (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("products/");
      await page.getByRole("button", { name: say("people.as_table"), exact: true }).click();
      await page.waitForURL(/as=table/);
      await reads(page, first, ["Pot", "Assam", "Oolong"]);
      await page.locator(".products-table .th-sort", { hasText: say("sales.revenue") }).click();
      await page.waitForURL(/sort=-revenue/);
      await reads(page, first, ["Oolong", "Assam", "Pot"]);
      await group(page, "category");
      await page.waitForURL(({ searchParams: asked }) => asked.get("group") === "category" && asked.get("sums") === "1");
      await amount(page.locator(heads), 2);
      const tea = await page.locator(".record-table .group-cell > .small.num").first().innerText();
      assert.ok(tea.includes(`${say("sales.revenue")} $30.00`), tea);
      await accessible(page);
      // A name opens its form; the list is a click away.
      await page.locator(first).first().getByRole("button").click();
      await page.locator("dialog[open]").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: say("people.as_list"), exact: true }).click();
      await page.locator(".product-list").waitFor();
    });
  });

  test(`leads stand in groups, and any column orders them (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("leads/?as=table");
      await reads(page, first, ["Bo Day", "Cy Ray", "Ann Lee"]);
      await page.locator(".leads-table .th-sort", { hasText: say("common.name") }).click();
      await page.waitForURL(/sort=title/);
      await reads(page, first, ["Ann Lee", "Bo Day", "Cy Ray"]);
      await group(page, "state");
      await reads(page, heads, [`${say("customers.lead_new")} 2`, `${say("customers.lead_working")} 1`]);
      await page.locator(rows).first().getByRole("checkbox").check();
      await page.getByRole("toolbar", { name: say("people.bulk_leads") }).waitFor();
      await accessible(page);
    });
  });
}
