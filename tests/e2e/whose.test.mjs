// Who the rows of a list of customers are, and what changes in those the shop knows: each row says which parts
// change from what to what, the signs that decide can be chosen, and of a single row the person has the last word.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const waits = (scope, name) => scope.getByRole("button", { name, exact: true }).waitFor();
const bring = (page, say, file) => page.getByLabel(say("data.choose")).setInputFiles(file);

/** Opens an own shop and goes to the data page. */
async function openData(page, open, language, say) {
  await open();
  await openShop(page, { language });
  await page.locator('nav.side > a.nav[href$="/data/"]').click();
  await page.getByLabel(say("data.choose")).waitFor({ state: "attached" });
}

/** Brings in what the button says, and waits until it is in. */
async function takeIn(list, say, count) {
  await press(list, say("data.import_customers", { count }));
  await list.getByText(say("data.done"), { exact: true }).waitFor();
}

const shop = "Name,Phone,Job title,Note\nAnn Lee,0221 1234567,Buyer,\nBo Ray,0221 7654321,,\n";

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`a row that updates somebody says what changes from what to what (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      await bring(page, say, csv("shop.csv", shop));
      await takeIn(card(page, "shop.csv"), say, 2);

      await bring(page, say, csv("more.csv", "Name,Phone,Job title\nAnn Lee,0221 1234567,Chief\nBo Ray,0221 7654321,\n"));
      const more = card(page, "more.csv");
      const rows = more.locator(".data-preview tbody tr");
      await amount(more.locator(".data-changes"), 0, "who is left out changes in nothing");
      await more.locator(".data-go select").selectOption("update");
      await waits(more, say("data.import_customers", { count: 1 }));
      const changes = rows.filter({ hasText: "Ann Lee" }).locator(".data-changes");
      await changes.waitFor();
      assert.equal(await changes.locator("dt").innerText(), say("customers.job"));
      assert.deepEqual([await changes.locator("del").innerText(), await changes.locator("ins").innerText()], ["Buyer", "Chief"]);
      await amount(more.locator(".data-changes"), 1, "of Bo it says nothing new");
    });
  });

  test(`of a single row the person says who it is (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      await bring(page, say, csv("shop.csv", shop));
      await takeIn(card(page, "shop.csv"), say, 2);

      // Ann is known; Cy shares her line under another name; of Dee nobody knows anything.
      await bring(page, say, csv("more.csv", "Name,Phone,Note\nAnn Lee,0221 1234567,one\nCy Park,0221 1234567,two\nDee Fox,,three\n"));
      const more = card(page, "more.csv");
      await waits(more, say("data.import_customers", { count: 2 }));
      const whose = (row) => more.getByLabel(say("data.row_whose", { row }), { exact: true });
      await amount(more.locator(".data-whose"), 2, "nobody is asked where nothing is in doubt");
      await whose(2).selectOption({ label: say("data.row_new") });
      await waits(more, say("data.import_customers", { count: 3 }));
      await whose(3).selectOption({ label: say("data.row_update", { name: "Ann Lee" }) });
      const cy = more.locator(".data-preview tbody tr").filter({ hasText: "Cy Park" });
      await cy.getByText(say("data.fate_update", { name: "Ann Lee" }), { exact: true }).waitFor();
      await cy.locator(".data-changes").waitFor();
      await takeIn(more, say, 3);
      const { tables } = await stored(page);
      const notes = tables.customers.map((one) => [one.name.full, one.note ?? ""]).sort();
      assert.deepEqual(notes, [["Ann Lee", "one"], ["Bo Ray", ""], ["Cy Park", "two"], ["Dee Fox", "three"]]);
    });
  });

  test(`of a single sale or deal the person says whom it is about (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      await bring(page, say, csv("shop.csv", shop));
      await takeIn(card(page, "shop.csv"), say, 2);
      const lists = [
        ["deals.csv", "Deal Name,Deal Stage,Amount,Customer\nVase,New,12,Ann Lee\nCup,New,5,Ann Lee\n", say("data.import_deals", { count: 2 })],
        ["sales.csv", "Customer,Phone,Date,Amount\nAnn Lee,0221 1234567,2026-01-05,12\nAnn Lee,0221 1234567,2026-01-06,5\n", say("data.import_sales", { count: 2 })],
      ];
      for (const [name, text, go] of lists) {
        await bring(page, say, csv(name, text));
        const list = card(page, name);
        await waits(list, go);
        await amount(list.locator(".data-whose"), 2);
        const whose = list.getByLabel(say("data.row_whose", { row: 2 }), { exact: true });
        await whose.selectOption({ label: say("data.row_new") });
        await list.getByText(say("data.n_customers", { count: 1 }), { exact: true }).waitFor();
        await whose.selectOption({ label: say("data.row_is", { name: "Ann Lee" }) });
        await list.getByText(say("data.n_customers", { count: 1 }), { exact: true }).waitFor({ state: "detached" });
        await whose.selectOption({ label: say("data.row_new") });
        await list.getByText(say("data.n_customers", { count: 1 }), { exact: true }).waitFor();
        await press(list, go);
        await list.getByText(say("data.done"), { exact: true }).waitFor();
      }
      const { tables } = await stored(page);
      const [ann] = tables.customers.filter((one) => one.name.full === "Ann Lee").sort((a, b) => a.created - b.created);
      assert.equal(tables.customers.length, 4, "a stranger of each list");
      for (const made of [tables.deals, tables.sales]) {
        assert.equal(new Set(made.map((one) => one.customer)).size, 2);
        assert.ok(made.some((one) => one.customer === ann.id));
      }
    });
  });

  test(`the signs that tell who somebody is can be chosen (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      await bring(page, say, csv("shop.csv", shop));
      await takeIn(card(page, "shop.csv"), say, 2);

      // The same name, another number: nobody knows, unless numbers are said to tell nothing.
      await bring(page, say, csv("moved.csv", "Name,Phone\nAnn Lee,030 5550000\n"));
      const moved = card(page, "moved.csv");
      await waits(moved, say("data.import_customers", { count: 1 }));
      await moved.locator(".data-by").getByRole("checkbox", { name: say("data.phone"), exact: true }).uncheck();
      await moved.getByText(say("data.fate_skip", { name: "Ann Lee" }), { exact: true }).waitFor();
      await moved.locator(".data-go select").selectOption("update");
      await takeIn(moved, say, 1);
      const { tables } = await stored(page);
      const ann = tables.customers.find((one) => one.name.full === "Ann Lee");
      assert.deepEqual(ann.phones.map((one) => one.number), ["0221 1234567", "030 5550000"]);
      assert.equal(tables.customers.length, 2);
    });
  });
}
