// Money and points of other programs, row by row: PayPal's activity with its transfers and refunds, and lists of points
// that came and went. Each comes in once, and can be taken back.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const says = (scope, text) => scope.getByText(text).first().waitFor();

const paypal = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Item Title,Reference Txn ID,Quantity,Balance Impact\n" +
  "2026-02-03,10:00:00,PST,Ann Lee,Express Checkout Payment,Completed,USD,12.50,-0.69,11.81,ann@example.com,shop@example.com,T1,Oolong,,1,Credit\n" +
  "2026-02-04,10:00:00,PST,,General Withdrawal,Completed,USD,-90.00,0,-90.00,,,T2,,,,Debit\n" +
  "2026-02-05,10:00:00,PST,Bo Ray,Website Payment,Pending,USD,7.00,0,7.00,bo@example.com,shop@example.com,T3,,,,Memo\n" +
  "2026-02-14,11:00:00,PST,Ann Lee,Payment Refund,Completed,USD,-2.50,0,-2.50,shop@example.com,ann@example.com,T4,,T1,,Debit\n";

const points = "Customer,Date,Points,Reason,Note\n" +
  "Ann Lee,2026-01-05 10:00,50,Bonus,welcome\nAnn Lee,2026-01-06 11:00,20,Redeemed,a cup\nBo Ray,2026-01-07 12:00,many,Bonus,\nCy Park,2026-01-08 09:00,5,Festival,\n";

async function openData(page, open, language) {
  await open();
  await openMade(page, {}, { language });
  await open("data");
  await page.getByRole("main").getByRole("heading").first().waitFor();
}

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  const bring = (page, file) => page.getByLabel(say("data.choose")).setInputFiles(file);

  /** Everything the shop holds, by way of a backup. */
  async function tables(page) {
    const file = await downloadFrom(page, () => press(page, say("data.backup_now")));
    return JSON.parse(file.bytes.toString("utf8")).tables;
  }

  test(`payments of PayPal are sales, their refunds returns, and transfers are named and left out (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      await bring(page, csv("paypal.csv", paypal));
      const list = card(page, "paypal.csv");
      await says(list, "PayPal");
      const go = say("data.import_sales", { count: 2 });
      await list.getByRole("button", { name: go, exact: true }).waitFor();
      await says(list, say("data.n_void", { count: 2 }));
      const happens = list.locator(".data-table").last().locator("tbody tr > td:last-child");
      await amount(happens.filter({ hasText: new RegExp(`^\\s*${say("data.fate_aside")}\\s*$`) }), 1);
      await amount(happens.filter({ hasText: say("data.fate_unpaid") }), 1);
      await list.locator("summary", { hasText: say("data.problems") }).click();
      await says(list, say("data.p_not_a_sale"));
      await accessible(page, { include: ["main"] });
      await press(list, go);
      await says(list, say("data.done"));
      const { sales, customers } = await tables(page);
      const sold = sales.find((sale) => sale.number === "T1");
      const back = sales.find((sale) => sale.number === "T4");
      assert.deepEqual([sold.total, sold.payment, back.total, back.refund_of, back.customer], [1250, "mobile", -250, sold.id, sold.customer]);
      assert.deepEqual(customers.map((one) => one.name.full), ["Ann Lee"]);
      await bring(page, csv("again.csv", paypal));
      await says(card(page, "again.csv"), say("data.nothing_new"));
    });
  });

  test(`a list of points comes in once, row by row, and can be taken back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      await bring(page, csv("points.csv", points));
      const list = card(page, "points.csv");
      const go = say("data.import_entries", { count: 3 });
      await list.getByRole("button", { name: go, exact: true }).waitFor();
      const kind = list.getByLabel(say("data.kind"), { exact: true });
      assert.equal(await kind.inputValue(), "points");
      await says(list, say("data.n_rejected", { count: 1 }));
      await amount(list.locator(".data-table").last().locator("tbody tr"), 4);
      await accessible(page, { include: ["main"] });
      await press(list, go);
      await says(list, say("data.done"));
      const had = await tables(page);
      const told = had.points.map((one) => [one.points, one.reason, one.note ?? ""]);
      assert.deepEqual(told.sort((a, b) => a[0] - b[0]), [[-20, "redeemed", "a cup"], [5, "given", "Festival"], [50, "given", "welcome"]]);
      assert.equal(had.customers.length, 2, "nobody of a row that does not come in");
      await bring(page, csv("again.csv", points));
      await says(card(page, "again.csv"), say("data.nothing_new"));
      await press(list, say("common.undo"));
      await says(list, say("data.taken_back"));
      const empty = await tables(page);
      assert.deepEqual([empty.points.length, empty.customers.length], [0, 0]);
    });
  });
}
