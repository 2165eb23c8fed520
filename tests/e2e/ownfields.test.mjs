// What a shop makes its own: fields of every kind from the settings through the form, the list, the filter and
// a file and back; ready-made sets and their order; tasks that press and whose they are; texts of the library;
// reminders as notifications. In simplified Chinese where nothing else is said.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { lists, openMade, person, pipelines, reads } from "./lib/made.mjs";
import { amount, idOf, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const language = "zh-Hans";

// Each kind once: what is typed of the first and of the second, what the list shows of it, and what a question
// asks that only one of them passes.
const kinds = [
  { name: "口味", kind: "文字", typed: ["少糖", "多冰"], asked: ["少", "冰"] },
  { name: "鞋码", kind: "数字", typed: ["42.5", "39"], from: ["40", "38.5"], to: ["", "42.4"] },
  { name: "押金", kind: "金额", typed: ["1,250.50", "80"], shown: [/1,250\.50/, /80\.00/], from: ["1250.5", ""], to: ["", "1250.49"] },
  { name: "入会日", kind: "日期", typed: ["2019-03-14", "2018-01-02"], shown: [/^2019年3月14日$/, /^2018年1月2日$/], from: ["2019-03-14", ""], to: ["", "2019-03-13"] },
  { name: "尺寸", kind: "单选", options: ["小", "大"], typed: ["大", "小"] },
  { name: "喜好", kind: "多选", options: ["甜", "咸", "辣"], typed: [["甜", "辣"], ["咸"]], shown: [/甜.*辣/, /^咸$/], asked: ["辣", "咸"] },
  { name: "会员", kind: "是或否", typed: ["是", "否"] },
  { name: "主页", kind: "链接", typed: ["https://fang.example/tea", "lei.example"], shown: [/^https:\/\/fang\.example\/tea$/, /^https:\/\/lei\.example$/], asked: ["fang", "lei."] },
  { name: "备用电话", kind: "电话", typed: ["138 0013 8000", "+44 20 7946 0018"], asked: ["0013", "7946"] },
];
const people = ["王芳", "李雷", "韩梅"];

/** Makes a field in the settings, where one is. */
async function makeField(page, { name, kind, options = [] }) {
  await page.getByRole("button", { name: "添加字段", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("姓名", { exact: true }).fill(name);
  await dialog.getByLabel("类型").selectOption({ label: kind });
  for (const option of options) {
    await dialog.getByRole("button", { name: "添加选项" }).click();
    await dialog.getByRole("textbox", { name: "选项", exact: true }).last().fill(option);
  }
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("region", { name: "字段", exact: true }).getByText(name, { exact: true }).waitFor();
}

/** Brings a file in, on the data page. */
async function bring(page, name, bytes, count) {
  await page.getByLabel("选择文件").setInputFiles({ name, mimeType: "text/csv", buffer: bytes });
  const card = page.getByRole("region", { name, exact: true });
  await card.getByRole("button", { name: `导入 ${count} 位客户`, exact: true }).click();
  await card.getByText("导入完成").waitFor();
}

/** What is stored of the customers' own fields, by their names. */
async function valuesOf(page) {
  const { tables } = await stored(page);
  const fields = new Map(tables.fields.map((one) => [one.id, one]));
  const plain = (field, value) => {
    const option = (id) => field.options.find((one) => one.id === id).name;
    if (Array.isArray(value)) return value.map(option);
    return field.kind === "choice" ? option(value) : value;
  };
  const of = (one) => Object.fromEntries(Object.entries(one.values ?? {}).map(([id, value]) => {
    const { kind, ...rest } = value;
    return [fields.get(id).name, [kind, plain(fields.get(id), rest.value ?? rest)]];
  }));
  return Object.fromEntries(tables.customers.map((one) => [one.name.full, of(one)]));
}

test("own fields of all nine kinds are made, filled in, listed, filtered, written to a file and read again", async () => {
  let csv;
  let before;
  await withApp({ language }, async ({ page, open }) => {
    await open();
    await openShop(page, { language });
    await open("settings/");
    for (const one of kinds) await makeField(page, one);
    await accessible(page, { include: [["main"]] });

    // Typed in the form of a new customer; the third says nothing.
    for (const [n, name] of people.entries()) {
      await open("customers/?new=1");
      const dialog = page.getByRole("dialog", { name: "新建客户" });
      await dialog.getByLabel("姓名", { exact: true }).fill(name);
      for (const one of n < 2 ? kinds : []) {
        const value = one.typed[n];
        if (one.kind === "多选") {
          for (const option of value) await dialog.getByRole("group", { name: one.name, exact: true }).getByRole("button", { name: option, exact: true }).click();
        } else if (one.kind === "单选" || one.kind === "是或否") {
          await dialog.getByLabel(one.name, { exact: true }).selectOption({ label: value });
        } else {
          await dialog.getByLabel(one.name, { exact: true }).fill(value);
        }
      }
      await dialog.getByRole("button", { name: "创建", exact: true }).click();
      await page.getByRole("complementary", { name }).waitFor();
    }
    before = await valuesOf(page);
    assert.deepEqual(before, {
      王芳: {
        口味: ["text", "少糖"], 鞋码: ["number", "42.5"], 押金: ["money", { amount: 125050, currency: "CNY" }], 入会日: ["date", "2019-03-14"], 尺寸: ["choice", "大"],
        喜好: ["choices", ["甜", "辣"]], 会员: ["yes_no", true], 主页: ["link", "https://fang.example/tea"], 备用电话: ["phone", "138 0013 8000"],
      },
      李雷: {
        口味: ["text", "多冰"], 鞋码: ["number", "39"], 押金: ["money", { amount: 8000, currency: "CNY" }], 入会日: ["date", "2018-01-02"], 尺寸: ["choice", "小"],
        喜好: ["choices", ["咸"]], 会员: ["yes_no", false], 主页: ["link", "https://lei.example"], 备用电话: ["phone", "+44 20 7946 0018"],
      },
      韩梅: {},
    });

    // Columns: all the others make room.
    await open("customers/");
    await lists(page, people);
    await page.locator(".columns-menu > summary").click();
    const popup = page.locator(".columns-popup");
    const shown = popup.locator("input:checked:not(:disabled)");
    while (await shown.count()) await shown.first().uncheck();
    for (const one of kinds) await popup.getByLabel(one.name, { exact: true }).check();
    await page.locator(".columns-menu > summary").click();
    const heads = () => page.getByRole("columnheader").evaluateAll((all) => all.map((head) => head.textContent.trim()).filter(Boolean));
    assert.deepEqual((await heads()).slice(1, 10), kinds.map((one) => one.name));
    const cells = (name) => page.locator(".row-line:not([hidden])", { hasText: name }).locator(".td:not(.td-name)").allInnerTexts();
    for (const n of [0, 1]) {
      const shown = (await cells(people[n])).map((text) => text.trim());
      kinds.forEach((one, at) => {
        const wanted = one.shown?.[n] ?? one.typed[n];
        if (wanted instanceof RegExp) assert.match(shown[at], wanted, one.name);
        else assert.equal(shown[at], wanted, one.name);
      });
    }
    assert.deepEqual((await cells("韩梅")).map((text) => text.trim()).filter(Boolean), []);

    // Each kind as a question that only one of the two passes; and who said anything at all.
    const ask = async (one, n) => {
      await page.locator(".chips").getByRole("button", { name: "筛选", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "筛选", exact: true });
      await dialog.getByLabel("条件", { exact: true }).selectOption({ label: one.name });
      if (n !== undefined) {
        if (one.from) {
          await dialog.getByLabel("从", { exact: true }).fill(one.from[n]);
          await dialog.getByLabel("到", { exact: true }).fill(one.to[n]);
        } else if (one.options || one.kind === "是或否") {
          await dialog.getByLabel(one.name, { exact: true }).selectOption({ label: (one.asked ?? one.typed)[n] });
        } else {
          await dialog.getByLabel(one.name, { exact: true }).fill(one.asked[n]);
        }
      }
      await dialog.getByRole("button", { name: "应用", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    const remove = async () => {
      await page.locator(".chip.built").getByRole("button", { name: "取消筛选" }).click();
      await lists(page, people);
    };
    for (const [at, one] of kinds.entries()) {
      const n = at % 2;
      await ask(one, n);
      await lists(page, [people[n]]);
      await page.locator(".chip.built", { hasText: one.name }).waitFor();
      await remove();
    }
    await ask(kinds[6]);
    await lists(page, people.slice(0, 2));
    // The address keeps the question.
    await page.reload();
    await booted(page);
    await lists(page, people.slice(0, 2));

    await open("data/");
    const file = await downloadFrom(page, () => page.getByRole("button", { name: "客户 CSV", exact: true }).click());
    csv = file.bytes;
    const [head, ...lines] = csv.toString("utf8").trimEnd().split("\r\n");
    for (const one of kinds) assert.ok(head.includes(one.name), `${one.name} is a column: ${head}`);
    assert.equal(lines.length, 3);
    // Changed meanwhile: the file brings back what it says. The same people, so none is there twice.
    await open("customers/");
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "撤销" }).last().waitFor();
    assert.deepEqual((await stored(page)).tables.customers ?? [], []);
    await open("data/");
    await bring(page, "again.csv", csv, 3);
    assert.deepEqual(await valuesOf(page), before);
    assert.equal((await stored(page)).tables.fields.length, 9, "no field twice");
  });

  // In another shop, which has the same fields under identities of its own, and nobody yet.
  await withApp({ language }, async ({ page, open }) => {
    const words = { 文字: "text", 数字: "number", 金额: "money", 日期: "date", 单选: "choice", 多选: "choices", 是或否: "yes_no", 链接: "link", 电话: "phone" };
    const fields = kinds.map(({ name, kind, options = [] }, n) => ({
      id: idOf(100 * (n + 1)), of: "customers", name, kind: words[kind], rank: "abcdefghi"[n],
      options: options.map((option, m) => ({ id: idOf(100 * (n + 1) + m + 1), name: option })),
    }));
    await open();
    await openMade(page, { fields }, { language, currency: "CNY" });
    await open("data/");
    await bring(page, "other.csv", csv, 3);
    assert.deepEqual(await valuesOf(page), before);
    assert.equal((await stored(page)).tables.fields.length, 9, "no field twice");
  });
});

test("sales, to-dos and cases have own fields: typed where they are written, changed in place, kept by an edit, in the file", async () => {
  const field = (n, of, name, kind) => ({ id: idOf(n), of, name, kind, rank: "i" });
  const fields = [field(71, "sales", "Table", "number"), field(72, "tasks", "Room", "text"), field(73, "cases", "Serial", "text"), field(74, "deals", "Size", "number")];
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { fields, pipelines, customers: [person(idOf(1), "Ann Lee")] }, { language: "en" });
    const main = page.getByRole("main");
    const dialog = page.locator("dialog[open]");
    const save = async () => {
      await dialog.getByRole("button", { name: "Save", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    const holds = async (table, wanted) => {
      const { tables } = await stored(page);
      assert.deepEqual(tables[table].map((one) => Object.entries(one.values ?? {}).map(([id, { value }]) => [id, value])), [wanted]);
    };
    const change = async (label, before, after) => {
      const line = main.locator(".detail", { hasText: label });
      await line.getByRole("button", { name: before }).click();
      await line.getByRole("textbox").fill(after);
      await page.keyboard.press("Enter");
      await line.getByRole("button", { name: after }).waitFor();
    };

    await open("tasks/");
    await main.getByRole("button", { name: "New task", exact: true }).click();
    await dialog.getByLabel("Title", { exact: true }).fill("Lay the table");
    await dialog.getByLabel("Room", { exact: true }).fill("Blue");
    await save();
    await holds("tasks", [[idOf(72), "Blue"]]);

    await open("cases/");
    await main.getByRole("button", { name: "New case", exact: true }).first().click();
    await dialog.getByLabel("Title", { exact: true }).fill("The pot leaks");
    await dialog.getByLabel("Serial", { exact: true }).fill("A-17");
    await save();
    await open("cases/");
    await main.locator('a[href*="case/?id="]').first().click();
    await change("Serial", "A-17", "A-18");
    await holds("cases", [[idOf(73), "A-18"]]);

    // A deal has them from its form on, and what was typed there is still there after a reload.
    await open("pipeline/?new=1");
    await dialog.getByLabel("Title", { exact: true }).fill("A set of pots");
    await dialog.getByLabel("Size", { exact: true }).fill("4.5");
    await page.reload();
    await booted(page);
    await dialog.getByRole("button", { name: "Continue with it", exact: true }).click();
    assert.equal(await dialog.getByLabel("Size", { exact: true }).inputValue(), "4.5");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await holds("deals", [[idOf(74), "4.5"]]);

    // What can't be read is said, and nothing is written.
    await open("sales/?new=1");
    await dialog.getByLabel("Amount", { exact: true }).fill("12.50");
    await dialog.getByLabel("Table", { exact: true }).fill("by the window");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.locator('[aria-invalid="true"]').waitFor();
    assert.equal(await dialog.getByLabel("Table", { exact: true }).getAttribute("aria-invalid"), "true");
    assert.equal(((await stored(page)).tables.sales ?? []).length, 0);
    await dialog.getByLabel("Table", { exact: true }).fill("7");
    await save();
    await holds("sales", [[idOf(71), "7"]]);
    await main.locator('a[href*="sale/?id="]').first().click();
    await change("Table", "7", "8");
    // The sale typed again keeps it.
    await main.getByRole("button", { name: "Edit", exact: true }).click();
    await dialog.getByLabel("Note", { exact: true }).fill("by card");
    await save();
    await main.getByText("by card").waitFor();
    await holds("sales", [[idOf(71), "8"]]);
    await open("sales/");
    await main.getByRole("button", { name: "Export", exact: true }).click();
    const { bytes } = await downloadFrom(page, () => page.getByRole("menuitem", { name: "CSV", exact: true }).click());
    const [head, row] = bytes.toString("utf8").replace("\ufeff", "").trim().split(/\r?\n/).map((line) => line.split(","));
    assert.equal(row[head.indexOf("Table")], "8", bytes.toString("utf8"));

    // A file of sales brings the field in by its name, and makes a new one where it is told to.
    await open("data/");
    const text = "Customer,Date,Amount,Table,Waiter\nAnn Lee,2026-11-02,12.00,9,Bo\nAnn Lee,2026-11-03,8.00,window,Bo\n";
    await page.getByLabel("Choose files").setInputFiles({ name: "till.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    const till = page.getByRole("region", { name: "till.csv", exact: true });
    await till.getByRole("button", { name: "Import 1 sale", exact: true }).waitFor();
    await till.getByText("Problems", { exact: false }).first().click();
    await till.getByText(/row 3.*“Table”.*This is no number/).first().waitFor();
    await till.locator("summary", { hasText: "Columns" }).click();
    await till.getByLabel("What the column “Waiter” becomes", { exact: true }).selectOption("new@text");
    await till.getByLabel("What the column “Waiter” becomes", { exact: true }).and(page.locator(":has(option:checked[value^='new@'])")).waitFor();
    await till.getByRole("button", { name: "Import 1 sale", exact: true }).click();
    await till.getByText("Imported").first().waitFor();
    const { tables } = await stored(page);
    const waiter = tables.fields.find((one) => one.name === "Waiter");
    assert.deepEqual([waiter.of, waiter.kind], ["sales", "text"]);
    const brought = tables.sales.find((one) => one.total === 1200);
    assert.deepEqual(Object.entries(brought.values).map(([id, { value }]) => [id, value]).sort(), [[idOf(71), "9"], [waiter.id, "Bo"]].sort());

    // The lists say what the fields hold, and are narrowed by it; the address keeps the question.
    const ask = async (field, fill) => {
      await main.getByRole("button", { name: "Own fields", exact: true }).click();
      await dialog.getByLabel("Condition", { exact: true }).selectOption({ label: field });
      await fill();
      await dialog.getByRole("button", { name: "Apply", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    await open("sales/");
    const rows = main.locator("a.sale-row");
    await rows.filter({ hasText: "Table 9 · Waiter Bo" }).waitFor();
    await amount(rows, 2);
    await ask("Table", () => dialog.getByLabel("from", { exact: true }).fill("9"));
    await rows.filter({ hasText: "Table 8" }).waitFor({ state: "detached" });
    await page.reload();
    await booted(page);
    await rows.filter({ hasText: "Table 9" }).waitFor();
    await amount(rows, 1);
    await open("tasks/");
    await main.locator("li.todo-row", { hasText: "Room Blue" }).waitFor();
    await ask("Room", () => dialog.getByLabel("Room", { exact: true }).fill("Red"));
    await main.locator("li.todo-row").waitFor({ state: "detached" });
    await open("cases/");
    await main.locator("li.todo-row", { hasText: "Serial A-18" }).waitFor();
    await ask("Serial", () => dialog.getByLabel("Serial", { exact: true }).fill("B"));
    await main.locator("li.todo-row").waitFor({ state: "detached" });
  });
});

test("a ready-made set brings its fields, which are put in order, hidden and shown again", async () => {
  await withApp({ language }, async ({ page, open }) => {
    await open();
    await openShop(page, { language });
    await open("settings/");
    const section = page.getByRole("region", { name: "字段", exact: true });
    const rows = ".settings-tags li.setting:has([aria-label^='编辑字段']) .strong";
    await section.getByRole("button", { name: "现成字段组" }).click();
    await page.getByRole("menuitem", { name: "尺码", exact: true }).click();
    await reads(page, rows, ["衣服尺码", "鞋码", "戒指号"]);
    await section.getByText("单选 XS · S · M · L · XL · XXL", { exact: true }).waitFor();
    await section.getByRole("button", { name: "现成字段组" }).click();
    await page.getByRole("menuitem", { name: "口味", exact: true }).click();
    await reads(page, rows, ["衣服尺码", "鞋码", "戒指号", "喜好", "忌口"]);
    await section.getByText("多选 甜 · 咸 · 酸 · 苦 · 辣 · 清淡 · 浓郁", { exact: true }).waitFor();

    await section.getByRole("button", { name: "上移“戒指号”" }).click();
    await reads(page, rows, ["衣服尺码", "戒指号", "鞋码", "喜好", "忌口"]);
    await section.getByRole("button", { name: "下移“衣服尺码”" }).click();
    await reads(page, rows, ["戒指号", "衣服尺码", "鞋码", "喜好", "忌口"]);
    await section.getByRole("button", { name: "显示“鞋码”" }).click();
    await section.getByRole("button", { name: "显示“鞋码”", pressed: false }).waitFor();

    // The form and the record keep that order, and leave out what is hidden.
    const labels = async () => {
      await open("customers/?new=1");
      const dialog = page.getByRole("dialog", { name: "新建客户" });
      await dialog.getByText("忌口", { exact: true }).waitFor();
      return (await dialog.locator(".form .field > label").allInnerTexts()).filter((text) => /码|戒指号|喜好|忌口/.test(text));
    };
    assert.deepEqual(await labels(), ["戒指号", "衣服尺码", "喜好", "忌口"]);
    const dialog = page.getByRole("dialog", { name: "新建客户" });
    await dialog.getByLabel("姓名", { exact: true }).fill("王芳");
    await dialog.getByLabel("戒指号", { exact: true }).fill("12");
    await dialog.getByRole("button", { name: "创建", exact: true }).click();
    const panel = page.getByRole("complementary", { name: "王芳" });
    await panel.getByRole("button", { name: "戒指号: 12", exact: true }).waitFor();
    const details = (await panel.locator(".details .detail-label").allInnerTexts()).filter((text) => /码|戒指号|喜好|忌口/.test(text));
    assert.deepEqual(details, ["戒指号", "衣服尺码", "喜好", "忌口"]);
    await page.locator(".columns-menu > summary").click();
    const popup = page.locator(".columns-popup");
    await popup.getByLabel("戒指号", { exact: true }).waitFor();
    await amount(popup.getByLabel("鞋码", { exact: true }), 0);

    await open("settings/");
    await section.getByRole("button", { name: "显示“鞋码”" }).click();
    await section.getByRole("button", { name: "显示“鞋码”", pressed: true }).waitFor();
    assert.deepEqual(await labels(), ["戒指号", "衣服尺码", "鞋码", "喜好", "忌口"]);
  });
});

test("a task that presses carries a flag and stands first, and says whose it is", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, {
      members: [{ id: idOf(11), name: "Mona" }, { id: idOf(12), name: "Nils" }],
      tasks: ["Order tea", "Pack", "Wash up"].map((title, n) => ({ id: idOf(51 + n), title })),
    });
    await open("tasks/");
    const dialog = page.getByRole("dialog", { name: "Task", exact: true });
    const edit = (title) => page.getByRole("button", { name: `Edit ${title}`, exact: true });
    const save = async () => {
      await dialog.locator("footer").getByRole("button", { name: "Save", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    await edit("Wash up").click();
    await dialog.getByRole("button", { name: "High", exact: true }).click();
    await dialog.getByLabel("Looked after by", { exact: true }).selectOption({ label: "Nils" });
    await save();
    await edit("Order tea").click();
    await dialog.getByRole("button", { name: "Low", exact: true }).click();
    await save();
    await reads(page, ".todo-title", ["Wash up", "Pack", "Order tea"]);
    const flagged = () => page.locator(".todo-row:has(.todo-title > .bad:not([hidden])) .todo-title").allInnerTexts();
    assert.deepEqual((await flagged()).map((text) => text.trim()), ["Wash up"]);
    await page.reload();
    await booted(page);
    await reads(page, ".todo-title", ["Wash up", "Pack", "Order tea"]);
    await edit("Wash up").click();
    await dialog.getByRole("button", { name: "High", exact: true, pressed: true }).waitFor();
    assert.equal(await dialog.getByLabel("Looked after by", { exact: true }).evaluate((node) => node.selectedOptions[0].textContent), "Nils");
    await page.keyboard.press("Escape");
    const { tables } = await stored(page);
    assert.deepEqual(tables.tasks.map((one) => [one.title, one.priority ?? "normal", one.owner]).sort(), [
      ["Order tea", "low", undefined], ["Pack", "normal", undefined], ["Wash up", "high", idOf(12)],
    ]);
    // The workload of that member counts it.
    await open("settings/");
    await page.getByRole("region", { name: "Team", exact: true }).locator("li", { hasText: "Nils" }).getByText(/^1 to-do$/).waitFor();
  });
});

test("a text of the library is changed, copied and deleted", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  await withApp({ language, context }, async ({ page, open }) => {
    await open();
    await openMade(page, { templates: [
      { id: idOf(1), title: "取货", category: "订单", text: "{name}您好，茶已到店。" }, { id: idOf(2), title: "谢谢", text: "谢谢光临。" },
    ] }, { language });
    await open("settings/");
    const texts = page.getByRole("region", { name: "模板与常用回复", exact: true });
    await texts.getByRole("button", { name: "编辑“取货”" }).click();
    const dialog = page.getByRole("dialog", { name: "编辑“取货”" });
    await dialog.getByLabel("标题", { exact: true }).fill("到货");
    await dialog.getByLabel("内容", { exact: true }).fill("{name}您好，您的**龙井**到了。\n{shop}");
    await dialog.getByRole("button", { name: "保存", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await texts.locator("strong", { hasText: "龙井" }).waitFor();
    await amount(texts.getByText("取货", { exact: true }), 0);
    // Copied as it was written, with its placeholders.
    await texts.getByRole("button", { name: "复制“到货”" }).click();
    await page.getByText("已复制：到货", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "{name}您好，您的**龙井**到了。\n{shop}");
    await texts.getByRole("button", { name: "删除“谢谢”" }).click();
    await texts.getByText("谢谢光临。", { exact: true }).waitFor({ state: "detached" });
    await page.reload();
    await booted(page);
    await texts.locator("strong", { hasText: "龙井" }).waitFor();
    await reads(page, ".setting > .stack > span > b", ["到货"]);
    const { tables } = await stored(page);
    assert.deepEqual(tables.templates.map((one) => [one.title, one.category]), [["到货", "订单"]]);
    // Gone by mistake: the trash has it.
    await open("trash/");
    await page.getByRole("main").getByText("谢谢").first().waitFor();
  });
});

/** Permits notifications, and keeps what they say in `window.shown`. */
async function noted(context) {
  await context.grantPermissions(["notifications"]);
  await context.addInitScript(() => {
    window.shown = [];
    const note = (title, options) => window.shown.push([title, options?.body]);
    window.Notification = class extends Notification {
      constructor(title, options) {
        super(title, options);
        note(title, options);
      }
    };
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      note(title, options);
      return Promise.resolve();
    };
  });
}

test("a reminder comes as a notification at its time, once, where that is permitted", async () => {
  await withApp({ language, whole: true }, async ({ page, context, open }) => {
    await noted(context);
    await page.clock.install({ time: new Date("2026-11-23T09:00:00+08:00") });
    await open();
    await openMade(page, { tasks: [
      { id: idOf(51), title: "给茶厂打电话", due: "2026-11-23", time: "09:15:00", remind: 10 },
      { id: idOf(52), title: "明天的事", due: "2026-11-24", time: "09:15:00", remind: 10 },
      { id: idOf(53), title: "不提醒", due: "2026-11-23", time: "09:05:00" },
      { id: idOf(54), title: "已完成", due: "2026-11-23", time: "09:05:00", remind: 0, done: Date.parse("2026-11-23T08:00:00+08:00") },
    ] }, { language, at: Date.parse("2026-11-22T09:00:00+08:00") });
    await open("tasks/");
    await page.locator(".todo-row").first().waitFor();
    await amount(page.getByRole("button", { name: "允许通知" }), 0, "nothing is left to ask");
    await page.clock.fastForward("04:30");
    assert.deepEqual(await page.evaluate(() => window.shown), [], "not before its time");
    await page.clock.fastForward("01:00");
    await page.locator(".reminder", { hasText: "给茶厂打电话" }).waitFor();
    await page.waitForFunction(() => window.shown.length > 0);
    await page.clock.fastForward("20:00");
    assert.deepEqual(await page.evaluate(() => window.shown), [["熟客", "给茶厂打电话"]]);
  });
});

test("what has a day but no time, and whose birthday it is, is told by a notification in the morning, once", async () => {
  await withApp({ language, whole: true }, async ({ page, context, open }) => {
    await noted(context);
    await page.clock.install({ time: new Date("2026-11-23T07:50:00+08:00") });
    await open();
    await openMade(page, {
      tasks: [{ id: idOf(51), title: "寄样品", due: "2026-11-23" }, { id: idOf(52), title: "明天的事", due: "2026-11-24" }],
      customers: [
        person(idOf(1), "王芳", { birthday: "1990-11-23" }), person(idOf(2), "张伟", { birthday: "1990-11-30" }),
        person(idOf(3), "李静", { birthday: "1990-11-23", do_not_contact: true }), person(idOf(4), "赵敏", { birthday: "1990-11-26" }),
      ],
    }, { language, at: Date.parse("2026-11-22T09:00:00+08:00") });
    await open("tasks/");
    await page.locator(".todo-row").first().waitFor();
    assert.deepEqual(await page.evaluate(() => window.shown), [], "not in the night");
    await page.clock.fastForward("11:00");
    await page.waitForFunction(() => window.shown.length === 3);
    await page.clock.fastForward("30:00");
    const told = await page.evaluate(() => window.shown.map(([, text]) => text).sort());
    assert.deepEqual(told, ["今天有 1 项待办：寄样品", "今天过生日或纪念日：王芳", "7 天后过生日或纪念日：张伟"].sort());
  });
});

test("an own field is moved on and on, and hidden, without leaving the keyboard", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const names = ["Size", "Taste", "Colour"];
    const fields = names.map((name, n) => ({ id: idOf(n + 1), of: "products", name, kind: "text", rank: "abc"[n] }));
    await openMade(page, { fields }, { language: "en" });
    await open("settings/");
    const section = page.getByRole("region", { name: "Fields", exact: true });
    await section.getByRole("button", { name: "Products", exact: true }).click();
    const order = async () => (await stored(page)).tables.fields.sort((one, other) => (one.rank < other.rank ? -1 : 1)).map((one) => one.name);
    const down = section.getByRole("button", { name: "Move Size down", exact: true });
    await down.focus();
    await page.keyboard.press("Enter");
    await reads(page, "li.setting:has([href$='chevron-up']) .strong", ["Taste", "Size", "Colour"]);
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Move Size down");
    await page.keyboard.press("Enter");
    await reads(page, "li.setting:has([href$='chevron-up']) .strong", ["Taste", "Colour", "Size"]);
    assert.deepEqual(await order(), ["Taste", "Colour", "Size"]);
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Move Size down");
    // Hidden and shown again on the same button.
    const shown = section.getByRole("button", { name: "Show Size", exact: true });
    await shown.focus();
    for (const pressed of ["false", "true"]) {
      await page.keyboard.press("Enter");
      await page.waitForFunction((pressed) => document.activeElement.getAttribute("aria-pressed") === pressed, pressed);
    }
  });
});
