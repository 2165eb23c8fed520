// Orders of other programs, as those write them: what was cancelled or not paid is no sale, what was paid back is a
// return, once; orders of several lines have their lines; variants are products; one number may have two people.
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

/** A list of orders as Shopify writes it, of rows that say something under these columns. */
function shopify(...orders) {
  const columns = ["Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes",
    "Total", "Discount Code", "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price",
    "Lineitem compare at price", "Lineitem sku", "Billing Name", "Notes", "Cancelled at", "Payment Method", "Refunded Amount", "Id", "Lineitem discount", "Phone"];
  const rows = orders.map((order) => columns.map((column) => order[column] ?? "").join(","));
  return [columns.join(","), ...rows].join("\n") + "\n";
}

/** The first row of an order. */
const order = (name, who, status, total, more = {}) => ({
  Name: name, Email: `${who.split(" ")[0].toLowerCase()}@example.com`, "Billing Name": who, "Financial Status": status, Currency: "USD", Subtotal: total,
  Shipping: "0.00", Taxes: "0.00", Total: total, "Discount Amount": "0.00", "Created at": "2026-02-03 10:00:00 +0800", "Lineitem quantity": "1",
  "Lineitem name": "Oolong", "Lineitem price": total, "Refunded Amount": "0.00", "Lineitem discount": "0.00", ...more,
});

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
  const sales = (count) => say("data.import_sales", { count });

  /** Everything the shop holds, by way of a backup. */
  async function tables(page) {
    const file = await downloadFrom(page, () => press(page, say("data.backup_now")));
    return JSON.parse(file.bytes.toString("utf8")).tables;
  }

  /** Brings a file in whose button counts so many sales. */
  async function takeIn(page, name, text, count) {
    await bring(page, csv(name, text));
    await press(card(page, name), sales(count));
    await says(card(page, name), say("data.done"));
  }

  test(`orders say what became of them, and one that is cancelled later gets its return once (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      const first = shopify(
        order("#1001", "Ann Lee", "paid", "12.00"),
        order("#1002", "Bo Ray", "voided", "13.00", { "Cancelled at": "2026-02-04 09:00:00 +0800" }),
        order("#1003", "Cy Park", "pending", "14.00"),
        order("#1004", "Dee Fox", "refunded", "15.00", { "Refunded Amount": "15.00" }),
        order("#1005", "Eve Ohm", "partially_refunded", "16.00", { "Refunded Amount": "4.00" }),
        order("#1006", "Flo Gray", "wonderful", "17.00"),
      );
      await bring(page, csv("orders.csv", first));
      const list = card(page, "orders.csv");
      await says(list, /Shopify ?[(（]/);
      await list.getByRole("button", { name: sales(6), exact: true }).waitFor();
      await says(list, say("data.n_void", { count: 2 }));
      await says(list, say("data.n_returns", { count: 2 }));
      const happens = list.locator(".data-table").last().locator("tbody tr > td:last-child");
      await amount(happens.filter({ hasText: say("data.fate_cancelled") }), 1);
      await amount(happens.filter({ hasText: say("data.fate_unpaid") }), 1);
      await amount(happens.filter({ hasText: "4.00" }), 1);
      await list.locator("summary", { hasText: say("data.problems") }).click();
      await says(list, say("data.p_order_cancelled"));
      await says(list, say("data.p_order_unpaid"));
      await says(list, say("data.p_status"));
      await accessible(page, { include: ["main"] });
      await press(list, sales(6));
      await says(list, say("data.done"));
      const had = await tables(page);
      const totals = (all) => all.sales.map((sale) => sale.total).sort((a, b) => a - b);
      assert.deepEqual(totals(had), [-1500, -400, 1200, 1500, 1600, 1700]);
      assert.equal(had.customers.length, 4, "nobody of an order that is no sale");
      for (const back of had.sales.filter((sale) => sale.total < 0)) {
        const of = had.sales.find((sale) => sale.id === back.refund_of);
        assert.deepEqual([of.number, of.date, of.customer], [back.number, back.date, back.customer]);
      }
      await bring(page, csv("again.csv", first));
      await says(card(page, "again.csv"), say("data.nothing_new"));

      // Later the shop exports again: one order was called off since, one was paid.
      const later = shopify(
        order("#1001", "Ann Lee", "refunded", "12.00", { "Cancelled at": "2026-03-01 09:00:00 +0800", "Refunded Amount": "12.00" }),
        order("#1003", "Cy Park", "paid", "14.00"),
        order("#1006", "Flo Gray", "voided", "17.00"),
      );
      await takeIn(page, "later.csv", later, 3);
      const since = await tables(page);
      assert.deepEqual(totals(since), [-1700, -1500, -1200, -400, 1200, 1400, 1500, 1600, 1700]);
      await bring(page, csv("later-again.csv", later));
      await says(card(page, "later-again.csv"), say("data.nothing_new"));
    });
  });

  test(`orders of several lines have their lines, of Shopify and of Square (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      const lines = shopify(
        order("#1001", "Ann Lee", "paid", "37.40", { Shipping: "5.00", Taxes: "2.40", "Lineitem quantity": "2", "Lineitem price": "10.00" }),
        { Name: "#1001", Email: "ann@example.com", "Created at": "2026-02-03 10:00:00 +0800", "Lineitem quantity": "1", "Lineitem name": "Pot", "Lineitem price": "12.00", "Lineitem discount": "2.00" },
      );
      await takeIn(page, "orders.csv", lines, 1);
      const head = "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID," +
        "Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,Itemization Type\n";
      const square = (item, count, kind, gross, net, tax, id, event = "Payment") =>
        `2026-02-04,10:15:00,Beijing,Tea,${item},${count},${kind},,,${gross},$0.00,${net},${tax},${id},P,Till,,,${event},Main,,SQ1,Bo Ray,,,${count},Physical Good\n`;
      await takeIn(page, "items.csv", head + square("Cake", "2.0", "Large", "$20.00", "$20.00", "$1.60", "TX1") + square("Cup", "1.0", "Regular", "$5.00", "$5.00", "$0.40", "TX1") +
        square("Cup", "1.0", "Regular", "-$5.00", "-$5.00", "-$0.40", "TX2", "Refund"), 2);
      const { sales: all, products } = await tables(page);
      const of = (number) => all.find((sale) => sale.number === number);
      const told = (sale) => sale.lines.map((line) => [line.name, Number(line.quantity), line.unit_price, line.discount ?? 0]);
      assert.deepEqual(of("#1001").lines.map((line) => line.name), ["Oolong", "Pot", "Shipping", "Taxes"]);
      assert.deepEqual(told(of("#1001")).map(([, , price, discount]) => [price, discount]), [[1000, 0], [1200, 200], [500, 0], [240, 0]]);
      assert.deepEqual(of("TX1").lines.map((line) => line.name), ["Cake – Large", "Cup", "Tax"]);
      assert.deepEqual(["#1001", "TX1", "TX2"].map((number) => of(number).total), [3740, 2700, -540]);
      assert.deepEqual(products.map((one) => one.name).sort(), ["Cake – Large", "Cup", "Oolong", "Pot"]);
    });
  });

  test(`variants are products of their own, and two people may have one number (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      await bring(page, csv("goods.csv", "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n" +
        "oolong,Oolong,Us,Tea,Size,Small,T1,12.50,a.png\noolong,,,,,Large,T2,20.00,\noolong,,,,,,,,b.png\npot,Pot,Us,Ware,Title,Default Title,P1,80.00,\n"));
      const goods = card(page, "goods.csv");
      await says(goods, /Shopify ?[(（]/);
      await press(goods, say("data.import_products", { count: 3 }));
      await says(goods, say("data.done"));
      await bring(page, csv("till.csv", "Phone,Name,Date,Amount,Product\n0221 1234567,Ann Lee,2026-02-03,12.50,Oolong - Small\n0221 1234567,Bo Ray,2026-02-04,20.00,Oolong - Large\n"));
      const till = card(page, "till.csv");
      await till.locator("summary", { hasText: say("data.problems") }).click();
      await says(till, say("data.p_shared_phone", { name: "Ann Lee" }));
      await press(till, sales(2));
      await says(till, say("data.done"));
      const { sales: all, products, customers } = await tables(page);
      assert.deepEqual(products.map((one) => [one.name, one.price]).sort(), [["Oolong – Large", 2000], ["Oolong – Small", 1250], ["Pot", 8000]]);
      const who = all.map((sale) => customers.find((one) => one.id === sale.customer).name.full);
      assert.deepEqual(who.sort(), ["Ann Lee", "Bo Ray"]);
      assert.ok(all.every((sale) => products.some((one) => one.id === sale.lines[0].product)), "what was sold is of the list");
    });
  });
}
