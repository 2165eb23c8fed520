// Saved views of sales, tasks, cases and deals, as lists, calendars and boards: what is asked stands in the address, is kept under a
// name, opened from the menu and by its address, changed, put back and saved. English and traditional Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { deal, offered, on, openMade, person, pipelines, reads, sale } from "./lib/made.mjs";
import { amount, idOf, ready, undo, walk } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    save: "Save", fresh: "Save as new", name: "Name of the view", changed: "Changed", reset: "Reset", remove: "Delete the view",
    undo: "Undo", removed: /^Deleted/, filter: "Filter", payment: "Paid by", owner: "Looked after by", nobody: "Nobody yet",
    waiting: "Waiting", stage: "Stage", value: "Value", week: "Week", month: "Month", agenda: "Agenda",
    board: "Board", closed: "Closed", outcome: "Outcome", lost: "Lost", find: "Find in the deals", closedDeals: "Closed deals",
    sales: "All sales", tasks: "All tasks", cases: "Open cases", deals: "Open deals", customers: "All customers",
  },
  "zh-Hant": {
    save: "儲存", fresh: "另存", name: "檢視名稱", changed: "已變更", reset: "重設", remove: "刪除檢視",
    undo: "復原", removed: /^刪除/, filter: "篩選", payment: "付款方式", owner: "負責人", nobody: "未指派",
    waiting: "等待中", stage: "階段", value: "金額", week: "週", month: "月", agenda: "日程",
    board: "看板", closed: "已結束", outcome: "結果", lost: "輸單", find: "在商機中尋找", closedDeals: "已結束的商機",
    sales: "全部銷售", tasks: "全部待辦", cases: "未結服務單", deals: "進行中的商機", customers: "全部客戶",
  },
};

const [ann, mona] = [1, 11].map(idOf);
const tables = {
  members: [{ id: mona, name: "Mona" }],
  customers: [person(ann, "Ann Lee")],
  pipelines,
  sales: [
    sale(31, ann, "2026-11-02", 1000, { payment: "cash" }),
    sale(32, ann, "2026-11-03", 2000, { payment: "cash" }),
    sale(33, ann, "2026-11-04", 3000, { payment: "card" }),
  ],
  tasks: [{ id: idOf(41), title: "Order tea", owner: mona }, { id: idOf(42), title: "Ring the mill" }, { id: idOf(43), title: "Pack" }],
  cases: [
    { id: idOf(51), title: "The pot leaks", kind: "repair" },
    { id: idOf(52), title: "Too sweet", kind: "complaint", waiting: true },
    { id: idOf(53), title: "Which tea", kind: "question" },
  ],
  deals: [
    deal(64, "Won tea", 700, { outcome: { state: "won", on: "2026-11-20" } }),
    deal(65, "Lost tea", 300, { owner: mona, outcome: { state: "lost", on: "2026-11-21", reason: "Price" } }),
    deal(61, "Cake", 500, { owner: mona }), deal(62, "Pots", 900, { stage: offered }), deal(63, "Tins", 1100, { stage: offered })],
};

/** What the tests do with views on any list, whose rows `row` finds. */
function onList(page, said, row) {
  const chip = page.getByRole("group", { name: said.changed });
  const menu = page.locator(".views-menu");
  return {
    chip,
    menu,
    rows: (count) => page.waitForFunction(([row, count]) => document.querySelectorAll(row).length === count, [row, count]),
    press: (name) => chip.getByRole("button", { name, exact: true }).click(),
    async saveAs(name) {
      await chip.getByRole("button", { name: said.fresh }).click();
      await page.getByLabel(said.name).fill(name);
      await page.getByRole("dialog").getByRole("button", { name: said.save, exact: true }).click();
      await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
      await chip.waitFor({ state: "hidden" });
      await menu.filter({ hasText: name }).waitFor();
      return page.url();
    },
    async choose(name) {
      await menu.click();
      await page.getByRole("menuitem", { name, exact: true }).click();
    },
  };
}

/** Waits until a list of choices shows that one. */
const chosen = (select, value) => select.and(select.page().locator(`:has(option[value="${value}"]:checked)`)).waitFor();

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`what is asked of the sales is kept as a view, changed, put back and saved in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("sales/");
      const { chip, menu, rows, press, saveAs, choose } = onList(page, said, "#main a.sale-row");
      await rows(3);
      await amount(chip, 0, "nothing is asked");
      await page.locator(".chips").getByRole("button", { name: said.filter }).click();
      const payment = page.locator(".sale-filters").getByLabel(said.payment, { exact: true });
      await payment.selectOption("cash");
      await page.waitForURL(/payment=cash/);
      await rows(2);
      const address = await saveAs("Cash =1+1");
      await rows(2);

      // Away and back: the usual list, then the view from the menu; a reload keeps it.
      await walk(page, "tasks/");
      await walk(page, "sales/");
      await menu.filter({ hasText: said.sales }).waitFor();
      await rows(3);
      await choose("Cash =1+1");
      await page.waitForURL(address);
      await rows(2);
      await page.reload();
      await booted(page);
      await rows(2);

      // Changed and put back: the controls follow; Back is the change again.
      await payment.selectOption("card");
      await page.waitForURL(/view=.*payment=card/);
      await rows(1);
      await press(said.reset);
      await chip.waitFor({ state: "hidden" });
      await page.waitForURL(address);
      await rows(2);
      await chosen(payment, "cash");
      await page.goBack();
      await chip.waitFor();
      await rows(1);
      await chosen(payment, "card");
      // Saved: the address alone says it.
      await press(said.save);
      await chip.waitFor({ state: "hidden" });
      await page.waitForURL(address);
      await page.reload();
      await booted(page);
      await rows(1);

      // What was taken away stays away until Reset.
      await payment.selectOption("");
      await page.waitForURL(/payment=$/);
      await rows(3);
      await page.reload();
      await booted(page);
      await chip.waitFor();
      await rows(3);
      await accessible(page);
      await screenshot(page, `saved-sales-${language}`);
      await press(said.reset);
      await rows(1);

      // From the palette; deleted and taken back.
      await open("");
      await ready(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill("Cash");
      await page.getByRole("option", { name: /Cash =1\+1/ }).first().click();
      await page.waitForURL(address);
      await rows(1);
      await choose(said.remove);
      await menu.filter({ hasText: said.sales }).waitFor();
      await rows(3);
      await undo(page, said.undo, said.removed);
      await choose("Cash =1+1");
      await page.waitForURL(address);
      await rows(1);

      // It is no view of customers, and what makes no sense in an address asks nothing.
      await open(`customers/${new URL(address).search}`);
      await menu.filter({ hasText: said.customers }).waitFor();
      await menu.click();
      await page.getByRole("menuitem", { name: said.customers, exact: true }).waitFor();
      await amount(page.getByRole("menuitem", { name: "Cash =1+1" }), 0);
      await open("sales/?view=week&period=%25&payment=gold&from=tomorrow&f=((((&customer=x");
      await rows(3);
      await amount(chip, 0);
    });
  });

  test(`what is asked of tasks, cases and deals is kept as views in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      const main = page.getByRole("main");

      await open("tasks/");
      const tasks = onList(page, said, "#main li.todo-row");
      await tasks.rows(3);
      const owner = main.getByRole("combobox", { name: said.owner, exact: true });
      await owner.selectOption({ label: "Mona" });
      await page.waitForURL(/owner=/);
      await tasks.rows(1);
      // The week and back: the list is as it was.
      await main.getByRole("button", { name: said.week, exact: true }).click();
      await page.waitForURL(/as=week/);
      await chosen(owner, `=${mona}`);
      await main.getByRole("button", { name: said.agenda, exact: true }).click();
      await tasks.rows(1);
      const mine = await tasks.saveAs("Mona’s");
      await walk(page, "cases/");
      await open(`tasks/${new URL(mine).search}`);
      await tasks.menu.filter({ hasText: "Mona’s" }).waitFor();
      await tasks.rows(1);
      await owner.selectOption({ label: said.nobody });
      await page.waitForURL(/owner=none/);
      await tasks.rows(2);
      await accessible(page);
      await screenshot(page, `saved-tasks-${language}`);
      await tasks.press(said.reset);
      await page.waitForURL(mine);
      await tasks.rows(1);
      await chosen(owner, `=${mona}`);

      await walk(page, "cases/");
      const cases = onList(page, said, "#main li.todo-row");
      await cases.menu.filter({ hasText: said.cases }).waitFor();
      await cases.rows(3);
      await main.getByRole("button", { name: said.waiting, exact: true }).click();
      await page.waitForURL(/status=waiting/);
      await cases.rows(1);
      await page.reload();
      await booted(page);
      await cases.rows(1);
      const waits = await cases.saveAs("Waits");
      await cases.choose(said.cases);
      await cases.rows(3);
      await cases.choose("Waits");
      await page.waitForURL(waits);
      await cases.rows(1);
      await owner.selectOption({ label: "Mona" });
      await cases.rows(0);
      await cases.press(said.save);
      await cases.chip.waitFor({ state: "hidden" });
      await page.waitForURL(waits);
      await page.reload();
      await booted(page);
      await chosen(owner, `=${mona}`);
      await cases.rows(0);

      await open("pipeline/?as=table");
      const deals = onList(page, said, ".deals-table tbody tr");
      const titles = (wanted) => reads(page, ".deals-table tbody tr td:nth-child(2)", wanted);
      await deals.rows(3);
      const stage = main.getByRole("combobox", { name: said.stage, exact: true });
      await stage.selectOption({ label: "Offered" });
      await page.waitForURL(/stage=/);
      await main.locator(".deals-table").getByRole("button", { name: said.value, exact: true }).click();
      await page.waitForURL(/sort=-value/);
      await titles(["Tins", "Pots"]);
      const big = await deals.saveAs("Big ones");
      assert.match(big, /pipeline\/\?view=/);
      await accessible(page);
      await deals.choose(said.deals);
      await deals.rows(3);
      await walk(page, "tasks/");
      await open(`pipeline/${new URL(big).search}`);
      await deals.menu.filter({ hasText: "Big ones" }).waitFor();
      await titles(["Tins", "Pots"]);
      await stage.selectOption({ label: "Asked" });
      await deals.rows(1);
      await deals.press(said.reset);
      await page.waitForURL(big);
      await titles(["Tins", "Pots"]);
      await chosen(stage, offered);
      await screenshot(page, `saved-deals-${language}`);
    });
  });

  test(`calendar, board and closed deals are kept as views in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      const due = [
        { id: idOf(41), title: "Order tea", owner: mona, due: on(0) },
        { id: idOf(42), title: "Ring the mill", due: on(0) },
      ];
      await open();
      await openMade(page, { ...tables, tasks: due }, { language });
      const main = page.getByRole("main");
      const shape = (name) => main.locator(".segmented").getByText(name, { exact: true });
      const owner = main.getByRole("combobox", { name: said.owner, exact: true });

      // A month of what one of the team has to do: the day one looks at is no part of it.
      await open(`tasks/?as=month&on=${on(0)}`);
      const tasks = onList(page, said, "#main .cal-item.open");
      await tasks.rows(2);
      await amount(tasks.chip, 0, "a month is no change");
      await owner.selectOption({ label: "Mona" });
      await tasks.rows(1);
      await page.waitForURL(/on=/);
      const month = await tasks.saveAs("Mona’s month");
      await main.locator(".cal-pick").first().click();
      await page.waitForURL(/view=.*on=/);
      await amount(tasks.chip, 0, "another day is no change");
      await shape(said.agenda).click();
      await tasks.chip.waitFor();
      await tasks.press(said.reset);
      await page.waitForURL(month);
      await page.locator(".cal.month").waitFor();
      await accessible(page);
      await screenshot(page, `saved-month-${language}`);
      // The usual list is shown as what one looked at.
      await tasks.choose(said.tasks);
      await page.locator(".cal.month").waitFor();
      await tasks.rows(2);
      await page.goBack();
      await page.waitForURL(month);
      await tasks.menu.filter({ hasText: "Mona’s month" }).waitFor();

      // The board, narrowed as the table is.
      await open("pipeline/");
      const board = onList(page, said, ".board .card");
      await board.rows(3);
      await owner.selectOption({ label: "Mona" });
      await board.rows(1);
      const mine = await board.saveAs("Mona’s board");
      await accessible(page);
      await screenshot(page, `saved-board-${language}`);
      await shape(said.closed).click();
      await page.locator(".closed-deals tbody tr", { hasText: "Lost tea" }).waitFor();
      await board.chip.waitFor();
      await board.choose(said.closedDeals);
      await amount(page.locator(".closed-deals tbody tr"), 2);
      await amount(board.chip, 0, "the list of closed deals is no change");

      // Closed ones.
      const closed = onList(page, said, ".closed-deals tbody tr");
      await main.getByRole("combobox", { name: said.outcome, exact: true }).selectOption({ label: said.lost });
      await closed.rows(1);
      const lost = await closed.saveAs("Lost ones");
      await main.getByRole("searchbox", { name: said.find }).fill("nothing like it");
      await closed.rows(0);
      await closed.press(said.reset);
      await page.waitForURL(lost);
      await closed.rows(1);
      await accessible(page);
      await screenshot(page, `saved-closed-${language}`);
      await closed.choose("Mona’s board");
      await page.waitForURL(mine);
      await board.rows(1);
      await page.reload();
      await booted(page);
      await board.rows(1);
      await board.menu.filter({ hasText: "Mona’s board" }).waitFor();
    });
  });
}
