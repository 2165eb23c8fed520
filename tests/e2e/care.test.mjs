// After the sale: points that come with it, go with a refund and are redeemed; a case from the first
// complaint to what was done about it. English and simplified Chinese.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, backupWith, idOf, openBackup, openShop, ready, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    earn: "Customers earn points", per: /^Amount for one point/, save: "Save", sale: "New sale", customer: "Customer", amount: "Amount", earns: "Earns 12 points",
    refund: "Refund", some: "An amount", points: "Points", move: "Points…", many: "How many", redeem: "Redeem", note: "Note", few: "There are only 7 points. Redeem fewer.",
    redeemed: "Points redeemed: -5", all: "All", touches: "Touches", undo: "Undo", case: "Case", fresh: "New case", title: "Title", due: "Promised for", kind: "Type",
    repair: "Repair", happened: "What happened", write: "Write it down", wait: "Waiting for somebody", waiting: "Waiting", solve: "Solve", solution: "What was done about it",
    solved: "Solved", cases: "Service", none: "No open cases", due_today: "Cases promised for today", number: "Phone number or name", card: "Call card", open: "Open cases",
    came: (title) => `Case: ${title}`, done: (title) => `Case solved: ${title}`, export: "Export", about: "About sale", bad: "A whole number above zero", back: "Open again", more: "More", delete: "Delete",
  },
  "zh-Hans": {
    earn: "顾客可以积分", per: /^每 1 积分所需金额/, save: "保存", sale: "记一笔销售", customer: "客户", amount: "金额", earns: "可得 12 积分",
    refund: "退款", some: "指定金额", points: "积分", move: "积分…", many: "数量", redeem: "兑换", note: "备注", few: "只有 7 积分，请减少数量。",
    redeemed: "兑换积分: -5", all: "全部", touches: "互动", undo: "撤销", case: "服务单", fresh: "新建服务单", title: "标题", due: "承诺日期", kind: "类型",
    repair: "维修", happened: "发生了什么", write: "记录互动", wait: "等待他人", waiting: "等待中", solve: "解决", solution: "处理结果",
    solved: "已解决", cases: "售后", none: "没有未结服务单", due_today: "今天该办的服务单", number: "电话号码或姓名", card: "来电卡", open: "未结服务单",
    came: (title) => `服务单：${title}`, done: (title) => `服务单已解决：${title}`, export: "导出", about: "关联销售单", bad: "请输入大于零的整数", back: "重新打开", more: "更多", delete: "删除",
  },
};

const dialog = (page) => page.locator("dialog[open]");
/** A choice by Enter moves the keyboard on, a moment later. */
const movedOn = async (page, field) => page.waitForFunction((node) => document.activeElement !== node, await field.elementHandle());

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`a sale earns points, a refund takes its share back, and nobody spends more than there is (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("settings/?part=points");
      await page.getByLabel(said.earn).check();
      await page.getByLabel(said.per).fill("0");
      const form = page.locator("form").filter({ has: page.getByLabel(said.earn) });
      assert.ok(await form.getByRole("button", { name: said.save }).isDisabled(), "a point costs something");
      await page.getByLabel(said.per).fill("10");
      await form.getByRole("button", { name: said.save }).click();
      await page.waitForFunction((button) => button.disabled, await form.getByRole("button", { name: said.save }).elementHandle());
      await open("sales");
      await page.getByRole("button", { name: said.sale }).first().click();
      const who = dialog(page).getByRole("combobox", { name: said.customer });
      await who.fill("Ann Lee");
      await page.keyboard.press("Enter");
      await movedOn(page, who);
      await dialog(page).getByLabel(said.amount, { exact: true }).fill("125");
      await dialog(page).getByText(said.earns).waitFor();
      await dialog(page).getByRole("button", { name: said.save }).click();
      await dialog(page).waitFor({ state: "hidden" });
      // The receipt says what it gave; a refund of two fifths leaves 12 × 75 / 125 = 7.2, so 7.
      await page.locator('#main a[href*="sale/?id="]').first().click();
      await page.locator(".receipt").getByText("+12").waitFor();
      await page.getByRole("main").getByRole("button", { name: said.refund }).click();
      await dialog(page).getByRole("button", { name: said.some }).click();
      await dialog(page).getByLabel(said.amount, { exact: true }).fill("50");
      await dialog(page).getByRole("button", { name: said.refund, exact: true }).last().click();
      await dialog(page).waitFor({ state: "hidden" });
      await page.getByRole("link", { name: "Ann Lee" }).first().click();
      await page.locator(".record-head").waitFor();
      const balance = page.locator(".balance b");
      await balance.getByText("7", { exact: true }).waitFor();
      // Too many are refused, with the number that there is; words and nothing are no number.
      await page.getByRole("button", { name: said.move }).click();
      for (const wrong of ["", "x", "0", "-3", "1.5"]) {
        await dialog(page).getByLabel(said.many).fill(wrong);
        await dialog(page).getByRole("button", { name: said.save }).click();
        await dialog(page).getByText(said.bad).waitFor();
      }
      await dialog(page).getByLabel(said.many).fill("8");
      await dialog(page).getByRole("button", { name: said.save }).click();
      await dialog(page).getByText(said.few).waitFor();
      await accessible(page);
      await screenshot(page, `care-points-${language}`);
      await dialog(page).getByLabel(said.many).fill("5");
      await dialog(page).getByLabel(said.note).fill("<b>cup</b>");
      await dialog(page).getByRole("button", { name: said.save }).click();
      await dialog(page).waitFor({ state: "hidden" });
      await balance.getByText("2", { exact: true }).waitFor();
      // In the timeline, and alone with the sales that earned under their chip.
      const timeline = page.locator(".timeline");
      await timeline.getByText(said.redeemed).waitFor();
      await timeline.getByText("<b>cup</b>").waitFor();
      await page.getByRole("button", { name: said.points, exact: true }).click();
      await amount(timeline.locator("li"), 3, "the sale, its refund, what was redeemed");
      await page.getByRole("button", { name: said.touches, exact: true }).click();
      await amount(timeline.locator("li"), 0);
      await undo(page, said.undo);
      await balance.getByText("7", { exact: true }).waitFor();
      // It is all there after a reload.
      await page.reload();
      await balance.getByText("7", { exact: true }).waitFor();
    });
  });

  test(`a case goes from the complaint to what was done about it, and stands wherever it matters (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("customers/?new=1");
      const name = language === "en" ? "Name" : "姓名";
      await dialog(page).getByLabel(name, { exact: true }).fill("Ann Lee");
      await dialog(page).getByLabel(language === "en" ? "Phone" : "电话").fill("13800138000");
      await dialog(page).locator("button[type=submit]").click();
      const panel = page.getByRole("complementary", { name: "Ann Lee" });
      await panel.getByRole("link", { name: said.case, exact: true }).click();
      const title = "Lid <i>broken</i>";
      await dialog(page).getByLabel(said.title, { exact: true }).fill(title);
      await dialog(page).getByLabel(said.kind).first().selectOption({ label: said.repair });
      const today = await page.evaluate(() => new Date().toLocaleDateString("sv", { timeZone: "Asia/Shanghai" }));
      await dialog(page).getByLabel(said.due).fill(today);
      await accessible(page);
      await screenshot(page, `care-new-${language}`);
      await dialog(page).getByRole("button", { name: said.save }).click();
      // The page of the case: a touch about it, waiting, a file.
      await page.getByRole("heading", { name: title }).waitFor({ state: "attached" });
      await page.getByRole("textbox", { name: said.happened }).fill("Sent to the workshop");
      await page.getByRole("button", { name: said.write, exact: true }).click();
      await page.locator(".timeline").getByText("Sent to the workshop").waitFor();
      await page.getByRole("button", { name: said.wait }).click();
      await page.locator(".head .tag").getByText(said.waiting, { exact: true }).waitFor();
      await accessible(page);
      await screenshot(page, `care-case-${language}`);
      // On the first page, on the call card, on the customer's page.
      await open("");
      await page.getByRole("region", { name: said.due_today }).getByText(title).waitFor();
      await page.keyboard.press("Alt+k");
      await page.getByRole("combobox", { name: said.number }).fill("0013-80");
      await page.getByRole("option", { name: /Ann Lee/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("region", { name: said.card }).getByText(title).waitFor();
      await page.locator(".timeline").getByText(said.came(title)).waitFor();
      await page.getByRole("button", { name: said.cases, exact: true }).click();
      await amount(page.locator(".timeline li"), 1, "narrowed to cases");
      // Found by typing.
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").last().fill("lid");
      await page.getByRole("option", { name: /Lid/ }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: title }).waitFor({ state: "attached" });
      // Solved, with what was done; the list of open ones is empty then, and says so.
      await page.getByRole("button", { name: said.solve, exact: true }).click();
      await dialog(page).getByLabel(said.solution).fill("A new lid");
      await dialog(page).getByRole("button", { name: said.solve, exact: true }).click();
      await page.locator(".head .tag").getByText(said.solved, { exact: true }).waitFor();
      await page.locator(".timeline").getByText("A new lid").waitFor();
      await open("cases");
      await page.getByText(said.none).waitFor();
      await page.getByRole("button", { name: said.solved, exact: true }).click();
      await page.getByRole("link", { name: title }).waitFor();
      await accessible(page);
      const file = await downloadFrom(page, async () => {
        await page.getByRole("button", { name: said.export }).click();
        await page.getByRole("menuitem", { name: /CSV/ }).click();
      });
      const rows = file.bytes.toString("utf8").trim().split("\r\n");
      assert.equal(rows.length, 2);
      assert.match(rows[1], /Lid <i>broken<\/i>.*Ann Lee.*A new lid/);
      // Open again and back by undo; into the trash and back with its touch.
      await page.getByRole("main").getByRole("checkbox").first().click();
      await page.getByRole("link", { name: title }).waitFor({ state: "detached" });
      await undo(page, said.undo);
      await page.getByRole("link", { name: title }).click();
      await page.locator(".head").getByRole("button", { name: said.more, exact: true }).click();
      await page.getByRole("menuitem", { name: said.delete }).click();
      await page.getByText(said.none).waitFor();
      await undo(page, said.undo, said.delete);
      await page.getByRole("button", { name: said.solved, exact: true }).click();
      await page.getByRole("link", { name: title }).click();
      await page.locator(".timeline").getByText("Sent to the workshop").waitFor();
    });
  });
}

test("a backup of before knows neither cases nor points and comes in whole", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const customers = [{ id: idOf(1), name: { full: "Ann Lee" }, kind: "person" }];
    const sales = [{ id: idOf(2), customer: idOf(1), date: "2026-10-01", currency: "USD", total: 12_500 }];
    await openBackup(page, backupWith({ customers, sales }));
    await ready(page);
    await open(`customer/?id=${idOf(1)}`);
    await page.locator(".timeline").getByText(/125\.00/).waitFor();
    await amount(page.locator(".balance:visible"), 0, "a shop without points says nothing of them");
  });
});
