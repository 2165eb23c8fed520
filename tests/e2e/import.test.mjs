// Files a shop would bring, through the page: columns that become own fields, lists without a header,
// columns that are known again, several files that link to each other, deals, and undo weeks later.
import assert from "node:assert/strict";
import path from "node:path";
import { after } from "node:test";
import { downloadFrom, inTurn, top, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    go: "Open my shop", currency: "Currency", choose: "Choose files", columns: "Columns", done: "Imported", undo: "Undo",
    back: "Taken back", nothing: "Nothing new in this file", backup: "Download a backup", kind: "What it is",
    header: "Names of the columns", order: "Dates like 1/2/2024",
    becomes: (column) => `What the column “${column}” becomes`, problems: "Problems", number: /row 4.*“Shoe size”.*This is no number/, sign: /The sign is of another currency/,
    customers: (n) => `Import ${n} customer${n === 1 ? "" : "s"}`, sales: (n) => `Import ${n} sale${n === 1 ? "" : "s"}`,
    deals: (n) => `Import ${n} deal${n === 1 ? "" : "s"}`, products: (n) => `Import ${n} product${n === 1 ? "" : "s"}`,
    fields: (n) => `New fields: ${n}`, stages: (n) => `New stages: ${n}`, members: (n) => `New members of the team: ${n}`, relations: (n) => `New relations: ${n}`,
    all: (n) => `Import all ${n} files`, kept: "1 part was edited since and stays",
    learned: "Read as you chose for such a file before.", csv: "Customers CSV", deal: "Deals CSV", tasksOut: "Tasks CSV", touchesOut: "Notes and visits CSV",
    entries: (n) => `Import ${n} entries`,
  },
  "zh-Hans": {
    go: "开店", currency: "货币", choose: "选择文件", columns: "各列的含义", done: "导入完成", undo: "撤销",
    back: "已撤销", nothing: "文件里没有新内容", backup: "下载备份", kind: "文件类型",
    header: "列名所在行", order: "1/2/2024 这样的日期",
    becomes: (column) => `“${column}”列导入为`, problems: "问题", number: /第 4 行.*Shoe size.*不是有效的数字/, sign: /货币符号与店铺货币不符/,
    customers: (n) => `导入 ${n} 位客户`, sales: (n) => `导入 ${n} 笔销售`, deals: (n) => `导入 ${n} 个商机`, products: (n) => `导入 ${n} 个商品`,
    fields: (n) => `新字段 ${n}`, stages: (n) => `新阶段 ${n}`, members: (n) => `新成员 ${n}`, relations: (n) => `新关系 ${n}`,
    all: (n) => `全部导入（${n} 个文件）`, kept: "1 处之后被修改过，予以保留",
    learned: "已按您上次对同类文件的选择读取。", csv: "客户 CSV", deal: "商机 CSV", tasksOut: "待办 CSV", touchesOut: "跟进记录 CSV",
    entries: (n) => `导入 ${n} 项`,
  },
  "zh-Hant": {
    go: "開店", currency: "貨幣", choose: "選擇檔案", columns: "各欄的含義", done: "匯入完成", undo: "復原",
    back: "已復原", nothing: "檔案裡沒有新內容", backup: "下載備份", kind: "檔案類型",
    header: "欄名所在列", order: "1/2/2024 這樣的日期",
    becomes: (column) => `「${column}」欄匯入為`, problems: "問題", number: /第 4 列.*Shoe size.*不是有效的數字/, sign: /貨幣符號與店鋪貨幣不符/,
    customers: (n) => `匯入 ${n} 位客戶`, sales: (n) => `匯入 ${n} 筆銷售`, deals: (n) => `匯入 ${n} 個商機`, products: (n) => `匯入 ${n} 個商品`,
    fields: (n) => `新欄位 ${n}`, stages: (n) => `新階段 ${n}`, members: (n) => `新成員 ${n}`, relations: (n) => `新關係 ${n}`,
    all: (n) => `全部匯入（${n} 個檔案）`, kept: "1 處之後被修改過，予以保留",
    learned: "已依您上次對同類檔案的選擇讀取。", csv: "客戶 CSV", deal: "商機 CSV", tasksOut: "待辦 CSV", touchesOut: "跟進記錄 CSV",
    entries: (n) => `匯入 ${n} 項`,
  },
};
const languages = Object.keys(words);

const fixture = (name) => path.join(top, "tests/fixtures/import", name);
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const bring = (page, say, files) => page.getByLabel(say.choose).setInputFiles(files);
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const says = (scope, text) => scope.getByText(text).first().waitFor();
const waits = (scope, name) => scope.getByRole("button", { name, exact: true }).waitFor();

/** Opens a shop in renminbi and goes to the data page. */
async function openData(page, open, say) {
  await open();
  await page.getByLabel(say.currency, { exact: true }).selectOption("CNY");
  await page.getByRole("button", { name: say.go }).click();
  await ready(page);
  await open("data");
  await page.getByRole("main").getByRole("heading").first().waitFor();
}

/** Everything the shop holds, by way of a backup. */
async function tables(page, say) {
  const file = await downloadFrom(page, () => press(page, say.backup));
  return JSON.parse(file.bytes.toString("utf8")).tables;
}

const unfold = (scope, say) => scope.locator("summary", { hasText: say.columns }).click();
const chooser = (scope, say, column) => scope.getByLabel(say.becomes(column), { exact: true });

/** Waits until a chooser shows a value. */
async function shows(page, select, value) {
  const handle = await select.elementHandle();
  await page.waitForFunction(([element, wanted]) => element.value === wanted, [handle, value]);
}

const shoes = "Name,Phone,Shoe size,Since,Club\nAnn Lee,0221 1234567,42,2024-01-13,yes\n" +
  "Bo Ray,0221 7654321,38.5,2024-03-02,no\nCy Park,0221 5550000,tall,2024-04-05,yes\n";

for (const language of languages) {
  const test = inTurn(language, languages);
  test(`columns become own fields and come back as they went (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("shoes.csv", shoes));
      const list = card(page, "shoes.csv");
      await waits(list, say.customers(3));
      await unfold(list, say);
      await chooser(list, say, "Shoe size").selectOption("new@number");
      await shows(page, chooser(list, say, "Shoe size"), "new@number");
      await chooser(list, say, "Since").selectOption("new@");
      await shows(page, chooser(list, say, "Since"), "new@date");
      await chooser(list, say, "Club").selectOption("new@");
      await shows(page, chooser(list, say, "Club"), "new@yes_no");
      await says(list, say.fields(3));
      await list.locator("summary", { hasText: say.problems }).click();
      await says(list, say.number);
      await accessible(page, { include: ["main"] });
      await press(list, say.customers(3));
      await says(list, say.done);
      const shop = await tables(page, say);
      const field = (name) => shop.fields.find((one) => one.name === name);
      assert.deepEqual(["Shoe size", "Since", "Club"].map((name) => field(name).kind), ["number", "date", "yes_no"]);
      const bo = shop.customers.find((one) => one.name.full === "Bo Ray");
      assert.deepEqual(bo.values[field("Shoe size").id], { kind: "number", value: "38.5" });
      assert.deepEqual(bo.values[field("Since").id], { kind: "date", value: "2024-03-02" });

      // What goes out as a list comes in again and changes nothing.
      const out = await downloadFrom(page, () => press(page, say.csv));
      assert.match(out.name, /\.csv$/);
      assert.match(out.bytes.toString("utf8").split("\r\n")[0], /Shoe size,Since,Club$/);
      await bring(page, say, { name: "again.csv", mimeType: "text/csv", buffer: out.bytes });
      await says(card(page, "again.csv"), say.nothing);

      await press(list, say.undo);
      await says(list, say.back);
      const empty = await tables(page, say);
      assert.deepEqual([empty.customers.length, empty.fields.length, empty.trash.length], [0, 0, 0]);
    });
  });

  test(`a list of sales without a header is read by its values (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("till.csv", "张伟,2024-01-05,128.00,龙井茶\n李娜,2024-01-06,58.00,红茶\n"));
      const till = card(page, "till.csv");
      await waits(till, say.sales(2));
      await shows(page, till.getByLabel(say.kind, { exact: true }), "sales");
      await shows(page, till.getByLabel(say.header, { exact: true }), "0");
      await unfold(till, say);
      await shows(page, chooser(till, say, "B"), "date");
      // The guess can be overruled and taken back.
      await till.getByLabel(say.header, { exact: true }).selectOption("1");
      await shows(page, till.getByLabel(say.header, { exact: true }), "1");
      await till.getByLabel(say.header, { exact: true }).selectOption("0");
      await waits(till, say.sales(2));
      await press(till, say.sales(2));
      await says(till, say.done);
      const { sales, customers, products } = await tables(page, say);
      assert.deepEqual(sales.map((sale) => sale.total).sort((a, b) => a - b), [5800, 12800]);
      assert.deepEqual([customers.length, products.length], [2, 2]);
    });
  });

  test(`an import taken back later keeps what was edited since and says so (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("first.csv", "Name,Phone\nAnn Lee,0221 1234567\nBo Ray,0221 7654321\n"));
      await press(card(page, "first.csv"), say.customers(2));
      await says(card(page, "first.csv"), say.done);
      await bring(page, say, csv("second.csv", "Name,Phone,Note\nAnn Lee,0221 1234567,likes oolong\n"));
      const second = card(page, "second.csv");
      await says(second, say.nothing);
      await second.locator(".data-go select").selectOption("update");
      await press(second, say.customers(1));
      await says(second, say.done);
      await open("history");
      const entry = page.locator(".log-item", { hasText: "first.csv" });
      await entry.getByRole("button", { name: say.undo, exact: true }).click();
      await says(page, say.kept);
      await open("data");
      const shop = await tables(page, say);
      assert.deepEqual(shop.customers.map((one) => [one.name.full, one.note]), [["Ann Lee", "likes oolong"]]);
      assert.equal(shop.trash.length, 0);
      // What was taken back is no deletion: the same file brings Bo again.
      await bring(page, say, csv("first.csv", "Name,Phone\nAnn Lee,0221 1234567\nBo Ray,0221 7654321\n"));
      await waits(card(page, "first.csv"), say.customers(1));
    });
  });

  test(`columns put right once are known again, and dates are asked about (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("odd.csv", "Wer,Ruf,Fest\nAnn Lee,0221 1234567,2/1/1990\nBo Ray,0221 7654321,3/4/1985\n"));
      const odd = card(page, "odd.csv");
      // Nothing is known of these columns, so they stand open.
      await chooser(odd, say, "Wer").selectOption("full_name");
      await shows(page, chooser(odd, say, "Wer"), "full_name");
      await chooser(odd, say, "Ruf").selectOption("phone");
      await shows(page, chooser(odd, say, "Ruf"), "phone");
      await chooser(odd, say, "Fest").selectOption("birthday");
      const order = odd.getByLabel(say.order, { exact: true });
      await order.waitFor();
      await order.selectOption("month");
      await says(odd, "1990-02-01");
      await order.selectOption("day");
      await says(odd, "1990-01-02");
      await press(odd, say.customers(2));
      await says(odd, say.done);
      const { customers } = await tables(page, say);
      assert.deepEqual(customers.map((one) => one.birthday).sort(), ["1985-04-03", "1990-01-02"]);

      await bring(page, say, csv("next.csv", "Fest,Wer,Ruf\n,Cy Park,0221 5550000\n"));
      const next = card(page, "next.csv");
      await says(next, say.learned);
      await waits(next, say.customers(1));
    });
  });

  test(`columns chosen faster than the file is looked at are all taken (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("odd.csv", "Wer,Ruf,Fest\nAnn Lee,0221 1234567,1990-01-02\n"));
      const odd = card(page, "odd.csv");
      await chooser(odd, say, "Wer").waitFor();
      await odd.evaluate((odd, chosen) => {
        for (const [label, value] of chosen) {
          const select = odd.querySelector(`select[aria-label="${label}"]`);
          select.value = value;
          select.dispatchEvent(new Event("change", { bubbles: true }));
        }
      }, [["Wer", "full_name"], ["Ruf", "phone"], ["Fest", "birthday"]].map(([column, value]) => [say.becomes(column), value]));
      await press(odd, say.customers(1));
      await says(odd, say.done);
      const [ann] = (await tables(page, say)).customers;
      assert.deepEqual([ann.name.full, ann.phones[0].number, ann.birthday], ["Ann Lee", "0221 1234567", "1990-01-02"]);
    });
  });

  test(`several files in one go link to each other (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, [
        csv("sales.csv", "Customer,Date,Amount,Product,Payment method\n0221-1234567,2024-01-05,36.00,Oolong,Bar\nbo@rad.example,2024-01-06,12.00,Pot,支付宝\n"),
        csv("deals.csv", "Record ID,Deal Name,Deal Stage,Amount,Associated Contact IDs\n9001,Tea room,First talk,1200,501\n"),
        csv("goods.csv", "Name,SKU,Price\nOolong,T1,18\nPot,T2,12\n"),
        csv("contacts.csv", "Record ID,First Name,Last Name,Email,Phone Number,Associated Company\n501,Ann,Lee,ann@rad.example,0221 1234567,Rad AG\n502,Bo,Ray,bo@rad.example,,Rad AG\n"),
      ]);
      await waits(card(page, "contacts.csv"), say.customers(3));
      await waits(card(page, "goods.csv"), say.products(2));
      await waits(card(page, "deals.csv"), say.deals(1));
      await waits(card(page, "sales.csv"), say.sales(2));
      await accessible(page, { include: ["main"] });
      await press(page, say.all(4));
      for (const name of ["contacts.csv", "goods.csv", "deals.csv", "sales.csv"]) await says(card(page, name), say.done);
      const { customers, sales, deals, products } = await tables(page, say);
      assert.deepEqual([customers.length, products.length], [3, 2], "nobody and nothing twice");
      const named = (name) => customers.find((one) => one.name.full === name);
      assert.equal(named("Ann Lee").company, named("Rad AG").id);
      assert.equal(deals[0].customer, named("Ann Lee").id);
      const buyers = sales.map((sale) => customers.find((one) => one.id === sale.customer).name.full);
      assert.deepEqual(buyers.sort(), ["Ann Lee", "Bo Ray"]);
      const known = new Set(products.map((one) => one.id));
      assert.ok(sales.every((sale) => known.has(sale.lines[0].product)));
      assert.deepEqual(sales.map((sale) => sale.payment).sort(), ["cash", "mobile"]);
    });
  });

  test(`deals of another program come with their people, stages and team (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      const file = csv("deals.csv",
        "Deal - Title,Deal - Value,Deal - Currency,Deal - Organization,Deal - Contact person,Deal - Stage,Deal - Status,Deal - Owner,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Lost reason\n" +
        "Tea room,1200.50,EUR,Rad AG,Ann Lee,Demo,Open,Dee,2030-12-24,,,\n" +
        "Teapots,300,EUR,Rad AG,Ann Lee,Demo,Won,Dee,,2024-10-01 09:30:00,,\n" +
        "Vases,80,EUR,,Cy Park,Talk,Lost,Dee,,,2024-10-05,Too dear\n");
      await bring(page, say, file);
      const list = card(page, "deals.csv");
      await says(list, /Pipedrive ?[(（]/);
      await waits(list, say.deals(3));
      await says(list, say.stages(2));
      await says(list, say.members(1));
      await accessible(page, { include: ["main"] });
      await press(list, say.deals(3));
      await says(list, say.done);
      const { deals, customers, members, pipelines } = await tables(page, say);
      const of = (title) => deals.find((one) => one.title === title);
      assert.deepEqual([of("Tea room").value, of("Tea room").currency, of("Tea room").expected_close], [120050, "EUR", "2030-12-24"]);
      assert.deepEqual(of("Teapots").outcome, { state: "won", on: "2024-10-01" });
      assert.deepEqual(of("Vases").outcome, { state: "lost", on: "2024-10-05", reason: "Too dear" });
      assert.equal(customers.length, 3);
      assert.equal(of("Vases").owner, members[0].id);
      const stage = pipelines.flatMap((board) => board.stages).find((one) => one.name === "Demo");
      assert.equal(of("Tea room").stage, stage.id);
      await bring(page, say, { ...file, name: "twice.csv" });
      await says(card(page, "twice.csv"), say.nothing);
      const out = await downloadFrom(page, () => press(page, say.deal));
      await bring(page, say, { name: "ours.csv", mimeType: "text/csv", buffer: out.bytes });
      await says(card(page, "ours.csv"), say.nothing);
      // One undo takes people, stages and team back with the deals.
      await press(list, say.undo);
      await says(list, say.back);
      const after = await tables(page, say);
      assert.deepEqual([after.deals.length, after.customers.length, after.members.length], [0, 0, 0]);
      assert.ok(!after.pipelines.flatMap((board) => board.stages).some((one) => one.name === "Demo"));
    });
  });

  test(`who belongs to whom in a list of deals is told and kept (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      const rows = "Deal - Title,Deal - Value,Deal - Contact person,Relations\nTea room,12,Ann Lee,Cy Park (friend)\nVases,80,Cy Park,\n";
      await bring(page, say, csv("told.csv", rows));
      const list = card(page, "told.csv");
      await waits(list, say.deals(2));
      await says(list, say.relations(1));
      await press(list, say.deals(2));
      await says(list, say.done);
      const { customers, relations } = await tables(page, say);
      const id = (name) => customers.find((one) => one.name.full === name).id;
      assert.deepEqual(relations.map((one) => [one.from, one.to, one.kind]), [[id("Ann Lee"), id("Cy Park"), "friend"]]);
      await bring(page, say, csv("twice.csv", rows));
      await says(card(page, "twice.csv"), say.nothing);
    });
  });

  test(`a workbook of Excel 97 comes in like any other (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, fixture("member-cards.xls"));
      const members = card(page, "member-cards.xls › 会员资料");
      await press(members, say.customers(3));
      await says(members, say.done);
      const { customers } = await tables(page, say);
      const nana = customers.find((one) => one.name.full === "欧阳娜娜");
      assert.deepEqual([nana.code, nana.birthday], ["00027", "1988-12-01"]);
      // Many programs call a web page a workbook.
      const page2 = "<html><meta charset=utf-8><table><tr><td>姓名</td><td>手机</td></tr><tr><td>王芳</td><td>13700137000</td></tr></table></html>";
      await bring(page, say, { name: "report.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from(page2) });
      await press(card(page, "report.xls"), say.customers(1));
      await says(card(page, "report.xls"), say.done);
    });
  });

  test(`who looks after whom comes in, new names are told first and go again with the import (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      const file = csv("owners.csv", "Name,Phone,Contact owner\nAnn Lee,0221 1234567,Mei\nBo Ray,0221 7654321,mei\nCy Park,0221 5550000,Dee\n");
      await bring(page, say, file);
      const list = card(page, "owners.csv");
      await waits(list, say.customers(3));
      await says(list, say.members(2));
      await says(list, /Mei, Dee/);
      await accessible(page, { include: ["main"] });
      await press(list, say.customers(3));
      await says(list, say.done);
      const { customers, members } = await tables(page, say);
      const owner = (name) => members.find((one) => one.id === customers.find((who) => who.name.full === name).owner).name;
      assert.deepEqual([owner("Ann Lee"), owner("Bo Ray"), owner("Cy Park")], ["Mei", "Mei", "Dee"]);
      await bring(page, say, { ...file, name: "twice.csv" });
      await says(card(page, "twice.csv"), say.nothing);
      await press(list, say.undo);
      await says(list, say.back);
      const empty = await tables(page, say);
      assert.deepEqual([empty.customers.length, empty.members.length], [0, 0]);
    });
  });

  test(`activities of another program become tasks and touches, once (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      const file = csv("activities.csv",
        "Activity - Done,Activity - Subject,Activity - Type,Activity - Due date,Activity - Note,Activity - Contact person,Activity - Organization,Activity - Assigned to user,Activity - Marked as done time\n" +
        "Done,First talk,Call,2024-11-02,Wants a quote,Ann Lee,Rad AG,Dee,2024-11-02 10:15:00\n" +
        "To do,Send quote,Task,2030-12-01,,Ann Lee,Rad AG,Dee,\n" +
        "To do,Lunch,Lunch,2030-12-24,,Cy Park,,,\n");
      await bring(page, say, file);
      const list = card(page, "activities.csv");
      await says(list, /Pipedrive ?[(（]/);
      await waits(list, say.entries(3));
      await shows(page, list.getByLabel(say.kind, { exact: true }), "activities");
      await accessible(page, { include: ["main"] });
      await press(list, say.entries(3));
      await says(list, say.done);
      const shop = await tables(page, say);
      assert.deepEqual(shop.activities.map((one) => [one.kind, one.text]), [["call_out", "First talk\nWants a quote"]]);
      assert.deepEqual(shop.tasks.map((one) => [one.title, one.due]).sort(), [["Lunch", "2030-12-24"], ["Send quote", "2030-12-01"]]);
      const ann = shop.customers.find((one) => one.name.full === "Ann Lee");
      assert.equal(shop.activities[0].customer, ann.id);
      assert.equal(shop.tasks.find((one) => one.title === "Send quote").owner, shop.members[0].id);
      await bring(page, say, { ...file, name: "twice.csv" });
      await says(card(page, "twice.csv"), say.nothing);
      // Our own lists of them are read again as well.
      for (const name of [say.tasksOut, say.touchesOut]) {
        const out = await downloadFrom(page, () => press(page, name));
        await bring(page, say, { name: `${name}.csv`, mimeType: "text/csv", buffer: out.bytes });
        await says(card(page, `${name}.csv`), say.nothing);
      }
      await press(list, say.undo);
      await says(list, say.back);
      const empty = await tables(page, say);
      assert.deepEqual([empty.tasks.length, empty.activities.length, empty.customers.length, empty.members.length], [0, 0, 0, 0]);
    });
  });

  test(`deals are known by their number, whatever they are called since (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("first.csv", "Record ID,Deal Name,Deal Stage,Amount\n9001,Tea room,Offer,1200\n9002,Tea room,Offer,300\n"));
      await press(card(page, "first.csv"), say.deals(2));
      await says(card(page, "first.csv"), say.done);
      await bring(page, say, csv("later.csv", "Record ID,Deal Name,Deal Stage,Amount\n9002,Tea house,Offer,400\n9001,Tea room,Offer,1200\n"));
      const later = card(page, "later.csv");
      await says(later, say.nothing);
      await later.locator(".data-go select").selectOption("update");
      await press(later, say.deals(1));
      await says(later, say.done);
      const { deals } = await tables(page, say);
      assert.deepEqual(deals.map((one) => [one.code, one.title, one.value]).sort(), [["9001", "Tea room", 120000], ["9002", "Tea house", 40000]]);
      // An amount with the sign of another currency is told, not taken for one of the shop's.
      await bring(page, say, csv("dollars.csv", "Record ID,Deal Name,Deal Stage,Amount\n9003,Tea bar,Offer,$5\n"));
      const dollars = card(page, "dollars.csv");
      await waits(dollars, say.deals(1));
      await dollars.locator("summary", { hasText: say.problems }).click();
      await says(dollars, say.sign);
      // The number finds the deal, and its page shows it.
      await page.keyboard.press("Control+k");
      const search = page.getByRole("dialog").getByRole("combobox");
      await search.fill("9002");
      await page.getByRole("dialog").getByRole("option", { name: /Tea house/ }).click();
      await page.waitForURL(/\/deal\/\?id=/);
      await page.locator(".head").getByText("9002").waitFor();
    });
  });
}
