// Tasks out of the house, and what the palette finds: a view and a single task as calendar files, notes,
// tasks and parts of the settings by typing. English and simplified Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    task: "New task", ics: "Calendar file (.ics)", more: (title) => `Put off ${title}`, month: "Month", search: "Search", tasks: "Tasks", notes: "Notes", settings: "Settings", team: "Team",
    fresh: "New customer", name: "Name", create: "Create", visit: "Visit", happened: "What happened", editTask: (title) => `Edit ${title}`, title: "Title",
  },
  "zh-Hans": {
    task: "新建待办", ics: "日历文件 (.ics)", more: (title) => `推迟“${title}”`, month: "月", search: "搜索", tasks: "待办", notes: "备注与记录", settings: "设置", team: "团队",
    fresh: "新建客户", name: "姓名", create: "创建", visit: "到访", happened: "发生了什么", editTask: (title) => `编辑“${title}”`, title: "标题",
  },
};

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`what a view of tasks shows, or one task, goes out as a calendar in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("tasks/");
      await ready(page);
      const button = page.getByRole("main").getByRole("button", { name: said.ics });
      await amount(button, 0, "nothing to write while there is no task");
      for (const title of ["Order tea", "Ring the mill"]) {
        await page.getByRole("textbox", { name: said.task }).fill(title);
        await page.keyboard.press("Enter");
        await page.getByRole("button", { name: said.editTask(title) }).waitFor();
      }
      const all = await downloadFrom(page, () => button.click());
      assert.match(all.name, /\.ics$/);
      const text = all.bytes.toString("utf8");
      assert.match(text, /^BEGIN:VCALENDAR\r\n/);
      assert.equal(text.match(/BEGIN:VEVENT/g).length, 2);
      // The month shows both as well.
      await page.getByRole("button", { name: said.month, exact: true }).click();
      await page.waitForURL(/as=month/);
      const month = await downloadFrom(page, () => button.click());
      assert.equal(month.bytes.toString("utf8").match(/BEGIN:VEVENT/g).length, 2);
      // One alone, from its menu.
      await open("tasks/");
      await page.getByRole("button", { name: said.more("Order tea") }).click();
      const one = await downloadFrom(page, () => page.getByRole("menuitem", { name: said.ics }).click());
      const alone = one.bytes.toString("utf8");
      assert.match(alone, /SUMMARY:Order tea/);
      assert.doesNotMatch(alone, /Ring the mill/);
    });
  });

  test(`the palette finds notes, tasks and settings, the obvious first in ${language}`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("customers");
      await page.getByRole("link", { name: said.fresh }).click();
      const dialog = page.getByRole("dialog", { name: said.fresh });
      await dialog.getByLabel(said.name, { exact: true }).fill("Ann Lee");
      await dialog.getByRole("button", { name: said.create, exact: true }).click();
      const panel = page.getByRole("complementary", { name: "Ann Lee" });
      await panel.getByRole("button", { name: said.visit, exact: true }).click();
      await panel.getByLabel(said.happened).fill("prefers jasmine over everything");
      await page.keyboard.press("Enter");
      await panel.locator(".timeline").getByText(/jasmine/).waitFor();
      await open("tasks/");
      await page.getByRole("textbox", { name: said.task }).fill("Order jasmine");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: said.editTask("Order jasmine") }).waitFor();

      await open();
      await ready(page);
      await page.keyboard.press("Control+k");
      const box = page.getByRole("combobox", { name: said.search });
      await box.fill("jasmine");
      const note = page.getByRole("group", { name: said.notes }).getByRole("option", { name: /jasmine/ });
      await note.waitFor();
      await page.getByRole("group", { name: said.tasks, exact: true }).getByRole("option", { name: /Order jasmine/ }).waitFor();
      await accessible(page);
      await note.click();
      await page.waitForURL(/\/customer\/\?id=/);
      // A task opens for editing.
      await page.keyboard.press("Control+k");
      await box.fill("order jasmine");
      await page.locator("dialog[open]").getByRole("option").first().filter({ hasText: "Order jasmine" }).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/tasks\//);
      await page.waitForFunction(() => document.querySelector("dialog[open] input")?.value === "Order jasmine");
      await page.keyboard.press("Escape");
      // A part of the settings by its whole name stands on top and is brought in sight.
      await page.keyboard.press("Control+k");
      await box.fill(said.team);
      await page.locator("dialog[open]").getByRole("option").first().filter({ hasText: said.team }).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/settings\/\?part=team/);
      await page.waitForFunction(() => document.activeElement?.classList.contains("settings-place"));
      // The page scrolls, the frame around it never.
      const frame = await page.evaluate(() => document.scrollingElement.scrollHeight - window.innerHeight);
      assert.equal(frame, 0);
    });
  });
}
