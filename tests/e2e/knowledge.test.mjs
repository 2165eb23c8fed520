// What is known of customers is told in full, dated as it was typed, signed, and counted right.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade, reads } from "./lib/made.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const person = (n, full, more = {}) => ({ id: idOf(n), name: { full }, ...more });
const day = 86_400_000;
const whole = (page) => page.locator(".kv b", { hasText: "$" }).first().waitFor();
const pipelines = [{ id: idOf(21), name: "Orders", rank: "i", stages: [{ id: idOf(22), name: "Asked", probability: 20 }] }];

test("the file to read and the history say where a consent was given", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(1, "Ann Lee", { consents: [{ channel: "phone", given: true, on: "2026-01-05", source: "at the counter" }] })] });
    await open(`customer/?id=${idOf(1)}`);
    await whole(page);
    await page.locator(".privacy summary").click();
    await page.getByLabel("Phone: Where it was said").fill("by letter");
    await page.getByLabel("Phone: Where it was said").press("Enter");
    const change = page.locator(".timeline li", { hasText: "Changed" }).first();
    await change.waitFor();
    const html = (await downloadFrom(page, () => page.getByRole("button", { name: "All data, to read" }).click())).bytes.toString("utf8");
    // The two lines of the change read the same, word for word.
    assert.deepEqual([/by letter/.test(html), /by letter/.test(await change.innerText())], [true, true]);
  });
});

test("the history, the timeline and the file to read name every part in the language of the shop", async () => {
  await withApp({ language: "zh-Hans" }, async ({ page, open }) => {
    await open();
    const task = { id: idOf(31), title: "打电话", customer: idOf(1), due: "2026-11-24", time: "09:30:00", remind: 10, repeat: "FREQ=WEEKLY;BYDAY=TU" };
    await openMade(page, {
      customers: [person(1, "王芳", { gender: "女", do_not_contact: true, job_title: "店长" })], tasks: [task],
      activities: [{ id: idOf(32), kind: "visit", customer: idOf(1), at: Date.now(), text: "来过", satisfaction: 4 }],
    }, { language: "zh-Hans" });
    await open(`customer/?id=${idOf(1)}`);
    await page.locator(".privacy summary").click();
    await page.locator(".privacy").getByLabel("要求勿联系").uncheck();
    const change = page.locator(".timeline .log-details dt");
    await change.first().waitFor();
    assert.deepEqual(await change.allInnerTexts(), ["要求勿联系"]);
    const html = (await downloadFrom(page, () => page.getByRole("button", { name: "全部资料（可阅读）" }).click())).bytes.toString("utf8");
    const parts = [...html.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, part]) => part);
    for (const part of ["性别", "满意度", "时间", "提醒", "重复", "最后修改"]) assert.ok(parts.includes(part), part);
    assert.deepEqual(parts.filter((part) => /^[a-z_ ]+$/i.test(part)), [], "none is left in English");
    assert.doesNotMatch(html, /FREQ=|17\d{11}/, "rules and instants are told, too");
    await open("history/");
    await page.locator(".log-item").first().getByRole("button").filter({ hasText: "详情" }).click();
    await reads(page, ".log-details dt", ["要求勿联系"]);
  });
});

test("who won or lost a deal lately has been seen, however long the deal had stood still", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    const now = Date.now();
    const long = now - 5 * 365 * day;
    const lately = new Date(now - 2 * day).toISOString().slice(0, 10);
    await open();
    await openMade(page, {
      pipelines, customers: [person(1, "Closed lately"), person(2, "Never seen")],
      deals: [{ id: idOf(41), title: "D", customer: idOf(1), value: 1, currency: "USD", pipeline: idOf(21), stage: idOf(22), rank: "i", history: [{ stage: idOf(22), at: long }], outcome: { state: "won", on: lately }, updated: now - 2 * day }],
    }, { at: long });
    await open("duplicates/");
    await page.getByRole("button", { name: "Long not seen", exact: true }).click();
    await reads(page, ".clean-gap > a", ["Never seen"]);
  });
});

test("what is written down on the open page is signed at once", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { members: [{ id: idOf(11), name: "Mona" }], customers: [person(1, "Ann Lee")] });
    await page.locator(".side").getByLabel("Who is at the counter").selectOption({ label: "Mona" });
    await open(`customer/?id=${idOf(1)}`);
    await whole(page);
    await page.getByPlaceholder("Add a task…").fill("Send the list");
    await page.keyboard.press("Enter");
    const line = page.locator(".timeline li", { hasText: "Task: Send the list" });
    await line.waitFor();
    await line.getByText(/^Mona · /).waitFor({ timeout: 5000 });
  });
});

test("the dialog of the journey is called by how many it shows", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(1, "Ann Lee"), person(2, "Bo Chen")] });
    await open("customers/");
    await page.getByRole("checkbox", { name: "Select Bo Chen" }).check();
    await page.getByRole("button", { name: "Journey: touches a month" }).click();
    await page.locator("dialog[open] h2", { hasText: "Journey of 1 customer" }).waitFor();
    assert.equal(await page.locator("dialog[open]").getAttribute("aria-label"), "Journey of 1 customer");
  });
});

test("an average of money is rounded, not cut off", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const date = new Date().toISOString().slice(0, 10);
    await openMade(page, {
      customers: [person(1, "Ann Lee"), person(2, "Bo Chen"), person(3, "Cy Wu")],
      sales: [1, 2, 3].map((n) => ({ id: idOf(30 + n), customer: idOf(n), date, currency: "USD", total: n === 3 ? 198 : 1 })),
    });
    await open("customers/?look=table.sums");
    await booted(page);
    await page.locator(".look-menu summary").click();
    await page.locator(".look-menu").getByLabel("Sums and averages").check();
    await page.locator(".sums .sum", { hasText: "Spent" }).waitFor();
    await reads(page, ".sums .sum:last-child", ["Spent $2.00 average $0.67 of 3"]);
  });
});

test("the day of a consent is typed by keyboard", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(1, "Ann Lee")] });
    await open(`customer/?id=${idOf(1)}`);
    await whole(page);
    await page.locator(".privacy summary").click();
    await page.locator(".consent select").first().selectOption({ label: "allowed" });
    const place = page.getByLabel("Phone: Where it was said");
    await place.fill("counter");
    await place.press("Enter");
    const date = page.getByLabel("Phone: Date");
    await date.waitFor();
    await page.locator(".timeline .log-details").first().waitFor();
    await date.focus();
    await page.keyboard.type("12242025", { delay: 100 });
    await page.waitForFunction(() => document.querySelectorAll(".timeline .log-details").length > 1);
    assert.equal(await date.inputValue(), "2025-12-24");
  });
});

test("points of a former card come in with the list, once, and are a column that sorts and adds up", async () => {
  await withApp({ language: "zh-Hans" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(1, "陈静")] }, { language: "zh-Hans", currency: "CNY" });
    const sheet = { name: "会员.csv", mimeType: "text/csv", buffer: Buffer.from("会员卡号,姓名,手机号码,积分\nK1,张伟,13812345678,\"1,250\"\nK2,李娜,13912345678,300\nK3,王芳,13712345678,很多\n") };
    const card = page.getByRole("region", { name: sheet.name, exact: true });
    await open("data");
    await page.getByLabel("选择文件").setInputFiles(sheet);
    await card.getByText("带积分的客户 2").waitFor();
    await card.getByRole("button", { name: "导入 3 位客户", exact: true }).click();
    await card.getByRole("status").filter({ hasText: "导入完成" }).waitFor();
    // The same file again brings nothing.
    await page.reload();
    await booted(page);
    await page.getByLabel("选择文件").setInputFiles(sheet);
    await card.getByText("文件里没有新内容").first().waitFor();
    await amount(card.getByText(/带积分的客户/), 0);
    await open("customers/?sort=-points");
    await page.locator(".look-menu summary").click();
    await page.locator(".look-menu").getByLabel("合计与平均").check();
    await page.locator(".look-menu summary").click();
    await page.locator(".columns-menu > summary").click();
    await page.locator(".columns-popup").getByLabel("积分", { exact: true }).check();
    await page.locator(".columns-menu > summary").click();
    const names = () => page.locator(".row-line:not([hidden]) .who .clip").allTextContents();
    await page.waitForFunction(() => document.querySelectorAll(".row-line:not([hidden])").length === 4);
    assert.deepEqual((await names()).slice(0, 2), ["张伟", "李娜"]);
    await page.locator(".row-line", { hasText: "张伟" }).getByText("1,250", { exact: true }).waitFor();
    await page.locator(".sums .sum", { hasText: "积分" }).getByText("1,550", { exact: true }).waitFor();
    // Who has enough for something, and who has none.
    const lists = (...expected) => page.waitForFunction((expected) => {
      const names = [...document.querySelectorAll(".row-line:not([hidden]) .who .clip")];
      return names.map((one) => one.textContent).join() === expected;
    }, expected.join());
    await page.locator(".chips").getByRole("button", { name: "筛选", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "筛选" });
    await dialog.getByLabel("条件").selectOption({ label: "积分" });
    await dialog.getByLabel("从", { exact: true }).fill("300");
    await dialog.getByLabel("到", { exact: true }).fill("1000");
    await dialog.getByRole("status").filter({ hasText: "1 位客户" }).waitFor();
    await dialog.getByRole("button", { name: "应用" }).click();
    await lists("李娜");
    await page.locator(".chips").getByText("积分: 300–1000").waitFor();
    await open("customers/?filter=all(points~~0)");
    await lists("陈静", "王芳");
  });
});

test("whoever asked not to be contacted is marked wherever a name stands beside a number", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [
      person(1, "Ann Lee", { phones: [{ number: "555 0100" }], do_not_contact: true }),
      person(2, "Bo Chen", { phones: [{ number: "555 0101" }] }),
    ] });
    await open("customers/");
    const asked = "Asked not to be contacted";
    await page.locator(".row-line", { hasText: "Ann Lee" }).getByTitle(asked).waitFor();
    await amount(page.locator(".row-line", { hasText: "Bo Chen" }).getByTitle(asked), 0);
    await open("customers/?look=cards");
    await page.locator(".card-one", { hasText: "Ann Lee" }).getByTitle(asked).waitFor();
    await amount(page.getByTitle(asked), 1);
    await page.keyboard.press("Alt+k");
    await page.getByRole("combobox", { name: "Phone number or name" }).fill("0100");
    await page.getByRole("option", { name: /Ann Lee/ }).getByTitle(asked).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.locator("dialog[open] [role=combobox]").fill("ann");
    await page.getByRole("option", { name: /Ann Lee/ }).getByTitle(asked).waitFor();
  });
});

/** The lines of a list that goes out as CSV. */
const taken = async (page) => {
  const { bytes } = await downloadFrom(page, async () => {
    await page.locator(".head .actions").getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("menuitem", { name: "CSV", exact: true }).click();
  });
  return bytes.toString("utf8").replace(/^\ufeff/, "").trimEnd().split("\r\n");
};

test("the trash, the history and a call list go out like every other list", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const call = { id: idOf(61), title: "Autumn calls", calls: { customers: [idOf(1), idOf(2), idOf(3)], script: "" } };
    await openMade(page, {
      customers: [person(1, "Ann Lee", { phones: [{ number: "555 0100" }] }), person(2, "=Bo", { phones: [{ number: "555 0101" }] }), person(3, "Cy Wu")],
      tasks: [call],
      activities: [{ id: idOf(62), kind: "call_out", customer: idOf(1), at: Date.now(), outcome: "no_answer", list: idOf(61) }],
    });
    await open(`calls/?id=${idOf(61)}`);
    await page.getByText("0 of 3").first().waitFor();
    assert.deepEqual(await taken(page), ["Customer,Phone,Calls made,Outcome", "Ann Lee,555 0100,1,No answer", "'=Bo,555 0101,0,", "Cy Wu,,0,"]);
    await open("customers/");
    await page.getByRole("checkbox", { name: "Select Cy Wu" }).check();
    await page.getByRole("toolbar", { name: "With the selected customers" }).getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("2 customers").first().waitFor();
    await open("trash/");
    const [head, row, ...rest] = await taken(page);
    assert.equal(head, "Name,Kind,Deleted");
    assert.match(row, /^Cy Wu,Customers,\d{4}-\d\d-\d\d \d\d:\d\d/);
    assert.deepEqual(rest, []);
    await open("history/");
    await page.locator(".log-item").first().waitFor();
    const log = await taken(page);
    assert.equal(log[0], "When,What was done,Who did it,Device,Changed parts");
    assert.match(log[1], /,Deleted “Cy Wu”,,[^,]+,\d+$/);
    assert.ok(log.length >= 3, "what opened the shop is in it");
  });
});

test("Today and a call list offer no way that somebody refused, and the ways that are left", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const [today] = new Date().toLocaleDateString("sv", { timeZone: "Asia/Shanghai" }).split(" ");
    const refused = (...channels) => channels.map((channel) => ({ channel, given: false, on: "2026-01-05" }));
    const born = (n, full, ...channels) => person(n, full, {
      birthday: `-${today.slice(4)}`, phones: [{ number: n === 1 ? "+1 (555) 0101" : `555 010${n}` }], emails: [{ address: `${n}@example.com` }],
      consents: refused(...channels),
    });
    await openMade(page, {
      customers: [
        born(1, "All Ways"),
        born(2, "No Calls", "phone"),
        born(3, "No Messages", "message"),
        born(4, "Only Mail", "phone", "message"),
        born(5, "Only Post", "phone", "message", "email"),
      ],
      tasks: [{ id: idOf(61), title: "Autumn calls", calls: { customers: [2, 3, 4].map(idOf), script: "" } }],
      activities: [2, 4].map((n) => ({ id: idOf(70 + n), kind: "call_out", customer: idOf(n), at: Date.now(), outcome: "no_answer", list: idOf(61) })),
    });
    const birthdays = page.locator('section[aria-label="Birthdays"]');
    await birthdays.getByText("Only Post").waitFor();
    const ways = {};
    for (const row of await birthdays.locator(".todo-row").all()) {
      const links = await row.locator("a:not(.todo-title)").evaluateAll((all) => all.map((link) => link.getAttribute("href").replace(/^.*(?=customer\/)/, "")));
      ways[await row.locator(".todo-title").innerText()] = links;
    }
    assert.deepEqual(ways, {
      "All Ways": ["sms:+15550101", "tel:+15550101"],
      "No Calls": ["sms:5550102"],
      "No Messages": ["tel:5550103"],
      "Only Mail": ["mailto:4@example.com"],
      "Only Post": [`customer/?id=${idOf(5)}`],
    });
    // Who was called once and refuses calls since stays on the list, without the number.
    await open(`calls/?id=${idOf(61)}`);
    await page.getByText("2 of 3").first().waitFor();
    assert.deepEqual(await taken(page), [
      "Customer,Phone,Calls made,Outcome", "No Calls,,1,No answer", "No Messages,555 0103,0,", "Only Mail,,1,No answer",
    ]);
  });
});

test("a deal tells of a touch what the customer's timeline does: marks, outcome, satisfaction", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, {
      pipelines, customers: [person(1, "Ann Lee")],
      deals: [{ id: idOf(41), title: "Cake", customer: idOf(1), value: 1, currency: "USD", pipeline: idOf(21), stage: idOf(22), rank: "i", history: [{ stage: idOf(22), at: Date.now() - day }] }],
      activities: [{ id: idOf(51), kind: "call_out", customer: idOf(1), deal: idOf(41), at: Date.now(), text: "Wants it **blue**", outcome: "call_back", satisfaction: 2 }],
    });
    const told = async (route) => {
      await open(route);
      const line = page.locator(".timeline > li", { hasText: "Wants it" });
      await line.locator("strong", { hasText: /^blue$/ }).waitFor();
      return line.innerText();
    };
    const [deal, customer] = [await told(`deal/?id=${idOf(41)}`), await told(`customer/?id=${idOf(1)}`)];
    assert.equal(deal, customer);
    assert.ok(deal.includes("Call back") && deal.includes("Satisfaction 2/5") && !deal.includes("*"), deal);
    // On its own page a deal is not named.
    await open(`deal/?id=${idOf(41)}`);
    await page.locator(".timeline > li").getByText("Entered Asked", { exact: true }).waitFor();
  });
});

test("a day in an own field that comes back every year is told like a birthday", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    // Today in the shop, five years ago.
    const [today] = new Date().toLocaleDateString("sv", { timeZone: "Asia/Shanghai" }).split(" ");
    const values = { [idOf(15)]: { kind: "date", value: `${Number(today.slice(0, 4)) - 5}${today.slice(4)}` } };
    await openMade(page, {
      fields: [{ id: idOf(15), of: "customers", name: "Wedding", kind: "date", rank: "i" }],
      customers: [person(1, "Ann Lee", { values }), person(2, "Silent", { values, do_not_contact: true })],
    });
    await open();
    const told = page.getByText(/^Wedding: 5 years /);
    await page.getByText("Nothing is due").or(page.getByRole("heading", { level: 1 })).first().waitFor();
    await amount(told, 0);
    await open("settings/?part=fields");
    await page.getByRole("button", { name: "Edit the field Wedding" }).click();
    await page.getByLabel("Comes back every year: told like a birthday").check();
    await page.locator("dialog[open]").getByRole("button", { name: "Save", exact: true }).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await open();
    await told.waitFor();
    await page.getByRole("heading", { name: "Birthdays and anniversaries" }).waitFor();
    await amount(told, 1, "who asked not to be contacted has none");
    // And it stands in the month.
    await open("tasks/?as=month");
    await page.locator(".cal-item.birthday", { hasText: "Ann Lee" }).first().waitFor();
    await open("customers/?look=calendar~birthday");
    const marked = page.locator("td.today .cal-item.birthday");
    await marked.getByText("Ann Lee · Wedding 5", { exact: true }).waitFor();
    await amount(marked, 1);
  });
});
