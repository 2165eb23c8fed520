// Deals, tasks and cases as tables: columns that are chosen, groups with what they come to, sums below, all of it in the
// address, in saved views and on the device, and on a phone. In turn in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { at, deal, offered, on, openMade, person, pipelines, reads, sale, touch } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, mona, guests] = [1, 11, 71].map(idOf);
const many = (value) => ({ values: { [guests]: { kind: "number", value } } });
const tables = {
  members: [{ id: mona, name: "Mona" }],
  customers: [person(ann, "Ann Lee")],
  fields: [{ id: guests, of: "deals", name: "Guests", kind: "number", rank: "i" }],
  pipelines,
  deals: [
    deal(41, "Cake", 10_000, { owner: mona, expected_close: "2026-12-01", source: "web", ...many("4") }),
    deal(42, "Pots", 5_000, { stage: offered, expected_close: "2026-12-24", customer: ann }),
    deal(43, "Tins", 2_000, { stage: offered, rank: "r", owner: mona, expected_close: "2027-01-05", source: "web", ...many("2.5") }),
  ],
  cases: [
    { id: idOf(81), title: "The pot leaks", kind: "repair", owner: mona, due: "2026-01-05" },
    { id: idOf(82), title: "Too sweet", kind: "complaint", waiting: true, customer: ann },
    { id: idOf(83), title: "Lid lost", kind: "repair", priority: "high" },
  ],
  activities: [touch(61, ann, "visit", at(3))],
  sales: [sale(91, ann, on(5), 4_200)],
  tasks: [
    { id: idOf(51), title: "Order tea", owner: mona, priority: "high" },
    { id: idOf(52), title: "Ring the mill", due: "2026-01-05", customer: ann },
    { id: idOf(53), title: "Pack", priority: "low", done: at(1) },
  ],
};

const heads = ".record-table .group-fold";
const rows = ".record-table tbody tr:not(.group-head)";

/** The menus above a table. */
const tools = (page, say) => {
  const look = page.locator(".look-menu");
  const columns = page.locator(".columns-menu > summary");
  return {
    look,
    group: async (by) => look.getByRole("combobox", { name: say("people.group_by") }).selectOption(by),
    async column(name, shown) {
      await columns.click();
      await page.locator(".columns-popup").getByLabel(name, { exact: true }).setChecked(shown);
      await columns.click();
    },
  };
};

/** Keeps what is shown as a view and gives its address. */
async function saveAs(page, say, name) {
  const chip = page.getByRole("group", { name: say("customers.view_changed") });
  await chip.getByRole("button", { name: say("customers.view_save_new") }).click();
  await page.getByLabel(say("customers.view_name")).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: say("common.save"), exact: true }).click();
  await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
  await chip.waitFor({ state: "hidden" });
  return page.url();
}

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`deals stand in groups with what they come to, in chosen columns, and a view keeps it (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("pipeline/?as=table");
      await amount(page.locator(rows), 3);
      const { look, group, column } = tools(page, say);
      const names = ".deals-table thead .th-sort .clip";
      const first = ["common.title", "common.customer", "pipeline.stage", "pipeline.value", "customers.owner", "pipeline.expected_close", "people.age", "customers.tags"].map((key) => say(key));
      await reads(page, names, [...first, "Guests"]);
      await column(say("pipeline.weighted_value"), true);
      await column(say("people.age"), false);
      await column(say("customers.tags"), false);
      const [title, customer, stage, value, owner, close] = first;
      const weighted = say("pipeline.weighted_value");
      const chosen = [title, customer, stage, value, weighted, owner, close, "Guests"];
      await reads(page, names, chosen);

      // By stage: each says what it comes to, and the line below what all do.
      await look.locator("summary").click();
      await group("stage");
      await look.getByLabel(say("people.sums"), { exact: true }).check();
      await page.waitForURL(/group=stage&sums=1/);
      await look.locator("summary").click();
      await reads(page, heads, ["Asked 1", "Offered 2"]);
      await reads(page, ".record-table .group-cell > .small.num", [
        `${value} $100.00 · ${weighted} $20.00 · Guests 4`,
        `${value} $70.00 · ${weighted} $42.00 · Guests 2.5`,
      ]);
      await reads(page, ".sums dt", [value, weighted, "Guests"]);
      await reads(page, ".sums dd b", ["$170.00", "$62.00", "6.5"]);
      await accessible(page);
      await screenshot(page, `deals-groups-${language}`);

      // A group folds, and is selected as a whole.
      await page.locator(heads).last().click();
      await amount(page.locator(rows), 1);
      await page.locator(heads).last().click();
      await amount(page.locator(rows), 3);
      await page.getByRole("button", { name: say("people.select_group", { name: "Offered" }), exact: true }).click();
      const bar = page.getByRole("toolbar", { name: say("people.bulk_deals") });
      await bar.getByText(say("common.select_n", { count: 2 }), { exact: true }).waitFor();
      await bar.getByRole("button", { name: say("customers.select_none"), exact: true }).click();

      // The view keeps groups, sums and columns; beside it the columns stay on the device.
      const address = await saveAs(page, say, "By stage");
      await open("pipeline/?as=table");
      await reads(page, names, chosen);
      await amount(page.locator(heads), 0);
      await page.goto(address);
      await booted(page);
      await reads(page, heads, ["Asked 1", "Offered 2"]);
      await reads(page, names, chosen);

      // By month of the expected close, by owner, by source.
      await look.locator("summary").click();
      await group("close");
      const month = (text) => new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(text));
      await reads(page, heads, [`${month("2026-12-01")} 2`, `${month("2027-01-01")} 1`]);
      await group("owner");
      await reads(page, heads, ["Mona 2", `${say("people.group_none", { what: say("customers.owner") })} 1`]);
      await group("source");
      await reads(page, heads, ["web 2", `${say("people.group_none", { what: say("customers.source") })} 1`]);
      await look.locator("summary").click();

      // On a phone the table scrolls, the page does not.
      await page.setViewportSize({ width: 390, height: 844 });
      await reads(page, heads, ["web 2", `${say("people.group_none", { what: say("customers.source") })} 1`]);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 390), "nothing stands out");
      await accessible(page);
    });
  });

  test(`tasks are a table, sorted, in groups, worked on a group at a time (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("tasks/");
      await page.getByRole("button", { name: say("people.as_table"), exact: true }).click();
      await page.waitForURL(/as=table/);
      const titles = (wanted) => reads(page, ".tasks-table tbody td:nth-child(2)", wanted);
      await titles(["Ring the mill", "Order tea", "Pack"]);
      await amount(page.locator(".tasks-table tr.done"), 1);
      // By urgency, what can wait first, then the other way round.
      const head = (key) => page.locator(".tasks-table thead").getByRole("button", { name: say(key), exact: true });
      await head("today.priority").click();
      await page.waitForURL(/sort=priority/);
      await titles(["Pack", "Ring the mill", "Order tea"]);
      await head("today.priority").click();
      await page.waitForURL(/sort=-priority/);
      await titles(["Order tea", "Ring the mill", "Pack"]);

      const { look, group, column } = tools(page, say);
      await column(say("today.done_on"), false);
      await look.locator("summary").click();
      await group("priority");
      await page.waitForURL(/group=priority/);
      await reads(page, heads, [`${say("today.p_high")} 1`, `${say("today.p_normal")} 1`, `${say("today.p_low")} 1`]);
      await group("due");
      await reads(page, heads, [`${say("today.g_overdue")} 1`, `${say("today.g_none")} 1`, `${say("today.g_done")} 1`]);
      await group("week");
      await amount(page.locator(heads), 2);
      await group("customer");
      await reads(page, heads, ["Ann Lee 1", `${say("people.group_none", { what: say("common.customer") })} 2`]);
      await group("owner");
      const nobody = say("people.group_none", { what: say("customers.owner") });
      await reads(page, heads, ["Mona 1", `${nobody} 2`]);
      await look.locator("summary").click();
      await accessible(page);
      await screenshot(page, `tasks-table-${language}`);
      const address = await saveAs(page, say, "By owner");
      await page.reload();
      await booted(page);
      await reads(page, heads, ["Mona 1", `${nobody} 2`]);
      assert.equal(page.url(), address);

      // What stands there goes out; a group is ticked off at once and comes back at once.
      const csv = await downloadFrom(page, async () => {
        await page.locator(".table-tools").getByRole("button", { name: say("common.export"), exact: true }).click();
        await page.getByRole("menuitem", { name: say("data.out_csv"), exact: true }).click();
      });
      assert.match(csv.bytes.toString("utf8"), /Order tea[^]*Ring the mill[^]*Pack/);
      await page.getByRole("button", { name: say("people.select_group", { name: "Mona" }), exact: true }).click();
      await page.getByRole("toolbar", { name: say("people.bulk_tasks") }).getByRole("button", { name: say("common.done"), exact: true }).click();
      await amount(page.locator(".tasks-table tr.done"), 2);
      await page.keyboard.press("Control+z");
      await amount(page.locator(".tasks-table tr.done"), 1);

      // The title opens the task.
      await page.getByRole("button", { name: say("today.edit_task", { title: "Pack" }), exact: true }).click();
      await page.waitForFunction(() => document.querySelector("dialog[open] input")?.value === "Pack");
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 390, height: 844 });
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 390), "nothing stands out");
    });
  });

  test(`cases are a table in groups, kept as a view, and a list again (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("cases/");
      await amount(page.locator("#main li.todo-row"), 3);
      await page.getByRole("button", { name: say("people.as_table"), exact: true }).click();
      await page.waitForURL(/as=table/);
      const titles = (wanted) => reads(page, ".cases-table tbody td:nth-child(2)", wanted);
      await titles(["Lid lost", "The pot leaks", "Too sweet"]);
      await page.locator(".cases-table thead").getByRole("button", { name: say("common.title"), exact: true }).click();
      await titles(["Lid lost", "The pot leaks", "Too sweet"]);
      const { look, group, column } = tools(page, say);
      await column(say("customers.created"), false);
      await look.locator("summary").click();
      await group("kind");
      await reads(page, heads, [`${say("care.kind_complaint")} 1`, `${say("care.kind_repair")} 2`]);
      await group("status");
      await reads(page, heads, [`${say("care.status_open")} 2`, `${say("care.status_waiting")} 1`]);
      await look.locator("summary").click();
      await accessible(page);
      const address = await saveAs(page, say, "By status");
      await page.reload();
      await booted(page);
      await reads(page, heads, [`${say("care.status_open")} 2`, `${say("care.status_waiting")} 1`]);
      // A group gets an owner at once, and one undo takes it back.
      await page.getByRole("button", { name: say("people.select_group", { name: say("care.status_waiting") }), exact: true }).click();
      await page.getByRole("toolbar", { name: say("people.bulk_cases") }).getByRole("button", { name: say("common.edit"), exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(say("customers.bulk_what"), { exact: true }).selectOption({ label: say("customers.owner") });
      await dialog.getByLabel(say("customers.bulk_value"), { exact: true }).selectOption({ label: "Mona" });
      await dialog.locator("footer").getByText(say("customers.bulk_changes", { count: 1 })).waitFor();
      await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      const owned = page.locator(".cases-table tbody td", { hasText: /^Mona$/ });
      await amount(owned, 2);
      await page.keyboard.press("Control+z");
      await amount(owned, 1);
      // As a list it is the same cases; the view comes back from its address.
      await page.getByRole("button", { name: say("people.as_list"), exact: true }).click();
      await amount(page.locator("#main li.todo-row"), 3);
      await page.goto(address);
      await booted(page);
      await reads(page, heads, [`${say("care.status_open")} 2`, `${say("care.status_waiting")} 1`]);
      await page.setViewportSize({ width: 390, height: 844 });
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 390), "nothing stands out");
    });
  });

  test(`what goes out says what the chosen columns ask (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      const csv = async (button) => {
        const file = await downloadFrom(page, async () => {
          await button.click();
          await page.getByRole("menuitem", { name: say("data.out_csv"), exact: true }).click();
        });
        const lines = file.bytes.toString("utf8").replace("\ufeff", "").trim().split(/\r?\n/);
        const [head, ...rows] = lines.map((line) => line.split(","));
        return (title) => (head.includes(title) ? rows.map((row) => row[head.indexOf(title)]) : null);
      };
      const out = (of) => of.getByRole("button", { name: say("common.export"), exact: true });

      // Customers: when they were last contacted and what comes next, once these are columns.
      await open("customers/");
      await page.getByRole("checkbox", { name: say("customers.select_one", { name: "Ann Lee" }), exact: true }).click();
      const bar = page.getByRole("toolbar", { name: say("customers.bulk") });
      const usual = await csv(out(bar));
      assert.equal(usual(say("customers.last_contact")), null);
      const bought = ["customers.visits", "customers.spent", "customers.last_visit"].map((key) => usual(say(key)));
      assert.deepEqual(bought, [["1"], ["42.00"], [on(5)]], "they are columns of every list");
      assert.ok(usual(say("customers.segment"))[0], "so is the segment");
      const { column } = tools(page, say);
      await column(say("customers.last_contact"), true);
      await column(say("touch.next_step"), true);
      await column(say("people.class"), true);
      await column(say("customers.visits"), false);
      const chosen = await csv(out(bar));
      assert.deepEqual(chosen(say("customers.last_contact")), [on(3)]);
      assert.deepEqual(chosen(say("touch.next_step")), ["2026-01-05"]);
      assert.deepEqual([chosen(say("people.class")), chosen(say("customers.visits"))], [["A"], null]);

      // Deals: the weighted value, and only the own fields that are shown.
      await open("pipeline/?as=table");
      const line = page.locator(".table-tools");
      const before = await csv(out(line));
      assert.deepEqual([before("Guests"), before(say("pipeline.weighted_value"))], [["4", "", "2.5"], null]);
      await column("Guests", false);
      await column(say("pipeline.weighted_value"), true);
      const after = await csv(out(line));
      assert.deepEqual([after("Guests"), after(say("pipeline.weighted_value"))], [null, ["20.00", "30.00", "12.00"]]);
    });
  });
}
