// Files that say less than they mean: rows of which a value was left out come back to be put right, names and
// numbers pasted from a chat are people, and years of two digits stand where the person says.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    go: "Open my shop", choose: "Choose files", done: "Imported", backup: "Download a backup", lacking: "Download the rows that lack a value",
    n: "Taken without a value: 1", order: "Dates like 1/2/2024", customers: (n) => `Import ${n} customer${n === 1 ? "" : "s"}`,
  },
  "zh-Hans": {
    go: "开店", choose: "选择文件", done: "导入完成", backup: "下载备份", lacking: "下载有值未导入的行",
    n: "有值未导入 1", order: "1/2/2024 这样的日期", customers: (n) => `导入 ${n} 位客户`,
  },
  "zh-Hant": {
    go: "開店", choose: "選擇檔案", done: "匯入完成", backup: "下載備份", lacking: "下載有值未匯入的列",
    n: "有值未匯入 1", order: "1/2/2024 這樣的日期", customers: (n) => `匯入 ${n} 位客戶`,
  },
};
const languages = Object.keys(words);

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const bring = (page, say, files) => page.getByLabel(say.choose).setInputFiles(files);
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const says = (scope, text) => scope.getByText(text).first().waitFor();
const waits = (scope, name) => scope.getByRole("button", { name, exact: true }).waitFor();

async function openData(page, open, say) {
  await open();
  await page.getByRole("button", { name: say.go }).click();
  await ready(page);
  await open("data");
  await page.getByRole("main").getByRole("heading").first().waitFor();
}

/** The customers of the shop by their names, by way of a backup. */
async function customers(page, say) {
  const file = await downloadFrom(page, () => press(page, say.backup));
  const all = JSON.parse(file.bytes.toString("utf8")).tables.customers;
  return Object.fromEntries(all.map((one) => [one.name.full, one]));
}

for (const language of languages) {
  const test = inTurn(language, languages);
  test(`rows that lack a value come back, are put right and fill the gap (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("club.csv", "Name,Phone,Birthday\nAnn Lee,0221 1234567,someday\nBo Ray,0221 7654321,1990-05-04\n"));
      const list = card(page, "club.csv");
      await waits(list, say.customers(2));
      await says(list, say.n);
      const out = await downloadFrom(page, () => press(list, say.lacking));
      const text = out.bytes.toString("utf8");
      assert.match(text, /Ann Lee/);
      assert.doesNotMatch(text, /Bo Ray/);
      await press(list, say.customers(2));
      await says(list, say.done);
      await bring(page, say, csv("right.csv", text.replace("someday", "1985-02-28")));
      const right = card(page, "right.csv");
      // Whoever is known stays as they are until one says that the file knows better.
      await right.locator(".data-go select").selectOption("update");
      await waits(right, say.customers(1));
      await press(right, say.customers(1));
      await says(right, say.done);
      const shop = await customers(page, say);
      assert.equal(Object.keys(shop).length, 2);
      assert.match(JSON.stringify(shop["Ann Lee"].birthday), /1985/);
    });
  });

  test(`names and numbers from a chat are people (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("chat.csv", "张伟 13800138000\n李娜　13900139000\nAnna Schmidt 0171 2345678\n"));
      const list = card(page, "chat.csv");
      await waits(list, say.customers(3));
      await press(list, say.customers(3));
      await says(list, say.done);
      const shop = await customers(page, say);
      assert.deepEqual(Object.keys(shop).sort(), ["Anna Schmidt", "张伟", "李娜"]);
      assert.equal(shop["张伟"].phones[0].number, "13800138000");
    });
  });

  test(`a person says where years of two digits stand (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, say);
      await bring(page, say, csv("years.csv", "Name,Phone,Birthday\nAnn Lee,0221 1234567,04/5/6\n"));
      const list = card(page, "years.csv");
      await waits(list, say.customers(1));
      const order = list.getByLabel(say.order, { exact: true });
      await order.waitFor();
      await order.selectOption("year");
      await waits(list, say.customers(1));
      await press(list, say.customers(1));
      await says(list, say.done);
      const shop = await customers(page, say);
      assert.match(JSON.stringify(shop["Ann Lee"].birthday), /2004-05-06/);
    });
  });
}
