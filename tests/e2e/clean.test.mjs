// Clean up: two records of one person are found, compared, merged and taken apart again; a person who is
// erased is gone from every page, from the database and from a new backup.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    fresh: "New customer", name: "Name", phone: "Phone", create: "Create", amount: "Amount",
    one: "Wei Zhang", two: "Zhang Wei", compare: /^Compare/, merge: "Merge", keep: "Keep", none: "No duplicates found",
    apart: "Take apart", privacy: "Privacy", erase: "Erase this person…", sure: "Erase for good", backup: "Download a backup",
    notSame: /are not the same$/, certain: /certain one/, undo: "Undo", refused: "refused", read: "All data, to read",
    wrong: "Merge into one", lacks: /^no birthday/, gaps: "Missing data", kept: /^Merged from/,
  },
  "zh-Hans": {
    fresh: "新建客户", name: "姓名", phone: "电话", create: "创建", amount: "金额",
    one: "张伟", two: "張偉", compare: /^对比/, merge: "合并", keep: "保留", none: "没有发现重复记录",
    apart: "拆开", privacy: "隐私", erase: "彻底清除此人……", sure: "彻底清除", backup: "下载备份",
    notSame: /不是同一人$/, certain: /组确定的$/, undo: "撤销", refused: "拒绝", read: "全部资料（可阅读）",
    wrong: "合并成一位", lacks: /^没有生日/, gaps: "缺少的资料", kept: /^由以下记录合并/,
  },
};

/** Writes a customer down and gives its identity. */
async function create(page, open, say, name, phone) {
  await open("customers/?new=1");
  const dialog = page.getByRole("dialog", { name: say.fresh });
  await dialog.getByLabel(say.name, { exact: true }).fill(name);
  await dialog.getByLabel(say.phone).fill(phone);
  await dialog.getByRole("button", { name: say.create, exact: true }).click();
  await page.getByRole("complementary", { name, exact: true }).waitFor();
  await page.waitForURL(/id=/);
  return new URL(page.url()).searchParams.get("id");
}

async function sell(page, open, say, customer, amount) {
  await open(`sales/?new=1&customer=${customer}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: say.amount }).fill(amount);
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "hidden" });
}

/** Everything in the database as one text. */
const everyByte = (page) => page.evaluate(async () => {
  const db = await new Promise((done, fail) => {
    const request = indexedDB.open("regulars");
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  let text = "";
  for (const store of db.objectStoreNames) {
    const all = await new Promise((done, fail) => {
      const request = db.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    for (const value of all) {
      text += value instanceof Uint8Array || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : JSON.stringify(value);
    }
  }
  db.close();
  return text + JSON.stringify(localStorage);
});

for (const [language, say] of Object.entries(words)) {
  test(`duplicates are found, merged, taken apart, and a person is erased (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      const one = await create(page, open, say, say.one, "138 0013 8000");
      await sell(page, open, say, one, "100");
      const two = await create(page, open, say, say.two, "+86 13800138000");
      await sell(page, open, say, two, "23");

      // Found, with reasons; the comparison names both.
      await open("duplicates/");
      const group = page.locator(".clean-group");
      await group.waitFor();
      await amount(group, 1);
      await group.getByRole("button", { name: say.compare }).click();
      const table = group.getByRole("table");
      await table.getByText(say.two).first().waitFor();
      await accessible(page);
      await screenshot(page, `clean-${language}`);
      await table.getByRole("radio").first().check();
      await group.getByRole("button", { name: say.merge, exact: true }).click();
      await group.waitFor({ state: "hidden" });
      await page.getByText(say.none).waitFor();

      // One page has the sales of both.
      await open(`customer/?id=${one}`);
      const merged = page.getByText(say.kept);
      // With its words, for a page on its way is an empty one too.
      await merged.or(page.locator(".empty h1")).first().waitFor();
      if (!(await merged.count())) await open(`customer/?id=${two}`);
      await merged.waitFor();
      await page.locator(".record .kv b").first().filter({ hasText: /123/ }).waitFor();

      // Apart again, as they were.
      await page.getByRole("button", { name: say.apart }).click();
      await page.getByText(say.kept).waitFor({ state: "hidden" });
      for (const [id, sum] of [[one, /100/], [two, /23/]]) {
        await open(`customer/?id=${id}`);
        await page.locator(".record .kv b").first().filter({ hasText: sum }).waitFor();
      }

      // Not the same: remembered after a reload.
      await open("duplicates/");
      await group.waitFor();
      await group.getByRole("button", { name: say.notSame }).click();
      await page.getByText(say.none).waitFor();
      await page.reload();
      await booted(page);
      await page.getByText(say.none).waitFor();

      // What is missing leads to the list of those customers.
      await page.getByRole("button", { name: say.gaps }).click();
      await page.getByRole("link", { name: say.lacks }).click();
      await page.waitForURL(/filter=lacks/);
      await page.getByRole("grid").getByRole("row", { name: say.one }).first().waitFor();

      // Consent is kept; the file has everything.
      await open(`customer/?id=${two}`);
      await page.locator(".privacy summary").click();
      await page.locator(".consent select").first().selectOption({ label: say.refused });
      await page.locator(".consent input[type=date]").first().waitFor();
      const file = await downloadFrom(page, () => page.getByRole("button", { name: say.read }).click());
      assert.match(file.name, /\.html$/);
      const told = file.bytes.toString("utf8");
      assert.ok(told.includes("+86 13800138000") && told.includes(say.two), "the file says what is known");
      // What was said stands in words, in the file as on the timeline.
      const said = `${say.phone}: ${say.refused} (`;
      assert.ok(told.includes(said), "the file says it in words");
      await page.locator("#main ins").filter({ hasText: said }).first().waitFor();
      await accessible(page);
      await screenshot(page, `privacy-${language}`, { fullPage: true });

      // Erased: gone from the pages, the database, a reload and a new backup. The namesake stays.
      await page.getByRole("button", { name: say.erase }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: say.sure }).click();
      await page.waitForURL(/customers/);
      await page.reload();
      await booted(page);
      // By the whole name: "Zhang Wei" also stands in "Wei Zhang Wei Zhang", the text of a row.
      const row = (name) => page.getByRole("grid").getByText(name, { exact: true });
      await row(say.one).waitFor();
      await amount(row(say.two), 0);
      const bytes = await everyByte(page);
      assert.ok(bytes.includes("138 0013 8000") && bytes.includes(say.one), "the other one is there");
      assert.ok(!bytes.includes("+86 13800138000") && !bytes.includes(say.two), "no byte is left in the database");
      await open("data/");
      const backup = await downloadFrom(page, () => page.getByRole("button", { name: say.backup }).click());
      const text = backup.bytes.toString("utf8");
      assert.ok(text.includes(say.one) && !text.includes(say.two) && !text.includes("+86 138"));
      assert.equal(JSON.parse(text).tables.sales.length, 2, "the books stay");
    });
  });

  test(`two that only people know to be one are chosen in the list, merged and taken apart in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      const one = await create(page, open, say, "Fanny Wong", "138 0013 8000");
      await create(page, open, say, "王芳", "139 0013 9000");
      await create(page, open, say, "Somebody Else", "");
      await open("customers/");
      const row = (name) => page.getByRole("grid").getByRole("row", { name });
      await row("Fanny Wong").getByRole("checkbox").click();
      const bar = page.getByRole("toolbar");
      await bar.waitFor();
      const merge = bar.getByRole("button", { name: say.merge, exact: true });
      await amount(merge, 0, "one alone is one already");
      await row("王芳").getByRole("checkbox").click();
      await merge.click();
      const dialog = page.getByRole("dialog", { name: say.wrong });
      await dialog.getByRole("radio", { name: "Fanny Wong" }).first().check();
      await accessible(page);
      await screenshot(page, `clean-chosen-${language}`);
      await dialog.getByRole("button", { name: say.merge, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await row("王芳").waitFor({ state: "detached" });
      await row("Somebody Else").waitFor();
      await open(`customer/?id=${one}`);
      for (const tail of ["8000", "9000"]) await page.getByRole("link", { name: new RegExp(`${tail}$`) }).first().waitFor();
      await page.getByRole("button", { name: say.apart }).click();
      await page.getByText(say.kept).waitFor({ state: "hidden" });
      await open("customers/");
      await row("王芳").waitFor();
    });
  });
}

test("all certain duplicates are merged at once, and one undo brings them back", async () => {
  const say = words.en;
  await withApp({ language: "en", viewport: { width: 390, height: 844 } }, async ({ page, open }) => {
    await open();
    await openShop(page);
    for (const n of [1, 2]) {
      for (const phone of [`1380013800${n}`, `+86 138 0013 800${n}`]) await create(page, open, say, `Guest ${"AB"[n - 1]}`, phone);
    }
    await open("duplicates/");
    const group = page.locator(".clean-group");
    await group.nth(1).waitFor();
    await screenshot(page, "clean-phone");
    await page.getByRole("button", { name: say.certain }).click();
    await page.getByText(say.none).waitFor();
    await page.getByRole("button", { name: say.undo }).last().click();
    await group.nth(1).waitFor();
  });
});
