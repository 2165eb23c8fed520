// The whole shop in forms that need no Regulars: an archive of CSV files and a page that opens from the disk.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { asked, at, deal, on, openMade, person, pipelines, sale, touch } from "./lib/made.mjs";
import { amount, idOf } from "./lib/shop.mjs";
import { unzip } from "./lib/zip.mjs";

after(closeBrowser);

const words = {
  en: {
    folder: "Everything as CSV files (ZIP)", page: "Everything as a page to read (HTML)",
    files: ["Customers", "Deals", "Sales", "Sale lines", "Products", "Tasks", "Notes and visits", "Cases", "Points", "Who belongs to whom"],
    head: "Full name", order: "Order,Date,Customer,Amount,Currency,", quiet: "Do not contact", yes: "yes", about: "every spreadsheet opens it",
    choose: "Choose files",
  },
  "zh-Hans": {
    folder: "全部数据，CSV 文件（ZIP）", page: "全部数据，可阅读的网页（HTML）",
    files: ["客户", "商机", "销售", "销售明细", "商品", "任务", "记录", "服务单", "积分", "关系"],
    head: "姓名", order: "订单号,日期,客户,金额,币种,", quiet: "请勿联系", yes: "是", about: "任何表格软件都能打开",
    choose: "选择文件",
  },
  "zh-Hant": {
    folder: "全部資料，CSV 檔案（ZIP）", page: "全部資料，可閱讀的網頁（HTML）",
    files: ["客戶", "商機", "銷售", "銷售明細", "商品", "任務", "紀錄", "服務單", "點數", "關係"],
    head: "姓名", order: "訂單號,日期,客戶,金額,幣別,", quiet: "請勿聯絡", yes: "是", about: "任何試算表軟體都能開啟",
    choose: "選擇檔案",
  },
};

const [ann, bo] = [1, 2].map(idOf);
// Ann is called what a spreadsheet would run, her note is what a browser would; Bo wants to be left alone.
const markup = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
const shop = {
  customers: [
    person(ann, "=Ann Lee", { phones: [{ number: "0221 1234567" }], note: markup }),
    person(bo, "王芳", { do_not_contact: true }),
  ],
  pipelines,
  deals: [deal(31, "Tea for the office", 120_000, { customer: ann, stage: asked })],
  products: [{ id: idOf(41), name: "Oolong", sku: "007", price: 1250, currency: "USD" }],
  sales: [
    sale(51, ann, on(10), 2500, { number: "S-1", lines: [{ product: idOf(41), name: "Oolong", quantity: 2000, unit_price: 1250 }] }),
    sale(52, bo, on(5), 1999, { number: "S-2" }),
  ],
  tasks: [{ id: idOf(61), title: "Ring the mill", due: on(-2) }],
  activities: [touch(71, ann, "visit", at(3), { text: "tasted \"two\", bought one" })],
  cases: [{ id: idOf(81), title: "Lid is broken", kind: "repair", customer: ann }],
  points: [{ id: idOf(91), customer: ann, points: 30, reason: "given", note: "a welcome", at: at(4) }],
  relations: [{ id: idOf(95), from: ann, to: bo, kind: "friend", role: "neighbour" }],
};

/** What a list says besides its header: one of its rows, and how many there are. */
const rows = [
  [2, /^'=Ann Lee,/m], [1, /^Tea for the office,'=Ann Lee,/m], [2, /^S-1,\d{4}-\d\d-\d\d,'=Ann Lee,25\.00,USD,/m],
  [1, /^S-1,\d{4}-\d\d-\d\d,Oolong,2,12\.50,/m], [1, /^Oolong,007,/m], [1, /^Ring the mill,/m],
  [1, /"tasted ""two"", bought one"/m], [1, /^Lid is broken,/m], [1, /^'=Ann Lee,[^,]+,30,/m], [1, /neighbour/m],
];

for (const language of Object.keys(words)) {
  const test = inTurn(language, Object.keys(words));
  const say = words[language];
  const started = async (page, open) => {
    await open();
    await openMade(page, shop, { language });
    await open("data");
  };

  test(`everything as CSV is a ZIP with a file for each list that says what was entered (${language})`, async () => {
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await started(page, open);
      // Nobody is left out of the shop's own copy, whatever the box for lists says.
      assert.ok(await page.locator(".data-out input[type=checkbox]").isChecked());
      const file = await downloadFrom(page, () => page.getByRole("button", { name: say.folder, exact: true }).click());
      assert.match(file.name, /^regulars.*-csv\.zip$/);
      const found = unzip(file.bytes);
      assert.deepEqual([...found.keys()], [...say.files.map((name) => `${name}.csv`), "READ ME.txt"]);
      const texts = [...found.values()].map((bytes) => bytes.toString("utf8"));
      const about = texts.pop();
      assert.ok(about.includes(say.about), about);
      for (const [n, text] of texts.entries()) {
        const [count, row] = rows[n];
        assert.ok(text.startsWith("\uFEFF") && text.endsWith("\r\n"), say.files[n]);
        assert.equal(text.trimEnd().split("\r\n").length, count + 1, `rows of ${say.files[n]}: ${text}`);
        assert.match(text, row);
        assert.doesNotMatch(text, /(^|,)=/m, "nothing a spreadsheet would run");
      }
      assert.ok(texts[0].startsWith(`\uFEFF${say.head},`));
      assert.ok(texts[2].startsWith(`\uFEFF${say.order}`), texts[2]);
      // Whoever takes the list on knows who wants to be left alone.
      const table = texts[0].slice(1).trimEnd().split("\r\n").map((line) => line.split(","));
      const quiet = table[0].indexOf(say.quiet);
      assert.equal(table.find(([name]) => name === "王芳")[quiet], say.yes);

      // It comes in again as it is: a card for each file, none for the text that explains them.
      await page.getByLabel(say.choose).setInputFiles({ name: "all.zip", mimeType: "application/zip", buffer: file.bytes });
      const cards = page.getByRole("region", { name: /^all\.zip › .*\.csv$/ });
      await amount(cards, say.files.length);
      assert.equal(await page.getByRole("region", { name: /READ ME/ }).count(), 0);
    });
  });

  test(`everything as a page opens from the disk, asks for nothing and runs nothing (${language})`, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-page-"));
    try {
      await withApp({ language, timeout: 60_000 }, async ({ page, open, context, allow }) => {
        await started(page, open);
        const file = await downloadFrom(page, () => page.getByRole("button", { name: say.page, exact: true }).click());
        assert.match(file.name, /^regulars.*\.html$/);
        const place = path.join(folder, "shop.html");
        fs.writeFileSync(place, file.bytes);
        const address = pathToFileURL(place).href;
        // The file itself is what is asked for; the rest is counted here.
        allow(/^file:/);
        const reader = await context.newPage();
        const requests = [];
        reader.on("request", (request) => requests.push(request.url()));
        await reader.goto(address);
        assert.equal(await reader.locator("html").getAttribute("lang"), language);
        assert.equal(await reader.title(), "Oolong", "no text ran as a script");
        assert.equal(await reader.locator("img, script[src], link, iframe").count(), 0);
        for (const text of ["=Ann Lee", "王芳", "S-1", "25.00", "Ring the mill", markup]) {
          await reader.getByText(text, { exact: true }).first().waitFor();
        }
        await amount(reader.locator("#customers tbody tr"), 2);
        await amount(reader.locator("#sales tbody tr"), 2);
        // A sale leads to its buyer, and the search keeps what has the words.
        await reader.locator("#sales a", { hasText: "王芳" }).click();
        assert.match(reader.url(), /#customers-\d+$/);
        await reader.locator("#search").fill("s-2");
        await amount(reader.locator("#results tbody tr"), 1);
        await reader.locator("#results tbody tr", { hasText: "19.99" }).waitFor();
        // What was found leads on, and everything is there again.
        await reader.locator("#results a", { hasText: "王芳" }).click();
        await amount(reader.locator("#results tbody tr"), 0);
        await reader.locator("#customers tbody tr", { hasText: "=Ann Lee" }).waitFor();
        assert.equal(await reader.locator("#search").inputValue(), "");
        const others = requests.filter((url) => url.split("#")[0] !== address);
        assert.deepEqual(others, [], "nothing leaves the page");
        await reader.close();
      });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
}
