// The loyalty reports as the page shows them, against the expected results of the shared data.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { needsShared, shared, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { ready } from "./lib/shop.mjs";


after(closeBrowser);

const input = "cdnow_sample_transactions.csv";
/** Half a cent, in the minor units that figures of money carry. */
const money = { within: 0.5 };
/** Shares, rates, Gini. */
const share = { within: 1e-9 };
const exact = { within: 0 };

/** Opens a shop in dollars and brings the file in. */
async function bringSales(page, open) {
  await open();
  await page.getByLabel("Currency", { exact: true }).selectOption("USD");
  await page.getByRole("button", { name: "Open my shop" }).click();
  await ready(page);
  await open("data");
  await page.getByLabel("Choose files").setInputFiles(path.join(shared, "data", input));
  const card = page.getByRole("region", { name: input, exact: true });
  await card.getByRole("button", { name: "Import 6,919 sales", exact: true }).click();
  await card.getByText("Imported").first().waitFor();
}

/** Reads every figure of the page, by the name it has for machines; the first of equal names. */
async function figures(page) {
  await page.locator('[data-figure="repeat_rate"]').waitFor();
  const read = await page.locator("[data-figure]").evaluateAll((all) =>
    all.map((one) => [one.dataset.figure, one.dataset.value]));
  return new Map(read.reverse().map(([name, value]) => [name, value === "" ? null : Number(value)]));
}

/** Collects what differs, so that a failure tells all of it. */
function comparison(shown) {
  const wrong = [];
  const is = (name, expected, { within }) => {
    const got = shown.get(name);
    const same = expected === null ? got === null : Math.abs(got - expected) <= within;
    if (!same) wrong.push(`${name}: ${got}, expected ${expected}`);
  };
  return { is, cents: (name, amount) => is(name, amount * 100, money), done: () => assert.deepEqual(wrong, []) };
}

const slug = (name) => name.toLowerCase().replaceAll("'", "").replaceAll(" ", "_");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

/** Groups of customers: segments, classes, tiers, stages. */
function groups({ is, cents }, expected) {
  for (const [name, row] of Object.entries(expected.rfm_segments)) {
    const key = slug(name);
    is(`segment_customers:${key}`, row.customers, exact);
    is(`segment_share:${key}`, row.share_of_customers, share);
    is(`segment_mean_days_since_last:${key}`, row.mean_days_since_last, share);
    is(`segment_mean_occasions:${key}`, row.mean_occasions, share);
    cents(`segment_net_revenue:${key}`, row.net_revenue);
    is(`segment_revenue_share:${key}`, row.share_of_revenue, share);
  }
  for (const [by, counts] of Object.entries(expected.score_counts)) {
    counts.forEach((held, at) => is(`score_customers:${by}:${at + 1}`, held, exact));
  }
  for (const [name, row] of Object.entries(expected.abc)) {
    const key = name.toLowerCase();
    is(`class_customers:${key}`, row.customers, exact);
    is(`class_share_of_customers:${key}`, row.share_of_customers, share);
    cents(`class_revenue:${key}`, row.revenue);
    is(`class_revenue_share:${key}`, row.share_of_revenue, share);
  }
  for (const [name, row] of Object.entries(expected.pyramid_last_365_days)) {
    const key = slug(name);
    is(`tier_customers:${key}`, row.customers, exact);
    if (row.revenue === undefined) continue;
    cents(`tier_revenue:${key}`, row.revenue);
    is(`tier_revenue_share:${key}`, row.share_of_revenue, share);
  }
  for (const [stage, people] of Object.entries(expected.lifecycle.counts)) {
    is(`stage_people:${stage}`, people, exact);
  }
}

/** Concentration, the second purchase, the gaps. */
function rates({ is, cents }, { concentration, repeat, intervals }) {
  for (const percent of [1, 5, 10, 20, 30, 50]) is(`top_share:${percent}`, concentration[`top_${percent}pct_share`], share);
  for (const percent of [30, 50]) is(`bottom_share:${percent}`, concentration[`bottom_${percent}pct_share`], share);
  is("gini", concentration.gini, share);
  is("customers_for_80pct", concentration.customers_for_80pct, exact);
  is("repeat_rate", repeat.repeat_rate, share);
  is("occasions_per_customer", repeat.occasions_per_customer, share);
  cents("average_occasion_value", repeat.average_occasion_value);
  for (const [days, row] of Object.entries(repeat.repeat_within_days)) {
    is(`repeat_within_eligible:${days}`, row.eligible, exact);
    is(`repeat_within_repeated:${days}`, row.repeated, exact);
    is(`repeat_within:${days}`, row.rate, share);
    is(`kaplan_meier_within:${days}`, repeat.km_repeat_within_days[days], share);
  }
  for (const percent of [25, 50, 80, 90, 95]) is(`interval_p${percent}_days`, intervals[`p${percent}_days`], exact);
  is("mean_gap", intervals.mean_days, share);
}

function quarters({ is, cents }, rows) {
  for (const row of rows) {
    const id = row.period;
    is(`period_buyers:${id}`, row.buyers, exact);
    is(`period_new:${id}`, row.new, exact);
    is(`period_returning:${id}`, row.returning, exact);
    is(`returning_buyer_share:${id}`, row.returning_buyer_share, share);
    cents(`period_revenue:${id}`, row.net_revenue);
    if (row.retained === undefined) continue;
    is(`retention_rate:${id}`, row.retention_rate, share);
    is(`churned:${id}`, row.churned, exact);
    is(`reactivated:${id}`, row.reactivated, exact);
  }
  const last = rows.at(-1);
  is(`period_existing:${last.period}`, last.existing_all, exact);
  is(`returning_rate_all:${last.period}`, last.returning_rate_all, share);
  is(`usage_per_customer:${last.period}`, last.usage_per_customer * 100, money);
}

function retention({ is }, { cohorts, weighted_retention: weighted }) {
  for (const { cohort, retention } of cohorts) {
    retention.forEach((value, age) => is(`cohort_retention:${cohort}:${age}`, value, share));
  }
  weighted.forEach((value, age) => is(`weighted_retention:${age}`, value, share));
}

test("every figure of the page is the expected one, explains itself, and opens as customers", needsShared, async () => {
  const expected = JSON.parse(fs.readFileSync(path.join(shared, "data/expected/cdnow_sample_reports.json"), "utf8"));
  await withApp({ language: "en", timeout: 60_000 }, async ({ page, open, at }) => {
    await bringSales(page, open);
    await open("loyalty");
    await page.getByLabel("As of").fill(expected.as_of);
    await page.waitForURL(/as_of=1998-06-30/);
    await page.locator(`[data-figure="stage_people:lapsed"][data-value="${expected.lifecycle.counts.lapsed}"]`).waitFor();

    const shown = await figures(page);
    const check = comparison(shown);
    groups(check, expected);
    rates(check, expected);
    quarters(check, expected.quarters);
    retention(check, expected.cohorts);
    check.done();
    await accessible(page, { include: ["main"] });

    const section = page.locator("#cohorts");
    await press(section, "Revenue");
    await section.locator('[data-figure="cohort_revenue:1997-01:0"]').waitFor();
    const revenue = comparison(await figures(page));
    for (const { cohort, revenue: row } of expected.cohorts.cohorts) {
      row.forEach((amount, age) => revenue.cents(`cohort_revenue:${cohort}:${age}`, amount));
    }
    revenue.done();

    // A figure says what it is and how it comes about.
    await page.locator('[data-figure="repeat_rate"]').first().click();
    const dialog = page.getByRole("dialog");
    const { repeat_customers: again, customers } = expected.repeat;
    const formula = `${again.toLocaleString("en")} ÷ ${customers.toLocaleString("en")} = 48.3%`;
    await dialog.getByText(formula, { exact: true }).waitFor();
    await dialog.getByRole("heading", { name: again.toLocaleString("en") }).waitFor();
    await accessible(page, { include: ["dialog[open]"] });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.figure), "repeat_rate");

    // So do those that are no share of anything, and each with a formula of its own.
    const explains = async (figure, formula) => {
      await page.locator(`[data-figure="${figure}"]`).first().click();
      const text = await dialog.locator("[data-formula]").innerText();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assert.match(text, formula, figure);
    };
    await explains("interval_p80_days", /^⌈80% × [\d,]+⌉ = [\d,]+; x₍[\d,]+₎ = \d+$/);
    await explains("segment_mean_days_since_last:champions", /^[\d,]+ ÷ [\d,]+ = [\d.]+$/);
    await explains("class_customers:a", /^[\d,]+ ÷ [\d,]+ = [\d.]+%$/);
    await explains("stage_people:lapsed", /^Last visit more than \d+ days ago: [\d,]+$/);
    await explains("cohort_revenue:1997-01:1", /^\$[\d,.]+ − \$[\d,.]+ = \$[\d,.]+$/);

    // The filter follows today, so its count is that of the reports of today.
    await page.goto(at("loyalty/"));
    const cell = page.locator('[data-figure="segment_customers:champions"]');
    await cell.waitFor();
    const champions = Number(await cell.getAttribute("data-value"));
    assert.ok(champions > 0);
    await cell.click();
    await dialog.getByRole("link", { name: "Open as a filter" }).click();
    await page.waitForURL(/customers\/\?filter=/);
    await page.getByRole("status").getByText(`${champions} customers`, { exact: true }).waitFor();

    // Every figure opens as customers, whether filters have a word of their own for them or not.
    for (const figure of ["cohort_retention:1997-02:3", "retention_rate:1998-Q2", "grid_cell:5:5"]) {
      await page.goto(at("loyalty/"));
      await page.locator(`[data-figure="${figure}"]`).first().click();
      const behind = await dialog.getByRole("heading", { name: /^Behind it/ }).innerText();
      const count = behind.match(/[\d,]+$/)[0];
      assert.notEqual(count, "0", figure);
      await dialog.getByRole("link", { name: "Open as a filter" }).click();
      await page.waitForURL(/customers\/\?filter=all\(behind~/);
      await page.getByRole("status").getByText(`${count} customers`, { exact: true }).waitFor();
    }
  });
});

test("a shop without sales says so", async () => {
  await withApp({ language: "zh-Hans" }, async ({ page, open }) => {
    await open();
    await page.getByRole("button", { name: "开店" }).click();
    await ready(page);
    await open("loyalty");
    await page.getByRole("main").getByRole("link", { name: "导入" }).waitFor();
    await accessible(page, { include: ["main"] });
  });
});
