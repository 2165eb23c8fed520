// Customers as a person works with them: write one down, find it by any spelling, edit in place, filter,
// delete and take it back, all by keyboard where that is possible.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { at, openMade, person, touch } from "./lib/made.mjs";
import { amount, idOf, openSample, ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    shop: "Open my shop", fresh: "New customer", name: "Name", phone: "Phone", tags: "Tags", create: "Create",
    search: "Search customers", undo: "Undo", remove: "Delete this customer", birthday: "Never bought", add: "Add an e-mail address",
    email: "E-mail", note: "What happened", company: "Companies",
  },
  "zh-Hans": {
    shop: "开店", fresh: "新建客户", name: "姓名", phone: "电话", tags: "标签", create: "创建",
    search: "搜索客户", undo: "撤销", remove: "删除这位客户", birthday: "从未消费", add: "添加邮箱",
    email: "邮箱", note: "发生了什么", company: "公司",
  },
};

for (const [language, said] of Object.entries(words)) {
  test(`a customer is written down, found, edited, deleted and taken back in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await page.getByRole("button", { name: said.shop }).click();
      await ready(page);
      await open("customers/?new=1");

      const dialog = page.getByRole("dialog", { name: said.fresh });
      const create = async (name, phone) => {
        await dialog.getByLabel(said.name, { exact: true }).fill(name);
        await dialog.getByLabel(said.phone).fill(phone);
        await dialog.getByRole("button", { name: said.create, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
      };
      await create("张伟", "138 0013 8000");
      const panel = page.getByRole("complementary", { name: "张伟" });
      await panel.waitFor();

      // A second one that may be the first.
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "hidden" });
      await page.keyboard.press("c");
      // The name takes the focus a frame after the dialog is there; nobody is quicker than that.
      await dialog.locator("input:focus").waitFor();
      await dialog.getByLabel(said.phone).fill("+86 13800138000");
      await dialog.getByRole("link", { name: "张伟" }).waitFor();
      await create("<b>Mei</b> Lin", "+44 20 7946 0018");
      await page.getByRole("complementary", { name: "<b>Mei</b> Lin" }).waitFor();
      await page.keyboard.press("Escape");

      // Found by initials and by digits in another format.
      const grid = page.getByRole("grid");
      const row = (name) => grid.getByRole("row", { name });
      await page.keyboard.press("/");
      const box = page.getByRole("searchbox", { name: said.search });
      assert.ok(await box.evaluate((node) => node === document.activeElement), "/ goes to the search box");
      await box.fill("zw");
      await row("Mei").waitFor({ state: "hidden" });
      await row("张伟").waitFor();
      await box.fill("7946-0018");
      await row("Mei").waitFor();
      await row("张伟").waitFor({ state: "hidden" });

      // The address keeps the search; Enter opens the first.
      await page.waitForURL(/q=7946/);
      await box.press("Enter");
      const open2 = page.getByRole("complementary", { name: "<b>Mei</b> Lin" });
      await open2.waitFor();

      // Edited in place by keyboard; a reload keeps it.
      await open2.getByRole("button", { name: new RegExp(`^${said.email}`) }).first().click();
      await open2.getByRole("textbox", { name: said.email, exact: true }).fill("mei@example.com");
      await page.keyboard.press("Enter");
      await open2.getByRole("link", { name: "mei@example.com" }).waitFor();
      await open2.getByLabel(said.note).fill("likes roasted");
      await open2.getByLabel(said.note).press("Enter");
      await open2.getByText("likes roasted").waitFor();
      await page.reload();
      await booted(page);
      await open2.getByRole("link", { name: "mei@example.com" }).waitFor();
      await open2.getByText("likes roasted").waitFor();
      await accessible(page);
      await screenshot(page, `customers-${language}`);

      // Deleted, and taken back.
      await open2.getByRole("button", { name: said.remove }).click();
      await row("Mei").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: said.undo }).last().click();
      await row("Mei").waitFor();
    });
  });
}

test("a filter stays in the address, and the list works by keyboard", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await page.getByRole("button", { name: "Open my shop" }).click();
    await ready(page);
    for (const [name, kind] of [["Ada", "Person"], ["Bo", "Person"], ["Harbour Ltd", "Company"]]) {
      await open("customers/?new=1");
      const dialog = page.getByRole("dialog", { name: "New customer" });
      await dialog.getByRole("button", { name: kind, exact: true }).click();
      await dialog.getByLabel("Name", { exact: true }).fill(name);
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      await page.getByRole("complementary", { name }).waitFor();
    }
    const row = (name) => page.getByRole("grid").getByRole("row", { name });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Companies/ }).click();
    await row("Select Ada").waitFor({ state: "hidden" });
    await page.waitForURL(/filter=/);
    await page.reload();
    await booted(page);
    await row("Select Harbour").waitFor();
    assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "2", "the head and one row");
    await page.goBack();
    await row("Select Ada").waitFor();

    // Down, down, select both, tag them, all without the mouse.
    await page.getByRole("grid").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 selected").waitFor();
    // Shift and a click where the tick is already: it stays, as the row stays selected.
    const tick = row("Select Bo").getByRole("checkbox");
    await tick.click({ modifiers: ["Shift"] });
    assert.deepEqual([await tick.isChecked(), await page.getByText("2 selected").count()], [true, 1]);
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    await page.getByText("3 selected").waitFor();
    await page.keyboard.press("Delete");
    await page.getByText("Your regulars will stand here").waitFor();
    await page.keyboard.press("Control+z");
    await row("Select Bo").waitFor();
  });
});

test("wherever the list is scrolled to, each row in sight stands once, in its place, with its own customer", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openSample(page, { customers: 400 });
    await open("customers");
    const list = page.locator(".vlist");
    await page.getByText("400 customers").waitFor();
    const inSight = () => list.evaluate((list) => {
      const box = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll(".row-line:not([hidden])")].map((row) => {
        const { top, bottom, height } = row.getBoundingClientRect();
        return { at: Number(row.getAttribute("aria-rowindex")), top, bottom, height, id: row.id, name: row.querySelector(".who .clip").textContent };
      });
      return rows.filter((row) => row.bottom > box.top && row.top < box.bottom).sort((a, b) => a.top - b.top);
    });
    const names = new Map();
    const height = await list.evaluate((node) => node.scrollHeight);
    for (const place of [0, 0.5, 0.2, 1, 0.21, 0.9, 0]) {
      await list.evaluate((node, top) => { node.scrollTop = top; }, Math.round(place * height));
      await page.waitForFunction(() => {
        const list = document.querySelector(".vlist");
        const box = list.getBoundingClientRect();
        const row = (y) => document.elementFromPoint(box.left + 60, y)?.closest(".row-line");
        return row(box.bottom - 30) && row(box.top + 60);
      });
      const rows = await inSight();
      assert.ok(rows.length > 10, `rows at ${place}: ${rows.length}`);
      rows.forEach((row, n) => {
        assert.equal(row.at, rows[0].at + n, "one after the other, none twice");
        assert.ok(Math.abs(row.top - rows[0].top - n * row.height) < 1, "no gap and no overlap");
        assert.equal(names.get(row.at) ?? row.name, row.name, "the same customer whenever one comes back");
        names.set(row.at, row.name);
      });
      assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
    }
    // A search shows others in the same rows, and none that does not answer.
    const first = names.get(2);
    await page.getByRole("searchbox").first().fill(first);
    await page.getByRole("grid").getByText(first, { exact: true }).first().waitFor();
    const found = await inSight();
    assert.ok(found.length < 10 && found.some((row) => row.name === first), found.map((row) => row.name).join());
  });
});

const naming = {
  en: {
    fold: "Name and form of address", given: "Given name", family: "Family name", nickname: "Nickname", gender: "Gender", female: "Female",
    kind: "Kind", company: "Company", person: "Person", stays: "People belong to this company, so it stays one.",
  },
  "zh-Hans": {
    fold: "姓名与称谓", given: "名", family: "姓", nickname: "昵称", gender: "性别", female: "女",
    kind: "类型", company: "公司", person: "个人", stays: "有客户属于这家公司，因此不能改成个人。",
  },
};
for (const [language, say] of Object.entries(naming)) {
  inTurn(language, Object.keys(naming))(`a name that was split wrongly is put right, and a person turns out to be a company (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      const [who, firm] = [1, 2].map(idOf);
      await open();
      await openMade(page, {
        customers: [
          person(who, "Anna Maria Ruiz", { name: { full: "Anna Maria Ruiz", family: "Maria Ruiz", given: "Anna" }, company: firm }),
          { id: firm, name: { full: "Harbour Hotel" }, kind: "company" },
        ],
      }, { language });
      const main = page.getByRole("main");
      const unfold = async (id) => {
        await open(`customer/?id=${id}`);
        await main.getByText(say.fold, { exact: true }).click();
      };
      const write = async (label, text) => {
        await main.getByRole("button", { name: new RegExp(`^${label}: `) }).click();
        await main.getByRole("textbox", { name: label, exact: true }).fill(text);
        await page.keyboard.press("Enter");
        await main.getByRole("button", { name: new RegExp(`^${label}: `) }).filter({ hasText: text }).waitFor();
      };
      await unfold(who);
      await write(say.given, "Anna Maria");
      await write(say.family, "Ruiz");
      await write(say.nickname, "Annie");
      await main.getByLabel(say.gender, { exact: true }).selectOption({ label: say.female });
      await main.locator("select:has(option[value=female]:checked)").waitFor();
      await accessible(page);
      await screenshot(page, `naming-${language}`, { fullPage: true });
      await page.getByRole("heading", { name: /Anna Maria Ruiz/ }).waitFor();
      const kept = async () => (await stored(page)).tables.customers.find((one) => one.id === who);
      while ((await kept()).gender !== "female") await new Promise((next) => setTimeout(next, 100));
      assert.deepEqual((await kept()).name, { full: "Anna Maria Ruiz", family: "Ruiz", given: "Anna Maria", nickname: "Annie" });
      // A company to which people belong stays one; a person becomes one, and then the other one is free.
      await unfold(firm);
      await main.getByText(say.stays).waitFor();
      assert.ok(await main.getByLabel(say.kind, { exact: true }).isDisabled());
      await unfold(who);
      await main.getByLabel(say.kind, { exact: true }).selectOption({ label: say.company });
      await main.getByLabel(say.gender, { exact: true }).waitFor({ state: "detached" });
      await unfold(firm);
      await main.getByLabel(say.kind, { exact: true }).selectOption({ label: say.person });
      await main.getByRole("button", { name: new RegExp(`^${say.family}: `) }).filter({ hasText: "Hotel" }).waitFor();
    });
  });
}

const company = { "zh-Hans": "连同所属人员", en: "With its people" };
for (const [language, chip] of Object.entries(company)) {
  inTurn(language, Object.keys(company))(`the timeline of a company tells what happened with its people (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      const [ann, firm] = [1, 2].map(idOf);
      await open();
      await openMade(page, {
        customers: [person(ann, "Ann Lee", { company: firm }), { id: firm, name: { full: "Harbour Hotel" }, kind: "company" }],
        activities: [touch(31, ann, "visit", at(3), { text: "tasted the oolong" }), touch(32, firm, "call_in", at(2), { text: "asked for a list" })],
      }, { language });
      await open(`customer/?id=${firm}`);
      const timeline = page.locator(".timeline");
      await timeline.getByText("asked for a list").waitFor();
      const hers = timeline.locator("li", { hasText: "tasted the oolong" });
      await hers.getByRole("link", { name: "Ann Lee" }).waitFor();
      await accessible(page);
      await page.getByRole("button", { name: chip, exact: true }).click();
      await hers.waitFor({ state: "detached" });
      await timeline.getByText("asked for a list").waitFor();
      // Her own page has no such choice.
      await open(`customer/?id=${ann}`);
      await timeline.getByText("tasted the oolong").waitFor();
      await amount(page.getByRole("button", { name: chip, exact: true }), 0);
    });
  });
}
