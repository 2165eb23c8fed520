// Figures all the way: a file brought in by the page, the reports read from the page, and the tables
// taken away again. What must stand there comes from the shared data, or is counted here from the same
// rows by the shortest way there is.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { downloadFrom, needsShared, shared, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { amount, openSample, ready } from "./lib/shop.mjs";

after(closeBrowser);

const input = (name) => path.join(shared, "data", name);
const text = (name) => fs.readFileSync(input(name), "utf8");
const json = (name) => JSON.parse(text(`expected/${name}`));
/** The rows of a plain list, each by the names of its columns. */
const table = (name) => {
  const [head, ...rows] = text(name).trim().split(/\r?\n/).map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at]])));
};

const dialog = (page) => page.getByRole("dialog");
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const slug = (name) => name.toLowerCase().replaceAll("'", "").replaceAll(" ", "_");

/** Opens a shop in dollars; its zone is the browser's unless one is named. */
async function openShop(page, open, zone) {
  await open();
  await page.getByLabel("Currency", { exact: true }).selectOption("USD");
  if (zone) await page.getByLabel("Time zone").fill(zone);
  await press(page, "Open my shop");
  await ready(page);
}

/** Brings sales in; `file` is a path or what a chooser gives. */
async function bring(page, file, count) {
  const name = file.name ?? path.basename(file);
  await page.locator('nav.side > a.nav[href$="/data/"]').click();
  await page.getByLabel("Choose files").setInputFiles(file);
  const card = page.getByRole("region", { name, exact: true });
  await press(card, `Import ${count} sales`);
  await card.getByText("Imported", { exact: true }).waitFor();
}

/** Goes to the reports of a day. */
async function reportsOf(page, open, day) {
  await open(`loyalty/?as_of=${day}`);
  await page.locator('[data-figure="repeat_rate"]').first().waitFor();
}

/** Every figure of the page by its name for machines: what is shown, unrounded. */
const figures = async (page) => new Map((await page.locator("[data-figure]").evaluateAll((all) =>
  all.map(({ dataset: { figure, value } }) => [figure, value === "" ? null : Number(value)]))).reverse());

/** Fails with all that differs; `expected` are names, values and how far off they may be. */
function same(shown, expected) {
  const differs = expected.filter(([name, value, within = 0]) => {
    const got = shown.get(name);
    return value === null ? got !== null : !(Math.abs(got - value) <= within);
  });
  assert.deepEqual(differs.map(([name, value]) => `${name}: ${shown.get(name)}, expected ${value}`), []);
  assert.ok(expected.length > 0);
}

const share = 1e-9;
/** Half a cent, in cents. */
const cents = (amount) => [amount * 100, 0.5];

/** What the reports must show of a file of expected results. */
function reports({ rfm_segments: segments, abc, pyramid_last_365_days: tiers, lifecycle, concentration, repeat, intervals, cohorts, quarters }) {
  const { cohorts: months, weighted_retention: weighted } = cohorts;
  const each = (object, make) => Object.entries(object).flatMap(([name, row]) => make(row, slug(name)));
  return [
    ...each(segments, (row, of) => [
      [`segment_customers:${of}`, row.customers], [`segment_share:${of}`, row.share_of_customers, share],
      [`segment_mean_days_since_last:${of}`, row.mean_days_since_last, share],
      [`segment_net_revenue:${of}`, ...cents(row.net_revenue)], [`segment_revenue_share:${of}`, row.share_of_revenue, share],
    ]),
    ...each(abc, (row, of) => [
      [`class_customers:${of}`, row.customers], [`class_share_of_customers:${of}`, row.share_of_customers, share],
      [`class_revenue:${of}`, ...cents(row.revenue)], [`class_revenue_share:${of}`, row.share_of_revenue, share],
    ]),
    ...each(tiers, (row, of) => [
      [`tier_customers:${of}`, row.customers],
      ...(row.revenue === undefined ? [] : [[`tier_revenue:${of}`, ...cents(row.revenue)], [`tier_revenue_share:${of}`, row.share_of_revenue, share]]),
    ]),
    ...each(lifecycle.counts, (people, of) => [[`stage_people:${of}`, people]]),
    ...[1, 5, 10, 20, 30, 50].map((percent) => [`top_share:${percent}`, concentration[`top_${percent}pct_share`], share]),
    ...[30, 50].map((percent) => [`bottom_share:${percent}`, concentration[`bottom_${percent}pct_share`], share]),
    ["gini", concentration.gini, share], ["customers_for_80pct", concentration.customers_for_80pct],
    ["repeat_rate", repeat.repeat_rate, share], ["occasions_per_customer", repeat.occasions_per_customer, share],
    ["average_occasion_value", ...cents(repeat.average_occasion_value)],
    ...Object.entries(repeat.repeat_within_days).flatMap(([days, row]) => [
      [`repeat_within_eligible:${days}`, row.eligible], [`repeat_within_repeated:${days}`, row.repeated],
      [`repeat_within:${days}`, row.rate, share], [`kaplan_meier_within:${days}`, repeat.km_repeat_within_days[days], share],
    ]),
    ...[25, 50, 80, 90, 95].map((percent) => [`interval_p${percent}_days`, intervals[`p${percent}_days`]]),
    ["mean_gap", intervals.mean_days, share],
    ...quarters.flatMap(({ period, ...row }) => [
      [`period_buyers:${period}`, row.buyers], [`period_new:${period}`, row.new], [`period_returning:${period}`, row.returning],
      [`returning_buyer_share:${period}`, row.returning_buyer_share, share], [`period_revenue:${period}`, ...cents(row.net_revenue)],
      ...(row.retained === undefined ? [] : [
        [`retention_rate:${period}`, row.retention_rate, share], [`churned:${period}`, row.churned], [`reactivated:${period}`, row.reactivated],
      ]),
    ]),
    ...months.flatMap(({ cohort, retention }) => retention.map((value, age) => [`cohort_retention:${cohort}:${age}`, value, share])),
    ...weighted.map((value, age) => [`weighted_retention:${age}`, value, share]),
  ];
}

/** The table that a chart has below it, known by a head: its lines as they are written. */
const chart = (scope, head) => scope.locator(".chart-table").filter({ hasText: head }).locator("tbody tr")
  .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

const percent = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

test("orders around midnight, on one day and given back come out as expected, and foreign money is left out", needsShared, async () => {
  const expected = json("edge_orders.json");
  const rows = table("edge_orders.csv");
  // The browser is in another zone than the shop, on the other side of the day.
  await withApp({ language: "en", timezone: "Asia/Shanghai" }, async ({ page, open }) => {
    await openShop(page, open, expected.timezone);
    await bring(page, input("edge_orders.csv"), rows.length);
    const { tables } = await stored(page);
    const dates = new Map(tables.sales.map((sale) => [sale.number, sale.date]));
    assert.deepEqual(rows.map((row) => [row.row_id, dates.get(row.order_id)]), Object.entries(expected.local_dates)
      .sort(([a], [b]) => a - b), "each on the day that it was in the shop");

    await reportsOf(page, open, expected.reports.as_of);
    const all = reports(expected.reports);
    same(await figures(page), all);
    // Who is behind a segment, class or stage, with visits, revenue and last visit.
    const last = (row) => expected.customers.find((one) => one.customer_id === row.customer_id).occasions.at(-1)[0];
    const line = (row) => [row.customer_id, String(row.occasions), row.net_revenue.toFixed(2), last(row)];
    const day = (written) => new Date(`${written} UTC`).toISOString().slice(0, 10);
    const groups = [["segment_customers", "segment"], ["class_customers", "abc"], ["stage_people", "stage"]];
    for (const [figure, field] of groups) {
      for (const name of new Set(expected.rfm.map((row) => row[field]))) {
        await page.locator(`[data-figure="${figure}:${slug(name)}"]`).first().click();
        const lines = dialog(page).locator(".figures tbody tr");
        await lines.first().waitFor();
        const shown = await lines.evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
        const people = shown.map(([who, visits, revenue, last]) => [who, visits, revenue.replace(/[$,]/g, ""), day(last)]);
        assert.deepEqual(people.sort(), expected.rfm.filter((row) => row[field] === name).map(line).sort(), name);
        await page.keyboard.press("Escape");
        await dialog(page).waitFor({ state: "hidden" });
      }
    }

    // The same people also pay in euros and yuan; nothing above changes, and the page says what it left out.
    const foreign = [["X1", "z1", "2025-06-21T16:00:00Z", "500.00", "EUR"], ["X2", "z2", "2025-06-22T16:00:00Z", "900.00", "CNY"], ["X3", "z3", "2025-06-23T16:00:00Z", "70.00", "EUR"]];
    const more = ["customer_id,order_id,timestamp,amount,currency", ...foreign.map((row) => row.join())].join("\n");
    await bring(page, { name: "foreign.csv", mimeType: "text/csv", buffer: Buffer.from(more) }, foreign.length);
    assert.deepEqual((await stored(page)).tables.sales.filter((sale) => /^z/.test(sale.number)).map((sale) => [sale.number, sale.total, sale.currency]).sort(),
      [["z1", 50_000, "EUR"], ["z2", 90_000, "CNY"], ["z3", 7_000, "EUR"]]);
    await reportsOf(page, open, expected.reports.as_of);
    await page.getByText("3 sales in other currencies left out").waitFor();
    same(await figures(page), all);
  });
});

/** What a period of the sample must show, counted from its rows: a visit is a day on which somebody bought. */
function periods(rows, of) {
  const first = new Map();
  for (const { customer_id: who, date } of rows) if (!first.has(who) || date < first.get(who)) first.set(who, date);
  const all = [...new Set(rows.map(({ date }) => of(date)))].sort();
  const buyers = all.map((period) => new Set(rows.filter(({ date }) => of(date) === period).map((row) => row.customer_id)));
  return all.flatMap((period, at) => {
    const bought = [...buyers[at]];
    const fresh = bought.filter((who) => of(first.get(who)) === period).length;
    const revenue = rows.filter(({ date }) => of(date) === period).reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
    const before = buyers[at - 1];
    const retained = before && bought.filter((who) => before.has(who)).length;
    return [
      [`period_buyers:${period}`, bought.length], [`period_new:${period}`, fresh], [`period_returning:${period}`, bought.length - fresh],
      [`returning_buyer_share:${period}`, (bought.length - fresh) / bought.length, share], [`period_revenue:${period}`, revenue, 0.5],
      ...(before ? [
        [`retention_rate:${period}`, retained / before.size, share], [`churned:${period}`, before.size - retained],
        [`reactivated:${period}`, bought.length - fresh - retained],
      ] : []),
    ];
  });
}

/** How many have come back by each day, with everybody who is still waited for (Kaplan–Meier). */
function waiting(rows, asOf) {
  const visits = new Map();
  for (const { customer_id: who, date } of rows) visits.set(who, (visits.get(who) ?? new Set()).add(date));
  const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const waits = [...visits.values()].map((dates) => {
    const [first, second] = [...dates].sort();
    return { days: days(first, second ?? asOf), back: second !== undefined };
  });
  let still = 1;
  const steps = [...new Set(waits.filter((one) => one.back).map((one) => one.days))].sort((a, b) => a - b).map((day) => {
    const waited = waits.filter((one) => one.days >= day).length;
    still *= 1 - waits.filter((one) => one.back && one.days === day).length / waited;
    return [day, 1 - still];
  });
  return [[0, 0], ...steps];
}

/** The rows of a file as the app writes them; a cell with a comma stands in quotation marks. */
const lines = ({ bytes }) => bytes.toString("utf8").replace(/^\ufeff/, "").trimEnd().split("\r\n").map((line) =>
  line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"(.*)"$/, "$1")));

/** A table of the page: its heads, and of each cell the figure it is, else what it says; a rate of nobody is nothing. */
const onPage = (scope, selector) => scope.locator(selector).evaluate((table) => ({
  head: [...table.tHead.rows[0].cells].map((cell) => cell.textContent),
  rows: [...table.tBodies[0].rows].map((row) => [...row.cells].filter((cell) => !cell.matches(".meter")).map((cell) => {
    const figure = cell.querySelector("[data-figure]");
    if (!figure || figure.dataset.value === "") return { text: figure ? "" : cell.textContent };
    return { value: Number(figure.dataset.value) };
  })),
}));

/** Takes a table away by its menu. */
async function takeAway(page, scope) {
  const file = await downloadFrom(page, async () => {
    await press(scope, "Export");
    await page.getByRole("menuitem", { name: "CSV", exact: true }).click();
  });
  return { name: file.name, rows: lines(file) };
}

/** Fails unless a file has the rows of a table; money stands in the file in dollars, on the page in cents; with "all"
 * everything behind a name and a count is money. */
function equal({ name, rows: [head, ...rows] }, shown, { money = [], code = (text) => text }) {
  // A head that begins with a plus is guarded: a spreadsheet would take it for a formula.
  assert.deepEqual(head.map((cell) => cell.replace(/^'(?=\+)/, "")), shown.head, name);
  assert.equal(rows.length, shown.rows.length, name);
  rows.forEach((row, at) => row.forEach((cell, column) => {
    // A month after the day of the reports has no cell on the page, an empty one in the file.
    const { value, text } = shown.rows[at][column] ?? { text: "" };
    const where = `${name}, ${row[0]}, ${head[column]}: ${cell}, on the page ${value ?? text}`;
    if (value !== undefined) {
      const factor = (money === "all" ? column > 1 : money.includes(head[column])) ? 100 : 1;
      assert.ok(cell !== "" && Math.abs(Number(cell) * factor - value) < (factor === 1 ? share : 1e-6), where);
    } else if (/%$/.test(text)) {
      assert.equal(percent.format(cell), text, where);
    } else {
      assert.equal(column === 0 ? code(cell) : cell, text.replace(/[,*]/g, ""), where);
    }
  }));
}

test("the sample's grid, cohorts, curves, months and years are the expected ones, and every table goes out as it stands", needsShared, async () => {
  const expected = json("cdnow_sample_reports.json");
  const rows = table("cdnow_sample_transactions.csv");
  const scores = table("expected/cdnow_sample_customers.csv");
  await withApp({ language: "en", timeout: 60_000 }, async ({ page, open }) => {
    await openShop(page, open);
    await bring(page, input("cdnow_sample_transactions.csv"), "6,919");
    await reportsOf(page, open, expected.as_of);
    const part = (name) => page.locator(`#${name}`);

    // The grid holds each customer by both scores; its rows are the counts of one of them.
    const cells = [1, 2, 3, 4, 5].flatMap((r) => [1, 2, 3, 4, 5].map((fm) => [`grid_cell:${r}:${fm}`,
      scores.filter((row) => Number(row.r) === r && Math.floor((Number(row.f) + Number(row.m) + 1) / 2) === fm).length]));
    const shown = await figures(page);
    same(shown, cells);
    assert.deepEqual([1, 2, 3, 4, 5].map((r) => [1, 2, 3, 4, 5].reduce((sum, fm) => sum + shown.get(`grid_cell:${r}:${fm}`), 0)), expected.score_counts.r);

    // Cohorts: how many began, how many of them bought in each month, and both behind a cell.
    const heat = await onPage(part("cohorts"), "table.heat");
    expected.cohorts.cohorts.forEach(({ cohort, size, active }, at) => {
      assert.equal(heat.rows[at][1].value, size, cohort);
      assert.deepEqual(active.map((_, age) => Math.round(shown.get(`cohort_retention:${cohort}:${age}`) * size)), active, cohort);
    });
    for (const { cohort, size, active } of expected.cohorts.cohorts) {
      const age = active.length - 1;
      await page.locator(`[data-figure="cohort_retention:${cohort}:${age}"]`).click();
      await dialog(page).getByText(`${active[age]} ÷ ${size} = ${percent.format(active[age] / size)}`, { exact: true }).waitFor();
      await dialog(page).getByRole("heading", { name: `Behind it · ${active[age]}`, exact: true }).waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
    }

    // What the charts draw, from the tables below them.
    const lorenz = expected.concentration.lorenz_deciles.map((revenue, tenth) => [`${tenth * 10}%`, percent.format(revenue)]);
    assert.deepEqual(await chart(part("value"), "Customers, smallest first"), lorenz);
    const curve = waiting(rows, expected.as_of).filter(([days]) => days <= 365);
    assert.deepEqual(await chart(part("repeat"), "Back within"), curve.map(([days, back]) => [String(days), percent.format(back)]));
    assert.ok(Math.abs(curve.findLast(([days]) => days <= 30)[1] - expected.repeat.km_repeat_within_days[30]) < share);
    const visits = Object.entries(expected.repeat.occasion_count_distribution).map(([of, count]) => [of.replace("-", "–"), count.toLocaleString("en")]);
    assert.deepEqual(await chart(part("repeat"), "Visits"), visits);

    for (const [button, of] of [["Months", (date) => date.slice(0, 7)], ["Years", (date) => date.slice(0, 4)]]) {
      await press(part("periods"), button);
      const wanted = periods(rows, of);
      await page.locator(`[data-figure="${wanted[0][0]}"]`).waitFor();
      same(await figures(page), wanted);
    }
    await press(part("periods"), "Quarters");
    await page.locator('[data-figure="period_buyers:1997-Q1"]').waitFor();

    // Every table as a file. The page lists the newest period first, a file the oldest.
    const money = ["Revenue"];
    const box = (heading) => page.locator(".box").filter({ has: page.getByRole("heading", { level: 2, name: heading, exact: true }) });
    for (const [file, heading] of [
      ["segments", "Segment"], ["abc", "A/B/C classes"], ["pyramid", "Customer pyramid"], ["repeat", "The second purchase"], ["stages", "Life-cycle stages"],
    ]) {
      const taken = await takeAway(page, box(heading));
      assert.match(taken.name, new RegExp(`loyalty-${file}.*\\.csv$`));
      equal(taken, await onPage(box(heading), ".figures >> nth=0"), { money });
    }
    const quarters = await onPage(part("periods"), ".scroll.tall .figures");
    quarters.rows.reverse();
    equal(await takeAway(page, part("periods")), quarters, { money, code: (period) => period.replace("-", " ") });
    // The last line of the retention is of all of them together, not of a month.
    const month = (code) => code === "All, weighted" ? "All weighted" : new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${code}-01`));
    for (const [button, figure] of [["Retention", "cohort_retention"], ["Revenue", "cohort_revenue"], ["Revenue so far each", "cohort_cumulative_revenue_per_customer"]]) {
      await press(part("cohorts"), button);
      await page.locator(`[data-figure="${figure}:1997-01:0"]`).waitFor();
      const months = await onPage(part("cohorts"), "table.heat");
      equal(await takeAway(page, part("cohorts")), months, { money: figure === "cohort_retention" ? [] : "all", code: month });
    }
    const pairs = await box("Who brings the revenue").locator(".kv > div").evaluateAll((all) =>
      all.map((one) => [one.querySelector("small").textContent, Number(one.querySelector("[data-figure]").dataset.value)]));
    const { rows: [, ...concentration] } = await takeAway(page, box("Who brings the revenue"));
    assert.deepEqual(concentration.map(([name, value]) => [name, Number(value)]), pairs);
    assert.ok(concentration.length >= 10, "shares of the first, of the last, the coefficient, and how many bring 80 %");
  });
});

test("reports that are being made can be stopped, and made after all", async () => {
  await withApp({ language: "en", timeout: 60_000 }, async ({ page, open }) => {
    await open();
    await openSample(page, { customers: 4_000 });
    // In the middle of it: as soon as the bar has moved, which is sooner than anybody could click.
    await page.addInitScript(() => {
      if (sessionStorage.getItem("test.stopped")) return;
      new MutationObserver((_, observer) => {
        const bar = document.querySelector("#main progress");
        if (!bar || bar.value === 0) return;
        observer.disconnect();
        sessionStorage.setItem("test.stopped", bar.value);
        [...bar.parentElement.querySelectorAll("button")].find((one) => one.textContent.trim() === "Cancel").click();
      }).observe(document, { childList: true, subtree: true, attributes: true });
    });
    const ended = page.waitForEvent("worker").then((worker) => worker.waitForEvent("close"));
    await open("loyalty");
    const stopped = page.getByRole("alert").filter({ hasText: "Stopped." });
    await stopped.waitFor();
    assert.ok(await page.evaluate(() => sessionStorage.getItem("test.stopped") < 1), "not all was done");
    // Nobody goes on with it unseen: the worker is gone, and no figure comes.
    await ended;
    assert.equal(page.workers().length, 0);
    await amount(page.locator("#main progress"), 0);
    await amount(page.locator("[data-figure]"), 0);

    await press(stopped, "Try again");
    await page.locator('[data-figure="repeat_rate"]').first().waitFor();
    await amount(stopped, 0);
    const made = await figures(page);
    // They are those of a start that nobody stopped.
    await open("loyalty");
    await page.locator('[data-figure="repeat_rate"]').first().waitFor();
    assert.deepEqual(made, await figures(page));
    assert.ok(made.get("segment_customers:champions") > 0);
  });
});
