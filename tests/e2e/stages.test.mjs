// The board as the shop makes it and what it adds up; where a deal has been, why it was won or lost; and the
// list of sales: which of them a filter shows, what they come to, and a sale for somebody who is known.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { clockAt, skew, skewable, stored } from "./lib/faults.mjs";
import { backupWith, idOf, openBackup, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const dialog = (page) => page.getByRole("dialog");
const card = (page, title) => page.locator(".board .card").filter({ has: page.getByRole("link", { name: title, exact: true }) });

/** Waits until the board has these columns: name, count, sum, chance and weighted sum. */
async function columns(page, expected) {
  const board = (expected) => {
    const shown = [...document.querySelectorAll(".board .col")].map((column) =>
      ["h2", ".count", ".sum", ".weighted"].map((part) => column.querySelector(`.col-sums ${part}`).textContent.trim()));
    return expected ? JSON.stringify(shown) === JSON.stringify(expected) : shown;
  };
  await page.waitForFunction(board, expected).catch(async (error) => {
    assert.deepEqual(await page.evaluate(board), expected);
    throw error;
  });
}

async function addDeal(page, title, value) {
  await page.getByRole("button", { name: "New deal", exact: true }).first().click();
  await dialog(page).getByLabel("Title", { exact: true }).fill(title);
  await dialog(page).getByLabel(/^Value/).fill(value);
  await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
  await dialog(page).waitFor({ state: "hidden" });
  await card(page, title).waitFor();
}

const [board, first, second, third] = [idOf(1), idOf(2), idOf(3), idOf(4)];

/** A board of three stages with these deals: title, value in minor units, stage, and more. */
const withDeals = (deals, shop = {}) => backupWith({
  pipelines: [{
    id: board, name: "Orders", rank: "i", lost_reasons: ["Price", "No answer"],
    stages: [[first, "Enquiry", 10], [second, "Offer", 35], [third, "Reserved", 80]].map(([id, name, probability]) => ({ id, name, probability })),
  }],
  deals: deals.map(([title, value, stage, more], n) => ({
    id: idOf(10 + n), title, value, stage, pipeline: board, rank: `i${n + 1}`, currency: shop.currency ?? "USD",
    history: [{ stage, at: 1_700_000_000_000 }], ...more,
  })),
}, shop);

test("stages are renamed, added and put in another order, and the board and a deal's page are drawn as they are", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, withDeals([["Tea", 100_000, first], ["Cups", 20_000, second], ["Pots", 5_000, second]]));
    await open("pipeline");
    await columns(page, [
      ["Enquiry", "1", "$1,000", "10% · weighted $100"],
      ["Offer", "2", "$250", "35% · weighted $88"],
      ["Reserved", "0", "$0", "80% · weighted $0"],
    ]);
    const edit = async () => {
      await page.getByRole("button", { name: "Boards", exact: true }).click();
      await page.getByRole("menuitem", { name: "Stages and board…" }).click();
    };
    const save = async () => {
      await dialog(page).getByRole("button", { name: "Save", exact: true }).click();
      await dialog(page).waitFor({ state: "hidden" });
    };
    const field = (name) => dialog(page).getByLabel(name, { exact: true });

    await edit();
    await accessible(page, { include: ["dialog[open]"] });
    await field("Name of stage 2").fill("Quote sent");
    await field("Probability of stage 2 in percent").fill("50");
    await dialog(page).getByRole("button", { name: "Add a stage" }).click();
    await field("Name of stage 4").fill("Tasting");
    await field("Probability of stage 4 in percent").fill("101");
    await dialog(page).getByRole("button", { name: "Save", exact: true }).click();
    await dialog(page).getByRole("alert").filter({ hasText: "whole number from 0 to 100" }).waitFor();
    await field("Probability of stage 4 in percent").fill("20");
    // From the end to the second place; a name goes along with its figures.
    await dialog(page).getByRole("button", { name: "Move stage 4 up" }).click();
    await dialog(page).getByRole("button", { name: "Move stage 3 up" }).click();
    assert.equal(await field("Name of stage 2").inputValue(), "Tasting");
    assert.equal(await field("Probability of stage 3 in percent").inputValue(), "50");
    await save();
    const made = [
      ["Enquiry", "1", "$1,000", "10% · weighted $100"],
      ["Tasting", "0", "$0", "20% · weighted $0"],
      ["Quote sent", "2", "$250", "50% · weighted $125"],
      ["Reserved", "0", "$0", "80% · weighted $0"],
    ];
    await columns(page, made);
    await page.reload();
    await booted(page);
    await columns(page, made);
    // A deal's page knows the stages as well.
    await card(page, "Cups").getByRole("link").click();
    await page.waitForURL(/\/deal\/\?id=/);
    const steps = page.getByRole("group", { name: "Stages", exact: true }).getByRole("button");
    assert.deepEqual(await steps.allInnerTexts(), ["Enquiry", "Tasting", "Quote sent", "Reserved"]);
    await page.getByRole("button", { name: "Quote sent: current stage" }).waitFor();
  });
});

test("what stands in a column is counted and added up to the cent, weighted as well", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    // Rounded one by one these would be 99 and 103; a cent tells 100.49 from 100.50.
    await openBackup(page, withDeals([
      ["A", 3_350, first], ["B", 3_350, first], ["C", 3_349, first],
      ["D", 5_070, second], ["E", 5_070, second], ["F", 99_900, second, { currency: "EUR" }],
    ]));
    await open("pipeline");
    // 35 % of 101.40 is 35.49.
    const before = [
      ["Enquiry", "3", "$100", "10% · weighted $10"],
      ["Offer", "3", "$101", "35% · weighted $35"],
      ["Reserved", "0", "$0", "80% · weighted $0"],
    ];
    await columns(page, before);
    await page.locator(".board .col").nth(1).getByText("+1 in another currency").waitFor();
    // 10.049 and 35.49 weighted, 201.89 in all.
    await page.locator(".head .chip").filter({ hasText: "6 open deals · $202 · weighted $46" }).waitFor();
    const becomes = async (title, from, to) => {
      await card(page, title).getByRole("link").click();
      await page.waitForURL(/\/deal\/\?id=/);
      const value = page.getByLabel(/^Value/);
      assert.equal(await value.inputValue(), from);
      await value.fill(to);
      await page.keyboard.press("Tab");
      await page.locator(".toast").first().waitFor();
      await page.getByRole("link", { name: "Back to the board" }).click();
    };
    await becomes("C", "33.49", "33.50");
    await columns(page, [["Enquiry", "3", "$101", "10% · weighted $10"], ...before.slice(1)]);
    // 35 % of 101.43 is 35.5005.
    await becomes("E", "50.70", "50.73");
    await columns(page, [
      ["Enquiry", "3", "$101", "10% · weighted $10"],
      ["Offer", "3", "$101", "35% · weighted $36"],
      before[2],
    ]);
    // The list of them says every cent.
    await page.getByRole("link", { name: "Table", exact: true }).click();
    const row = (title) => page.getByRole("row").filter({ has: page.getByRole("link", { name: title, exact: true }) });
    for (const [title, value] of [["C", "$33.50"], ["E", "$50.73"], ["F", "€999.00"]]) await row(title).getByText(value, { exact: true }).waitFor();
  });
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    // Where there are no cents every unit is seen: 35 % of 311 is 108.85, 10 % of 1,000,003 is 100,000.3.
    await openBackup(page, withDeals([["A", 1_000_003, first], ["B", 101, second], ["C", 103, second], ["D", 107, second]], { currency: "JPY" }));
    await open("pipeline");
    await columns(page, [
      ["Enquiry", "1", "¥1,000,003", "10% · weighted ¥100,000"],
      ["Offer", "3", "¥311", "35% · weighted ¥109"],
      ["Reserved", "0", "¥0", "80% · weighted ¥0"],
    ]);
  });
});

test("a deal's page tells which stages it passed, and why it was won or lost", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, withDeals([]));
    await open("pipeline");
    await ready(page);
    for (const title of ["Tea", "Cups"]) await addDeal(page, title, "100");
    const choose = async (title, item) => {
      await card(page, title).getByRole("button", { name: `Actions for ${title}` }).click();
      await page.getByText("Move to…").waitFor();
      await page.getByRole("menuitem", { name: item, exact: true }).click();
    };
    await choose("Tea", "Move to Offer");
    await page.locator(".board .col").nth(1).getByRole("link", { name: "Tea", exact: true }).waitFor();
    await choose("Tea", "Move to Reserved");
    await page.locator(".board .col").nth(2).getByRole("link", { name: "Tea", exact: true }).waitFor();
    await card(page, "Tea").getByRole("link").click();
    const passed = page.locator(".timeline > li > .grow > :first-child");
    const tells = async (expected) => {
      await passed.nth(expected.length - 1).waitFor();
      assert.deepEqual((await passed.allInnerTexts()).map((text) => text.trim()), expected);
    };
    await page.getByRole("region", { name: "Timeline" }).waitFor();
    await tells(["Entered Reserved", "Entered Offer", "Entered Enquiry"]);
    await page.reload();
    await booted(page);
    await tells(["Entered Reserved", "Entered Offer", "Entered Enquiry"]);

    // Won: nothing else is asked but what follows.
    await page.getByRole("button", { name: "Mark as won" }).click();
    await dialog(page).getByRole("button", { name: "Nothing for now" }).click();
    await tells(["Won", "Entered Reserved", "Entered Offer", "Entered Enquiry"]);
    await page.locator(".tag.good", { hasText: "Won" }).waitFor();

    // Lost: one of the shop's reasons, and more in words.
    await page.getByRole("link", { name: "Back to the board" }).click();
    await choose("Cups", "Mark as lost…");
    await dialog(page).getByLabel("Price", { exact: true }).check();
    await dialog(page).getByLabel("In your own words").fill("too late");
    await dialog(page).getByRole("button", { name: "Lost", exact: true }).click();
    await dialog(page).waitFor({ state: "hidden" });
    await card(page, "Cups").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Closed", exact: true }).click();
    const closed = (title) => page.locator(".closed-deals tbody tr").filter({ has: page.getByRole("link", { name: title, exact: true }) });
    await closed("Cups").getByText("Price: too late", { exact: true }).waitFor();
    await closed("Tea").getByText("Won", { exact: true }).waitFor();
    await page.getByText("50% won").waitFor();
    await page.getByRole("combobox", { name: "Outcome", exact: true }).selectOption({ label: "Lost" });
    await closed("Tea").waitFor({ state: "detached" });
    await closed("Cups").getByRole("link", { name: "Cups", exact: true }).click();
    await tells(["Lost: Price: too late", "Entered Enquiry"]);
    await page.locator(".tag.bad", { hasText: "Lost" }).waitFor();
    // Taken up again it is open, and enters its stage anew.
    await page.getByRole("button", { name: "Reopen" }).click();
    await page.getByRole("button", { name: "Mark as won" }).waitFor();
    await tells(["Entered Enquiry", "Entered Enquiry"]);
  });
});

const totals = (page) => page.locator(".sale-sums .kv > div").evaluateAll((all) =>
  Object.fromEntries(all.map((one) => [one.querySelector("small").textContent, one.querySelector("b").textContent])));

/** Waits until the list has these sales, newest first, and no other. */
async function sold(page, expected) {
  const numbers = (expected) => {
    const rows = [...document.querySelectorAll(".sale-row")];
    rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
    const shown = rows.map((row) => row.querySelector(".number").textContent);
    return expected ? `${shown}` === `${expected}` : shown;
  };
  await page.waitForFunction(numbers, expected).catch(async (error) => {
    assert.deepEqual(await page.evaluate(numbers), expected);
    throw error;
  });
}

test("sales are narrowed by day, customer and payment to exactly those, with what they come to", async () => {
  // Days before today, in the shop's zone; the year may have begun among them, so that is worked out too.
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Date.now());
  const back = (days) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
  const [ann, bo] = [idOf(1), idOf(2)];
  const all = [
    [0, ann, 1_000, "cash"], [0, undefined, 2_050, "card"], [2, bo, 4_000, "cash"], [6, ann, 8_000, "card"],
    [29, bo, 16_000, "mobile"], [30, ann, 32_000, "cash"], [31, ann, -500, "cash"], [380, bo, 64_000, "transfer"],
  ].map(([days, customer, total, payment], n) => ({
    // Of a day's sales the one that was written down last comes first.
    id: idOf(99 - n), number: `N${n + 1}`, date: back(days), customer, total, payment, currency: "USD",
  }));
  const customers = [[ann, "Ann Lee"], [bo, "Bo Chen"]].map(([id, full]) => ({ id, name: { full } }));
  const dollars = (cents) => new Intl.NumberFormat("en", { style: "currency", currency: "USD" }).format(cents / 100);

  await withApp({ language: "en" }, async ({ page, context, open }) => {
    // Noon of that day, so that no midnight falls into the test.
    await clockAt(context, Date.parse(`${today}T12:00:00+08:00`));
    await open();
    await openBackup(page, backupWith({ customers, sales: all }));
    await open("sales");
    const shows = async (passes) => {
      const expected = all.filter(passes);
      await sold(page, expected.map((sale) => sale.number));
      const [bought, refunds] = [expected.filter((sale) => sale.total > 0), expected.filter((sale) => sale.total < 0)];
      const sum = (sales) => sales.reduce((sum, sale) => sum + sale.total, 0);
      assert.deepEqual(await totals(page), {
        "Sum after refunds": dollars(sum(expected)), Sales: String(bought.length),
        "Average sale": bought.length ? dollars(Math.round(sum(bought) / bought.length)) : "–", Refunds: dollars(sum(refunds)),
      });
    };
    const chip = (name) => page.getByRole("group", { name: "Filters" }).getByRole("button", { name, exact: true }).click();
    await shows(() => true);
    await chip("Today");
    await shows((sale) => sale.date === today);
    const weekday = (new Date(today).getUTCDay() + 6) % 7;
    await chip("This week");
    await shows((sale) => sale.date >= back(weekday));
    await chip("This month");
    await shows((sale) => sale.date.slice(0, 7) === today.slice(0, 7));
    await chip("Last 30 days");
    await shows((sale) => sale.date >= back(29));
    await chip("This year");
    await shows((sale) => sale.date.slice(0, 4) === today.slice(0, 4));
    await chip("Any time");
    await shows(() => true);

    await chip("Filter");
    await page.getByLabel("From", { exact: true }).fill(back(30));
    await shows((sale) => sale.date >= back(30));
    await page.getByLabel("To", { exact: true }).fill(back(2));
    await shows((sale) => sale.date >= back(30) && sale.date <= back(2));
    await chip("Any time");
    await page.getByLabel("Paid by", { exact: true }).selectOption({ label: "Cash" });
    await shows((sale) => sale.payment === "cash");
    const box = page.getByRole("combobox", { name: "Customer" });
    await box.fill("ann");
    await page.getByRole("option", { name: "Ann Lee" }).click();
    await shows((sale) => sale.payment === "cash" && sale.customer === ann);
    await page.getByLabel("Paid by", { exact: true }).selectOption({ label: "All" });
    await shows((sale) => sale.customer === ann);
    await page.reload();
    await booted(page);
    await shows((sale) => sale.customer === ann);
    assert.equal(await box.inputValue(), "Ann Lee");
    await chip("Last 30 days");
    await shows((sale) => sale.customer === ann && sale.date >= back(29));
    await accessible(page);
  });
});

test("a sale for somebody who is known takes three interactions and makes nobody new", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const customers = [
      { id: idOf(1), name: { full: "Ann Lee" }, phones: [{ number: "555 0101" }] },
      { id: idOf(2), name: { full: "Ann Smith" }, phones: [{ number: "555 0202" }] },
    ];
    await openBackup(page, backupWith({ customers }));
    await open("sales");
    await page.getByRole("heading", { level: 1, name: "Sales" }).waitFor();
    await page.keyboard.press("s");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
    // One: who, by a part of the number, from what is offered.
    await page.keyboard.type("0202");
    const offered = dialog(page).getByRole("option");
    await offered.filter({ hasText: "Ann Smith" }).waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await dialog(page).getByRole("combobox", { name: "Customer" }).inputValue(), "Ann Smith");
    // A choice by Enter moves the keyboard on, a moment later: whoever types into the next field waits for it.
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") !== "combobox");
    // Two: how much.
    await dialog(page).getByRole("textbox", { name: "Amount" }).fill("12.50");
    // Three: save.
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "hidden" });
    await page.locator(".sale-row", { hasText: "Ann Smith" }).getByText("$12.50", { exact: true }).waitFor();
    const { tables } = await stored(page);
    assert.deepEqual(tables.sales.map((sale) => [sale.customer, sale.total]), [[idOf(2), 1250]]);
    assert.equal(tables.customers.length, 2);
    await open(`customer/?id=${idOf(2)}`);
    await page.locator(".timeline").getByRole("link", { name: "Bought for $12.50" }).waitFor();
  });
});

test("a stage with a deal goes only with a place for that deal", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("pipeline");
    await ready(page);
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: "New deal", exact: true }).first().click();
    await dialog.getByLabel("Title", { exact: true }).fill("Tea");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await page.locator(".board .card", { hasText: "Tea" }).waitFor();
    await page.getByRole("button", { name: "Boards", exact: true }).click();
    await page.getByRole("menuitem", { name: "Stages and board…" }).click();
    await dialog.getByRole("button", { name: "Remove stage 1" }).click();
    await dialog.getByText("1 open deal of “Enquiry” moves to").waitFor();
    await dialog.locator("select.moving").selectOption({ label: "Reserved" });
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("region", { name: "Reserved" }).getByRole("link", { name: "Tea" }).waitFor();
    await page.getByRole("region", { name: "Enquiry" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await page.getByRole("region", { name: "Enquiry" }).getByRole("link", { name: "Tea" }).waitFor();
  });
});

test("a deal was won when it was won, whatever is noted about it later", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await skewable(context);
    await open();
    const [board, stage] = [idOf(1), idOf(2)];
    await openBackup(page, backupWith({
      pipelines: [{ id: board, name: "Orders", rank: "i", stages: [{ id: stage, name: "Enquiry", probability: 10 }] }],
      deals: [{ id: idOf(3), title: "Tea", value: 100, currency: "USD", stage, pipeline: board, rank: "i", history: [{ stage, at: 1_700_000_000_000 }] }],
    }));
    await open(`deal/?id=${idOf(3)}`);
    await page.getByRole("button", { name: "Mark as won" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Nothing for now" }).click();
    const end = page.locator(".timeline > li").filter({ hasText: "Won" }).locator("> .num");
    const at = await end.innerText();
    // Two days later a note is added to the deal itself.
    await skew(page, 2 * 86_400_000);
    await page.reload();
    await booted(page);
    await end.waitFor();
    assert.equal(await end.innerText(), at);
    const title = page.getByLabel("Title", { exact: true });
    await title.fill("Tea for the wedding");
    await title.press("Enter");
    await page.locator(".toast").first().waitFor();
    assert.equal(await end.innerText(), at);
  });
});
