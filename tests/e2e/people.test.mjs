// People around a customer and in the shop: the inbox of leads, the team with handing over, who made a
// change, and relations. English and traditional Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openShop, ready, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    leads: "Leads", empty: "Interest comes in here", newLead: "New lead", fresh: "New customer", name: "Name", source: "Source", create: "Create", asLead: /^It is a lead/,
    called: "Called them", wrote: "Message", working: "Working on it", waits: /waiting since/, answered: /first answer after/, qualify: "Qualify", reject: "Reject", reasons: "Reasons for rejecting leads", reasonLines: "Reasons, one a line", save: "Save", moved: "Moves away", usual: "Too far away", more: "More", inWords: "In your own words", price: "Price", stage: "Stage", because: /Rejected: 2 — Price 2/,
    rejected: "Rejected", qualified: "Qualified", all: "All", nobodyWaits: "Nobody waits for an answer", figures: "Leads in figures", select: (name) => `Select ${name}`, bulk: "With the selected leads", assign: "Assign",
    owner: "Looked after by", unassigned: "Nobody yet", undo: "Undo", team: "Team", addMember: "Add to the team", counter: "Who is at the counter", by: "Who did it", anybody: "By anybody",
    handOver: "Hand over", handOverOf: (name) => `Hand over everything of ${name}`, to: "To", load: (n) => `${n} customers`, idle: "Nothing to look after", preview: (n) => `Customers: ${n}`,
    relations: "Relations", addRelation: "Add a relation", customer: "Customer", relation: "Relation", brought: "was brought by this customer", broughtBy: "brought this customer", family: "Family", role: /^In a word/, add: "Add",
    removeRelation: (name) => `Remove the relation to ${name}`, changeCompany: "Change the company", company: "Company", createNamed: (name) => `Create “${name}”`, people: "People", visit: "Visit", happened: "What happened",
    newDeal: "New deal", title: "Title", won: "Mark as won", nothing: "Nothing for now", wonDeal: "Won “Wedding tea”",
  },
  "zh-Hant": {
    leads: "潛在客戶", empty: "有意願的潛在客戶會出現在這裡", newLead: "新增潛在客戶", fresh: "新增客戶", name: "姓名", source: "來源", create: "建立", asLead: /^這是潛在客戶/,
    called: "去電", wrote: "訊息", working: "跟進中", waits: /開始等待/, answered: /首次回覆用時/, qualify: "轉為客戶和商機", reject: "放棄", reasons: "放棄潛在客戶的原因", reasonLines: "原因，每行一個", save: "儲存", moved: "要搬家", usual: "距離太遠", more: "更多", inWords: "補充說明", price: "價格", stage: "階段", because: /已放棄：2（價格 2）/,
    rejected: "已放棄", qualified: "已轉換", all: "全部", nobodyWaits: "沒有人在等回覆", figures: "潛在客戶統計", select: (name) => `選取${name}`, bulk: "對所選潛在客戶", assign: "指派",
    owner: "負責人", unassigned: "未指派", undo: "復原", team: "團隊", addMember: "加入團隊", counter: "目前操作人", by: "操作人", anybody: "任何人",
    handOver: "移交", handOverOf: (name) => `移交${name}的全部資料`, to: "移交給", load: (n) => `${n} 位客戶`, idle: "目前沒有負責事項", preview: (n) => `客戶 ${n} 位`,
    relations: "關係", addRelation: "新增關係", customer: "客戶", relation: "關係", brought: "由這位客戶介紹", broughtBy: "介紹了這位客戶", family: "家人", role: /^具體稱呼/, add: "新增",
    removeRelation: (name) => `移除與${name}的關係`, changeCompany: "更改公司", company: "公司", createNamed: (name) => `新增「${name}」`, people: "人員", visit: "到訪", happened: "發生了什麼",
    newDeal: "新增商機", title: "標題", won: "標為贏單", nothing: "暫時不做", wonDeal: "贏單「Wedding tea」",
  },
};

const leadRow = (page, name) => page.locator(".lead-row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** Writes a customer down; returns the panel. */
async function customer(page, open, said, name) {
  await open("customers");
  await page.getByRole("link", { name: said.fresh }).click();
  const dialog = page.getByRole("dialog", { name: said.fresh });
  await dialog.getByLabel(said.name, { exact: true }).fill(name);
  await dialog.getByRole("button", { name: said.create, exact: true }).click();
  const panel = page.getByRole("complementary", { name });
  await panel.waitFor();
  return panel;
}

/** Writes a lead down, from the inbox. */
async function lead(page, open, said, name, source) {
  await open("leads/");
  await page.getByRole("link", { name: said.newLead }).first().click();
  const dialog = page.getByRole("dialog", { name: said.fresh });
  await dialog.getByLabel(said.name, { exact: true }).fill(name);
  await dialog.getByLabel(said.source, { exact: true }).fill(source);
  assert.ok(await dialog.getByRole("checkbox", { name: said.asLead }).isChecked(), "it begins as a lead");
  await dialog.getByRole("button", { name: said.create, exact: true }).click();
  await page.getByRole("complementary", { name }).waitFor();
}

/** Adds members of the team. */
async function team(page, open, said, ...names) {
  await open("settings/");
  const section = page.getByRole("region", { name: said.team, exact: true });
  for (const name of names) {
    const form = section.locator("form", { has: page.getByRole("button", { name: said.addMember }) });
    await form.getByRole("textbox").fill(name);
    await form.getByRole("button", { name: said.addMember }).click();
    await section.getByText(name, { exact: true }).waitFor();
  }
  return section;
}

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`leads wait in the inbox until they are answered, qualified or rejected (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("leads/");
      await page.getByRole("heading", { name: said.empty }).waitFor();
      await accessible(page);
      await lead(page, open, said, "Ann Lee", "web");
      await lead(page, open, said, "Bo Chen", "fair");
      await lead(page, open, said, "Cy Wu", "web");
      await open("leads/");
      // Who waits longest stands on top.
      await page.waitForFunction(() => document.querySelectorAll(".lead-row").length === 3);
      assert.deepEqual(await page.locator(".lead-row .todo-title").allInnerTexts(), ["Ann Lee", "Bo Chen", "Cy Wu"]);
      await leadRow(page, "Ann Lee").getByText(said.waits).waitFor();
      await accessible(page);
      await screenshot(page, `leads-${language}`);
      // On a phone all that is done with a lead stands in one line; what is rare is in a menu.
      const wide = page.viewportSize();
      await page.setViewportSize({ width: 390, height: 844 });
      const middles = await leadRow(page, "Ann Lee").locator(".lead-actions button:visible").evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect()).map((box) => (box.top + box.bottom) / 2));
      assert.equal(middles.length, 5);
      assert.ok(Math.max(...middles) - Math.min(...middles) < 8, `${middles}`);
      await leadRow(page, "Ann Lee").getByRole("button", { name: `${said.more}: Ann Lee`, exact: true }).click();
      await page.getByRole("menuitem", { name: said.reject, exact: true }).click();
      await page.getByRole("dialog", { name: said.reject }).waitFor();
      await page.keyboard.press("Escape");
      await page.setViewportSize(wide);
      // One click is an answer: the lead is somebody's, the touch stands in the timeline.
      await leadRow(page, "Ann Lee").getByRole("button", { name: new RegExp(`^${said.called}`) }).click();
      await leadRow(page, "Ann Lee").getByText(said.working).waitFor();
      await leadRow(page, "Ann Lee").getByText(said.answered).waitFor();
      await undo(page, said.undo, "Ann Lee");
      await leadRow(page, "Ann Lee").getByText(said.waits).waitFor();
      await leadRow(page, "Ann Lee").getByRole("button", { name: new RegExp(`^${said.wrote}`) }).click();
      await leadRow(page, "Ann Lee").getByText(said.answered).waitFor();
      // Narrowed by source, in the address, also after a reload.
      await page.getByRole("combobox", { name: said.source, exact: true }).selectOption({ label: "fair" });
      await page.waitForURL(/source=fair/);
      await page.waitForFunction(() => document.querySelectorAll(".lead-row").length === 1);
      await page.reload();
      await booted(page);
      await page.waitForFunction(() => document.querySelectorAll(".lead-row").length === 1);
      await open("leads/");
      // Qualified with a deal.
      await leadRow(page, "Ann Lee").getByRole("button", { name: said.qualify, exact: true }).click();
      const dialog = page.getByRole("dialog", { name: said.qualify });
      await accessible(page);
      // The deal begins at the first stage unless another is chosen; which board is not asked where there is one.
      const stage = dialog.getByLabel(said.stage, { exact: true });
      await amount(dialog.getByRole("combobox"), 1);
      assert.equal(await stage.evaluate((select) => select.selectedIndex), 0);
      await stage.selectOption({ index: 1 });
      await dialog.getByRole("button", { name: said.qualify, exact: true }).click();
      await leadRow(page, "Ann Lee").waitFor({ state: "detached" });
      // The usual reasons are offered until the shop has its own.
      await leadRow(page, "Bo Chen").getByRole("button", { name: said.reject, exact: true }).click();
      await page.getByRole("dialog", { name: said.reject }).getByRole("radio", { name: said.usual, exact: true }).waitFor();
      await page.keyboard.press("Escape");
      await open("settings/?part=leads");
      const own = page.getByRole("region", { name: said.reasons, exact: true });
      await own.getByLabel(said.reasonLines, { exact: true }).fill(`${said.price}\n\n ${said.moved} \n${said.price}`);
      await accessible(page);
      await own.getByRole("button", { name: said.save, exact: true }).click();
      await page.locator(".toast").first().waitFor();
      await open("leads/");
      // Rejected with a reason: the rest at once.
      await page.getByRole("checkbox", { name: said.select("Bo Chen") }).check();
      await page.getByRole("checkbox", { name: said.select("Cy Wu") }).check();
      const bar = page.getByRole("toolbar", { name: said.bulk });
      await bar.getByRole("button", { name: said.reject, exact: true }).click();
      const why = page.getByRole("dialog", { name: said.reject });
      await accessible(page);
      await amount(why.getByRole("radio"), 2);
      await why.getByRole("radio", { name: said.moved, exact: true }).waitFor();
      await why.getByRole("radio", { name: said.price, exact: true }).check();
      await why.getByLabel(said.inWords).fill("too far away");
      await why.getByRole("button", { name: said.reject, exact: true }).click();
      await page.getByRole("heading", { name: said.nobodyWaits }).waitFor();
      await page.getByRole("button", { name: said.rejected, exact: true }).click();
      await page.waitForURL(/state=rejected/);
      await page.waitForFunction(() => document.querySelectorAll(".lead-row").length === 2);
      await leadRow(page, "Cy Wu").getByText(/too far away/).waitFor();
      // The figures know it all: three leads, one answered.
      const figures = page.getByRole("region", { name: said.figures });
      const total = figures.locator("tfoot td");
      assert.deepEqual((await total.allInnerTexts()).filter((_, at) => at !== 2), ["3", "0", "1", "2", "33%"]);
      // Why is counted by what was chosen, whatever was added to it.
      await figures.getByText(said.because).waitFor();
      await accessible(page);
      await open("pipeline/");
      await page.locator(".board .col").nth(1).locator(".card").getByRole("link", { name: "Ann Lee", exact: true }).first().waitFor();
    });
  });

  test(`leads are assigned many at once, and everything of a member is handed over and taken back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await lead(page, open, said, "Ann Lee", "web");
      await lead(page, open, said, "Bo Chen", "web");
      await team(page, open, said, "Mona", "Nils");
      await open("leads/");
      await page.getByRole("checkbox", { name: said.select("Ann Lee") }).check();
      await page.getByRole("checkbox", { name: said.select("Bo Chen") }).check();
      const bar = page.getByRole("toolbar", { name: said.bulk });
      await bar.getByRole("button", { name: said.assign }).click();
      await page.getByRole("menuitem", { name: "Mona", exact: true }).click();
      const owner = (name) => page.getByRole("combobox", { name: `${said.owner}: ${name}` });
      const owned = (name, member) => page.waitForFunction(
        ([label, member]) => {
          const select = [...document.querySelectorAll("select")].find((one) => one.ariaLabel === label);
          return select?.selectedOptions[0]?.textContent === member;
        },
        [`${said.owner}: ${name}`, member],
      );
      await owned("Ann Lee", "Mona");
      await owned("Bo Chen", "Mona");
      await owner("Bo Chen").selectOption({ label: "Nils" });
      await owned("Bo Chen", "Nils");
      await undo(page, said.undo, "Bo Chen");
      await owned("Bo Chen", "Mona");
      // Only those of nobody: none is left.
      await page.getByRole("combobox", { name: said.owner, exact: true }).selectOption({ label: said.unassigned });
      await page.waitForURL(/owner=none/);
      await page.waitForFunction(() => document.querySelectorAll(".lead-row").length === 0);

      // Workload, preview, hand-over, undo.
      await open("settings/");
      const section = page.getByRole("region", { name: said.team, exact: true });
      const line = (name) => section.locator("li", { hasText: name });
      await line("Mona").getByText(said.load(2)).waitFor();
      await section.getByRole("button", { name: said.handOverOf("Mona") }).click();
      const dialog = page.getByRole("dialog", { name: said.handOverOf("Mona") });
      await dialog.getByText(said.preview(2)).waitFor();
      await dialog.getByLabel(said.to, { exact: true }).selectOption({ label: "Nils" });
      await accessible(page);
      await dialog.getByRole("button", { name: said.handOver, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await line("Nils").getByText(said.load(2)).waitFor();
      await line("Mona").getByText(said.idle).waitFor();
      await undo(page, said.undo, "Mona");
      await line("Mona").getByText(said.load(2)).waitFor();
      await line("Nils").getByText(said.idle).waitFor();
    });
  });

  test(`changes are signed by who is at the counter, and narrowed to them (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await amount(page.getByLabel(said.counter), 0, "nobody to choose while there is no team");
      await team(page, open, said, "Mona", "Nils");
      const counter = page.locator(".side").getByLabel(said.counter);
      await counter.selectOption({ label: "Mona" });
      await customer(page, open, said, "Ann Lee");
      // Remembered on this device.
      await page.reload();
      await booted(page);
      await page.waitForFunction(() => document.querySelector(".side .counter select")?.selectedOptions[0]?.textContent === "Mona");
      await counter.selectOption({ label: "Nils" });
      const panel = await customer(page, open, said, "Bo Chen");
      await panel.getByRole("button", { name: said.visit, exact: true }).click();
      await panel.getByLabel(said.happened).press("Enter");
      await panel.locator(".timeline").getByText(said.visit, { exact: true }).waitFor();
      // The touch itself carries who wrote it down: the panel reads no log.
      await panel.locator(".timeline").getByText(/^Nils · /).waitFor();
      // A deal that was won says by whom.
      const id = new URL(await panel.getByRole("link").first().evaluate((link) => link.href)).searchParams.get("id");
      await open(`pipeline/?new=1&customer=${id}`);
      const dialog = page.getByRole("dialog", { name: said.newDeal, exact: true });
      await dialog.getByLabel(said.title, { exact: true }).fill("Wedding tea");
      await dialog.getByRole("button", { name: said.create, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("link", { name: "Wedding tea", exact: true }).click();
      await page.getByRole("button", { name: said.won, exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: said.nothing, exact: true }).click();
      await page.locator(".timeline li").first().getByText(/^Nils · /).waitFor();
      await open("history/");
      const entry = (text) => page.locator(".log-item", { hasText: text });
      await entry("Ann Lee").getByText("Mona", { exact: true }).waitFor();
      await entry("Bo Chen").first().getByText("Nils", { exact: true }).waitFor();
      await accessible(page);
      await page.getByRole("combobox", { name: said.by, exact: true }).selectOption({ label: "Mona" });
      await entry("Bo Chen").first().waitFor({ state: "detached" });
      await entry("Ann Lee").waitFor();
      // The full page of a customer reads the log: its timeline names who wrote the touch down.
      await open("customers");
      await page.getByRole("grid").locator(".row-line", { hasText: "Bo Chen" }).click();
      await page.getByRole("complementary", { name: "Bo Chen" }).getByRole("link").first().click();
      await page.waitForURL(/\/customer\/\?id=/);
      const timeline = page.locator(".timeline");
      await timeline.getByText(/^Nils · /).first().waitFor();
      await timeline.locator("li", { hasText: said.wonDeal }).getByText(/^Nils · /).waitFor();
      const by = page.getByRole("combobox", { name: said.by, exact: true });
      await by.selectOption({ label: "Nils" });
      await timeline.getByText(said.visit, { exact: true }).waitFor();
    });
  });

  test(`family and referrer are seen from both sides; a company has its people (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await customer(page, open, said, "Ann Lee");
      const panel = await customer(page, open, said, "Bo Chen");
      const relate = async (who, kind, role) => {
        await panel.getByRole("button", { name: said.addRelation }).click();
        const form = panel.locator(".relations form");
        const box = form.getByRole("combobox", { name: said.customer, exact: true });
        await box.fill(who);
        await page.getByRole("option", { name: who }).first().waitFor();
        await page.keyboard.press("Enter");
        await form.getByRole("combobox", { name: said.relation, exact: true }).selectOption({ label: kind });
        await form.getByLabel(said.role).fill(role);
        await form.getByRole("button", { name: said.add, exact: true }).click();
        await form.waitFor({ state: "detached" });
      };
      await relate("Ann Lee", said.brought, "");
      const line = (where, name) => where.locator(".relations li", { hasText: name });
      await line(panel, "Ann Lee").getByText(said.brought).waitFor();
      // Somebody new is written along, in one change.
      await relate("Di Mo", said.family, "sister");
      await line(panel, "Di Mo").getByText(/sister/).waitFor();
      await accessible(page);
      await undo(page, said.undo);
      await line(panel, "Di Mo").waitFor({ state: "detached" });
      // A company made on the spot; it lists its people.
      await panel.getByRole("button", { name: said.changeCompany }).click();
      const box = panel.getByRole("combobox", { name: said.company, exact: true });
      await box.fill("Tea & Co");
      await page.getByRole("option", { name: said.createNamed("Tea & Co") }).click();
      await panel.getByRole("link", { name: "Tea & Co" }).first().click();
      await page.waitForURL(/\/customer\/\?id=/);
      await page.getByRole("link", { name: /Bo Chen/ }).first().waitFor();
      // Seen from the other side, and taken away there.
      await open("customers");
      await page.getByRole("grid").locator(".row-line", { hasText: "Ann Lee" }).click();
      const other = page.getByRole("complementary", { name: "Ann Lee" });
      await line(other, "Bo Chen").getByText(said.broughtBy).waitFor();
      await other.getByRole("button", { name: said.removeRelation("Bo Chen") }).click();
      await line(other, "Bo Chen").waitFor({ state: "detached" });
    });
  });
}
