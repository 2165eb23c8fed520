// The data page: files of other programs in, everything out, and back into an empty shop.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { downloadFrom, needsShared, shared, top, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openSample, ready } from "./lib/shop.mjs";

after(closeBrowser);

const fixture = (name) => path.join(top, "tests/fixtures/import", name);
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const words = {
  en: {
    go: "Open my shop", currency: "Currency", choose: "Choose files", import: (n) => `Import ${n} customer${n === 1 ? "" : "s"}`,
    sales: (n) => `Import ${n} sales`, entries: (n) => `Import ${n} entr${n === 1 ? "y" : "ies"}`, nothing: "Nothing new in this file", done: "Imported", undo: "Undo", back: "Taken back",
    rejects: "Download the rows that can’t be taken", problems: "Problems", backup: "Download a backup",
    restore: "Restore this backup", sure: "I understand that what is here now is replaced", replace: "Save a copy, then replace",
    cut: /ends in the middle/, totals: "Total rows left out: 1", everything: "Everything (Excel)", page: "Everything as a page to read (HTML)", encoding: "Encoding", identity: /row 4.*No name, phone, e-mail or company/,
  },
  "zh-Hans": {
    go: "开店", currency: "货币", choose: "选择文件", import: (n) => `导入 ${n} 位客户`, sales: (n) => `导入 ${n} 笔销售`, entries: (n) => `导入 ${n} 项`,
    nothing: "文件里没有新内容", done: "导入完成", undo: "撤销", back: "已撤销", rejects: "下载无法导入的行", problems: "问题",
    backup: "下载备份", restore: "恢复此备份", sure: "我明白现有数据将被替换", replace: "先保存副本，再替换", cut: /文件不完整/, totals: "已略过合计行：1", everything: "全部数据（Excel）", page: "全部数据，可阅读的网页（HTML）",
    encoding: "文字编码", identity: /第 4 行.*没有姓名、电话、邮箱或公司/,
  },
  "zh-Hant": {
    go: "開店", currency: "貨幣", choose: "選擇檔案", import: (n) => `匯入 ${n} 位客戶`, sales: (n) => `匯入 ${n} 筆銷售`, entries: (n) => `匯入 ${n} 項`,
    nothing: "檔案裡沒有新內容", done: "匯入完成", undo: "復原", back: "已復原", rejects: "下載無法匯入的列", problems: "問題",
    backup: "下載備份", restore: "還原此備份", sure: "我明白現有資料將被取代", replace: "先儲存副本，再取代", cut: /檔案不完整/, totals: "已略過合計列：1", everything: "全部資料（Excel）", page: "全部資料，可閱讀的網頁（HTML）",
    encoding: "文字編碼", identity: /第 4 列.*沒有姓名、電話、電子郵件或公司/,
  },
};

/** Opens a shop of that currency and goes to the data page. */
async function openData(page, open, say, currency = "USD") {
  await open();
  await page.getByLabel(say.currency, { exact: true }).selectOption(currency);
  await page.getByRole("button", { name: say.go }).click();
  await ready(page);
  await open("data");
  await page.getByRole("main").getByRole("heading").first().waitFor();
}

const bring = (page, say, file) => page.getByLabel(say.choose).setInputFiles(file);
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const says = (scope, text) => scope.getByText(text).first().waitFor();

for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  test(`lists of customers come in, are taken back, and never twice (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await accessible(page, { include: ["main"] });
      await bring(page, say, fixture("member-cards.gbk.csv"));
      const members = card(page, "member-cards.gbk.csv");
      await members.getByRole("button", { name: say.import(2), exact: true }).waitFor();
      assert.match(await members.getByLabel(say.encoding, { exact: true }).inputValue(), /gb(k|18030)/i);
      await accessible(page, { include: ["main"] });
      await press(members, say.import(2));
      await says(members, say.done);
      await press(members, say.undo);
      await says(members, say.back);

      await bring(page, say, fixture("google.csv"));
      const google = card(page, "google.csv");
      await says(google, /Google/);
      await google.locator(".data-go .btn.primary:enabled").click();
      await says(google, say.done);
      await bring(page, say, fixture("google.csv"));
      await says(google.first(), say.nothing);
    });
  });

  test(`rows that can't be taken are named and handed back (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      const text = "Name,Phone,Note\nAnn Lee,0221 1234567,\n<b>Bo</b>,,=1+1\n,,nobody\n";
      await bring(page, say, csv("list.csv", text));
      const list = card(page, "list.csv");
      await list.getByRole("button", { name: say.import(2), exact: true }).waitFor();
      await list.getByText(say.problems, { exact: false }).first().click();
      await says(list, say.identity);
      const file = await downloadFrom(page, () => press(list, say.rejects));
      const lines = file.bytes.toString("utf8").trim().split("\r\n");
      assert.equal(lines.length, 2);
      assert.match(lines[1], /^,,nobody,/);
    });
  });

  test(`a calendar, and the JSON of another program, come in (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      const event = (day) => `BEGIN:VEVENT\r\nUID:tasting@calendar.example\r\nSUMMARY:Tasting\r\nDTSTART;VALUE=DATE:${day}\r\nEND:VEVENT\r\n`;
      const calendar = (inside) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${inside}END:VCALENDAR\r\n`;
      const todo = "BEGIN:VTODO\r\nUID:mill@calendar.example\r\nSUMMARY:Call the mill\r\nEND:VTODO\r\n";
      await bring(page, say, csv("work.ics", calendar(todo + event("20990105"))));
      await press(card(page, "work.ics"), say.entries(2));
      await says(card(page, "work.ics"), say.done);
      // The same file has nothing new; an event that was moved is the task it was.
      await bring(page, say, csv("again.ics", calendar(todo + event("20990105"))));
      await says(card(page, "again.ics"), say.nothing);

      const contacts = [{ id: 7, first_name: "Ada", last_name: "Lee", emails: [{ email: "ada@example.com", type: "Work" }], phones: [{ number: "+1 555 010 9999", type: "Work" }] }];
      await bring(page, say, csv("atomic.json", JSON.stringify({ contacts })));
      await press(card(page, "atomic.json"), say.import(1));
      await says(card(page, "atomic.json"), say.done);
      await open("tasks");
      for (const title of ["Call the mill", "Tasting"]) await amount(page.locator("#main .todo-row", { hasText: title }), 1);
      await open("customers");
      await page.getByRole("grid").getByRole("row", { name: /Ada Lee/ }).click();
      await page.getByRole("link", { name: "ada@example.com" }).first().waitFor();
      await page.getByRole("link", { name: /9999/ }).first().waitFor();
    });
  });

  test(`a backup goes to another browser and comes out the same (${language})`, async () => {
    const say = words[language];
    let first;
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say, "CNY");
      await bring(page, say, fixture("member-cards.gbk.csv"));
      await press(card(page, "member-cards.gbk.csv"), say.import(2));
      await says(card(page, "member-cards.gbk.csv"), say.done);
      first = await downloadFrom(page, () => press(page, say.backup));
      assert.match(first.name, /^regulars.*\d{4}-\d\d-\d\d\.json$/);
      const cut = { name: "cut.json", mimeType: "application/json", buffer: first.bytes.subarray(0, first.bytes.length - 40) };
      await bring(page, say, cut);
      await says(card(page, "cut.json"), say.cut);
    });
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, { name: "b.json", mimeType: "application/json", buffer: first.bytes });
      await press(card(page, "b.json"), say.restore);
      const dialog = page.getByRole("dialog");
      assert.equal(await dialog.getByRole("button", { name: say.replace }).isEnabled(), false);
      await dialog.getByLabel(say.sure).check();
      const copy = await downloadFrom(page, () => press(dialog, say.replace));
      assert.match(copy.name, /before-restore/);
      await dialog.waitFor({ state: "hidden" });
      const second = await downloadFrom(page, () => press(page, say.backup));
      assert.equal(second.bytes.toString("utf8"), first.bytes.toString("utf8"));
      // The history came along: here, too, the import can be taken back.
      const { tables, history } = JSON.parse(second.bytes.toString("utf8"));
      assert.equal(tables.customers.length, 2);
      assert.deepEqual(history.map((one) => one.label.verb), ["set_up", "import"]);
      await open("history");
      const entry = page.locator(".log-item", { hasText: "member-cards.gbk.csv" });
      await entry.getByRole("button", { name: say.undo, exact: true }).click();
      await page.locator(".log-item.undone").waitFor();
      await open("data");
      const third = await downloadFrom(page, () => press(page, say.backup));
      assert.deepEqual(JSON.parse(third.bytes.toString("utf8")).tables.customers, []);
    });
  });
}

test("sales come in row by row, link to new customers, and not twice", needsShared, async () => {
  const say = words.en;
  await withApp({ language: "en", timeout: 60_000 }, async ({ page, open }) => {
    await openData(page, open, say);
    const file = path.join(shared, "data/cdnow_sample_transactions.csv");
    const rows = fs.readFileSync(file, "utf8").trim().split("\n").slice(1).map((line) => line.split(","));
    await bring(page, say, file);
    const cdnow = card(page, "cdnow_sample_transactions.csv");
    await press(cdnow, say.sales("6,919"));
    await says(cdnow, say.done);
    await says(cdnow, "New customers: 2,357");
    const backup = await downloadFrom(page, () => press(page, say.backup));
    const { tables } = JSON.parse(backup.bytes.toString("utf8"));
    assert.equal(tables.customers.length, 2357);
    const codes = new Map(tables.customers.map((one) => [one.id, one.code]));
    const got = tables.sales.map((sale) => [codes.get(sale.customer), sale.date, sale.total].join());
    const expected = rows.map(([who, date, , amount]) => [who, date, Math.round(Number(amount) * 100)].join());
    assert.deepEqual(got.sort(), expected.sort());
    await bring(page, say, file);
    await says(cdnow.first(), say.nothing);
  });
});

for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  test(`a workbook comes in sheet by sheet and goes out again (${language})`, async () => {
    const say = words[language];
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, fixture("member-cards.xlsx"));
      const members = card(page, "member-cards.xlsx");
      await press(members, say.import(3));
      await says(members, say.done);
      await says(members, say.totals);

      await bring(page, say, fixture("two-sheets.xlsx"));
      const people = card(page, "two-sheets.xlsx › Customers");
      const sales = card(page, "two-sheets.xlsx › Sales");
      await press(people, say.import(2));
      await says(people, say.done);
      await press(sales, say.sales(3));
      await says(sales, say.done);
      await accessible(page, { include: ["main"] });

      const file = await downloadFrom(page, () => press(page, say.everything));
      assert.match(file.name, /\.xlsx$/);
      await bring(page, say, { name: "again.xlsx", mimeType: "application/octet-stream", buffer: file.bytes });
      const again = page.getByRole("region", { name: /^again\.xlsx › / }).first();
      await says(again, "Regulars");
      await says(again, say.nothing);

      const read = await downloadFrom(page, () => press(page, say.page));
      const html = read.bytes.toString("utf8");
      assert.match(html, /欧阳娜娜/);
      assert.equal(html.split("<script").length, 2);
    });
  });
}

test("a pasted table and a file dropped on another page are looked at", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openData(page, open, say);
    await page.getByText("Paste a table").click();
    await page.getByRole("textbox", { name: /^Copied rows/ }).fill("Name\tPhone\nAnn Lee\t0221 1234567\n");
    await press(page, "Look at it");
    await card(page, "Pasted table").getByRole("button", { name: say.import(1), exact: true }).waitFor();
    const tree = { contacts: [{ id: 7, first_name: "Cy", last_name: "Fox" }, { id: 8, first_name: "Di", last_name: "Roe" }], deals: [{ id: 1 }] };
    await page.getByRole("textbox", { name: /^Copied rows/ }).fill(JSON.stringify(tree));
    await press(page, "Look at it");
    await card(page, "Pasted table").getByRole("button", { name: say.import(2), exact: true }).waitFor();
    await card(page, "Pasted table").getByText("Not read: deals (1)").waitFor();
    await open("customers");
    await page.getByRole("main").getByRole("heading").first().waitFor();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["Name,Phone\nBo Ray,0221 7654321\n"], "dropped.csv", { type: "text/csv" }));
      const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector("main").dispatchEvent(drop);
    });
    await card(page, "dropped.csv").getByRole("button", { name: say.import(1), exact: true }).waitFor();
  });
});

test("cards and entries that can't be taken are handed back as they were", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openData(page, open, say);
    const good = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n";
    const nobody = "BEGIN:VCARD\r\nVERSION:3.0\r\nTITLE:Buyer\r\nEND:VCARD\r\n";
    const entry = "BEGIN:VTODO\r\nSUMMARY:Call\r\nEND:VTODO\r\n";
    const mute = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20990101\r\nEND:VEVENT\r\n";
    const calendar = (inside) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${inside}END:VCALENDAR\r\n`;
    for (const [name, bytes, ending, back] of [
      ["cards.vcf", good + nobody, "vcf", nobody],
      ["work.ics", calendar(entry + mute), "ics", calendar(mute)],
    ]) {
      await bring(page, say, csv(name, bytes));
      const read = await downloadFrom(page, () => press(card(page, name), say.rejects));
      assert.equal(read.name, `${name.split(".")[0]} - to correct.${ending}`);
      assert.equal(read.bytes.toString("utf8"), back);
    }
  });
});

test("files that are none of these are refused with a reason", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openData(page, open, say);
    for (const [name, bytes, reason] of [
      ["book.xlsx", "PK\u0003\u0004rest", /is damaged/],
      ["old.xls", Buffer.from("d0cf11e0a1b11ae100", "hex"), /is damaged/],
      ["empty.csv", " \n", /is empty/],
      ["other.json", "{\"a\":1}", /is no Regulars backup/],
      ["broken.json", "{\"a\":,}", /line 1, column/],
      ["new.json", "{\"format\":\"regulars-backup\",\"version\":99,\"tables\":{}}", /newer version/],
    ]) {
      await bring(page, say, csv(name, bytes));
      await says(card(page, name), reason);
    }
  });
});

test("a backup that is asked for while the shop is still being read has everything in it", async () => {
  await withApp({ timeout: 60_000 }, async ({ page, open }) => {
    await open();
    await openSample(page, { customers: 4_000 });
    const counts = ({ bytes }) => JSON.parse(bytes).counts;
    const backup = () => page.getByRole("button", { name: words.en.backup, exact: true }).click();
    // Before a person could: as soon as the button stands there.
    await page.addInitScript((name) => {
      new MutationObserver((_, observer) => {
        const button = [...document.querySelectorAll("main button")].find((one) => one.textContent.trim() === name);
        if (!button) return;
        observer.disconnect();
        button.click();
      }).observe(document, { childList: true, subtree: true });
    }, words.en.backup);
    const early = counts(await downloadFrom(page, () => open("data")));
    const late = counts(await downloadFrom(page, backup));
    assert.deepEqual(early, late);
    assert.ok(late.sales > 5_000, `${late.sales} sales`);
  });
});
