// What the shop knows of its customers, checked against what the test put in: the timeline and the journey,
// the call card and call lists, and what the shop has to do with somebody.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { asked, at, day, deal, lists, now, offered, on, openMade, person, pipelines, reads, sale, touch, whole } from "./lib/made.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, cy] = [1, 2, 3].map(idOf);
const [mona, nils] = [11, 12].map(idOf);
const members = [{ id: mona, name: "Mona" }, { id: nils, name: "Nils" }];

/** A shop of these records, opened on that Monday. */
async function shopOf(tables, body, { shop, ...options } = {}) {
  await withApp({ language: "en", ...options }, async (frame) => {
    await frame.page.clock.install({ time: now });
    await frame.open();
    await openMade(frame.page, tables, { at: at(30), shop });
    await body(frame);
  });
}

/** Builds a filter of one line that asks for a choice. */
async function ask(page, condition, value) {
  await page.locator(".chips").getByRole("button", { name: "Filter", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Filter", exact: true });
  await dialog.getByLabel("Condition", { exact: true }).selectOption({ label: condition });
  await dialog.getByLabel(condition, { exact: true }).selectOption({ label: value });
  await dialog.getByRole("button", { name: "Apply", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("the timeline tells everything that happened, and the period, the person and the kind hide the rest", async () => {
  const tables = {
    members, pipelines,
    customers: [person(ann, "Ann Lee", { created: at(400) }), person(bo, "Bo Chen", { created: at(399) })],
    sales: [
      sale(31, ann, on(10), 30_000, { lines: [{ name: "Oolong", quantity: 1000, unit_price: 30_000 }] }),
      sale(32, ann, on(5), -10_000, { refund_of: idOf(31) }),
      sale(33, bo, on(4), 700),
    ],
    deals: [
      deal(41, "Wedding tea", 50_000, {
        customer: ann, stage: offered, history: [{ stage: asked, at: at(60) }, { stage: offered, at: at(40) }],
        outcome: { state: "won", on: on(20), reason: "the taste" }, closed_by: nils,
      }),
      deal(42, "Party cups", 8000, { customer: ann, history: [{ stage: asked, at: at(19) }], outcome: { state: "lost", on: on(18), reason: "too late" } }),
      deal(43, "Bo's deal", 100, { customer: bo }),
    ],
    tasks: [
      { id: idOf(51), title: "Send the list", customer: ann, created: at(3) },
      { id: idOf(52), title: "Pack", customer: ann, created: at(16), done: at(15) },
      { id: idOf(53), title: "Bo's task", customer: bo, created: at(2) },
    ],
    activities: [
      touch(61, ann, "visit", at(100), { by: mona, text: "tasted three" }),
      touch(62, ann, "letter", at(50), { by: mona, text: "the card" }),
      touch(63, ann, "email", at(12), { by: nils, text: "the price list" }),
      touch(64, bo, "visit", at(1), { by: nils }),
    ],
  };
  await shopOf(tables, async ({ page, open }) => {
    await open(`customer/?id=${ann}`);
    await whole(page);
    await page.locator(".side").getByLabel("Who is at the counter").selectOption({ label: "Mona" });
    await page.getByRole("region", { name: "Files", exact: true }).getByLabel("Add files", { exact: true })
      .setInputFiles([{ name: "offer.txt", mimeType: "text/plain", buffer: Buffer.from("tea") }]);
    await page.locator(".timeline").getByText("File added: offer.txt", { exact: true }).waitFor();
    await page.locator("#main").getByRole("button", { name: /^E-mail/ }).first().click();
    await page.getByRole("textbox", { name: "E-mail", exact: true }).fill("ann@example.com");
    await page.keyboard.press("Enter");
    await page.locator(".timeline ins", { hasText: "ann@example.com" }).waitFor();
    const lines = ".timeline > li > .grow > :first-child";
    const [changed, file, task, refund, bought, email, packed, lost, party, won, toOffered, letter, toAsked, visit, made] = [
      "Changed", "File added: offer.txt", "Task: Send the list", "Refund -$100.00", "Bought for $300.00", "E-mail", "Task done: Pack", "Lost “Party cups”",
      "Deal “Party cups” → Asked", "Won “Wedding tea”", "Deal “Wedding tea” → Offered", "Letter", "Deal “Wedding tea” → Asked", "Visit", "Added to the shop’s customers",
    ];
    const month = [changed, file, task, refund, bought, email, packed, lost, party, won];
    const quarter = [...month, toOffered, letter, toAsked];
    const everything = [...quarter, visit, made];
    await reads(page, lines, everything);
    // What stands below the heads.
    for (const text of ["Oolong", "too late", "the taste", "$500.00", "the price list", "the card", "tasted three"]) {
      await page.locator(".timeline").getByText(text, { exact: true }).first().waitFor();
    }

    const period = page.getByRole("combobox", { name: "Period", exact: true });
    const by = page.getByRole("combobox", { name: "Who did it", exact: true });
    const kind = (name) => page.locator(".timeline-kinds").getByRole("button", { name, exact: true }).click();
    await period.selectOption({ label: "Last 30 days" });
    await reads(page, lines, month);
    await period.selectOption({ label: "Last 90 days" });
    await reads(page, lines, quarter);
    await period.selectOption({ label: "Last 365 days" });
    await reads(page, lines, [...quarter, visit]);
    await period.selectOption({ label: "Any time" });
    await by.selectOption({ label: "Nils" });
    await reads(page, lines, [email, won]);
    await by.selectOption({ label: "Mona" });
    await reads(page, lines, [changed, file, letter, visit]);
    await period.selectOption({ label: "Last 90 days" });
    await reads(page, lines, [changed, file, letter]);
    await kind("Touches");
    await reads(page, lines, [letter]);
    await by.selectOption({ label: "By anybody" });
    await period.selectOption({ label: "Any time" });
    await reads(page, lines, [email, letter, visit]);
    for (const [name, left] of [
      ["Sales", [refund, bought]], ["Pipeline", [lost, party, won, toOffered, toAsked]], ["Tasks", [task, packed]],
      ["Files", [file]], ["Changes", [changed, made]], ["All", everything],
    ]) {
      await kind(name);
      await reads(page, lines, left);
    }
    // Days of one's own choice, the last one included, by the shop's clocks.
    await period.selectOption({ label: "From … to …" });
    await reads(page, lines, everything);
    await kind("Touches");
    await page.getByLabel("From", { exact: true }).fill(on(100));
    await reads(page, lines, [email, letter, visit]);
    await page.getByLabel("To", { exact: true }).fill(on(50));
    await reads(page, lines, [letter, visit]);
    await page.getByLabel("From", { exact: true }).fill(on(99));
    await reads(page, lines, [letter]);
    await period.selectOption({ label: "Any time" });
    await reads(page, lines, [email, letter, visit]);
  });
});

test("the journey shows of one customer, and of those who are listed, exactly what was put in", async () => {
  const time = (text) => new Date(text).getTime();
  const tables = {
    customers: [person(ann, "Ann Lee", { tags: ["tea"] }), person(bo, "Bo Chen", { tags: ["tea"] }), person(cy, "Cy Wu")],
    sales: [
      sale(31, ann, "2026-11-01", 30_000), sale(32, ann, "2026-11-03", -10_000, { refund_of: idOf(31) }), sale(33, ann, "2025-12-24", 500),
      // A year and a month ago: no part of the picture.
      sale(34, ann, "2025-11-30", 500), sale(35, bo, "2026-10-12", 500), sale(36, cy, "2026-11-12", 500),
    ],
    activities: [
      touch(61, ann, "visit", time("2026-11-02T12:00:00+08:00")), touch(62, ann, "meeting", time("2026-11-22T12:00:00+08:00")),
      // By the shop's clocks this call was in November already.
      touch(63, ann, "call_in", time("2026-10-31T16:30:00Z"), { outcome: "reached" }),
      touch(64, ann, "call_out", time("2026-10-30T12:00:00+08:00"), { outcome: "no_answer" }), touch(65, ann, "note", time("2026-10-03T12:00:00+08:00")),
      touch(66, ann, "letter", time("2026-01-05T12:00:00+08:00")), touch(67, ann, "email", time("2025-12-01T12:00:00+08:00")),
      touch(68, bo, "message", time("2026-10-11T12:00:00+08:00")), touch(69, bo, "visit", time("2026-11-05T12:00:00+08:00")),
      touch(70, cy, "visit", time("2026-11-05T12:00:00+08:00")),
    ],
  };
  await shopOf(tables, async ({ page, open }) => {
    // Purchases, visits, calls, messages; twelve months.
    const none = [0, 0, 0, 0];
    const rows = (first, second, ...last) => [first, second, ...Array(12 - 2 - last.length).fill(none), ...last];
    const figures = (within) => page.evaluate((within) => {
      const chart = document.querySelector(`${within} .chart`);
      const cells = (row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent));
      return {
        head: [...chart.querySelectorAll("thead th")].map((cell) => cell.textContent).join(),
        months: [...chart.querySelectorAll("tbody th")].map((cell) => cell.textContent.slice(0, 3)).join(),
        rows: [...chart.querySelectorAll("tbody tr")].map(cells),
        said: chart.querySelector("output").textContent,
      };
    }, within);
    const head = "Month,Purchases,Visits,Calls,Messages and mail";
    const months = "Dec,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov";
    await open(`customer/?id=${ann}`);
    await page.locator("#main .chart output", { hasText: "November" }).waitFor();
    assert.deepEqual(await figures("#main"), {
      head, months, rows: rows([1, 0, 0, 1], [0, 0, 0, 1], none, [1, 2, 1, 0]), said: "November 2026: Purchases 1 · Visits 2 · Calls 1",
    });

    await open("customers/?filter=tag~tea");
    await lists(page, ["Ann Lee", "Bo Chen"]);
    const journey = async (count) => {
      await page.getByRole("button", { name: "Journey: touches a month" }).click();
      await page.locator("dialog[open] h2", { hasText: new RegExp(`^Journey of ${count}$`) }).waitFor();
      await page.locator("dialog[open] .chart output").waitFor();
      const found = await figures("dialog[open]");
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
      return found.rows;
    };
    assert.deepEqual(await journey("2 customers"), rows([1, 0, 0, 1], [0, 0, 0, 1], [1, 0, 0, 1], [1, 3, 1, 0]));
    await page.getByRole("checkbox", { name: "Select Bo Chen" }).check();
    assert.deepEqual(await journey("1 customer"), rows(none, none, [1, 0, 0, 1], [0, 1, 0, 0]));
  });
});

test("the call card knows who rings, and a call back becomes a task of that day and time", async () => {
  const tables = {
    pipelines,
    customers: [
      person(ann, "Ann Lee", { phones: [{ number: "138 0013 8000" }, { number: "+44 20 7946 0018" }], tags: ["tea", "VIP"], note: "likes **oolong**" }),
      person(bo, "Bo Chen", { phones: [{ number: "+44 20 7946 0055" }], tags: ["cups"], note: "never rings" }),
    ],
    sales: [sale(31, ann, on(10), 30_000), sale(32, ann, on(380), 12_000), sale(33, ann, on(2), -1000, { refund_of: idOf(31) }), sale(34, bo, on(1), 99_900)],
    deals: [
      deal(41, "Wedding tea", 50_000, { customer: ann }), deal(42, "Party cups", 8000, { customer: ann }),
      deal(43, "Long over", 700, { customer: ann, outcome: { state: "won", on: on(20) } }), deal(44, "Bo's deal", 100, { customer: bo }),
    ],
    tasks: [{ id: idOf(51), title: "Send the list", customer: ann, due: on(-1) }, { id: idOf(52), title: "Pack", customer: ann, done: at(15) }],
  };
  await shopOf(tables, async ({ page, open }) => {
    await page.keyboard.press("Alt+k");
    await page.getByRole("combobox", { name: "Phone number or name" }).fill("7946 0018");
    const option = page.getByRole("option");
    await option.filter({ hasText: "Ann Lee" }).getByText("+44 20 7946 0018").waitFor();
    await amount(option, 1);
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: "Call card", exact: true });
    await card.waitFor();
    // A refund is no visit, and takes its part of the sum away.
    await reads(page, ".call-card .kv > div:not([hidden])", ["Last visit 10 days ago", "Spent $410.00", "12 months $290.00"]);
    await reads(page, ".call-card div:not([hidden]) > h2", ["Open deals 2", "Open tasks 1"]);
    await reads(page, ".call-card .call-lists li", ["Wedding tea $500.00", "Party cups $80.00", "Send the list tomorrow"]);
    await reads(page, ".call-card .tag", ["tea", "VIP"]);
    await card.locator("strong", { hasText: "oolong" }).waitFor();

    // Unless another is chosen, an hour on, at a whole quarter.
    const [when, clock] = [card.getByLabel("Day to call back"), card.getByLabel("Time to call back")];
    assert.match(`${await when.inputValue()} ${await clock.inputValue()}`, /^2026-11-23 11:(00|15)$/);
    await when.fill("2026-12-01");
    await clock.fill("16:40");
    await card.getByLabel("What happened", { exact: true }).fill("is on the train");
    await card.getByRole("button", { name: "Call back", exact: true }).click();
    await card.waitFor({ state: "detached" });
    await page.locator(".timeline").getByText("is on the train").waitFor();
    await open("tasks/");
    const row = page.locator(".todo-row", { hasText: "Call Ann Lee back" });
    await row.getByText("in 8 days · 16:40", { exact: true }).waitFor();
    await row.getByRole("link", { name: "Ann Lee", exact: true }).waitFor();
    const { tables: kept } = await stored(page);
    const task = kept.tasks.find((one) => one.title === "Call Ann Lee back");
    assert.deepEqual([task.due, task.time, task.customer, task.done], ["2026-12-01", "16:40:00", ann, undefined]);
    const call = kept.activities.find((one) => one.text === "is on the train");
    assert.deepEqual([call.kind, call.outcome, call.customer], ["call_in", "call_back", ann]);
  });
});

test("a call list made from a filter holds exactly who passes it and can be called", async () => {
  const phone = (n) => ({ phones: [{ number: `138 0013 800${n}` }] });
  const tables = {
    customers: [
      person(ann, "Ann Lee", { tags: ["tea"], ...phone(1) }), person(bo, "Bo Chen", phone(2)), person(cy, "Cy Wu", { tags: ["tea"], ...phone(3) }),
      person(idOf(4), "Di Mo", { tags: ["tea"] }), person(idOf(5), "Ed Ray", { tags: ["tea"], ...phone(5), do_not_contact: true }),
      person(idOf(6), "Fay Ito", { tags: ["cups"], ...phone(6) }),
    ],
  };
  await shopOf(tables, async ({ page, open }) => {
    await open("customers/?filter=tag~tea");
    await lists(page, ["Ann Lee", "Cy Wu", "Di Mo", "Ed Ray"]);
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    const bar = page.getByRole("toolbar", { name: "With the selected customers" });
    await bar.getByText("4 selected", { exact: true }).waitFor();
    await bar.getByRole("button", { name: "Call list" }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.getByText("2 customers to call. 2 are left out: no number, or asked not to be contacted.", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await page.waitForURL(/\/calls\/\?id=/);
    await page.getByText("Everybody on the list (2)").click();
    await reads(page, ".calls details li a", ["Ann Lee", "Cy Wu"]);
    await page.getByText("0 of 2 done").first().waitFor();
    const { tables: kept } = await stored(page);
    assert.deepEqual(kept.tasks.map((one) => [...one.calls.customers].sort()), [[ann, cy]]);
    // The list is of those who passed then: who gets the tag later is not on it.
    await open(`customer/?id=${bo}`);
    await page.locator("#main").getByLabel("Tags", { exact: true }).fill("tea");
    await page.keyboard.press("Enter");
    await page.locator(".details .tag", { hasText: "tea" }).waitFor();
    await open("calls/");
    await page.getByText("0 of 2 done").waitFor();
  });
});

test("supplier, partner and competitor are set on the record, stay, and each is found by the filter", async () => {
  const names = { Supplier: "Ann Lee", Partner: "Bo Chen", Competitor: "Cy Wu" };
  const tables = { customers: [...Object.values(names).map((name, n) => person(idOf(n + 1), name)), person(idOf(4), "Di Mo")] };
  await shopOf(tables, async ({ page, open }) => {
    const select = page.locator("#main").getByLabel("Relationship", { exact: true });
    const chosen = () => select.evaluate((node) => node.selectedOptions[0].textContent);
    for (const [n, [standing, name]] of Object.entries(names).entries()) {
      await open(`customer/?id=${idOf(n + 1)}`);
      assert.equal(await chosen(), "Customer");
      await select.selectOption({ label: standing });
      await page.locator(".toast", { hasText: name }).getByRole("button", { name: "Undo" }).waitFor();
    }
    await page.reload();
    await booted(page);
    await select.waitFor();
    assert.equal(await chosen(), "Competitor");
    await open("customers/");
    for (const [standing, name] of [...Object.entries(names), ["Customer", "Di Mo"]]) {
      await lists(page, [...Object.values(names), "Di Mo"]);
      await ask(page, "Relationship", standing);
      await lists(page, [name]);
      const chip = page.locator(".chip.built", { hasText: `Relationship: ${standing}` });
      // The panel beside the list says the same.
      await page.locator(".row-line:not([hidden])", { hasText: name }).click();
      const panel = page.getByRole("complementary", { name });
      const said = panel.getByLabel("Relationship", { exact: true });
      assert.equal(await said.evaluate((node) => node.selectedOptions[0].textContent), standing);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
      await chip.getByRole("button", { name: "Remove the filter" }).click();
    }
  }, { shop: { kind: "wholesale" } });
});
