// Customers asked by what stands around them (deals, tasks, touches, what they bought), a line that can't be
// read, and tasks and cases found by their words and kept as views.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { at, deal, lists, now, on, openMade, person, pipelines, sale, touch } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");
const [ann, bo, cy, firm] = [1, 2, 3, 4].map(idOf);
const oolong = idOf(5);
const mona = idOf(11);
const everybody = ["Ann Lee", "Bo Chen", "Cy Wu", "Harbour Ltd"];

const tables = {
  members: [{ id: mona, name: "Mona" }],
  pipelines,
  products: [{ id: oolong, name: "Oolong", currency: "USD" }],
  customers: [
    person(ann, "Ann Lee", { gender: "female", company: firm, consents: [{ channel: "phone", given: true, on: on(9) }] }),
    person(bo, "Bo Chen", { gender: "male" }),
    person(cy, "Cy Wu"),
    person(firm, "Harbour Ltd", { kind: "company" }),
  ],
  sales: [sale(31, ann, on(10), 900, { number: "R-1204", lines: [{ product: oolong, name: "Oolong", quantity: 1000, unit_price: 900 }] })],
  deals: [deal(41, "Wedding tea", 5000, { customer: bo })],
  tasks: [
    { id: idOf(51), title: "Send the list", customer: ann, due: on(2), priority: "high" },
    { id: idOf(52), title: "Taste", customer: bo, deal: idOf(41), due: on(-3) },
    { id: idOf(53), title: "Sweep" },
  ],
  cases: [
    { id: idOf(71), title: "Broken lid", kind: "repair", customer: ann, sale: idOf(31) },
    { id: idOf(72), title: "Late parcel", kind: "complaint", customer: bo },
  ],
  activities: [touch(61, ann, "visit", at(5), { satisfaction: 2 }), touch(62, bo, "call_out", at(40))],
};

async function shop(body) {
  await withApp({ language: "en" }, async (frame) => {
    await frame.page.clock.install({ time: now });
    await frame.open();
    await openMade(frame.page, tables, { at: at(60) });
    await body(frame);
  });
}

test("customers are asked by deals, tasks, cases, touches, consents and what they bought", async () => {
  await shop(async ({ page, open }) => {
    await open("customers/");
    const dialog = page.getByRole("dialog", { name: say("customers.filter"), exact: true });
    const chip = page.locator(".chip.built");
    const asked = () => new URL(page.url()).searchParams.get("filter");
    /** Builds a filter of one line and checks whom it lets pass, after a reload too. */
    const ask = async (condition, names, { choose, from, to, f }) => {
      await page.locator(".chips").getByRole("button", { name: say("customers.filter"), exact: true }).click();
      await dialog.getByLabel(say("customers.condition"), { exact: true }).selectOption({ label: condition });
      if (choose) await dialog.getByRole("combobox", { name: condition, exact: true }).selectOption({ label: choose });
      if (from) await dialog.getByLabel(say("customers.from"), { exact: true }).fill(from);
      if (to) await dialog.getByLabel(say("customers.to"), { exact: true }).fill(to);
      await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await lists(page, names);
      assert.equal(asked(), `all(${f})`);
      // The builder reads it as it was built, and says the same again.
      await chip.getByRole("button").first().click();
      await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      assert.equal(asked(), `all(${f})`);
      await chip.getByRole("button", { name: say("customers.remove_filter") }).click();
      await lists(page, everybody);
    };
    await ask(say("customers.has_deal"), ["Bo Chen"], { f: "has~deal" });
    await ask(say("customers.has_task"), ["Ann Lee", "Bo Chen"], { f: "has~task" });
    await ask(say("customers.has_case"), ["Ann Lee", "Bo Chen"], { f: "has~case" });
    await ask(say("customers.ask_next"), ["Ann Lee"], { choose: say("today.g_overdue"), f: "next~overdue" });
    await ask(say("customers.ask_next"), ["Bo Chen"], { choose: say("customers.next_week"), f: "next~week" });
    await ask(say("customers.ask_contacted"), ["Bo Chen"], { from: "30", f: "contacted~30~" });
    await ask(say("customers.ask_untouched"), ["Cy Wu", "Harbour Ltd"], { f: "untouched" });
    await ask(say("customers.ask_content"), ["Ann Lee"], { to: "3", f: "content~~3" });
    await ask(say("customers.ask_bought"), ["Ann Lee"], { choose: "Oolong", from: on(20), f: `bought~${oolong}~${on(20)}~` });
    await ask(say("customers.ask_bought"), [], { choose: "Oolong", to: on(20), f: `bought~${oolong}~~${on(20)}` });
    await ask(say("customers.ask_year"), ["Ann Lee"], { from: "5", f: "year~500~" });
    await ask(say("customers.belongs_to"), ["Ann Lee"], { choose: "Harbour Ltd", f: `company~${firm}` });
    await ask(say("data.w_gender"), ["Bo Chen"], { choose: say("customers.male"), f: "gender~male" });
    await ask(say("clean.consented_phone"), ["Ann Lee"], { f: "consented~phone" });
    // What a report leads to is a line like any other.
    await open("customers/?filter=all(segment~lost)");
    await chip.getByRole("button").first().click();
    const segment = dialog.getByRole("combobox", { name: say("customers.segment"), exact: true });
    assert.equal(await segment.evaluate((node) => node.selectedOptions[0].textContent), say("loyalty.segment_lost"));
    await segment.selectOption({ label: say("loyalty.segment_loyal") });
    await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(asked(), "all(segment~loyal)");
  });
});

test("a line of the filter that can’t be read is said there and not applied", async () => {
  await shop(async ({ page, open }) => {
    await open("customers/");
    const dialog = page.getByRole("dialog", { name: say("customers.filter"), exact: true });
    await page.locator(".chips").getByRole("button", { name: say("customers.filter"), exact: true }).click();
    await dialog.getByLabel(say("customers.condition"), { exact: true }).selectOption({ label: say("customers.spent") });
    const from = dialog.getByLabel(say("customers.from"), { exact: true });
    await from.fill("abc");
    await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
    await dialog.getByText(say("customers.wrong_value"), { exact: true }).waitFor();
    assert.equal(await from.getAttribute("aria-invalid"), "true");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await accessible(page, { include: ["dialog[open]"] });
    await from.fill("5");
    await dialog.getByText(say("customers.wrong_value"), { exact: true }).waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await lists(page, ["Ann Lee"]);
  });
});

test("tasks are found by words, priority and when they are due, name their deal, and a view keeps that", async () => {
  await shop(async ({ page, open }) => {
    await open("tasks/");
    const main = page.getByRole("main");
    const rows = main.locator("li.todo-row");
    const find = main.getByRole("searchbox", { name: say("today.find_task") });
    await amount(rows, 3);
    await main.getByRole("link", { name: "Wedding tea", exact: true }).waitFor();
    await find.fill("wedding");
    await amount(rows, 1);
    await find.fill("lee list");
    await amount(rows, 1);
    await page.waitForURL(/q=lee/);
    await find.fill("");
    await main.getByRole("combobox", { name: say("today.priority"), exact: true }).selectOption({ label: say("today.p_high") });
    await amount(rows, 1);
    await main.getByRole("combobox", { name: say("today.due_when"), exact: true }).selectOption({ label: say("today.g_later") });
    await amount(rows, 0);
    await main.getByRole("combobox", { name: say("today.due_when"), exact: true }).selectOption({ label: say("today.g_overdue") });
    await amount(rows, 1);
    await page.waitForURL(/due=overdue/);
    await page.reload();
    await booted(page);
    await amount(rows, 1);
    await main.getByText("Send the list", { exact: true }).waitFor();
  });
});

test("cases are found by title, customer and number of the sale", async () => {
  await shop(async ({ page, open }) => {
    await open("cases/");
    const rows = page.getByRole("main").locator("li.todo-row");
    const find = page.getByRole("main").getByRole("searchbox", { name: say("care.find") });
    await amount(rows, 2);
    for (const [text, title] of [["lid", "Broken lid"], ["chen", "Late parcel"], ["1204", "Broken lid"]]) {
      await find.fill(text);
      await amount(rows, 1);
      await rows.filter({ hasText: title }).waitFor();
    }
    await page.reload();
    await booted(page);
    await amount(rows, 1);
  });
});

test("a task on a customer’s page is opened, put off and deleted, and a new one is whose the counter is", async () => {
  await shop(async ({ page, open }) => {
    await page.locator(".side").getByLabel(say("people.at_counter")).selectOption({ label: "Mona" });
    await open(`customer/?id=${ann}`);
    const tasks = page.locator(".record-part", { has: page.getByRole("heading", { name: say("common.tasks"), exact: true }) });
    const row = (title) => tasks.locator("li.todo-row", { hasText: title });
    await row("Send the list").getByRole("button", { name: say("today.snooze", { title: "Send the list" }) }).click();
    await page.getByRole("menuitem", { name: say("today.in_three"), exact: true }).click();
    await amount(row("Send the list").locator("small .bad"), 0, "it is late no longer");
    await row("Send the list").getByRole("button", { name: say("today.edit_task", { title: "Send the list" }) }).click();
    const dialog = page.getByRole("dialog", { name: say("today.edit_title") });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await tasks.getByLabel(say("common.new_task"), { exact: true }).fill("Order tins");
    await page.keyboard.press("Enter");
    await row("Order tins").waitFor();
    await open(`tasks/?owner=${mona}`);
    await amount(page.getByRole("main").locator("li.todo-row"), 1, "hers is the new one");
    await open(`customer/?id=${ann}`);
    await row("Order tins").getByRole("button", { name: say("today.snooze", { title: "Order tins" }) }).click();
    await page.getByRole("menuitem", { name: say("common.delete"), exact: true }).click();
    await row("Order tins").waitFor({ state: "detached" });
  });
});
