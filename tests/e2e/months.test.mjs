// Deals by expected close and cases by promised day on the days of a month: what stands where and what it comes to, from month
// to month by mouse and keyboard, opened, narrowed, kept as a view and on a phone; and the customers' month by keyboard. In
// turn in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { clockAt } from "./lib/faults.mjs";
import { deal, now, offered, openMade, person, pipelines, reads } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const ann = idOf(1);
// It is the 23rd of November 2026, a Monday.
const tables = {
  customers: [person(ann, "Ann Lee")],
  pipelines,
  deals: [
    deal(41, "Pots", 5_000, { expected_close: "2026-11-24", stage: offered }),
    deal(42, "Cake", 10_000, { expected_close: "2026-11-24" }),
    deal(43, "Cups", 3_000, { expected_close: "2026-11-20" }),
    deal(44, "Tins", 2_000, { expected_close: "2026-12-16" }),
    deal(45, "Some day", 7_000),
    deal(46, "Sold", 9_000, { expected_close: "2026-11-24", outcome: { state: "won", on: "2026-11-20", reason: "" } }),
  ],
  cases: [
    { id: idOf(81), title: "The pot leaks", kind: "repair", due: "2026-11-18" },
    { id: idOf(82), title: "Too sweet", kind: "complaint", waiting: true, customer: ann, due: "2026-11-23" },
    { id: idOf(83), title: "Lid lost", kind: "repair" },
  ],
};

const items = (page, wanted) => reads(page, ".people-month .cal-item", wanted);
const sums = (page, wanted) => reads(page, ".people-month .cal-sum", wanted);
const onPhone = { width: 390, height: 844 };

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  const month = (text) => new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(text));
  const titled = (page, text) => page.getByRole("main").getByRole("heading", { name: month(text), exact: true }).waitFor();
  const press = (page, key) => page.locator(".people-calendar").getByRole("button", { name: say(key), exact: true }).click();
  const saved = async (page, name) => {
    const chip = page.getByRole("group", { name: say("customers.view_changed") });
    await chip.getByRole("button", { name: say("customers.view_save_new") }).click();
    await page.getByLabel(say("customers.view_name")).fill(name);
    await page.getByRole("dialog").getByRole("button", { name: say("common.save"), exact: true }).click();
    await page.waitForURL(/\?view=[0-9a-f-]{36}/);
    await chip.waitFor({ state: "hidden" });
  };

  test(`open deals stand on the days they are to close, with what those come to (${language})`, async () => {
    await withApp({ language }, async ({ page, context, open }) => {
      await clockAt(context, now);
      await open();
      await openMade(page, tables, { language });
      await open("pipeline/");
      const main = page.getByRole("main");
      await main.locator(".deals-head .segmented").getByText(say("people.as_calendar"), { exact: true }).click();
      await page.waitForURL(/as=calendar/);
      await titled(page, "2026-11-01");
      // The greatest of a day first; what was won is done with, and the next month stands in the next.
      await items(page, ["Cups · $30", "Cake · $100", "Pots · $50"]);
      const said = (count, sum) => `${say("common.deals_n", { count })} · ${sum}`;
      await sums(page, [said(1, "$30"), said(2, "$150")]);
      await reads(page, ".people-calendar [role=status]", [said(3, "$180")]);
      await reads(page, ".people-month .cal-item.late", ["Cups · $30"]);
      await amount(page.getByRole("group", { name: say("customers.view_changed") }), 0, "a month is no change");
      await accessible(page);
      await screenshot(page, `deals-calendar-${language}`);

      // From month to month, by mouse and by keyboard; the keyboard in a field of text stays there.
      await press(page, "touch.later");
      await page.waitForURL(/on=2026-12-23/);
      await titled(page, "2026-12-01");
      await items(page, ["Tins · $20"]);
      await press(page, "common.today");
      await titled(page, "2026-11-01");
      await page.keyboard.press("PageDown");
      await titled(page, "2026-12-01");
      await page.keyboard.press("PageUp");
      await page.keyboard.press("PageUp");
      await titled(page, "2026-10-01");
      await page.keyboard.press("Home");
      await titled(page, "2026-11-01");
      const find = main.getByRole("searchbox", { name: say("people.find_deals") });
      await find.fill("c");
      await items(page, ["Cups · $30", "Cake · $100"]);
      await page.keyboard.press("PageDown");
      await titled(page, "2026-11-01");

      // Narrowed it is kept as a view; where one looks is no part of it.
      await find.fill("cake");
      await items(page, ["Cake · $100"]);
      await saved(page, "Cakes to come");
      await page.reload();
      await booted(page);
      await items(page, ["Cake · $100"]);
      await press(page, "touch.later");
      await titled(page, "2026-12-01");
      await amount(page.getByRole("group", { name: say("customers.view_changed") }), 0, "another month is no change");

      // A deal opens on a click, and Back is the calendar again.
      await open("pipeline/?as=calendar&on=2026-12-01");
      await page.locator(".cal-item", { hasText: "Tins" }).click();
      await page.waitForURL(/\/deal\/\?id=/);
      await page.goBack();
      await titled(page, "2026-12-01");
      await items(page, ["Tins · $20"]);

      // Of one stage only; what has no day is in the table.
      await open("pipeline/?as=calendar");
      await main.getByRole("combobox", { name: say("pipeline.stage"), exact: true }).selectOption(offered);
      await items(page, ["Pots · $50"]);
      await open("pipeline/?as=calendar");
      await main.getByRole("link", { name: say("pipeline.undated", { count: 1 }), exact: true }).click();
      await page.waitForURL(/as=table/);
      await page.waitForURL(/group=close/);
      await page.locator(".deals-table tbody").getByRole("link", { name: "Some day", exact: true }).waitFor();

      // On a phone only days on which something stands are shown, and the head stays low.
      await page.setViewportSize(onPhone);
      await open("pipeline/?as=calendar");
      await items(page, ["Cups · $30", "Cake · $100", "Pots · $50"]);
      await amount(page.locator(".people-month td:visible"), 2);
      const head = await page.locator(".deals-head").evaluate((one) => ({ height: one.offsetHeight, over: one.scrollWidth - one.clientWidth }));
      assert.ok(head.height < 140 && head.over <= 0, JSON.stringify(head));
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 390), "nothing stands out");
      await accessible(page);
      await screenshot(page, `deals-calendar-phone-${language}`);
    });
  });

  test(`cases stand on the days they are promised for (${language})`, async () => {
    await withApp({ language }, async ({ page, context, open }) => {
      await clockAt(context, now);
      await open();
      await openMade(page, tables, { language });
      await open("cases/");
      const main = page.getByRole("main");
      const shape = (key) => main.locator(".segmented").getByRole("button", { name: say(key), exact: true });
      await shape("people.as_calendar").click();
      await page.waitForURL(/as=calendar/);
      await titled(page, "2026-11-01");
      await items(page, ["The pot leaks", "Too sweet · Ann Lee"]);
      await reads(page, ".people-month .cal-item.late", ["The pot leaks"]);
      await sums(page, [1, 1].map((count) => say("care.cases_n", { count })));
      await amount(page.getByRole("group", { name: say("customers.view_changed") }), 0, "a month is no change");
      await accessible(page);
      await screenshot(page, `cases-calendar-${language}`);
      await page.keyboard.press("PageDown");
      await titled(page, "2026-12-01");
      await items(page, []);
      await page.keyboard.press("Home");
      await items(page, ["The pot leaks", "Too sweet · Ann Lee"]);

      // Kept as a view of what waits; as a list it is the same.
      await main.getByRole("button", { name: say("care.status_waiting"), exact: true }).click();
      await items(page, ["Too sweet · Ann Lee"]);
      await saved(page, "Waits by day");
      await page.reload();
      await booted(page);
      await items(page, ["Too sweet · Ann Lee"]);
      await page.locator(".cal-item").click();
      await page.waitForURL(/\/case\/\?id=/);
      await page.goBack();
      await items(page, ["Too sweet · Ann Lee"]);
      await shape("people.as_list").click();
      await amount(page.locator("#main li.todo-row"), 1);

      // What has no promised day is in the table.
      await open("cases/?as=calendar");
      await main.getByRole("link", { name: say("care.undated", { count: 1 }), exact: true }).click();
      await page.waitForURL(/group=due/);
      await page.locator(".cases-table tbody").getByRole("link", { name: "Lid lost", exact: true }).waitFor();
      await page.setViewportSize(onPhone);
      await open("cases/?as=calendar");
      await amount(page.locator(".people-month td:visible"), 2);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 390), "nothing stands out");
      await accessible(page);
    });
  });

  test(`the month of customers goes by keyboard too (${language})`, async () => {
    await withApp({ language }, async ({ page, context, open }) => {
      await clockAt(context, now);
      await open();
      await openMade(page, tables, { language });
      await open("customers/?look=calendar~created");
      await titled(page, "2026-11-01");
      await page.keyboard.press("PageUp");
      await page.waitForURL(/on=2026-10-23/);
      await titled(page, "2026-10-01");
      await page.keyboard.press("Home");
      await titled(page, "2026-11-01");
    });
  });
}
