// Saved views, own fields and work on many customers at once: a view is saved, changed and put back, its
// columns are moved by keyboard, and all that match get a tag with one undo.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openSample, ready, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    all: "All customers", save: "Save", fresh: "Save as new", name: "Name of the view", changed: "Changed", reset: "Reset",
    back: /^Came back/, spent: "Spent", columns: "Columns", left: "Move Spent left", remove: "Delete the view", undo: "Undo", removed: /^Deleted/,
    rename: "Rename the view", newView: "Save as new view",
  },
  "zh-Hans": {
    all: "全部客户", save: "保存", fresh: "另存", name: "视图名称", changed: "已更改", reset: "重置",
    back: /^回头客/, spent: "累计消费", columns: "显示的列", left: "左移“累计消费”", remove: "删除视图", undo: "撤销", removed: /^删除/,
    rename: "重命名视图", newView: "另存为新视图",
  },
};

const heads = (page) =>
  page.getByRole("columnheader").evaluateAll((all) => all.map((head) => head.textContent.trim()).filter(Boolean));

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`a view is saved, changed, put back and opened by its address in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      await open("customers/");
      const grid = page.getByRole("grid");
      await grid.waitFor();
      const everybody = await grid.getAttribute("aria-rowcount");

      // Whoever only looks for somebody has no view to keep: nothing comes between the search and the list.
      const find = page.getByRole("searchbox").first();
      const { height } = await page.locator(".vlist").boundingBox();
      await find.fill("li");
      await page.waitForURL(/q=li/);
      await amount(page.getByRole("group", { name: said.changed }), 0, "words are no change");
      assert.equal((await page.locator(".vlist").boundingBox()).height, height, "the list stays where it is");
      await find.fill("");
      await page.waitForURL(/customers\/$/);

      // A filter and an order become a view.
      await page.getByRole("button", { name: said.back }).click();
      await page.waitForURL(/filter=/);
      await grid.getByRole("button", { name: said.spent }).click();
      await page.waitForURL(/sort=/);
      const chip = page.getByRole("group", { name: said.changed });
      await chip.getByRole("button", { name: said.fresh }).click();
      await page.getByLabel(said.name).fill("Gold =1+1");
      await page.getByRole("dialog").getByRole("button", { name: said.save, exact: true }).click();
      await page.waitForURL(/view=[0-9a-f-]{36}$/);
      await chip.waitFor({ state: "hidden" });
      const menu = page.locator(".views-menu");
      await menu.filter({ hasText: "Gold =1+1" }).waitFor();
      const rows = await grid.getAttribute("aria-rowcount");
      assert.ok(Number(rows) < Number(everybody), "the view filters");
      const address = page.url();

      // A filter that was taken away stays away until Reset.
      await page.locator(".chips .chip").first().click();
      await page.waitForURL(/filter=all/);
      await page.waitForFunction((n) => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === n, everybody);
      await page.reload();
      await booted(page);
      await chip.waitFor();
      assert.equal(await grid.getAttribute("aria-rowcount"), everybody, "a reload keeps the change");
      await chip.getByRole("button", { name: said.reset }).click();
      await chip.waitFor({ state: "hidden" });
      assert.equal(await grid.getAttribute("aria-rowcount"), rows);

      // A column moves by keyboard and by menu; that too is a change, and Save keeps it.
      const before = await heads(page);
      const place = before.indexOf(said.spent);
      await grid.getByRole("button", { name: said.spent }).focus();
      await page.keyboard.press("Control+ArrowLeft");
      await page.waitForFunction(
        ([name, at]) => [...document.querySelectorAll("[role=columnheader]")].findIndex((head) => head.textContent.trim() === name) === at,
        [said.spent, place - 1],
      );
      await page.locator(".columns-menu > summary").click();
      await page.getByRole("button", { name: said.left }).click();
      await page.keyboard.press("Escape");
      await page.locator(".columns-menu > summary").click();
      await chip.getByRole("button", { name: said.save, exact: true }).click();
      await chip.waitFor({ state: "hidden" });
      assert.equal((await heads(page)).indexOf(said.spent), place - 2);
      await page.reload();
      await booted(page);
      await grid.waitFor();
      assert.equal((await heads(page)).indexOf(said.spent), place - 2, "the view keeps its columns");

      // A column is dragged to the end of another.
      const spent = page.locator(".th", { hasText: said.spent }).locator(".th-sort");
      const name = page.locator(".th").first();
      const from = await spent.boundingBox();
      const to = await name.boundingBox();
      await page.mouse.move(from.x + 20, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(to.x + to.width - 20, to.y + 10, { steps: 6 });
      await page.mouse.up();
      await page.waitForFunction(
        (name) => [...document.querySelectorAll("[role=columnheader]")][1]?.textContent.trim() === name, said.spent);
      await chip.getByRole("button", { name: said.reset }).click();
      await chip.waitFor({ state: "hidden" });
      await accessible(page);
      await screenshot(page, `views-${language}`);

      // From the palette; by its address; renamed; deleted and taken back.
      await open("");
      await ready(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("Gold");
      await page.getByRole("option", { name: /Gold =1\+1/ }).first().click();
      await page.waitForURL(address);
      await menu.click();
      await page.getByRole("menuitem", { name: said.rename }).click();
      await page.getByLabel(said.name).fill("Silver");
      await page.getByRole("dialog").getByRole("button", { name: said.save, exact: true }).click();
      await menu.filter({ hasText: "Silver" }).waitFor();
      await menu.click();
      await page.getByRole("menuitem", { name: said.remove }).click();
      await menu.filter({ hasText: said.all }).waitFor();
      await undo(page, said.undo, said.removed);
      await menu.click();
      await page.getByRole("menuitem", { name: "Silver" }).click();
      await page.waitForURL(address);
    });
  });
}

const own = {
  en: {
    addField: "Add a field", name: "Name", holds: "What it holds", choice: "One choice", option: "Choice", addOption: "Add a choice",
    save: "Save", number: "Number", columns: "Columns", filter: "Filter", condition: "Condition", apply: "Apply", undo: "Undo",
    refused: /That is not a number/, edit: "Edit", what: "What", value: "New value", tag: "Add tag", tagName: "Tag",
  },
  "zh-Hans": {
    addField: "添加字段", name: "姓名", holds: "类型", choice: "单选", option: "选项", addOption: "添加选项",
    save: "保存", number: "数字", columns: "显示的列", filter: "筛选", condition: "条件", apply: "应用", undo: "撤销",
    refused: /这不是数字/, edit: "编辑", what: "字段", value: "新的值", tag: "加标签", tagName: "标签",
  },
};

for (const [language, said] of Object.entries(own)) {
  const test = inTurn(language, Object.keys(own));
  test(`own fields are made, filled in, listed and filtered in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      await open("settings/");
      const dialog = page.getByRole("dialog");
      const addField = async (name, kind, options = []) => {
        await page.getByRole("button", { name: said.addField }).click();
        await dialog.locator("input").first().fill(name);
        await dialog.getByLabel(said.holds).selectOption({ label: kind });
        for (const option of options) {
          await dialog.getByRole("button", { name: said.addOption }).click();
          await dialog.getByRole("textbox", { name: said.option, exact: true }).last().fill(option);
        }
        await dialog.getByRole("button", { name: said.save, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
        await page.getByText(name, { exact: true }).first().waitFor();
      };
      await addField("Shoes", said.number);
      await addField("茶", said.choice, ["Oolong", "=1+1"]);
      await accessible(page, { include: [["main"]] });

      // Filled in on the record; what is no number is refused with the reason, stays to be mended, and
      // changes nothing.
      await open("customers/");
      const grid = page.getByRole("grid");
      await grid.locator(".row-line").first().click();
      const panel = page.locator(".panel.record");
      await panel.getByRole("button", { name: /^Shoes:/ }).click();
      await panel.getByRole("textbox", { name: "Shoes" }).fill("1test");
      await page.keyboard.press("Enter");
      await page.getByText(said.refused).first().waitFor();
      assert.equal(await panel.getByRole("textbox", { name: "Shoes" }).inputValue(), "1test");
      await panel.getByRole("textbox", { name: "Shoes" }).fill("４２.５");
      await page.keyboard.press("Enter");
      await panel.getByRole("button", { name: "Shoes: 42.5" }).waitFor();
      await panel.getByLabel("茶").selectOption("=1+1");
      // Writes keep their order: once this one shows, the choice is on disk.
      await panel.getByRole("button", { name: "Shoes: 42.5" }).click();
      await panel.getByRole("textbox", { name: "Shoes" }).fill("43");
      await page.keyboard.press("Enter");
      await panel.getByRole("button", { name: "Shoes: 43" }).waitFor();
      await page.reload();
      await booted(page);
      await panel.getByRole("button", { name: "Shoes: 43" }).waitFor();
      await page.waitForFunction(() => [...document.querySelectorAll(".panel select")].some((one) => one.value === "=1+1"));
      await page.keyboard.press("Escape");

      // As a column, and as a filter.
      await page.locator(".columns-menu > summary").click();
      await page.locator(".columns-popup").getByLabel("Shoes", { exact: true }).check();
      await page.locator(".columns-menu > summary").click();
      await grid.getByRole("columnheader", { name: "Shoes" }).waitFor();
      await grid.getByText("43", { exact: true }).waitFor();
      await page.locator(".chips").getByRole("button", { name: said.filter, exact: true }).click();
      await dialog.getByLabel(said.condition).selectOption({ label: "茶" });
      await dialog.getByLabel("茶").selectOption({ label: "=1+1" });
      await dialog.getByRole("button", { name: said.apply }).click();
      await page.waitForURL(/own~/);
      await page.waitForFunction(() => document.querySelector("[role=grid]").getAttribute("aria-rowcount") === "2");
      await page.getByText("茶: =1+1").waitFor();
      await screenshot(page, `own-fields-${language}`);
    });
  });

  test(`all that match are edited and tagged at once and taken back in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language, customers: 400 });
      await open("customers/");
      const grid = page.getByRole("grid");
      await grid.waitFor();
      const rows = Number(await grid.getAttribute("aria-rowcount"));
      assert.ok(rows > 300, `${rows} rows`);
      await grid.focus();
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.locator(".bulk .link").click();

      const dialog = page.getByRole("dialog");
      const bar = page.getByRole("toolbar");
      await bar.getByRole("button", { name: said.tag }).click();
      await dialog.getByRole("textbox", { name: said.tagName }).fill("春天");
      await page.keyboard.press("Enter");
      // A filter that everybody passes, so that a list that is still empty proves nothing.
      const everybodyPasses = async (filter) => {
        await open(`customers/?filter=${filter}`);
        await page.waitForFunction((n) => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) === n, rows);
      };
      await page.getByRole("button", { name: said.undo }).last().waitFor();
      await everybodyPasses("tag~春天");
      await open("history/");
      await page.getByRole("button", { name: said.undo }).first().click();
      await page.locator(".toast").first().waitFor();
      await everybodyPasses("not(tag~春天)");

      // A field on all of them.
      await open("customers/");
      await grid.focus();
      await page.keyboard.press("Control+a");
      await bar.getByRole("button", { name: said.edit, exact: true }).click();
      await dialog.getByLabel(said.value).fill("market");
      await dialog.getByRole("button", { name: said.apply }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("button", { name: said.undo }).last().waitFor();
      await everybodyPasses("source~market");
    });
  });
}
