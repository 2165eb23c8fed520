// What a person may ask of a shop: what they allowed, said with day and place; everything that is known, in a
// file; to be forgotten, down to the last byte; and the list of those nobody has had to do with for years.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { coherent, stored } from "./lib/faults.mjs";
import { asked, at, deal, everything, lists, now, on, openMade, person, pipelines, reads, sale, touch, whole } from "./lib/made.mjs";
import { idOf, openShop, ready, undo } from "./lib/shop.mjs";
import { unzip } from "./lib/zip.mjs";

after(closeBrowser);

const years = (count) => Math.round(count * 365.25);

const words = {
  en: {
    privacy: "Privacy", phone: "Phone", email: "E-mail", post: "Post", open: "not asked", given: "allowed", refused: "refused", date: "Date", source: "Where it was said",
    read: "All data, to read", machine: "All data, for programs", may: "May be called", mayWrite: "May be sent e-mail", filter: "Filter", condition: "Condition", apply: "Apply",
  },
  "zh-Hans": {
    privacy: "隐私", phone: "电话", email: "邮件", post: "邮寄", open: "未征询", given: "同意", refused: "拒绝", date: "日期", source: "在哪里表示的",
    read: "全部资料（可阅读）", machine: "全部资料（程序用）", may: "可以打电话", mayWrite: "可以发邮件", filter: "筛选", condition: "条件", apply: "应用",
  },
};

for (const [language, say] of Object.entries(words)) {
  test(`a consent is kept with the day and the place it was given, and acted upon (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: now });
      await open();
      await openMade(page, { customers: [person(idOf(1), "Ann Lee", { phones: [{ number: "111 2222" }] }), person(idOf(2), "Bo Chen")] }, { language, at: at(30) });
      await open(`customer/?id=${idOf(1)}`);
      const box = page.locator(".privacy");
      const fields = (way) => [
        box.getByRole("combobox", { name: way, exact: true }), box.getByLabel(`${way}: ${say.date}`, { exact: true }), box.getByLabel(`${way}: ${say.source}`, { exact: true }),
      ];
      const kept = async () => (await stored(page)).tables.customers.find((one) => one.id === idOf(1)).consents ?? [];
      const shown = async (way) => {
        const [answer, when, where] = fields(way);
        return [await answer.evaluate((node) => node.selectedOptions[0].textContent), await when.inputValue(), await where.inputValue()];
      };
      await box.locator("summary").click();
      // Each step is a change of its own in the timeline: what is saved is seen there.
      let steps = 0;
      const saved = () => page.locator(".timeline .log-details").nth(steps++).waitFor();
      const write = async (way, answer, when, where) => {
        const [select, day, place] = fields(way);
        await select.selectOption({ label: answer });
        // That somebody agreed is kept only with where it was said.
        if (answer === say.given) {
          await box.getByRole("alert").filter({ hasText: /\S/ }).waitFor();
          assert.deepEqual(await kept(), []);
        } else {
          await saved();
        }
        // The day it is written down, unless it was another.
        assert.equal(await day.inputValue(), "2026-11-23");
        await place.fill(where);
        await place.press("Enter");
        await saved();
        await day.fill(when);
        await day.blur();
        await saved();
      };
      await write(say.phone, say.given, "2026-01-05", "counter");
      await write(say.email, say.refused, "2025-12-24", "letter");
      await accessible(page, { include: [".privacy"] });
      await page.reload();
      await booted(page);
      await box.locator("summary").click();
      assert.deepEqual(await shown(say.phone), [say.given, "2026-01-05", "counter"]);
      assert.deepEqual(await shown(say.email), [say.refused, "2025-12-24", "letter"]);
      assert.deepEqual(await kept(), [
        { channel: "phone", given: true, on: "2026-01-05", source: "counter" }, { channel: "email", given: false, on: "2025-12-24", source: "letter" },
      ]);
      // The timeline says it in words.
      await page.locator(".timeline ins").filter({ hasText: `${say.email}: ${say.refused} (` }).first().waitFor();
      // Asked by the filter of the list.
      const ask = async (condition) => {
        await open("customers/");
        await page.locator(".chips").getByRole("button", { name: say.filter, exact: true }).click();
        const dialog = page.getByRole("dialog", { name: say.filter, exact: true });
        await dialog.getByLabel(say.condition, { exact: true }).selectOption({ label: condition });
        await dialog.getByRole("button", { name: say.apply, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
      };
      await ask(say.may);
      await lists(page, ["Ann Lee", "Bo Chen"]);
      await ask(say.mayWrite);
      await lists(page, ["Bo Chen"]);
      // Taken back: the words of the yes are none of the no.
      await open(`customer/?id=${idOf(1)}`);
      await box.locator("summary").click();
      await fields(say.phone)[0].selectOption({ label: say.refused });
      await page.locator(".timeline ins").filter({ hasText: `${say.phone}: ${say.refused} (` }).first().waitFor();
      assert.deepEqual((await kept()).find((one) => one.channel === "phone"), { channel: "phone", given: false, on: "2026-11-23" });
      await fields(say.email)[0].selectOption({ label: say.open });
      await fields(say.email)[1].waitFor({ state: "detached" });
      assert.deepEqual((await kept()).map((one) => one.channel), ["phone"]);
    });
  });
}

test("the file of a person holds everything that is known of them, and nothing of anybody else", async () => {
  const [ann, bo] = [1, 2].map(idOf);
  const tables = {
    pipelines,
    fields: [{ id: idOf(15), of: "customers", name: "Taste", kind: "text", rank: "i" }],
    customers: [
      person(ann, "Ann Lee", {
        phones: [{ number: "0221 1234567", label: "work" }], emails: [{ address: "ann@example.com" }], addresses: [{ street: "Elm Road 3", city: "Tealby" }], website: "ann.example",
        birthday: "1990-05-04", job_title: "baker", tags: ["regular"], note: "prefers the window", source: "fair", code: "C-77", values: { [idOf(15)]: { kind: "text", value: "smoky" } },
        consents: [{ channel: "phone", given: true, on: "2026-01-05", source: "at the counter" }],
      }),
      person(bo, "Bo Chen", { phones: [{ number: "0555 999" }], note: "secret of Bo" }),
    ],
    sales: [
      sale(31, ann, on(10), 30_000, { note: "wrapped", lines: [{ name: "Lapsang", quantity: 1000, unit_price: 30_000 }] }), sale(32, ann, on(5), -10_000, { refund_of: idOf(31), note: "a crack" }),
      sale(33, bo, on(4), 700, { note: "for Bo" }),
    ],
    deals: [deal(41, "Wedding tea", 50_000, { customer: ann, note: "in June", tags: ["urgent"] }), deal(42, "Bo's party", 50_000, { customer: bo })],
    tasks: [
      { id: idOf(51), title: "Send the list", customer: ann, note: "by post" }, { id: idOf(52), title: "Taste the blend", deal: idOf(41) }, { id: idOf(53), title: "Bo's parcel", customer: bo },
      { id: idOf(54), title: "Ring about the cup", customer: ann },
    ],
    activities: [
      touch(61, ann, "letter", at(50), { text: "the blue card" }), touch(62, null, "note", at(40), { deal: idOf(41), text: "wants silver tins" }), touch(63, bo, "visit", at(4), { text: "Bo came by" }),
    ].map(({ customer, ...one }) => (customer ? { customer, ...one } : one)),
    relations: [{ id: idOf(71), from: ann, to: bo, kind: "friend", role: "neighbour" }],
  };
  await withApp({ language: "en" }, async ({ page, open }) => {
    await page.clock.install({ time: now });
    await open();
    await openMade(page, tables, { at: at(60) });
    // A file, and a task that waits in the trash.
    await open(`customer/?id=${ann}`);
    await whole(page);
    await page.getByRole("region", { name: "Files", exact: true }).getByLabel("Add files", { exact: true })
      .setInputFiles([{ name: "contract.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") }]);
    await page.getByText("File added: contract.pdf", { exact: true }).first().waitFor();
    await open("tasks/");
    await page.getByRole("button", { name: "Put off Ring about the cup" }).click();
    await page.getByRole("menuitem", { name: "Delete", exact: true }).click();
    await page.locator(".todo-row", { hasText: "Ring about the cup" }).waitFor({ state: "detached" });

    await open(`customer/?id=${ann}`);
    await page.locator(".privacy summary").click();
    // With files on it the page comes in an archive, the same for programs and the files beside it.
    const packed = await downloadFrom(page, () => page.getByRole("button", { name: "All data, to read" }).click());
    assert.equal(packed.name, "AnnLee.zip");
    const inside = unzip(packed.bytes);
    assert.deepEqual([...inside.keys()], ["AnnLee.html", "AnnLee.json", "files/contract.pdf"]);
    assert.equal(inside.get("files/contract.pdf").toString("latin1"), "%PDF-1.4\n%%EOF\n");
    const html = inside.get("AnnLee.html").toString("utf8");
    const json = JSON.parse((await downloadFrom(page, () => page.getByRole("button", { name: "All data, for programs" }).click())).bytes.toString("utf8"));
    assert.deepEqual(JSON.parse(inside.get("AnnLee.json").toString("utf8")), json);
    const all = JSON.stringify(json);
    const known = [
      "Ann Lee", "0221 1234567", "ann@example.com", "Elm Road 3", "Tealby", "ann.example", "baker", "regular", "prefers the window", "fair", "C-77", "smoky",
      "wrapped", "Lapsang", "a crack", "Wedding tea", "in June", "urgent", "Send the list", "by post", "Taste the blend", "the blue card", "wants silver tins", "neighbour",
      "contract.pdf", "Ring about the cup",
    ];
    assert.deepEqual(known.filter((text) => !html.includes(text)), [], "to read");
    assert.deepEqual([...known, "at the counter"].filter((text) => !all.includes(text)), [], "for programs");
    for (const one of ["Bo's party", "Bo's parcel", "secret of Bo", "0555 999", "for Bo", "Bo came by"]) {
      assert.ok(!html.includes(one) && !all.includes(one), `${one} is somebody else's`);
    }
    // It is a page that any browser shows, in plain words.
    const apart = await page.context().newPage();
    await apart.setContent(html);
    assert.equal(await apart.locator("h1").innerText(), "What we know about Ann Lee");
    assert.match(await apart.locator("body").innerText(), /300\.00/);
    assert.equal(await apart.getByRole("link", { name: "contract.pdf" }).getAttribute("href"), "files/contract.pdf");
    // What was done lately is told below, in words.
    await apart.getByRole("heading", { name: "History", level: 2 }).waitFor();
    await apart.getByRole("heading", { name: /contract\.pdf/, level: 3 }).first().waitFor();
    await apart.getByRole("heading", { name: /Ring about the cup/, level: 3 }).first().waitFor();
    await apart.close();
  });
});

test("who is erased is in no byte that is kept, and in no search of a page that stays open", async () => {
  const traces = ["Canary", "Quill", "7654321", "7654322", "sings at dawn", "canary@"];
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await page.clock.install({ time: now });
    await open();
    await openShop(page);
    const create = async (name, phone) => {
      await open("customers/?new=1");
      const dialog = page.getByRole("dialog", { name: "New customer" });
      await dialog.getByLabel("Name", { exact: true }).fill(name);
      await dialog.getByLabel("Phone").fill(phone);
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      await page.getByRole("complementary", { name, exact: true }).waitFor();
      return new URL(page.url()).searchParams.get("id");
    };
    const bo = await create("Bo Chen", "0555 999");
    const second = await create("Canary Quill", "0199 7654322");
    await create("Quill Canary", "0199 7654321");
    // One person after all: the record that went lives on in the log only.
    await open(`customer/?id=${second}`);
    await page.locator("#main").getByRole("button", { name: /^Phone/ }).first().click();
    await page.getByRole("textbox", { name: "Phone", exact: true }).fill("0199 7654321");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "0199 7654321" }).first().waitFor();
    await open("duplicates/");
    const group = page.locator(".clean-group");
    await group.getByRole("button", { name: /^Compare/ }).click();
    await group.getByRole("table").locator("thead label", { hasText: "Canary Quill" }).getByRole("radio").check();
    await group.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("No duplicates found").waitFor();
    // Everything that can hang on a person.
    await open(`customer/?id=${second}`);
    await page.locator("#main").getByRole("button", { name: /^E-mail/ }).first().click();
    await page.getByRole("textbox", { name: "E-mail", exact: true }).fill("canary@quill.example");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "canary@quill.example" }).first().waitFor();
    await page.getByLabel("What happened").fill("sings at dawn");
    await page.getByLabel("What happened").press("Enter");
    await page.locator(".timeline").getByText("sings at dawn").waitFor();
    await page.getByPlaceholder("Add a task…").fill("Ring Canary");
    await page.keyboard.press("Enter");
    const task = page.getByRole("checkbox", { name: "Done: Ring Canary" });
    await task.waitFor();
    await page.getByRole("region", { name: "Files", exact: true }).getByLabel("Add files", { exact: true })
      .setInputFiles([{ name: "canary.txt", mimeType: "text/plain", buffer: Buffer.from("Canary Quill was here") }]);
    await page.getByText("File added: canary.txt", { exact: true }).first().waitFor();
    await open(`sales/?new=1&customer=${second}`);
    const form = page.getByRole("dialog");
    await form.getByRole("textbox", { name: "Amount" }).fill("100");
    await form.getByLabel("Note").fill("Canary paid in coins");
    await page.keyboard.press("Control+Enter");
    await form.waitFor({ state: "hidden" });
    await open(`pipeline/?new=1&customer=${second}`);
    await form.getByLabel("Title", { exact: true }).fill("A cage for Canary");
    await form.getByRole("button", { name: "Create", exact: true }).click();
    await form.waitFor({ state: "hidden" });
    // A form that was left in the middle, and a task in the trash.
    await open("customers/?new=1");
    await form.getByLabel("Name", { exact: true }).fill("Canary Quill again");
    await page.waitForFunction(() => JSON.stringify({ ...localStorage }).includes("Canary Quill again"));
    await open("tasks/");
    await page.getByRole("button", { name: "Put off Ring Canary" }).click();
    await page.getByRole("menuitem", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Edit Ring Canary" }).waitFor({ state: "detached" });
    // A recovery copy is made when nothing was changed for half a minute.
    await page.clock.fastForward(31_000);
    await page.waitForFunction(async () => (await window.regularsSnapshots.list("regulars")).length === 1);
    const before = await everything(page);
    assert.deepEqual(traces.filter((text) => !before.includes(text)), [], "all of it is kept by now");

    // A second page stands open, and has looked for the person already.
    const other = await context.newPage();
    await open("", other);
    await ready(other);
    const box = (on) => on.getByRole("combobox", { name: "Search" });
    const search = async (on, text, found) => {
      await box(on).fill(text);
      await found(on.getByRole("dialog", { name: "Search" })).waitFor();
    };
    const option = (name) => (dialog) => dialog.getByRole("option", { name }).first();
    await other.keyboard.press("Control+k");
    await search(other, "Canary", option(/Canary Quill/));

    await page.bringToFront();
    const go = async (route) => {
      await page.locator("nav.side a", { hasText: route }).first().click();
      await page.waitForFunction((route) => document.title.startsWith(route), route);
      await page.locator("#main h1").first().waitFor();
    };
    await go("Customers");
    await page.getByRole("searchbox").first().fill("Canary");
    await lists(page, ["Canary Quill"]);
    await page.locator(".row-line:not([hidden])").click();
    const panel = page.getByRole("complementary", { name: "Canary Quill" });
    await panel.locator(".privacy summary").click();
    await panel.getByRole("button", { name: "Erase this person…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 sale stays in the books without the person.").waitFor();
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await panel.waitFor({ state: "detached" });
    await page.waitForFunction(async () => (await window.regularsSnapshots.list("regulars")).length === 0);

    // Neither page was loaded again; the other one still has its search open.
    await page.keyboard.press("Control+k");
    for (const on of [page, other]) {
      await on.bringToFront();
      for (const text of ["Canary", "7654321", "7654322", "dawn", "cage"]) {
        // Somebody who is there, in between, so that an old answer is none.
        await search(on, "Bo", option(/Bo Chen/));
        await search(on, text, (dialog) => dialog.getByText("Nothing found"));
      }
    }
    await page.bringToFront();
    await page.keyboard.press("Escape");
    await box(page).waitFor({ state: "detached" });
    await page.getByRole("searchbox").first().fill("");
    await lists(page, ["Bo Chen"]);
    // Nor can it be undone, and no page tells of it.
    await page.keyboard.press("Control+z");
    for (const route of ["History", "Trash", "Tasks", "Pipeline", "Sales", "Customers"]) {
      await go(route);
      const text = await page.locator("#main").innerText();
      assert.deepEqual(traces.filter((one) => text.includes(one)), [], route);
    }
    const bytes = await everything(page);
    assert.ok(bytes.includes("Bo Chen") && bytes.includes("0555 999"), "the others are there");
    assert.deepEqual(traces.filter((text) => bytes.toLowerCase().includes(text.toLowerCase())), []);
    const { tables } = await stored(page);
    assert.deepEqual(tables.customers.map((one) => one.id), [bo]);
    assert.equal(tables.sales.length, 1, "the books stay");
    assert.equal(tables.sales[0].customer, undefined);
    coherent(tables);

    // The next copy is without as well.
    await page.clock.fastForward(31_000);
    await page.waitForFunction(async () => (await window.regularsSnapshots.list("regulars")).length === 1);
    const after = await everything(page);
    assert.ok(after.split("Bo Chen").length > 2, "in the shop and in the copy");
    assert.deepEqual(traces.filter((text) => after.toLowerCase().includes(text.toLowerCase())), []);
    await page.reload();
    await booted(page);
    await page.locator(".row-line").first().waitFor();
    await lists(page, ["Bo Chen"]);
  });
});

test("the review names exactly those whom nobody has had to do with for so long", async () => {
  const made = at(years(6));
  let n = 0;
  const customers = [];
  const one = (full, more = {}) => {
    n += 1;
    customers.push(person(idOf(n), full, { created: made, ...more }));
    return idOf(n);
  };
  const long = (count) => at(years(count));
  const longDay = (count) => on(years(count));
  const tables = {
    pipelines, customers,
    sales: [sale(131, one("Bought lately"), longDay(1.5), 100), sale(132, one("Bought long ago"), longDay(4), 100)],
    activities: [touch(161, one("Called lately"), "call_out", long(2)), touch(162, one("Called long ago"), "call_out", long(3.5))],
    tasks: [
      { id: idOf(151), title: "A", customer: one("Task to do"), created: long(5) },
      { id: idOf(152), title: "B", customer: one("Task done lately"), created: long(5), done: long(2.5) },
      { id: idOf(153), title: "C", customer: one("Task done long ago"), created: long(5), done: long(4.5) },
    ],
    deals: [
      deal(141, "D", 50_000, { customer: one("Deal to win"), created: long(5), history: [{ stage: asked, at: long(5) }] }),
      deal(142, "E", 50_000, { customer: one("Deal moved lately"), created: long(5), history: [{ stage: asked, at: long(5) }, { stage: asked, at: long(2.8) }], outcome: { state: "lost", on: longDay(2.8) } }),
      deal(143, "F", 50_000, { customer: one("Deal lost long ago"), created: long(5.5), history: [{ stage: asked, at: long(5.5) }], outcome: { state: "lost", on: longDay(5.2) } }),
    ],
  };
  one("Never seen");
  one("New here", { created: at(40) });
  const firm = one("Tea & Co", { kind: "company" });
  tables.sales.push(sale(133, one("Buyer at Tea & Co", { company: firm }), longDay(0.5), 100));
  await withApp({ language: "en" }, async ({ page, open }) => {
    await page.clock.install({ time: now });
    await open();
    await openMade(page, tables, { at: made });
    await open("duplicates/");
    await page.getByRole("button", { name: "Long not seen", exact: true }).click();
    const due = ".clean-gap > a";
    const seen = page.getByLabel("Not seen for");
    // The longest ago first.
    const three = ["Never seen", "Deal lost long ago", "Task done long ago", "Bought long ago", "Called long ago"];
    await reads(page, due, three);
    await page.getByText("5 customers", { exact: true }).waitFor();
    await accessible(page);
    await seen.selectOption({ label: "1 year" });
    await reads(page, due, [...three, "Deal moved lately", "Task done lately", "Called lately", "Bought lately"]);
    await seen.selectOption({ label: "5 years" });
    await reads(page, due, three.slice(0, 2));
    await seen.selectOption({ label: "10 years" });
    await page.getByText("Nobody to let go of").waitFor();

    // One is erased, the rest of the list goes to the trash together and comes back with one undo.
    await seen.selectOption({ label: "3 years" });
    await page.getByRole("button", { name: "Erase Never seen…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Erase for good" }).click();
    await reads(page, due, three.slice(1));
    await page.getByRole("button", { name: "Move all to the trash" }).click();
    await page.getByText("Nobody to let go of").waitFor();
    const names = async () => (await stored(page)).tables.customers.map((each) => each.name.full);
    const stays = customers.map((each) => each.name.full).filter((name) => !three.includes(name));
    assert.deepEqual((await names()).sort(), [...stays].sort());
    await undo(page, "Undo");
    await reads(page, due, three.slice(1));
    assert.ok(!JSON.stringify(await stored(page)).includes("Never seen"), "erased for good");
  });
});

test("the years are kept with the shop, and several people are erased at once after their names were shown", async () => {
  const long = at(years(6));
  const tables = {
    customers: [["Ann Lee", 1], ["Bo Chen", 2], ["Cy Wu", 3]].map(([name, n]) => person(idOf(n), name, { created: long })),
    sales: [sale(31, idOf(1), on(years(5.5)), 300, { note: "silk for Ann" })],
  };
  await withApp({ language: "en" }, async ({ page, open }) => {
    await page.clock.install({ time: now });
    await open();
    await openMade(page, tables, { at: long });
    const review = async () => {
      await open("duplicates/");
      await page.getByRole("button", { name: "Long not seen", exact: true }).click();
    };
    const seen = page.getByLabel("Not seen for");
    await review();
    await reads(page, ".clean-gap > a", ["Bo Chen", "Cy Wu", "Ann Lee"]);
    await seen.selectOption({ label: "7 years" });
    await page.getByText("Nobody to let go of").waitFor();
    assert.equal((await stored(page)).tables.shop[0].retention_years, 7);
    await review();
    assert.equal(await seen.inputValue(), "7", "kept over a reload");
    await seen.selectOption({ label: "5 years" });
    await reads(page, ".clean-gap > a", ["Bo Chen", "Cy Wu", "Ann Lee"]);

    await page.getByLabel("Select Ann Lee", { exact: true }).check();
    await page.getByLabel("Select Cy Wu", { exact: true }).check();
    const bar = page.getByRole("toolbar", { name: "Customers who were long not seen" });
    await bar.getByText("2 selected", { exact: true }).waitFor();
    await accessible(page);
    await bar.getByRole("button", { name: "Erase selected…" }).click();
    const dialog = page.getByRole("dialog", { name: "Erase several for good?" });
    await dialog.getByText("Cy Wu · Ann Lee", { exact: true }).waitFor();
    await dialog.getByText("1 sale stays in the books without the person.").waitFor();
    await accessible(page);
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await reads(page, ".clean-gap > a", ["Bo Chen"]);
    const left = await stored(page);
    assert.deepEqual(left.tables.customers.map((one) => one.name.full), ["Bo Chen"]);
    assert.equal(left.tables.sales.length, 1);
    const all = JSON.stringify(left);
    assert.ok(!all.includes("Ann") && !all.includes("Cy Wu"));

    // The papers are pages with what is known of the shop in them.
    for (const [name, file, known] of [["Record of processing", /^processing-2026-11-23\.html$/, "for 5 years"], ["Note of a data breach", /^breach-2026-11-23\.html$/, "72 hours"]]) {
      const paper = await downloadFrom(page, () => page.getByRole("button", { name, exact: true }).click());
      assert.match(paper.name, file);
      const text = paper.bytes.toString("utf8");
      assert.ok(text.includes("Oolong") && text.includes(known), name);
    }
  });
});

test("what a new customer allows is written down with them, and what for is kept", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await page.clock.install({ time: now });
    await open();
    await openShop(page);
    await open("customers/?new=1");
    const dialog = page.getByRole("dialog", { name: "New customer" });
    await dialog.getByLabel("Name", { exact: true }).fill("Ann Lee");
    await dialog.getByRole("button", { name: "Privacy: what they allow" }).click();
    await dialog.getByRole("combobox", { name: "E-mail", exact: true }).selectOption({ label: "allowed" });
    await dialog.getByLabel("E-mail: What for").fill("offers");
    await dialog.getByLabel("E-mail: To which text (name or version)").fill("form of March");
    await dialog.getByLabel("E-mail: sensitive data, too").check();
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.getByText("Say where it was given.").first().waitFor();
    await dialog.getByLabel("E-mail: Where it was said").fill("counter");
    await accessible(page);
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("complementary", { name: "Ann Lee" }).waitFor();
    const [ann] = (await stored(page)).tables.customers;
    assert.deepEqual(ann.consents, [{ channel: "email", given: true, on: "2026-11-23", source: "counter", purpose: "offers", wording: "form of March", sensitive: true }]);
    await open(`customer/?id=${ann.id}`);
    await page.locator(".privacy summary").click();
    const purpose = page.getByLabel("E-mail: What for");
    assert.equal(await purpose.inputValue(), "offers");
    await purpose.fill("invitations");
    await purpose.press("Enter");
    await page.locator(".timeline .log-details", { hasText: "invitations" }).first().waitFor();
    assert.equal((await stored(page)).tables.customers[0].consents[0].purpose, "invitations");
  });
});
