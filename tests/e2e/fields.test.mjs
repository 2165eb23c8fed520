// Own fields of customers, deals and products: made, filled in, seen as columns, filtered, edited many at
// once; and what a list of customers looks like: groups, sums, cards, calendar, kept with a view.
// English and simplified Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample, openShop, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    section: "Fields", addField: "Add a field", holds: "What it holds", choice: "One choice", number: "Number", option: "Choice", addOption: "Add a choice", save: "Save",
    deals: "Deals", products: "Products", table: "Table", selectAll: /^Select all/, bulkDeals: "With the selected deals", bulkProducts: "With the selected products", edit: "Edit", what: "What", value: "New value", apply: "Apply", undo: "Undo",
    del: "Delete", category: "Category", price: "Price", dealValue: "Value", any: (name) => `${name}: any`, find: "Find in the deals", newProduct: "New product", productName: "Product", priceLabel: /^Price/,
    look: "How the list looks", groupBy: "Group by", source: "Source", tag: "Tag", sums: "Sums and averages", cards: "Cards", calendar: "Calendar", onDay: "What stands on the days", created: "Created", changed: "Changed", fresh: "Save as new", viewName: "Name of the view",
    selectGroup: /^Select the group/, refused: /That is not a number/,
    filter: "Filter", condition: "Condition", from: "from", removeFilter: "Remove the filter", tags: "Tags", newDeal: "New deal", title: "Title", create: "Create", addTag: "Add tag", tagNote: "The deals get the tag; their customers keep their own.", removeTag: "Remove tag",
  },
  "zh-Hans": {
    section: "字段", addField: "添加字段", holds: "类型", choice: "单选", number: "数字", option: "选项", addOption: "添加选项", save: "保存",
    deals: "商机", products: "商品", table: "表格", selectAll: /^全选/, bulkDeals: "对所选商机", bulkProducts: "对所选商品", edit: "编辑", what: "字段", value: "新的值", apply: "应用", undo: "撤销",
    del: "删除", category: "分类", price: "单价", dealValue: "金额", any: (name) => `${name}：不限`, find: "在商机中查找", newProduct: "新建商品", productName: "商品名称", priceLabel: /^单价/,
    look: "列表样式", groupBy: "分组", source: "来源", tag: "标签", sums: "合计与平均", cards: "卡片", calendar: "日历", onDay: "日历内容", created: "创建日期", changed: "已更改", fresh: "另存", viewName: "视图名称",
    selectGroup: /^选择“/, refused: /这不是数字/,
    filter: "筛选", condition: "条件", from: "从", removeFilter: "取消筛选", tags: "标签", newDeal: "新建商机", title: "标题", create: "创建", addTag: "加标签", tagNote: "标签加在商机上；客户自己的标签不变。", removeTag: "去标签",
  },
};


/** Makes a field of the table whose button is named. */
async function field(page, open, said, table, name, kind, options = []) {
  await open("settings/");
  const section = page.getByRole("region", { name: said.section });
  await section.getByRole("button", { name: table, exact: true }).click();
  await section.getByRole("button", { name: said.addField, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input").first().fill(name);
  await dialog.getByLabel(said.holds).selectOption({ label: kind });
  for (const option of options) {
    await dialog.getByRole("button", { name: said.addOption }).click();
    await dialog.getByRole("textbox", { name: said.option, exact: true }).last().fill(option);
  }
  await dialog.getByRole("button", { name: said.save, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await section.getByText(name, { exact: true }).first().waitFor();
}

/** Builds a filter that asks for at least so much of an own field. */
async function atLeast(page, said, name, least) {
  await page.getByRole("button", { name: said.filter, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: said.filter, exact: true });
  await dialog.getByRole("combobox", { name: said.condition, exact: true }).selectOption({ label: name });
  await dialog.getByLabel(said.from, { exact: true }).fill(least);
  await dialog.getByRole("button", { name: said.apply, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.waitForURL(/[?&]f=/);
}

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`own fields of deals are columns, filters and edited many at once in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      await field(page, open, said, said.deals, "Size", said.choice, ["Small", "Large"]);
      await field(page, open, said, said.deals, "Guests", said.number);
      await open("pipeline/");
      await page.getByRole("link", { name: said.table, exact: true }).click();
      await page.waitForURL(/as=table/);
      const table = page.locator(".deals-table");
      await table.getByRole("columnheader", { name: /^Size / }).waitFor();
      const rows = () => table.locator("tbody tr").count();
      const all = await rows();
      assert.ok(all > 1, `${all} deals`);
      await accessible(page);
      await screenshot(page, `deals-table-${language}`);

      // Everything gets a number; what is none is refused in place.
      const bulk = async (label, fill) => {
        const bar = page.getByRole("toolbar", { name: said.bulkDeals });
        await bar.getByRole("button", { name: said.edit, exact: true }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(said.what, { exact: true }).selectOption({ label });
        await fill(dialog.getByLabel(said.value, { exact: true }), dialog);
        await dialog.getByRole("button", { name: said.apply, exact: true }).click();
        return dialog;
      };
      await page.getByRole("checkbox", { name: said.selectAll }).check();
      const dialog = await bulk("Guests", (value) => value.fill("many"));
      await dialog.getByText(said.refused).waitFor();
      await dialog.getByLabel(said.value, { exact: true }).fill("12");
      await dialog.getByRole("button", { name: said.apply, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.waitForFunction((n) => [...document.querySelectorAll(".deals-table tbody tr")].filter((row) => row.lastElementChild.textContent.trim() === "12").length === n, all);

      // One of them gets a choice, found by the filter, which stands in the address.
      await page.getByRole("checkbox", { name: said.selectAll }).uncheck();
      await table.locator("tbody input").first().check();
      await bulk("Size", (value) => value.selectOption({ label: "Large" }));
      await table.getByText("Large", { exact: true }).waitFor();
      await page.getByRole("combobox", { name: "Size", exact: true }).selectOption({ label: "Large" });
      await page.waitForURL(/own-/);
      await page.waitForFunction(() => document.querySelectorAll(".deals-table tbody tr").length === 1);
      await page.reload();
      await booted(page);
      await page.waitForFunction(() => document.querySelectorAll(".deals-table tbody tr").length === 1);
      await page.getByRole("combobox", { name: "Size", exact: true }).selectOption({ label: said.any("Size") });
      await page.waitForFunction((n) => document.querySelectorAll(".deals-table tbody tr").length === n, all);

      // The builder of filters asks the number of that one; the question stands in the address as well.
      await table.locator("tbody input").first().check();
      await (await bulk("Guests", (value) => value.fill("20"))).waitFor({ state: "hidden" });
      await atLeast(page, said, "Guests", "15");
      await page.waitForFunction(() => document.querySelectorAll(".deals-table tbody tr").length === 1);
      await table.getByText("20", { exact: true }).waitFor();
      await page.locator(".chip.built", { hasText: "Guests" }).waitFor();
      await page.reload();
      await booted(page);
      await page.waitForFunction(() => document.querySelectorAll(".deals-table tbody tr").length === 1);
      await accessible(page);
      await page.getByRole("button", { name: said.removeFilter, exact: true }).click();
      await page.waitForFunction((n) => document.querySelectorAll(".deals-table tbody tr").length === n, all);

      // Sorted by value, the great ones first; the order stands in the address.
      await table.getByRole("button", { name: said.dealValue, exact: true }).click();
      await page.waitForURL(/sort=-value/);
      await table.locator("th[aria-sort=descending]").waitFor();

      // All deleted, and back with one undo.
      await page.getByRole("checkbox", { name: said.selectAll }).check();
      await page.getByRole("toolbar", { name: said.bulkDeals }).getByRole("button", { name: said.del, exact: true }).click();
      await table.waitFor({ state: "detached" });
      await undo(page, said.undo);
      await page.waitForFunction((n) => document.querySelectorAll(".deals-table tbody tr").length === n, all);
    });
  });

  test(`products have own columns and are edited many at once in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await field(page, open, said, said.products, "Origin", said.choice, ["Fujian", "Taiwan"]);
      await field(page, open, said, said.products, "Weight", said.number);
      await open("products/");
      for (const [name, price] of [["Oolong", "10"], ["Cup", "4"]]) {
        await page.getByRole("button", { name: said.newProduct }).first().click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(said.productName, { exact: true }).fill(name);
        await dialog.getByLabel(said.priceLabel).fill(price);
        await dialog.getByRole("button", { name: said.save, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
      }
      const list = page.locator(".product-list");
      await list.getByRole("columnheader", { name: "Origin" }).waitFor();
      await accessible(page);
      const lines = list.locator(".row-of");
      for (const at of [0, 1]) await lines.nth(at).getByRole("checkbox").check();
      const bulk = async (label, fill) => {
        await page.getByRole("toolbar", { name: said.bulkProducts }).getByRole("button", { name: said.edit, exact: true }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(said.what, { exact: true }).selectOption({ label });
        await fill(dialog.getByLabel(said.value, { exact: true }));
        await dialog.getByRole("button", { name: said.apply, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
      };
      await bulk(said.category, (value) => value.fill("Tea"));
      await page.waitForFunction(() => [...document.querySelectorAll(".row-of")].every((row) => row.textContent.includes("Tea")));
      await bulk(said.price, (value) => value.fill("７,５０"));
      await page.waitForFunction(() => [...document.querySelectorAll(".row-of")].every((row) => row.textContent.includes("7.50")));
      await bulk("Origin", (value) => value.selectOption({ label: "Taiwan" }));
      await page.waitForFunction(() => [...document.querySelectorAll(".row-of")].every((row) => row.textContent.includes("Taiwan")));
      await undo(page, said.undo);
      await page.waitForFunction(() => [...document.querySelectorAll(".row-of")].every((row) => !row.textContent.includes("Taiwan")));
      await screenshot(page, `products-own-${language}`);

      // One of them gets a weight and is found by it.
      await lines.nth(1).getByRole("checkbox").uncheck();
      await bulk("Weight", (value) => value.fill("250"));
      await atLeast(page, said, "Weight", "200");
      await page.waitForFunction(() => document.querySelectorAll(".row-of").length === 1);
      await page.reload();
      await booted(page);
      await page.waitForFunction(() => document.querySelectorAll(".row-of").length === 1);
      await page.getByRole("button", { name: said.removeFilter, exact: true }).click();
      await page.waitForFunction(() => document.querySelectorAll(".row-of").length === 2);
    });
  });

  test(`deals have tags of their own, on the card, in the list and on their page, in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("pipeline/");
      const add = async (title, tag) => {
        await page.getByRole("button", { name: said.newDeal, exact: true }).first().click();
        const dialog = page.getByRole("dialog", { name: said.newDeal, exact: true });
        await dialog.getByLabel(said.title, { exact: true }).fill(title);
        if (tag) {
          await dialog.getByLabel(said.tags, { exact: true }).fill(tag);
          await page.keyboard.press("Enter");
          await dialog.locator(".tag", { hasText: tag }).waitFor();
        }
        await dialog.getByRole("button", { name: said.create, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
      };
      const cards = page.locator(".board .card");
      const count = (selector, n) => page.waitForFunction(([selector, n]) => document.querySelectorAll(selector).length === n, [selector, n]);
      await add("Wedding tea", "urgent");
      await add("Party cups");
      await cards.filter({ hasText: "Wedding tea" }).locator(".tag", { hasText: "urgent" }).waitFor();
      await accessible(page);

      // The board is narrowed to a tag, in the address; the list keeps it.
      await page.getByRole("combobox", { name: said.tag, exact: true }).selectOption("urgent");
      await page.waitForURL(/tag=urgent/);
      await count(".board .card", 1);
      await page.reload();
      await booted(page);
      await count(".board .card", 1);
      await page.getByRole("link", { name: said.table, exact: true }).click();
      await page.waitForURL(/as=table.*tag=urgent/);
      const table = page.locator(".deals-table");
      await table.getByRole("columnheader", { name: new RegExp(`^${said.tags} `) }).waitFor();
      await count(".deals-table tbody tr", 1);
      await page.getByRole("combobox", { name: said.tag, exact: true }).selectOption("");
      await count(".deals-table tbody tr", 2);

      // Many at once: the dialog says whom it tags; one undo takes all of them back.
      const tagged = (tag, n) => page.waitForFunction(([tag, n]) => [...document.querySelectorAll(".deals-table tbody tr")].filter((row) => [...row.querySelectorAll(".tag")].some((one) => one.textContent === tag)).length === n, [tag, n]);
      const bar = page.getByRole("toolbar", { name: said.bulkDeals });
      await page.getByRole("checkbox", { name: said.selectAll }).check();
      await bar.getByRole("button", { name: said.addTag, exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(said.tagNote, { exact: true }).waitFor();
      await dialog.getByLabel(said.tag, { exact: true }).fill("big");
      await dialog.getByRole("button", { name: said.addTag, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await tagged("big", 2);
      await bar.getByRole("button", { name: said.removeTag, exact: true }).click();
      await dialog.getByRole("button", { name: "urgent", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await tagged("urgent", 0);
      await undo(page, said.undo);
      await tagged("urgent", 1);
      await accessible(page);
      await screenshot(page, `deals-tags-${language}`);

      // Edited in place on the deal's page.
      await table.getByRole("link", { name: "Party cups", exact: true }).click();
      const facts = page.locator(".facts");
      await facts.getByLabel(said.tags, { exact: true }).fill("fragile");
      await page.keyboard.press("Enter");
      await facts.locator(".tag", { hasText: "fragile" }).waitFor();
      await page.getByRole("button", { name: said.undo, exact: true }).last().waitFor();
      await page.reload();
      await booted(page);
      await facts.locator(".tag", { hasText: "fragile" }).waitFor();
      await facts.locator(".tag", { hasText: "big" }).waitFor();
    });
  });

  test(`cards stand side by side on a wide screen and open their customer in ${language}`, async () => {
    await withApp({ language, viewport: { width: 1400, height: 900 } }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      await open("customers/?look=cards");
      // Both looked at in one go: the list is still taking its place.
      await page.waitForFunction(() => {
        const [one, two] = [...document.querySelectorAll(".card-grid .card-row:first-child .card-one")].map((card) => card.getBoundingClientRect());
        return two && two.left >= one.right && Math.abs(two.top - one.top) < 1;
      });
      await accessible(page);
      await screenshot(page, `customers-cards-${language}`);
      // By keyboard across, then opened; the panel takes room, and the cards close up.
      await page.getByRole("grid").focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      const name = await page.locator(".card-one.active .who .clip").innerText();
      await page.keyboard.press("Enter");
      await page.getByRole("complementary", { name }).waitFor();
    });
  });

  test(`customers in groups with sums, as cards and as a calendar; a view keeps it in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      await open("customers/");
      const grid = page.getByRole("grid");
      await grid.waitFor();
      const everybody = Number(await grid.getAttribute("aria-rowcount"));
      const look = page.locator(".look-menu");
      await look.locator("summary").click();
      await look.getByLabel(said.groupBy).selectOption({ label: said.source });
      await page.waitForURL(/look=group/);
      const heads = page.locator(".group-head");
      await heads.first().waitFor();
      const sources = await heads.count();
      const rows = () => grid.getAttribute("aria-rowcount").then(Number);
      assert.ok(await rows() > everybody, "heads stand between the customers");
      await look.getByLabel(said.sums).check();
      await page.waitForURL(/sums/);
      const sums = page.getByRole("region", { name: said.sums });
      await sums.locator(".sum").first().waitFor();
      await look.locator("summary").click();
      await accessible(page);
      await screenshot(page, `customers-grouped-${language}`);

      // A group folds, and is selected as a whole.
      const before = await rows();
      const first = heads.first();
      const count = Number(await first.locator(".group-fold .num").innerText());
      await first.getByRole("button", { expanded: true }).click();
      await first.getByRole("button", { expanded: false }).waitFor();
      assert.equal(await rows(), before - count);
      await first.getByRole("button", { name: said.selectGroup }).click();
      await page.locator(".bulk b", { hasText: new RegExp(`(^|\\D)${count}(\\D|$)`) }).waitFor();

      // A view keeps it, and its address brings it back.
      await page.getByRole("group", { name: said.changed }).getByRole("button", { name: said.fresh }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(said.viewName).fill("By source");
      await dialog.getByRole("button", { name: said.save, exact: true }).click();
      await page.waitForURL(/view=[0-9a-f-]{36}$/);
      await page.reload();
      await booted(page);
      await heads.first().waitFor();
      await sums.waitFor();
      assert.ok(sources > 0);

      // Cards, without a change of the window: side by side below the head of their group.
      await look.locator("summary").click();
      await look.getByRole("button", { name: said.cards, exact: true }).click();
      await page.waitForURL(/look=cards/);
      await page.locator(".customers-list.grouped.card-grid").waitFor();
      await page.waitForFunction(() => {
        const place = (one) => one.getBoundingClientRect();
        const rows = [...document.querySelectorAll(".grouped .card-row")].map((row) => [...row.querySelectorAll(".card-one")].map(place));
        const heads = [...document.querySelectorAll(".grouped .group-head")].map(place);
        return rows.some(([one, two]) => two && two.left >= one.right && Math.abs(two.top - one.top) < 1
          && heads.some((head) => one.top >= head.bottom && one.top - head.bottom < 12));
      });
      // The keyboard goes down a column, whatever stands between.
      await grid.focus();
      await page.keyboard.press("Home");
      const on = () => page.locator(".card-one.active").evaluate((card) => [card.id, Math.round(card.getBoundingClientRect().left)]);
      const [top, column] = await on();
      await page.keyboard.press("ArrowDown");
      await page.locator(`.card-one.active:not([id="${top}"])`).waitFor();
      const [below, same] = await on();
      assert.equal(same, column);
      assert.equal(await grid.getAttribute("aria-activedescendant"), below);
      await accessible(page);
      await screenshot(page, `customers-grouped-cards-${language}`);

      // The calendar by when they were written down: the sample shop made them all.
      await look.getByRole("button", { name: said.calendar, exact: true }).click();
      await page.waitForURL(/look=calendar/);
      const month = page.locator(".people-month");
      await month.waitFor();
      await look.locator("summary").click();
      await accessible(page);
      await screenshot(page, `customers-calendar-${language}`);
      await page.getByRole("combobox", { name: said.onDay }).selectOption({ label: said.created });
      await page.waitForURL(/created/);
      await month.waitFor();
    });
  });
}
