// Saved views of the products and of the inbox of leads: what is asked is kept under a name, opened from the menu, by
// its address and from the palette, changed, put back and saved. In each of the three languages.
import { after } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { at, openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf, ready } from "./lib/shop.mjs";

after(closeBrowser);

const product = (n, name, category, more = {}) => ({ id: idOf(n), name, category, currency: "USD", price: 500, ...more });
const lead = (n, name, status, source) => person(idOf(n), name, { source, lead: { status, since: at(n) } });
const tables = {
  products: [
    product(81, "Oolong", "Tea"), product(82, "Assam", "Tea"), product(83, "Pot", "China"),
    product(84, "Old pot", "China", { archived: true }),
  ],
  customers: [
    lead(1, "Ann Lee", "new", "fair"), lead(2, "Bo Chen", "working", "web"), lead(3, "Cy Wu", "new", ""),
    lead(4, "Di Fan", "rejected", "fair"), person(idOf(5), "Ed Low"),
  ],
};

/** What the tests do with views on any list, whose rows `row` finds. */
function onList(page, say, row) {
  const chip = page.getByRole("group", { name: say("customers.view_changed") });
  const menu = page.locator(".views-menu");
  return {
    chip,
    menu,
    rows: (count) => amount(page.locator(row), count),
    press: (key) => chip.getByRole("button", { name: say(key), exact: true }).click(),
    async saveAs(name) {
      await chip.getByRole("button", { name: say("customers.view_save_new"), exact: true }).click();
      await page.getByLabel(say("customers.view_name")).fill(name);
      await page.getByRole("dialog").getByRole("button", { name: say("common.save"), exact: true }).click();
      await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
      await chip.waitFor({ state: "hidden" });
      await menu.filter({ hasText: name }).waitFor();
      return page.url();
    },
    async choose(name) {
      await menu.click();
      await page.getByRole("menuitem", { name, exact: true }).click();
    },
    /** Goes to a view from another page, through the palette; it says of which list the view is. */
    async find(name, list) {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill(name);
      await page.getByRole("option", { name }).filter({ hasText: list }).first().click();
    },
  };
}

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`what is asked of the products is kept as a view (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("products/");
      const { chip, menu, rows, press, saveAs, choose, find } = onList(page, say, ".product-list .row-of");
      const narrow = page.getByRole("group", { name: say("sales.filters"), exact: true });
      const search = page.getByRole("searchbox", { name: say("sales.find_in_products"), exact: true });
      await rows(3);
      await menu.filter({ hasText: say("sales.all_products") }).waitFor();
      await amount(chip, 0, "nothing is asked");
      await narrow.getByRole("button", { name: "Tea", exact: true }).click();
      await page.waitForURL(/category=Tea/);
      await rows(2);
      const address = await saveAs("Teas");
      await page.reload();
      await booted(page);
      await rows(2);
      await choose(say("sales.all_products"));
      await rows(3);
      await amount(chip, 0);
      await choose("Teas");
      await page.waitForURL(address);
      await rows(2);

      // Changed and put back; what was taken away stays away until then.
      await narrow.getByRole("button", { name: say("common.all"), exact: true }).click();
      await page.waitForURL(/view=.*category=$/);
      await rows(3);
      await page.reload();
      await booted(page);
      await chip.waitFor();
      await rows(3);
      await accessible(page);
      await screenshot(page, `kept-products-${language}`);
      await press("common.reset");
      await page.waitForURL(address);
      await rows(2);
      // Changed and saved: the address alone says it.
      await search.fill("oolong");
      await rows(1);
      await press("common.save");
      await chip.waitFor({ state: "hidden" });
      await page.waitForURL(address);
      await page.reload();
      await booted(page);
      await rows(1);
      await page.waitForFunction(() => document.querySelector('#main input[type="search"]').value === "oolong");

      // A product that opens over the view leaves it as it is.
      await open(`products/${new URL(address).search}&id=${idOf(83)}`);
      await page.getByRole("dialog").waitFor();
      await page.waitForURL(address);
      await page.keyboard.press("Escape");
      await rows(1);
      await open("");
      await ready(page);
      await find("Teas", say("common.products"));
      await page.waitForURL(address);
      await rows(1);
    });
  });

  test(`what is asked of the leads is kept as a view, and is none of the customers (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("leads/");
      const { chip, menu, rows, press, saveAs, choose, find } = onList(page, say, ".lead-row");
      const source = page.getByRole("combobox", { name: say("customers.source"), exact: true });
      const state = (key) => page.getByRole("group", { name: say("people.state"), exact: true }).getByRole("button", { name: say(key), exact: true });
      const chosen = (value) => page.waitForFunction(
        ([label, value]) => document.querySelector(`select[aria-label="${label}"]`)?.value === value, [say("customers.source"), value]);
      await rows(3);
      await menu.filter({ hasText: say("people.usual_leads") }).waitFor();
      await amount(chip, 0, "nothing is asked");
      // From nowhere is another choice than from anywhere, also after a reload.
      await source.selectOption({ label: say("people.no_source") });
      await page.waitForURL(/nowhere=1/);
      await rows(1);
      await page.reload();
      await booted(page);
      await rows(1);
      await chosen("=");
      await source.selectOption({ label: "fair" });
      await page.waitForURL(/source=fair/);
      await rows(1);
      const address = await saveAs("From the fair");
      await page.reload();
      await booted(page);
      await rows(1);
      await choose(say("people.usual_leads"));
      await rows(3);
      await chosen("");
      await amount(chip, 0);
      await choose("From the fair");
      await page.waitForURL(address);
      await rows(1);
      await chosen("=fair");

      // Those who were rejected as well; Back is before that, Reset and Save are as everywhere.
      await state("common.all").click();
      await page.waitForURL(/view=.*state=all/);
      await rows(2);
      await page.goBack();
      await page.waitForURL(address);
      await rows(1);
      await state("common.all").click();
      await rows(2);
      await accessible(page);
      await screenshot(page, `kept-leads-${language}`);
      await press("common.reset");
      await page.waitForURL(address);
      await rows(1);
      await state("common.all").click();
      await rows(2);
      await press("common.save");
      await chip.waitFor({ state: "hidden" });
      await page.waitForURL(address);
      await page.reload();
      await booted(page);
      await rows(2);

      // It is no view of customers, though leads are some.
      await open(`customers/${new URL(address).search}`);
      await menu.filter({ hasText: say("customers.view_all") }).waitFor();
      await menu.click();
      await page.getByRole("menuitem", { name: say("customers.view_all"), exact: true }).waitFor();
      await amount(page.getByRole("menuitem", { name: "From the fair" }), 0);
      await page.keyboard.press("Escape");
      await find("From the fair", say("people.leads"));
      await page.waitForURL(address);
      await rows(2);
      // Deleted, the inbox is the usual one; taken back, the view is there again.
      await choose(say("customers.view_delete"));
      await menu.filter({ hasText: say("people.usual_leads") }).waitFor();
      await rows(3);
    });
  });
}
