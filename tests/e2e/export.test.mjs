// Everything that goes out: a list, a selection, a report and the whole shop as CSV, workbook, JSON, cards,
// calendar and page; each opened again, in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample, ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    go: "Open my shop", currency: "Currency", choose: "Choose files", done: "Imported", nothing: "Nothing new in this file",
    import: (n) => `Import ${n} customers`, customers: "Customers", out: "Export", select: (name) => `Select ${name}`,
    bulk: "With the selected customers", left: /1 customer who does not want to be contacted was left out/,
    cards: (version) => `Contact cards (vCard ${version})`, all: (version) => `Customers (vCard ${version})`,
    ics: "Calendar file (.ics)", calendar: "Tasks, days of customers and deals (ICS)", everything: "Everything (Excel)", page: "Everything as a page to read (HTML)",
  },
  "zh-Hans": {
    go: "开店", currency: "货币", choose: "选择文件", done: "导入完成", nothing: "文件里没有新内容",
    import: (n) => `导入 ${n} 位客户`, customers: "客户", out: "导出", select: (name) => `选择${name}`,
    bulk: "对所选客户", left: /已略去 1 位不希望被联系的客户/,
    cards: (version) => `通讯录名片 (vCard ${version})`, all: (version) => `客户（vCard ${version}）`,
    ics: "日历文件 (.ics)", calendar: "待办、客户纪念日和商机（ICS）", everything: "全部数据（Excel）", page: "全部数据，可阅读的网页（HTML）",
  },
  "zh-Hant": {
    go: "開店", currency: "貨幣", choose: "選擇檔案", done: "匯入完成", nothing: "檔案裡沒有新內容",
    import: (n) => `匯入 ${n} 位客戶`, customers: "客戶", out: "匯出", select: (name) => `選取${name}`,
    bulk: "對所選客戶", left: /已略去 1 位不希望被聯絡的客戶/,
    cards: (version) => `通訊錄名片 (vCard ${version})`, all: (version) => `客戶（vCard ${version}）`,
    ics: "行事曆檔案 (.ics)", calendar: "待辦、客戶紀念日和商機（ICS）", everything: "全部資料（Excel）", page: "全部資料，可閱讀的網頁（HTML）",
  },
};

const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const says = (scope, text) => scope.getByText(text).first().waitFor();
const card = (page, name) => page.getByRole("region", { name, exact: true });
const bring = (page, say, file) => page.getByLabel(say.choose).setInputFiles(file);
const text = (file) => file.bytes.toString("utf8");

// Bo wants to be left alone; Ann is called what a spreadsheet would run.
const list = "Full name,Code,Phone,Email,Birthday,Looked after by,Standing,Do not contact,Lead status,Consent: e-mail,Relations\n" +
  "=Ann Lee,007,0221 1234567,ann@x.example,1990-05-04,Mei,supplier,,,yes 2026-01-05 counter,Bo Ray (friend: neighbour)\n" +
  "Bo Ray,008,0221 7654321,bo@x.example,,Mei,,yes,,,\n" +
  "王芳,009,13800138000,,--02-29,,,,working,,\n";

/** A shop with those three, on the data page. */
async function openData(page, open, say) {
  await open();
  await page.getByLabel(say.currency, { exact: true }).selectOption("CNY");
  await press(page, say.go);
  await ready(page);
  await open("data");
  await bring(page, say, { name: "three.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await press(card(page, "three.csv"), say.import(3));
  await says(card(page, "three.csv"), say.done);
}

/** Opens the menu in `scope` and takes what it writes. */
async function fromMenu(page, scope, say, item) {
  await scope.getByRole("button", { name: say.out, exact: true }).click();
  return downloadFrom(page, () => page.getByRole("menuitem", { name: item, exact: true }).click());
}

for (const language of Object.keys(words)) {
  const test = inTurn(language, Object.keys(words));
  const say = words[language];

  test(`a list goes out as CSV, Excel and JSON and comes back without a change (${language})`, async () => {
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await openData(page, open, say);
      // The list is complete: nobody is left out of it.
      await page.locator(".data-out input[type=checkbox]").uncheck();
      for (const [form, ending] of [["CSV", "csv"], ["Excel", "xlsx"], ["JSON", "json"]]) {
        const file = await downloadFrom(page, () => press(page, `${say.customers} ${form}`));
        assert.match(file.name, new RegExp(`^regulars.*-customers\\.${ending}$`));
        if (form === "CSV") {
          assert.match(text(file), /^\uFEFF.*\r\n'=Ann Lee,007,/);
          assert.match(text(file), / 2026-01-05 counter,Bo Ray \([^:]+: neighbour\)/);
        }
        if (form === "JSON") assert.equal(JSON.parse(text(file)).length, 3);
        const name = `again.${ending}`;
        await bring(page, say, { name, mimeType: "application/octet-stream", buffer: file.bytes });
        // A workbook brings related lists along; the customers are the first.
        const again = page.getByRole("region", { name: new RegExp(`^again\\.${ending}`) }).first();
        await says(again, "Regulars");
        await says(again, say.nothing);
      }
      await accessible(page, { include: ["main"] });
    });
  });

  test(`cards, calendar, workbook and page hold what they should (${language})`, async () => {
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await openData(page, open, say);
      for (const version of ["3.0", "4.0"]) {
        const file = await downloadFrom(page, () => press(page, say.all(version)));
        assert.match(file.name, /\.vcf$/);
        const cards = text(file).split("BEGIN:VCARD").slice(1);
        assert.equal(cards.length, 2, "Bo is left out");
        assert.ok(cards.every((one) => one.includes(`VERSION:${version}\r\n`)));
        await says(page, say.left);
      }
      const days = await downloadFrom(page, () => press(page, say.calendar));
      assert.match(days.name, /\.ics$/);
      assert.match(text(days), /^BEGIN:VCALENDAR\r\n/);
      assert.match(text(days), /王芳/);
      const book = await downloadFrom(page, () => press(page, say.everything));
      assert.equal(book.bytes.subarray(0, 2).toString(), "PK");
      const html = await downloadFrom(page, () => press(page, say.page));
      assert.match(text(html), /Bo Ray/, "everything is everything");
      assert.match(text(html), /default-src 'none'/);
    });
  });

  test(`a selection goes out in every form, without who wants to be left alone (${language})`, async () => {
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await openData(page, open, say);
      await open("customers");
      await page.getByRole("checkbox", { name: say.select("=Ann Lee"), exact: true }).click();
      await page.getByRole("checkbox", { name: say.select("Bo Ray"), exact: true }).click();
      const bar = page.getByRole("toolbar", { name: say.bulk });
      await bar.locator("b.num").filter({ hasText: "2" }).waitFor();
      const csv = await fromMenu(page, bar, say, "CSV");
      assert.equal(text(csv).trimEnd().split("\r\n").length, 2, "a header and Ann");
      assert.match(text(csv), /'=Ann Lee/);
      assert.ok(!text(csv).includes("Bo Ray") && !text(csv).includes("王芳"));
      await says(page, say.left);
      const book = await fromMenu(page, bar, say, "Excel (XLSX)");
      assert.match(book.name, /\.xlsx$/);
      const json = await fromMenu(page, bar, say, "JSON");
      assert.equal(JSON.parse(text(json)).length, 1);
      for (const version of ["3.0", "4.0"]) {
        const file = await fromMenu(page, bar, say, say.cards(version));
        assert.match(text(file), new RegExp(`VERSION:${version.replace(".", "\\.")}\r\n`));
        assert.equal(text(file).split("BEGIN:VCARD").length, 2);
      }
      const days = await fromMenu(page, bar, say, say.ics);
      assert.match(days.name, /\.ics$/);
      assert.equal(text(days).split("BEGIN:VEVENT").length, 2, "the birthday of Ann");
      assert.match(text(days), /DTSTART;VALUE=DATE:19900504\r\nRRULE:FREQ=YEARLY\r\n/);
    });
  });

  test(`a report goes out as CSV, Excel and JSON (${language})`, async () => {
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await open();
      await openSample(page, { language, customers: 40 });
      await open("loyalty");
      await page.locator('[data-figure="repeat_rate"]').waitFor();
      const segments = page.locator("#rfm .box").nth(2);
      const csv = await fromMenu(page, segments, say, "CSV");
      assert.match(csv.name, /-loyalty-segments\.csv$/);
      const lines = text(csv).trimEnd().split("\r\n");
      assert.ok(lines.length > 3 && lines[0].startsWith("\uFEFF"));
      const book = await fromMenu(page, segments, say, "Excel (XLSX)");
      assert.equal(book.bytes.subarray(0, 2).toString(), "PK");
      const rows = JSON.parse(text(await fromMenu(page, segments, say, "JSON")));
      assert.equal(rows.length, lines.length - 1);
      const counts = rows.map((row) => Object.values(row).find((value) => Number.isInteger(value)));
      assert.ok(counts.every((count) => count >= 0));
      // So do the scores, the number of visits and the gaps between them.
      for (const [section, at, name, count] of [["#rfm", 1, "scores", 3], ["#repeat", 1, "visits", 3], ["#stages", 1, "intervals", 7]]) {
        const box = page.locator(`${section} .box`).nth(at);
        const list = await fromMenu(page, box, say, "JSON");
        assert.match(list.name, new RegExp(`-loyalty-${name}\\.json$`));
        assert.ok(JSON.parse(text(list)).length >= count, name);
      }
      // The people behind a figure go out through the same door.
      await page.locator("#rfm .rfm-grid button.cell").first().click();
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      const people = await fromMenu(page, dialog, say, "JSON");
      assert.match(people.name, /-loyalty-customers\.json$/);
      assert.ok(Array.isArray(JSON.parse(text(people))));
    });
  });
}
