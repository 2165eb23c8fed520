// Tasks, cases and sales that are selected many at once: ticked off, edited, written to a file, deleted; one undo for
// all of them. English and both Chinese scripts.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { at, now, on, openMade, person, sale } from "./lib/made.mjs";
import { amount, idOf, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    select: "Select", all: (n) => `Select all ${n}`, one: (name) => `Select ${name}`, clear: "Clear the selection", n: (n) => `${n} selected`,
    tasks: "With the selected tasks", cases: "With the selected cases", sales: "With the selected sales",
    done: "Done", edit: "Edit", apply: "Apply", what: "What", value: "New value", priority: "Priority", high: "High", status: "Status", solved: "Solved",
    paid: "Paid by", card: "Card", buyer: "Set customer", customer: "Customer", delete: "Delete", undo: "Undo", export: "Export", choose: "Please choose a value.",
  },
  "zh-Hans": {
    select: "选择", all: (n) => `全选 ${n} 项`, one: (name) => `选择${name}`, clear: "取消选择", n: (n) => `已选 ${n} 项`,
    tasks: "对所选待办", cases: "对所选服务单", sales: "对所选销售",
    done: "完成", edit: "编辑", apply: "应用", what: "字段", value: "新的值", priority: "优先级", high: "高", status: "状态", solved: "已解决",
    paid: "支付方式", card: "刷卡", buyer: "设置客户", customer: "客户", delete: "删除", undo: "撤销", export: "导出", choose: "请选择一个值。",
  },
  "zh-Hant": {
    select: "選取", all: (n) => `全選 ${n} 項`, one: (name) => `選取${name}`, clear: "取消選取", n: (n) => `已選 ${n} 項`,
    tasks: "對所選待辦", cases: "對所選服務單", sales: "對所選銷售",
    done: "完成", edit: "編輯", apply: "套用", what: "欄位", value: "新的值", priority: "優先順序", high: "高", status: "狀態", solved: "已解決",
    paid: "付款方式", card: "刷卡", buyer: "設定客戶", customer: "客戶", delete: "刪除", undo: "復原", export: "匯出", choose: "請選擇一個值。",
  },
};

const ann = idOf(1);
const task = (n, title, more = {}) => ({ id: idOf(n), title, ...more });
const tables = {
  customers: [person(ann, "Ann Lee")],
  tasks: [
    task(51, "Order tea", { due: on(3), repeat: "FREQ=WEEKLY" }), task(52, "Call Bo", { due: on(0) }),
    task(53, "Sweep"), task(54, "Pay the rent", { due: on(-30) }),
  ],
  cases: [61, 62, 63].map((n) => ({ id: idOf(n), title: `Lamp ${n}`, kind: "repair" })),
  sales: [sale(71, ann, on(2), 1200, { number: "A-71" }), sale(72, ann, on(2), 3400, { number: "A-72" }), sale(73, ann, on(1), 500, { number: "A-73", payment: "cash" })],
};

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  const shopOf = (body, made = tables, shop = {}) => withApp({ language }, async (frame) => {
    await frame.page.clock.install({ time: now });
    await frame.open();
    await openMade(frame.page, made, { language, at: at(30), shop });
    await body(frame);
  });
  const bar = (page, name) => page.getByRole("toolbar", { name });
  const begin = (page) => page.getByRole("button", { name: said.select, exact: true }).click();
  /** Sets one thing on all that is selected. */
  const set = async (page, name, what, value) => {
    await bar(page, name).getByRole("button", { name: said.edit, exact: true }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.getByLabel(said.what, { exact: true }).selectOption({ label: what });
    await dialog.getByRole("button", { name: said.apply, exact: true }).click();
    await dialog.getByText(said.choose).waitFor();
    await dialog.getByLabel(said.value, { exact: true }).selectOption({ label: value });
    await dialog.getByRole("button", { name: said.apply, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  };

  test(`tasks are selected, made urgent and ticked off together; the weekly one comes again, and one undo takes it all back (${language})`, async () => {
    await shopOf(async ({ page, open }) => {
      await open("tasks/");
      await page.getByText("Order tea").waitFor();
      await begin(page);
      await page.getByLabel(said.one("Order tea"), { exact: true }).check();
      // While somebody selects, the name of a row selects, too.
      await page.locator(".todo-title", { hasText: "Call Bo" }).click();
      await bar(page, said.tasks).getByText(said.n(2), { exact: true }).waitFor();
      await screenshot(page, `selected-tasks-${language}`);
      await set(page, said.tasks, said.priority, said.high);
      const kept = async () => (await stored(page)).tables.tasks;
      const urgent = (await kept()).filter((one) => one.priority === "high").map((one) => one.title).sort();
      assert.deepEqual(urgent, ["Call Bo", "Order tea"]);
      await bar(page, said.tasks).getByRole("button", { name: said.done, exact: true }).click();
      await amount(page.locator(".todo-row:not(.done)"), 3, "rent, sweeping, and the tea of next week");
      const tea = (await kept()).filter((one) => one.title === "Order tea");
      assert.deepEqual(tea.map((one) => [one.due, one.done === undefined]).sort(), [[on(3), false], [on(-4), true]].sort());
      await undo(page, said.undo, /Order tea|Call Bo|2/);
      await amount(page.locator(".todo-row:not(.done)"), 4);
      // What was selected stays so until it is let go of; then a name opens its task again.
      await bar(page, said.tasks).getByRole("button", { name: said.clear }).click();
      await amount(bar(page, said.tasks), 0);
      await page.locator(".todo-title", { hasText: "Sweep" }).click();
      await page.locator("dialog[open]").waitFor();
    });
  });

  test(`cases are all selected, solved together, and opened again by one undo (${language})`, async () => {
    await shopOf(async ({ page, open }) => {
      await open("cases/");
      await begin(page);
      await bar(page, said.cases).getByRole("button", { name: said.all(3), exact: true }).click();
      await bar(page, said.cases).getByText(said.n(3), { exact: true }).waitFor();
      await set(page, said.cases, said.status, said.solved);
      await amount(page.locator(".todo-row"), 0);
      assert.ok((await stored(page)).tables.cases.every((one) => one.solved !== undefined));
      await undo(page, said.undo, /Lamp|3/);
      await amount(page.locator(".todo-row"), 3);
      assert.ok((await stored(page)).tables.cases.every((one) => one.solved === undefined));
    });
  });

  test(`sales are selected, get their way of payment, go out as a file and to the trash, and come back (${language})`, async () => {
    await shopOf(async ({ page, open }) => {
      await open("sales/");
      await begin(page);
      await page.getByLabel(said.one("A-71 Ann Lee"), { exact: true }).check();
      await page.locator(".sale-row", { hasText: "A-72" }).click();
      await screenshot(page, `selected-sales-${language}`);
      await set(page, said.sales, said.paid, said.card);
      const ways = async () => Object.fromEntries((await stored(page)).tables.sales.map((one) => [one.number, one.payment]));
      assert.deepEqual(await ways(), { "A-71": "card", "A-72": "card", "A-73": "cash" });
      const out = await downloadFrom(page, async () => {
        await bar(page, said.sales).getByRole("button", { name: said.export, exact: true }).click();
        await page.getByRole("menuitem", { name: /CSV/ }).click();
      });
      const csv = out.bytes.toString("utf8");
      assert.ok(csv.includes("A-71") && csv.includes("A-72") && !csv.includes("A-73"), csv);
      await bar(page, said.sales).getByRole("button", { name: said.delete, exact: true }).click();
      await amount(page.locator(".sale-row"), 1);
      await undo(page, said.undo, /A-7|2/);
      await amount(page.locator(".sale-row"), 3);
      // What was selected is selected again, for it is listed again.
      await bar(page, said.sales).getByText(said.n(2), { exact: true }).waitFor();
      await page.getByRole("button", { name: said.select, exact: true }).click();
      await page.locator(".sale-row", { hasText: "A-73" }).click();
      await page.waitForURL(/sale\/\?id=/);
    });
  });

  test(`many sales get their customer at once: points and refunds go along, and one undo takes it back (${language})`, async () => {
    const sales = [
      sale(81, ann, on(4), 1000, { number: "A-81", points: 10 }), sale(82, undefined, on(3), 2000, { number: "A-82" }),
      sale(83, ann, on(2), -500, { number: "A-83", points: -5, refund_of: idOf(81) }), sale(84, ann, on(1), 700, { number: "A-84", points: 7 }),
    ];
    const made = { customers: [person(ann, "Ann Lee"), person(idOf(2), "Bo Ray")], sales };
    await shopOf(async ({ page, open }) => {
      await open("sales/");
      const row = (number) => page.locator(".sale-row", { hasText: number });
      await row("A-81").waitFor();
      await begin(page);
      await row("A-81").click();
      await row("A-82").click();
      const kept = async () => Object.fromEntries((await stored(page)).tables.sales.map((one) => [one.number, [one.customer, one.points ?? 0]]));
      const before = await kept();
      await bar(page, said.sales).getByRole("button", { name: said.buyer, exact: true }).click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByRole("combobox", { name: said.customer }).fill("Bo");
      await dialog.getByRole("option", { name: /Bo Ray/ }).click();
      await screenshot(page, `selected-buyer-${language}`);
      await dialog.getByRole("button", { name: said.apply, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await row("A-82").filter({ hasText: "Bo Ray" }).waitFor();
      const bo = idOf(2);
      // What a walk-in bought earns by the rule of now; the refund goes with its sale, though it was not selected.
      assert.deepEqual(await kept(), { "A-81": [bo, 10], "A-82": [bo, 20], "A-83": [bo, -5], "A-84": [ann, 7] });
      await undo(page, said.undo, /A-8|2/);
      await row("A-81").filter({ hasText: "Ann Lee" }).waitFor();
      assert.deepEqual(await kept(), before);
    }, made, { points: { per: 100 } });
  });
}
