// The day of a shop: who and what Today names and what it adds up, against the same worked out here; the
// settings that every page follows; and the civil day of a shop whose evening is the next day elsewhere.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { clockAt, skewable, stored } from "./lib/faults.mjs";
import { amount, backupWith, idOf, openBackup, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const DAY = 86_400_000;
/** The civil day so many days after another. */
const plus = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const whole = (cents) => new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: 0 }).format(cents / 100);

const dialog = (page) => page.getByRole("dialog");
const region = (page, name) => page.getByRole("region", { name, exact: true });

/** Waits until a list of Today has these rows, in this order, and no other. */
async function names(page, name, expected) {
  const rows = ([name, expected]) => {
    const all = [...document.querySelectorAll(`section[aria-label="${name}"] .todo-row`)];
    const shown = all.map((row) => [row.querySelector(".todo-title").textContent, row.querySelector("small").textContent]);
    return expected ? JSON.stringify(shown) === JSON.stringify(expected) : shown;
  };
  await page.waitForFunction(rows, [name, expected]).catch(async (error) => {
    assert.deepEqual(await page.evaluate(rows, [name]), expected);
    throw error;
  });
}

/** What Today says of sales, by its own definition, from the sales alone. */
function soFar(sales, today, now) {
  const sum = (from, to, until = Infinity) => sales
    .filter((sale) => sale.date >= from && sale.date <= to && !(sale.date === to && sale.at > until))
    .reduce((all, sale) => all + sale.total, 0);
  const monday = plus(today, -((new Date(today).getUTCDay() + 6) % 7));
  const first = `${today.slice(0, 8)}01`;
  const lastMonth = `${plus(first, -1).slice(0, 8)}01`;
  // The 31st is compared with the whole of a shorter month.
  const end = [plus(lastMonth, Number(today.slice(8)) - 1), plus(first, -1)].sort()[0];
  const weekAgo = plus(today, -7);
  const until = (to) => now - (Date.parse(today) - Date.parse(to));
  return {
    spans: [
      ["Today", sum(today, today), sum(weekAgo, weekAgo, until(weekAgo))],
      ["This week", sum(monday, today), sum(plus(monday, -7), weekAgo, until(weekAgo))],
      ["This month", sum(first, today), sum(lastMonth, end, until(end))],
    ],
    days: Array.from({ length: 7 }, (_, n) => plus(today, n - 6)).map((day) => [day, sum(day, day)]),
  };
}

test("Today names who has a birthday, who slips and which deals rot, and adds up sales and deals", async () => {
  // Noon of today, so that no midnight falls into the test.
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Date.now());
  const noon = Date.parse(`${today}T12:00:00+08:00`);
  const born = (days, age) => {
    const on = plus(today, days);
    return age ? `${on.slice(0, 4) - age}${on.slice(4)}` : `-${on.slice(4)}`;
  };
  let made = 100;
  const customers = [];
  const sales = [];
  const sell = (date, total, more = {}) => sales.push({ id: idOf(++made), date, total, currency: "USD", ...more });
  const person = (full, more = {}, bought = []) => {
    const id = idOf(++made);
    customers.push({ id, name: { full }, ...more });
    for (const [days, total] of bought) sell(plus(today, -days), total, { customer: id });
  };
  // A leap day's child is only born in leap years: the ages keep that.
  person("Bea", { birthday: born(0, 28) });
  person("Cal", { birthday: born(7) });
  person("Dee", { birthday: born(8) });
  person("Eli", { birthday: born(-1) });
  person("Fay", { birthday: born(1, 40), do_not_contact: true });
  person("Gus", { birthday: born(1, 40) });
  // Every ten days, and away for forty; a refund is no visit, and less money.
  person("Sam", {}, [[60, 10_000], [50, 20_000], [40, 30_000], [12, -5_000]]);
  // One and a half times the usual is not yet longer than that; a day more is.
  person("Jo", {}, [[35, 3_000], [25, 3_000], [15, 3_000]]);
  person("Ed", {}, [[36, 3_000], [26, 3_000], [16, 3_000]]);
  // Between ten days and twenty-one lie fifteen and a half.
  person("Eva", {}, [[80, 1_000], [70, 1_000], [49, 1_000]]);
  person("Tom", {}, [[60, 9_000], [50, 9_000]]);
  person("Gil", {}, [[400, 9_000], [390, 9_000], [380, 9_000]]);
  person("Quin", { do_not_contact: true }, [[60, 9_000], [50, 9_000], [40, 9_000]]);
  // Two months of walk-ins, no two days alike; a week ago one came later than it is now.
  for (let days = 0; days < 62; days += 1) sell(plus(today, -days), 10_000 + days * days * 10);
  sell(plus(today, -7), 77_700, { at: noon - 7 * DAY + 3_600_000 });
  sell(plus(today, -7), 1_100, { at: noon - 7 * DAY - 3_600_000 });
  sell(today, 99_900, { currency: "EUR" });

  const [board, enquiry, offer] = [idOf(1), idOf(2), idOf(3)];
  const deal = (n, title, value, stage, days, more = {}) => ({
    id: idOf(n), title, value, stage, pipeline: board, rank: `i${n}`, currency: "USD",
    history: [{ stage, at: noon - days * DAY }], ...more,
  });
  const deals = [
    deal(10, "Stale stock", 90_000, offer, 15.5),
    deal(11, "Fresh find", 50_050, offer, 14.5),
    deal(12, "Late lease", 70_000, enquiry, 1, { expected_close: plus(today, -3) }),
    deal(13, "Due today", 40_000, enquiry, 1, { expected_close: today }),
    deal(14, "Long gone", 80_000, offer, 99, { outcome: { state: "lost", on: plus(today, -50), reason: "Price" } }),
  ];
  const stages = [
    { id: enquiry, name: "Enquiry", probability: 10 },
    { id: offer, name: "Offer", probability: 55, stale_after: 14 },
  ];
  const file = backupWith({ customers, sales, deals, pipelines: [{ id: board, name: "Orders", stages, rank: "i" }] });

  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await clockAt(context, noon);
    await open();
    await openBackup(page, file);
    await names(page, "Birthdays", [["Bea", "Turns 28 today"], ["Gus", "Turns 40 tomorrow"], ["Cal", "Birthday in 7 days"]]);
    await names(page, "Regulars who slip", [
      ["Sam", "40 days without a visit, usually 10 · $550 a year"],
      ["Ed", "16 days without a visit, usually 10 · $90 a year"],
      ["Eva", "49 days without a visit, usually 15 · $30 a year"],
    ]);
    await names(page, "Deals that need a push", [
      ["Stale stock", "15 days in the same stage · $900"],
      ["Late lease", "Expected 3 days ago · $700"],
    ]);

    const { spans, days } = soFar(sales.filter((sale) => sale.currency === "USD"), today, noon);
    const box = region(page, "Sales so far");
    for (const [name, now, before] of spans) {
      const part = box.locator(".kv > div").filter({ has: page.getByText(name, { exact: true }) });
      assert.equal(await part.locator("b").innerText(), whole(now), name);
      const growth = part.locator("small.num");
      assert.equal(await growth.getAttribute("title"), `before: ${whole(before)}`, name);
      const share = new Intl.NumberFormat("en", { style: "percent" }).format(Math.abs(now - before) / before);
      const words = `${share} ${now >= before ? "more" : "less"} than at this time last time`;
      assert.equal(await growth.locator(".visually-hidden").textContent(), words, name);
    }
    const date = (day) => new Intl.DateTimeFormat("en", {
      day: "numeric", month: "short", timeZone: "UTC", ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" }),
    }).format(new Date(day));
    const told = days.map(([day, total]) => `${date(day)}: ${whole(total)}`).join(", ");
    assert.equal(await box.getByRole("img").getAttribute("aria-label"), `Sales of the last seven days: ${told}`);

    // 10 % of 1,100.00 and 55 % of 1,400.50: 880.275.
    const orders = region(page, "Orders");
    await orders.getByText("4 open deals").waitFor();
    assert.equal(await orders.locator(".big").innerText(), "$2,501");
    await orders.getByText("weighted $880").waitFor();
    const bars = orders.locator(".stage-bars li");
    assert.deepEqual(await bars.evaluateAll((all) => all.map((one) => [...one.querySelectorAll(".clip, .num")].map((part) => part.textContent))), [
      ["Enquiry", "2", "$1,100"], ["Offer", "2", "$1,401"],
    ]);
    await accessible(page);
  });
});

test("the currency and the first day of the week of the settings are those of every page, and storage counts what is there", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await context.addInitScript(() => {
      if (!window.StorageManager) return;
      window.__asked = 0;
      const persist = StorageManager.prototype.persist;
      StorageManager.prototype.persist = function () {
        window.__asked += 1;
        return persist.call(this);
      };
    });
    const asked = () => page.evaluate(() => window.__asked);
    await open();
    await page.getByRole("button", { name: "Open my shop" }).waitFor();
    assert.equal(await asked(), 0, "who only looks is asked nothing");
    await openShop(page);
    // The browser is asked to keep the data with the first save, and not with every one.
    await page.waitForFunction(() => window.__asked === 1);
    const sell = async (name, amount) => {
      await page.keyboard.type("ns");
      await dialog(page).getByRole("combobox", { name: "Customer" }).fill(name);
      await dialog(page).getByRole("textbox", { name: "Amount" }).fill(amount);
      await page.keyboard.press("Control+Enter");
      await dialog(page).waitFor({ state: "hidden" });
    };
    await sell("Ada", "10");
    const row = (sum) => page.locator(".sale-row", { has: page.getByText(sum, { exact: true }) });
    await row("¥10.00").waitFor();
    assert.equal(await asked(), 1);

    const save = async () => {
      const button = page.locator("form", { has: page.getByLabel("Week starts on") }).getByRole("button", { name: "Save", exact: true });
      await button.click();
      // There is nothing left to save.
      await page.waitForFunction((button) => button.disabled, await button.elementHandle());
    };
    await open("settings");
    const warning = page.getByText("There are sales already.");
    assert.equal(await warning.isVisible(), false);
    await page.getByLabel("Currency", { exact: true }).selectOption("EUR");
    await warning.waitFor();
    await page.getByLabel("Week starts on").selectOption({ label: "Sunday" });
    await save();

    // A new sale is in the new currency, the old one in its own.
    await sell("Bo", "12.5");
    await row("€12.50").waitFor();
    await row("¥10.00").waitFor();
    await open("pipeline/?new=1");
    await dialog(page).getByLabel("Title", { exact: true }).fill("Wedding tea");
    await dialog(page).getByLabel("Value (EUR)").fill("300");
    await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
    await page.locator(".board .card", { hasText: "€300" }).waitFor();

    const begins = async (view, day) => {
      await open(`tasks/?view=${view}`);
      await page.getByRole("columnheader").first().filter({ hasText: day }).waitFor();
      await amount(page.getByRole("columnheader"), 7);
      // The column is that day, not only called so.
      const first = await page.locator(".cal-pick .visually-hidden").first().textContent();
      assert.match(first, new RegExp(`^${day}`));
    };
    await begins("month", "Sun");
    await begins("week", "Sun");
    await open("settings");
    await page.getByLabel("Week starts on").selectOption({ label: "Saturday" });
    await save();
    await begins("month", "Sat");

    await page.getByRole("button", { name: "Agenda", exact: true }).click();
    await page.getByRole("textbox", { name: "New task" }).fill("Order tea");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "Done: Order tea" }).waitFor();
    await open("settings");
    const health = region(page, "Storage and backup");
    const counts = () => health.locator(".kv > div").evaluateAll((all) =>
      Object.fromEntries(all.map((one) => [one.querySelector("small").textContent, one.querySelector("b").textContent])));
    await health.locator(".kv > div", { hasText: "Sales" }).filter({ hasText: "2" }).waitFor();
    assert.deepEqual(await counts(), { Customers: "2", Deals: "1", Sales: "2", Products: "0", Activities: "0", Tasks: "1", Trash: "0" });
    await health.getByText(/^\d[\d,.]* (kB|MB) in use\./).waitFor();
    const { log } = await stored(page);
    await health.getByText(`${log.length} changes saved so far.`).waitFor();
    await health.getByText("No backup yet").waitFor();
    await accessible(page);
  });
});

test("a sale late in the evening stands on the shop's own day, and days are the same wherever the data goes", async () => {
  // In Los Angeles the last evening of June; in Greenwich and beyond it is July.
  const evening = Date.parse("2026-06-30T22:30:00-07:00");
  const day = "Tuesday, June 30, 2026";
  const shows = async (page, open) => {
    await page.getByRole("heading", { name: day }).waitFor();
    const month = region(page, "Sales so far").locator(".kv > div").filter({ has: page.getByText("This month", { exact: true }) });
    await month.getByText("$20", { exact: true }).waitFor();
    await open("sales");
    await page.locator(".day-head", { hasText: day }).waitFor();
    await amount(page.locator(".day-head"), 1);
    await page.locator(".sale-row", { hasText: "Ada" }).click();
    await page.getByRole("article", { name: "Receipt" }).getByText(/Jun(e)? 30/).first().waitFor();
    await open("customers");
    await page.getByRole("grid").locator(".row-line", { hasText: "Ada" }).click();
    const panel = page.getByRole("complementary", { name: "Ada" });
    await panel.getByRole("button", { name: "Birthday: Dec 31, 1990" }).waitFor();
    await panel.locator(".kv > div", { hasText: "Last visit" }).getByText("today", { exact: true }).waitFor();
  };
  let backup;
  await withApp({ language: "en", timezone: "America/Los_Angeles" }, async ({ page, context, open }) => {
    await clockAt(context, evening);
    await open();
    assert.equal(await page.getByLabel("Time zone").inputValue(), "America/Los_Angeles");
    assert.equal(await page.getByLabel("Currency", { exact: true }).inputValue(), "USD");
    await openShop(page);
    await open("sales/?new=1");
    await dialog(page).getByRole("combobox", { name: "Customer" }).fill("Ada");
    await dialog(page).getByRole("textbox", { name: "Amount" }).fill("20");
    assert.equal(await dialog(page).getByLabel("Date", { exact: true }).inputValue(), "2026-06-30");
    await page.keyboard.press("Control+Enter");
    await page.locator(".sale-row", { hasText: "Ada" }).waitFor();
    await open("customers");
    await page.getByRole("grid").locator(".row-line", { hasText: "Ada" }).click();
    const panel = page.getByRole("complementary", { name: "Ada" });
    await panel.getByRole("button", { name: "Birthday: —" }).click();
    await panel.getByLabel("Birthday", { exact: true }).fill("1990-12-31");
    await panel.getByRole("button", { name: "Save", exact: true }).click();
    await panel.getByRole("button", { name: "Birthday: Dec 31, 1990" }).waitFor();
    const { tables } = await stored(page);
    assert.deepEqual([tables.sales[0].date, tables.customers[0].birthday], ["2026-06-30", "1990-12-31"]);
    await open();
    await shows(page, open);
    await page.reload();
    await booted(page);
    await panel.getByRole("button", { name: "Birthday: Dec 31, 1990" }).waitFor();
    await open("data");
    const file = await downloadFrom(page, () => page.getByRole("button", { name: "Download a backup" }).click());
    backup = { name: file.name, mimeType: "application/json", buffer: file.bytes };
  });
  // The other end of the world: there it is July already, but not in the shop.
  await withApp({ language: "en", timezone: "Pacific/Kiritimati" }, async ({ page, context, open }) => {
    await clockAt(context, evening);
    await open();
    assert.equal(await page.evaluate(() => new Date().getDate()), 1);
    await openBackup(page, backup);
    await shows(page, open);
    await open("settings");
    assert.equal(await page.getByLabel("Time zone").inputValue(), "America/Los_Angeles");
  });
});

test("whoever was written down late in the evening came on that day of the shop", async () => {
  await withApp({ language: "en", timezone: "America/Los_Angeles" }, async ({ page, context, open }) => {
    await skewable(context);
    await context.addInitScript((by) => {
      if (location.protocol !== "about:") sessionStorage.setItem("test.skew", by);
    }, Date.parse("2026-06-30T22:30:00-07:00") - Date.now());
    await open();
    await openShop(page);
    await open("customers/?new=1");
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Ada");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary", { name: "Ada" });
    await panel.waitFor();
    const wrong = [];
    const since = await panel.getByText(/since/).innerText();
    if (!since.includes("June 2026")) wrong.push(`the panel says: ${since}`);
    await page.keyboard.press("Escape");
    await page.locator(".columns-menu > summary").click();
    await page.locator(".columns-popup").getByLabel("Created", { exact: true }).check();
    await page.getByRole("columnheader", { name: "Created" }).waitFor();
    const row = page.locator(".row-line", { hasText: "Ada" });
    const created = (await row.locator(".td").allInnerTexts()).filter((text) => text.includes("2026")).join();
    if (created !== "Jun 30, 2026") wrong.push(`the column says: ${created}`);
    await open("customers/?filter=all(created~2026-06-30~2026-06-30)");
    await page.locator(".row-line, .empty h2").first().waitFor();
    if (await row.count() === 0) wrong.push("the filter for June 30 passes nobody");
    assert.deepEqual(wrong, []);
  });
});
