// Lines of sales brought in beside or after their sales, the preview with the rows that can't be taken, and a file
// whose dates a person orders.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, backupWith, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const waits = (scope, name) => scope.getByRole("button", { name, exact: true }).waitFor();
const bring = (page, say, files) => page.getByLabel(say("data.choose")).setInputFiles(files);
const guess = (list, label) => list.getByLabel(label, { exact: true });
const nothing = (list, say) => list.getByRole("button", { name: say("data.nothing_new"), exact: true, disabled: true }).waitFor();

/** Opens an own shop and goes to the data page. */
async function openData(page, open, language, say) {
  await open();
  await openShop(page, { language });
  await page.locator('nav.side > a.nav[href$="/data/"]').click();
  await page.getByLabel(say("data.choose")).waitFor({ state: "attached" });
}

/** Brings in what the button says, and waits until it is in. */
async function takeIn(list, say, button) {
  await list.getByRole("button", { name: button, exact: true }).click();
  await list.getByText(say("data.done"), { exact: true }).waitFor();
}

const rows = (list) => list.locator(".data-preview tbody tr");
const refused = (list) => list.locator(".data-preview tr.data-refused");

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`lines of sales go into the sales they are of, once, and those without one are named (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      await bring(page, say, csv("sales.csv", "Order,Date,Customer,Amount\nA-1,2026-01-05,Ann Lee,13.50\n"));
      await takeIn(card(page, "sales.csv"), say, say("data.import_sales", { count: 1 }));

      const text = "Order ID,Item,Quantity,Price\nA-1,Tea,2,5.00\nA-9,Cup,1,9.00\nA-1,Cake,1,3.50\n";
      await bring(page, say, csv("lines.csv", text));
      const lines = card(page, "lines.csv");
      await waits(lines, say("data.import_lines", { count: 1 }));
      assert.equal(await guess(lines, say("data.kind")).inputValue(), "lines");
      await amount(rows(lines), 3);
      // In its place among the others, with what stands in it and why.
      const left = rows(lines).nth(1);
      await left.getByText(say("data.fate_refused"), { exact: true }).waitFor();
      await left.getByText(say("data.p_no_sale"), { exact: true }).waitFor();
      await left.getByText("A-9 · Cup · 1 · 9.00", { exact: true }).waitFor();
      await rows(lines).first().getByText(say("data.fate_changed"), { exact: true }).waitFor();
      await takeIn(lines, say, say("data.import_lines", { count: 1 }));
      const { tables } = await stored(page);
      const [sale] = tables.sales;
      assert.equal(tables.sales.length, 1);
      assert.deepEqual(sale.lines.map((one) => [one.name, one.quantity, one.unit_price]), [["Tea", 2000, 500], ["Cake", 1000, 350]]);
      assert.equal(sale.total, 1350);

      await bring(page, say, csv("again.csv", text));
      await nothing(card(page, "again.csv"), say);
      await amount(rows(card(page, "again.csv")).filter({ hasText: say("data.fate_known") }), 2);

      // With a day of their own they become sales, and whoever has the list of these sales is told to bring it first.
      await bring(page, say, csv("dated.csv", "Order ID,Date,Item,Quantity,Price\nB-1,2026-01-07,Pot,1,20.00\n"));
      const dated = card(page, "dated.csv");
      await dated.getByText(say("data.warn_lines_alone", { count: 1 }), { exact: true }).waitFor();
      await takeIn(dated, say, say("data.import_lines", { count: 1 }));
      const after = (await stored(page)).tables.sales.map((one) => [one.number, one.total, one.customer ?? null]);
      assert.deepEqual(after[1], ["B-1", 2000, null]);
    });
  });

  test(`the preview says how sales were paid, what can't be taken and why tasks are known (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      const text = "Customer,Date,Amount,Payment\nAnn Lee,2026-01-05,12.00,cash\nBo Ray,2026-02-31,7.00,card\nCy Park,2026-01-06,3.00,\n";
      await bring(page, say, csv("sales.csv", text));
      const sales = card(page, "sales.csv");
      await waits(sales, say("data.import_sales", { count: 2 }));
      await amount(rows(sales), 3);
      await sales.locator(".data-preview th").getByText(say("data.s_payment"), { exact: true }).waitFor();
      await rows(sales).first().getByText(say("sales.pay_cash"), { exact: true }).waitFor();
      await amount(refused(sales), 1);
      await refused(sales).getByText(say("data.p_date_impossible"), { exact: true }).waitFor();
      await takeIn(sales, say, say("data.import_sales", { count: 2 }));

      const tasks = "任务,截止日期,状态\n给张伟打电话,2026-01-05,未完成\n";
      await bring(page, say, csv("tasks.csv", tasks));
      await takeIn(card(page, "tasks.csv"), say, say("data.import_entries", { count: 1 }));
      await bring(page, say, csv("known.csv", tasks));
      await nothing(card(page, "known.csv"), say);
      await rows(card(page, "known.csv")).first().getByText(say("data.same_task"), { exact: true }).waitFor();
    });
  });

  test(`whoever orders the dates of a file is obeyed in every row (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      const text = "Customer,Date,Amount\nAnn Lee,25/1/2026,12.00\nBo Ray,1/2/2026,7.00\nCy Park,1/26/2026,5.00\nDi Roe,13/2/2026,3.00\n";
      await bring(page, say, csv("mixed.csv", text));
      const mixed = card(page, "mixed.csv");
      await guess(mixed, say("data.date_order")).waitFor();
      assert.equal(await guess(mixed, say("data.date_order")).inputValue(), "day", "as most of them say");
      await amount(refused(mixed), 1);
      await guess(mixed, say("data.date_order")).selectOption("month");
      await amount(refused(mixed), 2);
      await takeIn(mixed, say, say("data.import_sales", { count: 2 }));
      const { tables } = await stored(page);
      assert.deepEqual(tables.sales.map((one) => one.date).sort(), ["2026-01-02", "2026-01-26"]);
    });
  });

  test(`a backup that another program packed under another name is one (${language})`, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-packed-"));
    try {
      const backup = backupWith({}, { name: "Oolong" });
      const [inside, zip] = ["our shop 2026.json", "packed.zip"].map((name) => path.join(folder, name));
      fs.writeFileSync(inside, backup.buffer);
      execFileSync("python3", ["-m", "zipfile", "-c", zip, inside]);
      await withApp({ language }, async ({ page, open }) => {
        await openData(page, open, language, say);
        await bring(page, say, zip);
        await card(page, "packed.zip").locator(".data-recognised").filter({ hasText: say("data.kind_backup") }).waitFor();
      });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
}
