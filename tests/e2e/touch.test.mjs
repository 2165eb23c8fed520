// Keeping in touch: writing a touch down, who is calling, call lists, tasks that repeat in week and month,
// lunar birthdays, and the contact plan. English and traditional Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, openSample, openShop, ready, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    fresh: "New customer", name: "Name", phone: "Phone", create: "Create", happened: "What happened", visit: "Visit", save: "Write it down",
    more: "When, outcome, next step, satisfaction", outcome: "Outcome", reached: "Reached", content: "Satisfaction 5 of 5", contentIs: "Satisfaction 5/5",
    next: "Next step", undo: "Undo", changes: "Changes", period: "Period", kind: "Kind of touch", email: "E-mail", addEmail: "Add an e-mail address",
    log: "Log a touch", logWith: (name) => `Log a touch with ${name}`, journey: "Journey: touches a month", call: "Who is calling?", number: "Phone number or name", card: "Call card",
    callIn: "They called", callOut: "Called them", noAnswer: "No answer", callBack: "Call back", list: "Call list", script: "Script", backTitle: (name) => `Call ${name} back`,
    progress: (done, all) => `${done} of ${all} done`, again: "tried 1 time", task: "New task", title: "Title", repeat: "Repeat", weekly: "Weekly",
    every: "Every 1 week", done: (title) => `Done: ${title}`, week: "Week", month: "Month", plan: "Contact plan", saveForm: "Save", birthday: "Birthday", lunar: "Lunar",
    when: "When", whenElse: "When, if not now", right: "Put this touch right", edit: (kind) => `Edit: ${kind}`, remove: "Delete", keep: "Save", meeting: "Appointment",
    blank: /fill in/, note: "Note", lunarMonth: "Lunar month", lunarDay: "Lunar day", nextOn: "next on", coverage: "Coverage", due: "Due for a touch", tasks: "Tasks", time: "Time", remind: "Reminder", at: "At its time", later: "In 10 minutes",
  },
  "zh-Hant": {
    fresh: "新增客戶", name: "姓名", phone: "電話", create: "建立", happened: "發生了什麼", visit: "到訪", save: "記錄互動",
    more: "時間、結果、下一步、滿意度", outcome: "結果", reached: "已聯絡上", content: "滿意度 5 分（滿分 5）", contentIs: "滿意度 5/5",
    next: "下一步", undo: "復原", changes: "資料變更", period: "期間", kind: "互動方式", email: "電子郵件", addEmail: "新增電子郵件",
    log: "記錄互動", logWith: (name) => `記錄與${name}的互動`, journey: "客戶旅程：每月互動", call: "誰來電？", number: "電話號碼或姓名", card: "來電卡",
    callIn: "來電", callOut: "去電", noAnswer: "無人接聽", callBack: "稍後回電", list: "電話名單", script: "話術", backTitle: (name) => `給${name}回電`,
    progress: (done, all) => `已完成 ${done} / ${all}`, again: "已試 1 次", task: "新增待辦", title: "標題", repeat: "重複", weekly: "每週",
    every: "每 1 週", done: (title) => `完成：${title}`, week: "週", month: "月", plan: "聯絡計畫", saveForm: "儲存", birthday: "生日", lunar: "農曆",
    when: "時間", whenElse: "時間（留空即現在）", right: "更正這則互動", edit: (kind) => `編輯: ${kind}`, remove: "刪除", keep: "儲存", meeting: "預約",
    blank: /請填寫/, note: "備註", lunarMonth: "農曆月", lunarDay: "農曆日", nextOn: "下次", coverage: "覆蓋率", due: "該聯絡的客戶", tasks: "待辦", time: "時間", remind: "提醒", at: "準時", later: "10 分鐘後",
  },
};

/** Writes a customer down and waits for the panel. */
async function customer(page, open, said, name, phone) {
  await open("customers");
  await page.getByRole("link", { name: said.fresh }).click();
  const dialog = page.getByRole("dialog", { name: said.fresh });
  await dialog.getByLabel(said.name, { exact: true }).fill(name);
  if (phone) await dialog.getByLabel(said.phone).fill(phone);
  await dialog.getByRole("button", { name: said.create, exact: true }).click();
  const panel = page.getByRole("complementary", { name });
  await panel.waitFor();
  return panel;
}


for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`a touch with its next step is one change, seen and narrowed in the timeline (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      const panel = await customer(page, open, said, "Ann Lee", "138 0013 8000");
      // Two interactions: the kind, and Enter.
      await panel.getByRole("button", { name: said.visit, exact: true }).click();
      await panel.getByLabel(said.happened).press("Enter");
      const timeline = panel.locator(".timeline");
      await timeline.getByText(said.visit, { exact: true }).waitFor();
      // With everything: outcome, satisfaction, next step, small Markdown that is never markup.
      await panel.getByRole("button", { name: said.callOut, exact: true }).click();
      await panel.getByLabel(said.happened).fill("likes **oolong** <img src=x> https://tea.example/list");
      await panel.getByText(said.more).click();
      await panel.getByRole("combobox", { name: said.outcome, exact: true }).selectOption({ label: said.reached });
      await panel.getByRole("button", { name: said.content }).click();
      await panel.getByLabel(said.next, { exact: true }).fill("Send the price list");
      await panel.getByRole("button", { name: said.save, exact: true }).click();
      await timeline.locator("strong", { hasText: "oolong" }).waitFor();
      await amount(timeline.locator("img"), 0, "text stays text");
      await timeline.getByText("<img src=x>").waitFor();
      assert.equal(await timeline.getByRole("link", { name: "https://tea.example/list" }).getAttribute("rel"), "noopener noreferrer external");
      await timeline.getByText(said.contentIs).waitFor();
      const task = panel.getByRole("checkbox", { name: /Send the price list/ });
      await task.waitFor();
      await accessible(page);
      await undo(page, said.undo);
      await task.waitFor({ state: "detached" });
      await timeline.locator("strong").waitFor({ state: "detached" });
      // A field that changed stands under its own chip.
      await panel.getByRole("button", { name: new RegExp(`^${said.email}`) }).first().click();
      await panel.getByRole("textbox", { name: said.email, exact: true }).fill("ann@example.com");
      await page.keyboard.press("Enter");
      await panel.getByRole("link", { name: "ann@example.com" }).waitFor();
      await panel.getByRole("button", { name: said.changes, exact: true }).click();
      await timeline.getByText("ann@example.com").waitFor();
      await amount(timeline.getByText(said.visit, { exact: true }), 0, "narrowed to changes");
      await screenshot(page, `touch-timeline-${language}`);
      // From the list by key, and from the palette.
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "hidden" });
      await page.getByRole("grid").focus();
      await page.keyboard.press("j");
      await page.keyboard.press("l");
      const dialog = page.getByRole("dialog", { name: said.logWith("Ann Lee") });
      await dialog.getByRole("button", { name: said.save, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill(`>${said.log}`);
      await page.getByRole("option", { name: said.log }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog", { name: said.log }).waitFor();
      await page.keyboard.press("Escape");
      // The journey of everybody listed.
      await page.getByRole("button", { name: said.journey }).click();
      await page.locator("dialog[open] .chart").waitFor();
      await accessible(page);
      await screenshot(page, `touch-journey-${language}`);
    });
  });

  test(`a caller is found by any part of the number and the call logged in one click (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await customer(page, open, said, "Ann Lee", "138 0013 8000");
      await customer(page, open, said, "Bo Chen", "+44 20 7946 0018");
      await open("tasks");
      await ready(page);
      // Also while typing.
      await page.getByRole("textbox", { name: said.task }).focus();
      await page.keyboard.press("Alt+k");
      const box = page.getByRole("combobox", { name: said.number });
      await box.fill("7946-00");
      await page.getByRole("option", { name: /Bo Chen/ }).waitFor();
      await amount(page.locator("#caller-list").getByRole("option"), 1);
      await accessible(page);
      await page.keyboard.press("Enter");
      const card = page.getByRole("region", { name: said.card });
      await card.waitFor();
      await accessible(page);
      await screenshot(page, `touch-call-card-${language}`);
      await card.getByRole("button", { name: said.reached, exact: true }).click();
      await card.waitFor({ state: "detached" });
      const timeline = page.locator(".timeline");
      await timeline.getByText(said.callIn, { exact: true }).waitFor();
      await timeline.getByText(said.reached, { exact: true }).waitFor();
      // They ring again while their page is open; a reload after it shows no card.
      await page.keyboard.press("Alt+k");
      await box.fill("7946-00");
      await page.getByRole("option", { name: /Bo Chen/ }).waitFor();
      await page.keyboard.press("Enter");
      await card.getByRole("button", { name: said.reached, exact: true }).click();
      await card.waitFor({ state: "detached" });
      await amount(timeline.getByText(said.callIn, { exact: true }), 2);
      await page.reload();
      await amount(timeline.getByText(said.callIn, { exact: true }), 2);
      await amount(card, 0);
    });
  });

  test(`a note begun and not saved waits for the customer it is about (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await customer(page, open, said, "Bo Chen");
      const ann = await customer(page, open, said, "Ann Lee");
      await ann.getByLabel(said.happened).fill("Wants the blue cup");
      await page.getByRole("row", { name: /Bo Chen/ }).getByText("Bo Chen", { exact: true }).click();
      const bo = page.getByRole("complementary", { name: "Bo Chen" });
      assert.equal(await bo.getByLabel(said.happened).inputValue(), "");
      await page.getByRole("row", { name: /Ann Lee/ }).getByText("Ann Lee", { exact: true }).click();
      assert.equal(await ann.getByLabel(said.happened).inputValue(), "Wants the blue cup");
      await page.reload();
      assert.equal(await ann.getByLabel(said.happened).inputValue(), "Wants the blue cup");
      // A touch has taken place: one that is said to come is not taken for now.
      await ann.getByText(said.more).click();
      await ann.getByLabel(said.whenElse, { exact: true }).fill("2199-01-01T10:00");
      await ann.getByRole("button", { name: said.save, exact: true }).click();
      await ann.locator(".field .error, .field [role=alert]").filter({ visible: true }).first().waitFor();
      await ann.getByLabel(said.whenElse, { exact: true }).fill("");
      await ann.getByRole("button", { name: said.save, exact: true }).click();
      await ann.locator(".timeline").getByText("Wants the blue cup").waitFor();
      await page.reload();
      await ann.locator(".timeline").getByText("Wants the blue cup").waitFor();
      assert.equal(await ann.getByLabel(said.happened).inputValue(), "", "saved: not kept");
    });
  });

  test(`a touch is written down later than it was, put right, deleted and brought back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      const panel = await customer(page, open, said, "Ann Lee");
      const earlier = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
      await panel.getByRole("button", { name: said.visit, exact: true }).click();
      await panel.getByText(said.more).click();
      await panel.getByLabel(said.whenElse, { exact: true }).fill(`${earlier}T10:30`);
      await panel.getByRole("button", { name: said.save, exact: true }).click();
      const timeline = panel.locator(".timeline");
      const entry = (kind) => timeline.locator("li", { has: page.getByRole("button", { name: said.edit(kind), exact: true }) });
      await entry(said.visit).getByText(/10:30/).waitFor();
      // What is blank now is asked again for the next one.
      await page.waitForFunction(() => document.querySelector(".touch input[type=datetime-local]").value === "");

      const dialog = page.getByRole("dialog", { name: said.right });
      const edit = async (kind) => {
        await timeline.getByRole("button", { name: said.edit(kind), exact: true }).click();
        await dialog.waitFor();
      };
      await edit(said.visit);
      assert.equal(await dialog.getByLabel(said.when, { exact: true }).inputValue(), `${earlier}T10:30`);
      await accessible(page);
      await screenshot(page, `touch-edit-${language}`);
      // A note without words says nothing.
      await dialog.getByRole("button", { name: said.note, exact: true }).click();
      await dialog.getByRole("button", { name: said.keep, exact: true }).click();
      await dialog.getByRole("alert").filter({ hasText: said.blank }).waitFor();
      await dialog.getByRole("button", { name: said.meeting, exact: true }).click();
      await dialog.getByRole("textbox", { name: said.happened }).fill("tasted the oolong");
      await dialog.getByLabel(said.when, { exact: true }).fill(`${earlier}T17:05`);
      await dialog.getByRole("button", { name: said.content }).click();
      await dialog.getByRole("button", { name: said.keep, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await entry(said.meeting).getByText(/5:05|17:05/).waitFor();
      await timeline.getByText("tasted the oolong").waitFor();
      await timeline.getByText(said.contentIs).waitFor();
      await amount(entry(said.visit), 0);
      await page.reload();
      await ready(page);
      await timeline.getByText("tasted the oolong").waitFor();

      await edit(said.meeting);
      await dialog.getByRole("button", { name: said.remove, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await amount(entry(said.meeting), 0);
      await undo(page, said.undo);
      await timeline.getByText("tasted the oolong").waitFor();
    });
  });

  test(`a call list goes on after a reload, and a call back becomes a task (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      for (const [name, phone] of [["Ann Lee", "111 2222"], ["Bo Chen", "333 4444"], ["Cy Wu", ""]]) {
        await customer(page, open, said, name, phone);
      }
      await page.keyboard.press("Escape");
      await page.getByRole("grid").focus();
      await page.keyboard.press("Control+a");
      await page.getByRole("toolbar").getByRole("button", { name: said.list }).click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByLabel(said.script).fill("Good day, **spring tea** is in.");
      await dialog.getByRole("button", { name: said.create, exact: true }).click();
      await page.waitForURL(/\/calls\/\?id=/);
      const status = page.getByRole("status").filter({ hasText: said.progress(0, 2) });
      await status.waitFor();
      await page.getByRole("region", { name: "Ann Lee" }).waitFor();
      await page.locator(".script strong", { hasText: "spring tea" }).waitFor();
      await accessible(page);
      await screenshot(page, `touch-calls-${language}`);
      await page.getByRole("button", { name: said.noAnswer, exact: true }).click();
      await page.getByRole("region", { name: "Bo Chen" }).waitFor();
      await page.reload();
      await booted(page);
      await page.getByRole("region", { name: "Bo Chen" }).waitFor();
      await page.getByRole("button", { name: said.callBack, exact: true }).click();
      await page.getByText(said.progress(1, 2)).first().waitFor();
      // Who did not answer comes again; a call taken back is waiting again.
      await page.getByRole("region", { name: "Ann Lee" }).waitFor();
      await page.getByText(said.again).waitFor();
      await undo(page, said.undo);
      await page.getByText(said.progress(0, 2)).first().waitFor();
      await page.getByRole("region", { name: "Bo Chen" }).waitFor();
      await page.getByRole("button", { name: said.callBack, exact: true }).click();
      await page.getByText(said.progress(1, 2)).first().waitFor();
      // When to call back goes into calendars.
      const days = await downloadFrom(page, () => page.getByRole("button", { name: /\.ics/ }).click());
      assert.match(days.bytes.toString("utf8"), /BEGIN:VEVENT\r\n[^]*Bo Chen/);
      await open("tasks");
      await page.getByRole("checkbox", { name: said.done(said.backTitle("Bo Chen")) }).waitFor();
    });
  });

  test(`a weekly task comes again when done, and stands in week and month (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("tasks");
      await ready(page);
      await page.keyboard.type("nt");
      const dialog = page.locator("dialog[open]");
      await dialog.getByLabel(said.title, { exact: true }).fill("Order tea");
      await dialog.getByRole("combobox", { name: said.repeat, exact: true }).selectOption({ label: said.weekly });
      await dialog.getByText(said.every).waitFor();
      await accessible(page);
      await screenshot(page, `touch-repeat-${language}`);
      await dialog.getByRole("button", { name: said.saveForm, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      const tick = page.getByRole("checkbox", { name: said.done("Order tea") });
      await tick.click();
      // One is done, the next one is open.
      await page.waitForFunction(() => document.querySelectorAll(".todo-row:not(.done) .tick input").length === 1);
      await page.waitForFunction(() => document.querySelectorAll(".todo-row.done").length === 1);
      await undo(page, said.undo);
      await page.waitForFunction(() => document.querySelectorAll(".todo-row.done").length === 0);

      await page.getByRole("button", { name: said.month, exact: true }).click();
      await page.waitForURL(/as=month/);
      const grid = page.getByRole("grid");
      await grid.locator(".cal-item.open", { hasText: "Order tea" }).waitFor();
      await grid.locator(".cal-day[aria-selected=true] button").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.waitForURL(/on=/);
      await page.locator(".todo").getByText("Order tea").waitFor();
      assert.ok(await page.evaluate(() => document.activeElement.id.startsWith("day-")), "the keyboard follows the day");
      await accessible(page);
      await screenshot(page, `touch-month-${language}`);
      await page.setViewportSize({ width: 390, height: 844 });
      await accessible(page);
      await screenshot(page, `touch-month-phone-${language}`);
      await page.getByRole("button", { name: said.week, exact: true }).click();
      await page.waitForURL(/as=week/);
      await accessible(page);
      await screenshot(page, `touch-week-phone-${language}`);
    });
  });

  test(`a lunar birthday shows its next civil day (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: new Date("2026-09-20T10:00:00+08:00") });
      await open();
      await openShop(page, { language });
      const panel = await customer(page, open, said, "Mei Lin", "555 0000");
      await panel.getByRole("button", { name: new RegExp(`^${said.birthday}`) }).click();
      await panel.getByRole("button", { name: said.lunar, exact: true }).click();
      await panel.getByLabel(said.lunarMonth).selectOption("8");
      await panel.getByLabel(said.lunarDay).selectOption("15");
      await accessible(page);
      await panel.getByRole("button", { name: said.saveForm, exact: true }).click();
      // Mid-autumn of 2026 is 25 September.
      const next = panel.getByText(said.nextOn);
      await next.waitFor();
      assert.match(await next.innerText(), language === "en" ? /25/ : /9月25日/);
      const shown = panel.getByRole("button", { name: new RegExp(`^${said.birthday}`) });
      assert.match(await shown.innerText(), language === "en" ? /month 8, day 15/ : /農曆八月十五/);
      await open();
      await page.getByRole("region", { name: said.birthday }).or(page.locator("section.box", { hasText: "Mei Lin" })).first().waitFor();
      await open("tasks/?as=month");
      await page.getByRole("grid").locator(".cal-item.birthday", { hasText: "Mei Lin" }).waitFor();

      // A leap month is one of the years that have it: 2025 had a second sixth month, 2024 none.
      const say = speaker(language);
      const again = await customer(page, open, said, "Bo Lin", "555 0001");
      await again.getByRole("button", { name: new RegExp(`^${said.birthday}`) }).click();
      await again.getByRole("button", { name: said.lunar, exact: true }).click();
      await again.getByLabel(said.lunarMonth).selectOption("6");
      await again.getByLabel(said.lunarDay).selectOption("1");
      await again.getByLabel(say("touch.leap_month")).check();
      const year = again.getByLabel(say("touch.birth_year"));
      const save = again.getByRole("button", { name: said.saveForm, exact: true });
      await year.fill("2024");
      await again.getByText(say("touch.no_such_day")).waitFor();
      assert.ok(await save.isDisabled());
      await year.fill("2025");
      await save.click();
      const leap = again.getByRole("button", { name: new RegExp(`^${said.birthday}`) });
      await leap.filter({ hasText: language === "en" ? /\(leap\), day 1, 2025/ : /2025年閏六月初一/ }).waitFor();
    });
  });

  test(`a reminder stands in the app at its time (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: new Date("2026-11-23T09:00:00+08:00") });
      await open();
      await openShop(page, { language });
      await open("tasks");
      await ready(page);
      await page.getByRole("main").getByRole("button", { name: said.task, exact: true }).click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByLabel(said.title, { exact: true }).fill("Ring the mill");
      await dialog.getByLabel(said.time, { exact: true }).fill("09:05");
      await dialog.getByRole("combobox", { name: said.remind, exact: true }).selectOption({ label: said.at });
      await dialog.getByRole("button", { name: said.saveForm, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await amount(page.locator(".reminder:visible"), 0, "not before its time");
      await page.clock.fastForward("06:00");
      const banner = page.locator(".reminder", { hasText: "Ring the mill" });
      await banner.waitFor();
      await accessible(page);
      await page.reload();
      await banner.waitFor();
      await banner.getByRole("button", { name: said.later }).click();
      await banner.waitFor({ state: "detached" });
      await page.clock.fastForward("11:00");
      await banner.waitFor();
    });
  });

  test(`the contact plan says who is due and how much was kept (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      await open("tasks/?as=plan");
      await ready(page);
      await page.getByRole("region", { name: said.coverage }).waitFor();
      const due = page.getByRole("region", { name: said.due }).locator(".todo-row");
      await due.first().waitFor();
      const before = await due.count();
      const first = await due.first().locator("a").innerText();
      await accessible(page);
      await screenshot(page, `touch-plan-${language}`);
      await due.first().getByRole("button").click();
      const dialog = page.getByRole("dialog", { name: said.logWith(first) });
      await dialog.getByRole("button", { name: said.save, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.waitForFunction((n) => document.querySelectorAll(".todo-row").length === n, before - 1);
    });
  });
}
