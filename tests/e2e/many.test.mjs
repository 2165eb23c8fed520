// What is done with many at once or brings two together, and back again: handing over, the first answers to
// leads, views, groups with sums, deleting thousands, merging by hand and taking apart after weeks.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { coherent, skew, skewable, stored } from "./lib/faults.mjs";
import { at, day, deal, lists, now, on, openMade, person, pipelines, reads, sale, touch, whole } from "./lib/made.mjs";
import { amount, idOf, undo } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, cy] = [1, 2, 3].map(idOf);
const [mona, nils] = [11, 12].map(idOf);
const members = [{ id: mona, name: "Mona" }, { id: nils, name: "Nils" }];

/** A shop of these records, opened on that Monday. */
async function shopOf(tables, body, options = {}) {
  await withApp({ language: "en", ...options }, async (frame) => {
    await frame.page.clock.install({ time: now });
    await frame.open();
    await openMade(frame.page, tables, { language: options.language, at: at(30) });
    await body(frame);
  });
}

test("handing over says how much it is, moves all of it and nothing else, and one undo gives it back", async () => {
  const lead = { status: "new", since: at(1) };
  const tables = {
    members, pipelines,
    customers: [person(ann, "Ann Lee", { owner: mona }), person(bo, "Bo Chen", { owner: mona, lead }), person(cy, "Cy Wu", { owner: nils }), person(idOf(4), "Di Mo")],
    deals: [
      deal(41, "A", 100, { owner: mona }), deal(42, "B", 100, { owner: mona }), deal(43, "C", 100, { owner: mona, outcome: { state: "lost", on: on(3) } }),
      deal(44, "D", 100, { owner: nils }), deal(45, "E", 100),
    ],
    tasks: [
      { id: idOf(51), title: "F", owner: mona }, { id: idOf(52), title: "G", owner: mona, done: at(2) }, { id: idOf(53), title: "H", owner: nils },
      { id: idOf(54), title: "I", owner: nils }, { id: idOf(55), title: "J" },
    ],
  };
  await shopOf(tables, async ({ page, open }) => {
    const owners = async () => {
      const { tables: kept } = await stored(page);
      const of = (owner) => ["customers", "deals", "tasks"].map((table) => kept[table].filter((one) => one.owner === owner).length);
      return [of(mona), of(nils), of(undefined)];
    };
    await open("settings/");
    const section = page.getByRole("region", { name: "Team", exact: true });
    const load = async (name, text) => section.locator("li", { hasText: name }).getByText(text, { exact: true }).waitFor();
    await load("Mona", "2 customers · 2 open deals · 1 to-do");
    await load("Nils", "1 customer · 1 open deal · 2 to-dos");
    await section.getByRole("button", { name: "Hand over everything of Mona" }).click();
    const dialog = page.getByRole("dialog", { name: "Hand over everything of Mona" });
    await dialog.getByText("Customers: 2 (of them open leads: 1), deals: 3, cases: 0, to-dos: 2.", { exact: true }).waitFor();
    await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Nils" });
    await dialog.getByRole("button", { name: "Hand over", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await load("Mona", "Nothing to look after");
    await load("Nils", "3 customers · 3 open deals · 3 to-dos");
    assert.deepEqual(await owners(), [[0, 0, 0], [3, 4, 4], [1, 1, 1]]);
    await undo(page, "Undo", "Mona");
    await load("Mona", "2 customers · 2 open deals · 1 to-do");
    await load("Nils", "1 customer · 1 open deal · 2 to-dos");
    assert.deepEqual(await owners(), [[2, 3, 2], [1, 1, 2], [1, 1, 1]]);
  });
});

test("the inbox says how long each lead waited for its first answer, and the middle of all", async () => {
  const lead = (id, name, minutes, source) => person(id, name, { source, lead: { status: "new", since: now.getTime() - minutes * 60_000 } });
  const tables = { customers: [lead(ann, "Ann Lee", 300, "web"), lead(bo, "Bo Chen", 40, "web"), lead(cy, "Cy Wu", 3 * 1440, "fair"), lead(idOf(4), "Di Mo", 5, "fair")] };
  await shopOf(tables, async ({ page, open }) => {
    await open("leads/");
    const row = (name) => page.locator(".lead-row").filter({ has: page.getByRole("link", { name, exact: true }) });
    const answer = async (name, way, after) => {
      await row(name).getByRole("button", { name: `${way}: ${name}` }).click();
      await row(name).getByText(`first answer after ${after}`).waitFor();
    };
    await answer("Bo Chen", "Called them", "40 minutes");
    await page.clock.fastForward("01:00:00");
    await answer("Ann Lee", "Message", "6 hours");
    await answer("Cy Wu", "E-mail", "3 days");
    // A second word to them is no first answer.
    await page.clock.fastForward("05:00:00");
    await row("Ann Lee").getByRole("button", { name: "Called them: Ann Lee" }).click();
    await row("Ann Lee").getByText("first answer after 6 hours").waitFor();
    const figures = page.getByRole("region", { name: "Leads in figures" });
    await figures.getByText("First answer after 6 hours (median)", { exact: true }).waitFor();
    await reads(page, ".plan-table tbody tr", ["fair 2 1 3 days 0 0 —", "web 2 0 3 hours 0 0 —"]);
    await reads(page, ".plan-table tfoot tr", ["Total 4 1 6 hours 0 0 —"]);
  });
});

test("a view saved as new leaves the one it came from as it was", async () => {
  const tables = { customers: [person(ann, "Ann Lee", { tags: ["tea"] }), person(bo, "Bo Chen", { tags: ["cups"] }), person(cy, "Cy Wu")] };
  await shopOf(tables, async ({ page, open }) => {
    const chip = page.getByRole("group", { name: "Changed" });
    const saveAsNew = async (name) => {
      await chip.getByRole("button", { name: "Save as new" }).click();
      await page.getByLabel("Name of the view").fill(name);
      await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
      await page.waitForURL(/view=[0-9a-f-]{36}$/);
      await page.locator(".views-menu", { hasText: name }).waitFor();
      await chip.waitFor({ state: "hidden" });
    };
    const heads = () => page.getByRole("columnheader").evaluateAll((all) => all.map((head) => head.textContent.trim()));
    await open("customers/?filter=tag~tea");
    await saveAsNew("Tea drinkers");
    const old = page.url();
    const before = await heads();
    // Another filter, another column, another order.
    await page.locator(".chip.built").getByRole("button", { name: "Remove the filter" }).click();
    await lists(page, ["Ann Lee", "Bo Chen", "Cy Wu"]);
    await page.locator(".columns-menu > summary").click();
    await page.locator(".columns-popup").getByLabel("Source", { exact: true }).check();
    await page.locator(".columns-menu > summary").click();
    await page.getByRole("columnheader", { name: "Source" }).waitFor();
    await page.getByRole("grid").getByRole("button", { name: "Spent" }).click();
    await page.waitForURL(/sort=/);
    await saveAsNew("Everybody");
    assert.notEqual(page.url(), old);
    await lists(page, ["Ann Lee", "Bo Chen", "Cy Wu"]);
    assert.ok((await heads()).includes("Source"));
    // The old one, from its address and from the menu.
    await page.goto(old);
    await booted(page);
    await lists(page, ["Ann Lee"]);
    assert.deepEqual(await heads(), before);
    await amount(chip, 0, "nothing of it is changed");
    await page.locator(".views-menu").click();
    await page.getByRole("menuitem", { name: "Everybody" }).click();
    await lists(page, ["Ann Lee", "Bo Chen", "Cy Wu"]);
    await page.locator(".views-menu").click();
    await page.getByRole("menuitem", { name: "Tea drinkers" }).click();
    await lists(page, ["Ann Lee"]);
    assert.deepEqual(await heads(), before);
    const { tables: kept } = await stored(page);
    assert.deepEqual(kept.views.map((view) => [view.name, view.filter ?? "", Boolean(view.sort)]).sort(), [["Everybody", "", true], ["Tea drinkers", "tag~tea", false]]);
  });
});

test("groups count and add up what their customers bought", async () => {
  const tables = {
    customers: [person(ann, "Ann Lee", { source: "web" }), person(bo, "Bo Chen", { source: "web" }), person(cy, "Cy Wu", { source: "fair" }), person(idOf(4), "Di Mo")],
    sales: [
      sale(31, ann, on(10), 30_000), sale(32, ann, on(400), 12_000), sale(33, ann, on(2), -2000, { refund_of: idOf(31) }),
      sale(34, bo, on(1), 1050), sale(35, bo, on(1), 450), sale(36, cy, on(700), 200),
    ],
  };
  await shopOf(tables, async ({ page, open }) => {
    await open("customers/");
    const look = page.locator(".look-menu");
    await look.locator("summary").click();
    await look.getByLabel("Group by").selectOption({ label: "Source" });
    await look.getByLabel("Sums and averages").check();
    await look.locator("summary").click();
    const sums = "Visits 3 · 12 months $295.00 · Spent $415.00";
    await reads(page, ".group-fold", ["fair 1", "web 2", "Without: Source 1"]);
    await reads(page, ".group-cell > .clip", ["Visits 1 · 12 months $0.00 · Spent $2.00", sums, ""]);
    await reads(page, ".sums .sum", [
      "Visits 4 average 1.3 of 3", "12 months $295.00 average $98.33 of 3", "Spent $417.00 average $139.00 of 3",
    ]);
  });
});

const kinds = {
  en: { group: "Group by", relationship: "Relationship", customer: "Customer", supplier: "Supplier", complete: "Complete", class: "Class" },
  "zh-Hans": { group: "分组", relationship: "往来关系", customer: "客户", supplier: "供应商", complete: "完整度", class: "客户等级" },
  "zh-Hant": { group: "分組", relationship: "往來關係", customer: "客戶", supplier: "供應商", complete: "完整度", class: "客戶等級" },
};
for (const [language, said] of Object.entries(kinds)) {
  inTurn(language, Object.keys(kinds))(`suppliers stand in a group of their own; class, relationship and completeness are columns to order by (${language})`, async () => {
    const tables = {
      customers: [person(ann, "Ann Lee"), person(bo, "Bo Chen", { standing: "supplier", phones: [{ number: "13912345678" }], emails: [{ address: "bo@x.cn" }] }), person(cy, "Cy Wu")],
      sales: [sale(31, ann, on(10), 90_000), sale(32, cy, on(5), 100)],
    };
    await shopOf(tables, async ({ page, open }) => {
      await open("customers/");
      const columns = page.locator(".columns-popup");
      await page.locator(".columns-menu > summary").click();
      for (const column of [said.class, said.relationship, said.complete]) await columns.getByLabel(column, { exact: true }).check();
      await page.locator(".columns-menu > summary").click();
      const cell = (name, text) => page.locator(".row-line", { hasText: name }).getByRole("gridcell", { name: text, exact: true });
      await cell("Ann Lee", "A").waitFor();
      await cell("Cy Wu", "C").waitFor();
      await cell("Bo Chen", said.supplier).waitFor();
      const order = async (column, names) => {
        await page.getByRole("grid").getByRole("button", { name: column, exact: true }).click();
        await page.waitForFunction(
          (names) => JSON.stringify([...document.querySelectorAll(".row-line:not([hidden]) .who .clip")].map((one) => [one.getBoundingClientRect().top, one.textContent]).sort(([a], [b]) => a - b).map(([, name]) => name)) === names,
          JSON.stringify(names),
        );
      };
      await order(said.class, ["Ann Lee", "Cy Wu", "Bo Chen"]);
      const look = page.locator(".look-menu");
      await look.locator("summary").click();
      await look.getByLabel(said.group).selectOption({ label: said.relationship });
      await look.locator("summary").click();
      await reads(page, ".group-fold", [`${said.customer} 2`, `${said.supplier} 1`]);
    }, { language });
  });
}

test("three thousand customers are deleted at once, and one undo brings all of them back", async () => {
  const everybody = Array.from({ length: 3000 }, (_, n) => person(idOf(1000 + n), `Guest ${n}`, { phones: [{ number: `139${String(n).padStart(8, "0")}` }] }));
  const tables = { customers: everybody, sales: [sale(31, idOf(1000), on(1), 500)] };
  await shopOf(tables, async ({ page, open }) => {
    const names = async () => (await stored(page)).tables.customers?.map((one) => one.name.full) ?? [];
    await open("customers/");
    await page.getByText("3,000 customers", { exact: true }).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    const bar = page.getByRole("toolbar", { name: "With the selected customers" });
    await bar.getByText("3,000 selected").waitFor();
    await bar.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("Your regulars will stand here").waitFor();
    assert.deepEqual(await names(), []);
    await page.keyboard.press("Control+z");
    await page.getByText("3,000 customers", { exact: true }).waitFor();
    await page.waitForFunction(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === "3001");
    await page.reload();
    await booted(page);
    await page.getByText("3,000 customers", { exact: true }).waitFor();
    const { tables: kept, log } = await stored(page);
    assert.deepEqual(new Set(kept.customers.map((one) => one.name.full)), new Set(everybody.map((one) => one.name.full)));
    assert.equal(kept.customers.length, 3000);
    assert.equal(kept.sales[0].customer, idOf(1000));
    assert.deepEqual(kept.trash ?? [], []);
    coherent(kept, log);
  }, { timeout: 30_000 });
});

test("a merge takes the values that were chosen, and weeks and edits later both are taken apart again", async () => {
  const tables = {
    pipelines,
    customers: [
      person(ann, "Wei Zhang", { phones: [{ number: "138 0013 8000" }], source: "web", job_title: "baker", tags: ["tea"] }),
      person(bo, "Zhang Wei", { phones: [{ number: "+86 13800138000" }], source: "fair", job_title: "cook", birthday: "1991-06-05", tags: ["cups"] }),
      person(cy, "Cy Wu"),
    ],
    sales: [sale(31, ann, on(10), 10_000), sale(32, bo, on(8), 2300), sale(33, cy, on(8), 100)],
    deals: [deal(41, "Wedding tea", 100, { customer: ann }), deal(42, "Party cups", 100, { customer: bo })],
    tasks: [{ id: idOf(51), title: "Send the list", customer: bo }],
    activities: [touch(61, ann, "visit", at(9)), touch(62, bo, "letter", at(7))],
  };
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await skewable(context);
    await open();
    await openMade(page, tables);
    await open("duplicates/");
    const group = page.locator(".clean-group");
    await group.getByRole("button", { name: /^Compare/ }).click();
    const table = group.getByRole("table");
    const heads = await table.locator("thead th[scope=col] label").allInnerTexts();
    const place = (name) => heads.findIndex((head) => head.trim() === name);
    const pick = (field, name) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: field, exact: true }) }).getByRole("radio").nth(place(name)).check();
    // The first stays, with the other one's source; the job is the first one's, and only the other tells a birthday.
    await pick("Keep", "Wei Zhang");
    await pick("Source", "Zhang Wei");
    await pick("Job title", "Wei Zhang");
    await group.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("No duplicates found").waitFor();
    const records = async () => {
      const { tables: kept } = await stored(page);
      const one = (id) => {
        const found = kept.customers.find((one) => one.id === id);
        return found && [found.name.full, found.source, found.birthday, found.job_title, found.tags.join()];
      };
      const of = (id) => ["sales", "deals", "tasks", "activities"].map((name) => (kept[name] ?? []).filter((two) => two.customer === id).map((two) => two.id).sort());
      return [[one(ann), ...of(ann)], [one(bo), ...of(bo)]];
    };
    assert.deepEqual(await records(), [
      [["Wei Zhang", "fair", "1991-06-05", "baker", "tea,cups"], [31, 32].map(idOf), [41, 42].map(idOf), [idOf(51)], [61, 62].map(idOf)],
      [undefined, [], [], [], []],
    ]);
    await open(`customer/?id=${ann}`);
    await whole(page);
    await page.locator("#main").getByRole("button", { name: "Source: fair", exact: true }).waitFor();
    await page.locator("#main").getByRole("button", { name: "Job title: baker", exact: true }).waitFor();
    await page.locator(".record .kv b", { hasText: "$123.00" }).waitFor();

    // Five weeks pass; meanwhile the shop goes on.
    await skew(page, 35 * day);
    await page.locator("#main").getByRole("button", { name: /^E-mail/ }).first().click();
    await page.getByRole("textbox", { name: "E-mail", exact: true }).fill("wei@example.com");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "wei@example.com" }).first().waitFor();
    await page.getByLabel("What happened").fill("came with a friend");
    await page.getByLabel("What happened").press("Enter");
    await page.locator(".timeline").getByText("came with a friend").waitFor();
    await open(`customer/?id=${cy}`);
    await whole(page);
    await page.getByLabel("What happened").fill("asks for cups");
    await page.getByLabel("What happened").press("Enter");
    await page.locator(".timeline").getByText("asks for cups").waitFor();

    await open(`customer/?id=${ann}`);
    await whole(page);
    await page.getByText(/^Merged from: Zhang Wei\. 35 days ago/).waitFor();
    await page.getByRole("button", { name: "Take apart" }).click();
    await page.getByText(/^Merged from/).waitFor({ state: "hidden" });
    const note = (await stored(page)).tables.activities.find((one) => one.text === "came with a friend");
    assert.deepEqual(await records(), [
      [["Wei Zhang", "web", undefined, "baker", "tea"], [idOf(31)], [idOf(41)], [], [idOf(61), note.id].sort()],
      [["Zhang Wei", "fair", "1991-06-05", "cook", "cups"], [idOf(32)], [idOf(42)], [idOf(51)], [idOf(62)]],
    ]);
    // What was written since stays with the record that it was written on.
    await page.getByRole("link", { name: "wei@example.com" }).first().waitFor();
    await page.locator(".record .kv b", { hasText: "$100.00" }).waitFor();
    await open(`customer/?id=${bo}`);
    await page.locator(".record .kv b", { hasText: "$23.00" }).waitFor();
    const { tables: kept, log } = await stored(page);
    coherent(kept, log);
  });
});
