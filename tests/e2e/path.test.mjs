// The way through a shop's first day in Chinese, simplified and traditional: first run, customers and
// sales from files, somebody found by pinyin, a deal moved by keyboard, a sale, a loyalty figure, a backup,
// and the same shop from it in another browser. No page on the way says anything in English.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { locale, speaker } from "./lib/say.mjs";
import { ready } from "./lib/shop.mjs";

after(closeBrowser);

const people = {
  "zh-Hans": {
    browser: { locale: "zh-CN", timezone: "Asia/Shanghai" }, shop: "清和茶行", deal: "中秋礼盒",
    customers: "姓名,手机号码,备注\n欧阳娜娜,13800138000,爱喝普洱\n张伟,13900139000,\n李娜,13700137000,\n王芳,13600136000,\n",
    sales: "客户,日期,金额\n欧阳娜娜,2024-03-05,128.00\n张伟,2024-03-06,58.50\n李娜,2024-03-06,20.00\n",
    sought: "欧阳娜娜", other: "张伟", initials: "oynn",
  },
  "zh-Hant": {
    browser: { locale: "zh-TW", timezone: "Asia/Taipei" }, shop: "清和茶行", deal: "中秋禮盒",
    customers: "姓名,行動電話,備註\n歐陽娜娜,0912345678,愛喝普洱\n陳美玲,0922333444,\n林志豪,0933444555,\n王芳,0944555666,\n",
    sales: "客戶,日期,金額\n歐陽娜娜,2024-03-05,128.00\n陳美玲,2024-03-06,58.50\n林志豪,2024-03-06,20.00\n",
    sought: "歐陽娜娜", other: "陳美玲", initials: "oynn",
  },
};

/** Words in Latin letters; neither codes of currencies nor names of files are any. */
const latin = (text) => text.replace(/\S+\.(csv|json)/g, " ").match(/[A-Za-z]*[a-z][A-Za-z’]+/g)?.map((word) => word.toLowerCase()) ?? [];
const wordsOf = (language) => new Set(Object.values(locale(language)).flatMap((area) => Object.values(area))
  .flatMap((text) => latin(text.replace(/\{\{.*?\}\}/g, " "))));

/** Fails for each word that the English texts have and those of `language` have not, seen or read aloud. */
async function chinese(page, language, where) {
  const own = wordsOf(language);
  const english = new Set([...wordsOf("en")].filter((word) => !own.has(word)));
  assert.ok(english.size > 500, "the English texts are there to look for");
  const said = await page.evaluate(() => {
    // Before a shop is open the window bears the app's two names.
    const all = [document.title].filter((title) => title !== "Regulars 熟客");
    // What a select or a datalist offers of the browser's own names is none of the app's texts.
    for (const one of document.body.querySelectorAll("*:not(option, datalist, script)")) {
      if (!one.checkVisibility({ visibilityProperty: true })) continue;
      for (const name of ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder", "alt"]) {
        if (one.hasAttribute(name)) all.push(one.getAttribute(name));
      }
      for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE) all.push(node.textContent);
    }
    return all.map((text) => text.trim()).filter(Boolean);
  });
  assert.ok(said.some((text) => /\p{Script=Han}/u.test(text)), `${where} says something`);
  assert.deepEqual(said.filter((text) => latin(text).some((word) => english.has(word))), [], `English on ${where}`);
}

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const dialog = (page) => page.getByRole("dialog");
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();

/** Goes to another page by its link at the side, as a person does. */
const go = (page, route) => page.locator(`nav.side > a.nav[href$="/${route}/"]`).click();

/** Waits until the page has this heading of the first level. */
const headed = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** What the data page says that a backup holds. */
async function inside(page, say) {
  const line = page.getByText(say("data.backup_inside")).first();
  await line.waitFor();
  return (await line.innerText()).trim();
}

/** Waits until the columns of the board hold so many deals each, the first columns first. */
const deals = (page, counts) => page.waitForFunction((counts) => {
  const found = [...document.querySelectorAll(".board .col")].map((column) => column.querySelectorAll(".card-link").length);
  return counts.every((count, at) => found[at] === count);
}, counts);

for (const [language, who] of Object.entries(people)) {
  test(`a shop's first day, from first run to the same shop in another browser (${language})`, async () => {
    const say = speaker(language);
    let backup;
    let held;
    await withApp({ ...who.browser }, async ({ page, open }) => {
      // First run speaks the browser's language without being asked.
      await open();
      await headed(page, say("start.heading"));
      assert.equal(await page.getAttribute("html", "lang"), language);
      await chinese(page, language, "first run");
      await page.getByLabel(say("start.shop_name")).fill(who.shop);
      await press(page, say("start.open_shop"));
      await ready(page);
      await page.getByRole("heading", { name: say("today.nothing_title"), exact: true }).waitFor();
      await chinese(page, language, "Today");

      // Two files at once: the people, and what they bought.
      await go(page, "data");
      await headed(page, say("data.heading"));
      await page.getByLabel(say("data.choose")).setInputFiles([csv("1.csv", who.customers), csv("2.csv", who.sales)]);
      await card(page, "1.csv").getByRole("button", { name: say("data.import_customers", { shown: 4 }), exact: true }).waitFor();
      await card(page, "2.csv").getByRole("button", { name: say("data.import_sales", { shown: 3 }), exact: true }).waitFor();
      await chinese(page, language, "what would come in");
      await press(page, say("data.import_all", { count: 2 }));
      for (const name of ["1.csv", "2.csv"]) await card(page, name).getByText(say("data.done"), { exact: true }).waitFor();
      await chinese(page, language, "what came in");

      // Found by the initials of how the name sounds.
      await page.keyboard.press("g");
      await page.keyboard.press("c");
      await headed(page, say("customers.heading"));
      const grid = page.getByRole("grid");
      await grid.getByText(who.other, { exact: true }).waitFor();
      await chinese(page, language, "the customers");
      await page.getByRole("searchbox", { name: say("customers.search") }).fill(who.initials);
      await grid.getByText(who.other, { exact: true }).waitFor({ state: "hidden" });
      assert.deepEqual(await grid.locator(".row-line:visible .who .clip").allInnerTexts(), [who.sought]);
      await grid.locator(".row-line:visible").getByText(who.sought, { exact: true }).click();
      await page.getByRole("complementary", { name: who.sought }).waitFor();
      await chinese(page, language, "a customer");

      // A deal goes one stage on, by keyboard alone, and stays there.
      await go(page, "pipeline");
      await page.getByRole("heading", { name: say("pipeline.empty_title"), exact: true }).waitFor();
      await chinese(page, language, "the empty board");
      await page.getByRole("button", { name: say("common.new_deal"), exact: true }).first().click();
      await dialog(page).getByLabel(say("common.title"), { exact: true }).fill(who.deal);
      await dialog(page).getByLabel(new RegExp(`^${say("pipeline.value")}`)).fill("1200");
      await chinese(page, language, "a new deal");
      await press(dialog(page), say("common.create"));
      await dialog(page).waitFor({ state: "hidden" });
      await deals(page, [1, 0]);
      await page.locator(".board .card").getByRole("link", { name: who.deal, exact: true }).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
      await deals(page, [0, 1]);
      await page.waitForFunction((title) => document.activeElement?.textContent === title, who.deal);
      await page.keyboard.press("Space");
      await chinese(page, language, "the board");
      await page.reload();
      await booted(page);
      await deals(page, [0, 1]);

      // A sale to somebody who has bought before, found by initials too.
      await go(page, "sales");
      await headed(page, say("sales.heading"));
      await page.keyboard.press("s");
      await dialog(page).getByRole("combobox", { name: say("common.customer") }).fill(who.initials);
      await dialog(page).getByRole("option", { name: who.sought }).click();
      await dialog(page).getByRole("textbox", { name: say("common.amount") }).fill("1,234.50");
      await chinese(page, language, "a new sale");
      await page.keyboard.press("Control+Enter");
      await dialog(page).waitFor({ state: "hidden" });
      await page.getByRole("list", { name: say("common.sales"), exact: true }).getByRole("link").filter({ hasText: "1,234.50" }).waitFor();
      await chinese(page, language, "the sales");

      // Three have bought, one of them twice; four visits brought what stands in the file and in the sale.
      await go(page, "loyalty");
      await headed(page, say("loyalty.heading"));
      const rate = page.locator('#overview [data-figure="repeat_rate"]');
      await rate.waitFor();
      const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
      assert.equal(await rate.innerText(), percent.format(1 / 3));
      await page.getByText(say("loyalty.repeat_rate_sub", { repeat: 1, all: 3 }), { exact: true }).waitFor();
      const average = Number(await page.locator('[data-figure="average_occasion_value"]').getAttribute("data-value"));
      assert.ok(Math.abs(average - (12800 + 5850 + 2000 + 123450) / 4) < 0.5, `${average} a visit`);
      await chinese(page, language, "the loyalty reports");
      await rate.click();
      await dialog(page).getByRole("heading", { name: say("loyalty.f_repeat_rate"), exact: true }).waitFor();
      await chinese(page, language, "a figure explained");
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });

      await go(page, "data");
      held = await inside(page, say);
      backup = await downloadFrom(page, () => press(page, say("data.backup_now")));
    });

    await withApp({ ...who.browser }, async ({ page, open }) => {
      await open();
      await page.getByLabel(say("start.restore")).setInputFiles({ name: backup.name, mimeType: "application/json", buffer: backup.bytes });
      await ready(page);
      await page.locator(".brand", { hasText: who.shop }).waitFor();
      await chinese(page, language, "the restored shop");
      await go(page, "data");
      assert.equal(await inside(page, say), held);
      const again = await downloadFrom(page, () => press(page, say("data.backup_now")));
      const { counts } = JSON.parse(again.bytes.toString("utf8"));
      assert.deepEqual(counts, JSON.parse(backup.bytes.toString("utf8")).counts);
      assert.deepEqual([counts.customers, counts.sales, counts.deals], [4, 4, 1]);
      await go(page, "customers");
      await page.getByRole("grid").getByText(who.sought, { exact: true }).waitFor();
      await go(page, "pipeline");
      await deals(page, [0, 1]);
      await go(page, "loyalty");
      await page.locator('#overview [data-figure="repeat_rate"]').waitFor();
      assert.equal(Number(await page.locator('#overview [data-figure="repeat_rate"]').getAttribute("data-value")), 1 / 3);
    });
  });
}
