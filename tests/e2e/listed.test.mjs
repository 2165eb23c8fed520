// The list of customers as a person sets it up: columns wider, narrower, hidden and in order; a filter with
// groups; rows by keyboard. Then the customer's page: what is typed there stays, goes back and comes again,
// also out of the trash.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { slow } from "./lib/faults.mjs";
import { amount, backupWith, idOf, openBackup, openSample, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const person = (n, full, more = {}) => ({ id: idOf(n), name: { full }, ...more });
const sale = (n, customer, date, total) => ({ id: idOf(n), customer: idOf(customer), date, currency: "USD", total });

/** Waits until the list shows these, from top to bottom, and nobody else. */
async function lists(page, expected) {
  const names = (expected) => {
    const rows = [...document.querySelectorAll(".row-line:not([hidden])")];
    rows.sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex"));
    const shown = rows.map((row) => row.querySelector(".who .clip").textContent);
    return expected ? `${shown}` === `${expected}` : shown;
  };
  await page.waitForFunction(names, expected).catch(async (error) => {
    assert.deepEqual(await page.evaluate(names), expected);
    throw error;
  });
}

const head = (page, name) => page.getByRole("columnheader", { name });
const widthOf = async (what) => Math.round((await what.boundingBox()).width);

/** Waits until a column is that wide, its cells as well as its head. */
const isWide = (page, name, width) => page.waitForFunction(
  ([name, width]) => {
    const heads = [...document.querySelectorAll("[role=columnheader][data-column]")];
    const at = heads.findIndex((head) => head.textContent.trim() === name);
    const cell = document.querySelector(".row-line:not([hidden])")?.querySelectorAll(".td")[at];
    return [heads[at], cell].every((one) => one && Math.round(one.getBoundingClientRect().width) === width);
  },
  [name, width],
);

test("a column is made wider by mouse and by keys, another is hidden and a third shown, and a reload keeps it", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const vienna = { addresses: [{ city: "Vienna" }] };
    await openBackup(page, backupWith({ customers: [person(1, "Ada", { phones: [{ number: "555 0100" }], ...vienna })] }));
    await open("customers");
    await lists(page, ["Ada"]);
    const before = await widthOf(head(page, "Phone"));
    const edge = page.getByRole("separator", { name: "Resize Phone" });
    const { x, y, width, height } = await edge.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 70, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await isWide(page, "Phone", before + 70);
    // Whoever has let go moves nothing any more, and has sorted nothing.
    await page.mouse.move(x + 200, y + height / 2, { steps: 3 });
    await isWide(page, "Phone", before + 70);
    assert.doesNotMatch(page.url(), /sort=/);

    await edge.focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
    await isWide(page, "Phone", before + 70 + 32);
    assert.equal(await edge.getAttribute("aria-valuenow"), String(before + 102));

    const menu = page.locator(".columns-menu > summary");
    const column = (name) => page.locator(".columns-popup").getByLabel(name, { exact: true });
    await menu.click();
    await column("Visits").uncheck();
    await column("City").check();
    assert.ok(await column("Customer").isDisabled(), "who it is stays");
    await menu.click();
    await head(page, "Visits").waitFor({ state: "detached" });
    await head(page, "City").waitFor();
    const row = page.locator(".row-line");
    await row.getByText("Vienna", { exact: true }).waitFor();
    assert.equal(await row.locator(".td").count(), await page.locator(".th").count(), "a cell for each head");
    await accessible(page);

    await page.reload();
    await booted(page);
    await isWide(page, "Phone", before + 102);
    await row.getByText("Vienna", { exact: true }).waitFor();
    await amount(head(page, "Visits"), 0);
    // And back to how it was.
    await menu.click();
    await page.locator(".columns-popup").getByRole("button", { name: "Reset" }).click();
    await menu.click();
    await isWide(page, "Phone", before);
    await head(page, "Visits").waitFor();
    await amount(head(page, "City"), 0);
  });
});

test("a click on a head puts the rows in its order, another turns it round, and a reload keeps it", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const sales = [
      sale(11, 1, "2024-03-01", 1000), sale(12, 1, "2024-04-01", 2000),
      sale(13, 2, "2024-01-01", 500), sale(14, 2, "2024-01-02", 500), sale(15, 2, "2024-01-03", 1000),
      sale(16, 3, "2024-02-01", 9000),
    ];
    const customers = ["Ada", "Bo", "Cy", "Di"].map((name, n) => person(n + 1, name));
    await openBackup(page, backupWith({ customers, sales }));
    await open("customers");
    await lists(page, ["Ada", "Bo", "Cy", "Di"]);
    const sort = (name) => head(page, name).getByRole("button").click();
    const turned = (name, way) => page.locator(`[role=columnheader][aria-sort=${way}]`, { hasText: name }).waitFor();

    // Figures and days begin with the great end. Nothing bought is a figure; no last visit is none.
    await sort("Visits");
    await lists(page, ["Bo", "Ada", "Cy", "Di"]);
    await turned("Visits", "descending");
    await sort("Visits");
    await lists(page, ["Di", "Cy", "Ada", "Bo"]);
    await turned("Visits", "ascending");
    await sort("Spent");
    await lists(page, ["Cy", "Ada", "Bo", "Di"]);
    await sort("Spent");
    await lists(page, ["Di", "Bo", "Ada", "Cy"]);
    await sort("Last visit");
    await lists(page, ["Ada", "Cy", "Bo", "Di"]);
    await sort("Last visit");
    await lists(page, ["Bo", "Cy", "Ada", "Di"]);
    await page.reload();
    await booted(page);
    await lists(page, ["Bo", "Cy", "Ada", "Di"]);
    await turned("Last visit", "ascending");
    await sort("Customer");
    await lists(page, ["Ada", "Bo", "Cy", "Di"]);
    await sort("Customer");
    await lists(page, ["Di", "Cy", "Bo", "Ada"]);
    await page.waitForURL(/sort=-name/);
  });
});

test("a filter with a group inside shows exactly those who pass, either way round, and a reload the same", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const one = (n, name, tags, city, source) => person(n, name, { tags, source, addresses: [{ city }] });
    await openBackup(page, backupWith({
      customers: [
        one(1, "Ann", ["vip"], "Paris", "web"), one(2, "Ben", ["vip"], "Rome", "web"), one(3, "Cleo", ["vip"], "Rome", "fair"),
        one(4, "Dan", [], "Paris", "fair"), one(5, "Eve", [], "Rome", "web"),
      ],
    }));
    await open("customers");
    await lists(page, ["Ann", "Ben", "Cleo", "Dan", "Eve"]);
    const dialog = page.getByRole("dialog", { name: "Filter" });
    const inner = dialog.locator(".filter-group .filter-group");
    const asks = async (line, what, value, is = "is") => {
      await line.getByLabel("Is or is not").selectOption({ label: is });
      await line.getByLabel("Condition").selectOption({ label: what });
      // A tag is offered while it is typed: that makes it a combobox.
      await line.getByLabel(what, { exact: true }).fill(value);
    };
    const begin = async () => {
      await page.locator(".chips").getByRole("button", { name: "Filter", exact: true }).click();
      await asks(dialog.locator(".filter-line").first(), "Tag", "vip");
    };
    const end = async (count) => {
      await dialog.getByRole("status").filter({ hasText: count }).waitFor();
      await dialog.getByRole("button", { name: "Apply" }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    const asked = () => new URL(page.url()).searchParams.get("filter");
    const pressed = (group, name) => group.getByRole("button", { name }).first().getAttribute("aria-pressed");

    // All of these, and any of those: Eve has no tag, Cleo neither the city nor the source.
    await begin();
    await dialog.getByRole("button", { name: "Add a group" }).click();
    assert.equal(await pressed(inner, "Any of these"), "true", "a group is there to be the other way round");
    await asks(inner.locator(".filter-line").first(), "City", "Paris");
    await inner.getByRole("button", { name: "Add a condition" }).click();
    await asks(inner.locator(".filter-line").nth(1), "Source", "web");
    await accessible(page, { include: ["dialog[open]"] });
    await end("2 customers");
    await lists(page, ["Ann", "Ben"]);
    assert.equal(asked(), "all(tag~vip!any(city~Paris!source~web))");
    await page.reload();
    await booted(page);
    await lists(page, ["Ann", "Ben"]);
    // In words, and the builder reads it as it was built.
    const chip = page.locator(".chip.built");
    await chip.getByRole("button", { name: "Tag: vip · (City: Paris or Source: web)" }).click();
    assert.deepEqual([await pressed(dialog, "All of these"), await pressed(inner, "Any of these")], ["true", "true"]);
    assert.equal(await inner.getByRole("textbox", { name: "Source" }).inputValue(), "web");
    await dialog.getByRole("button", { name: "Reset" }).click();
    await lists(page, ["Ann", "Ben", "Cleo", "Dan", "Eve"]);
    assert.equal(asked(), null);

    // Any of these, one of them all of those, one of those a no: Dan by his city, Ann by tag and city.
    await begin();
    await dialog.getByRole("button", { name: "Any of these" }).click();
    await dialog.getByRole("button", { name: "Add a group" }).click();
    await asks(dialog.locator(".filter-line").first(), "City", "Paris");
    await asks(inner.locator(".filter-line").first(), "Tag", "vip");
    await inner.getByRole("button", { name: "Add a condition" }).click();
    await asks(inner.locator(".filter-line").nth(1), "Source", "web", "is not");
    await end("3 customers");
    await lists(page, ["Ann", "Cleo", "Dan"]);
    assert.equal(asked(), "any(city~Paris!all(tag~vip!not(source~web)))");
    await page.reload();
    await booted(page);
    await lists(page, ["Ann", "Cleo", "Dan"]);
    await chip.getByRole("button", { name: "City: Paris or (Tag: vip · not Source: web)" }).click();
    assert.deepEqual([await pressed(dialog, "Any of these"), await pressed(inner, "All of these")], ["true", "true"]);
    assert.equal(await inner.getByLabel("Is or is not").nth(1).inputValue(), "not");
    await page.keyboard.press("Escape");
    await chip.getByRole("button", { name: "Remove the filter" }).click();
    await lists(page, ["Ann", "Ben", "Cleo", "Dan", "Eve"]);
  });
});

test("the list goes by pages and ends, a row opens, is edited from field to field and deleted, all by keyboard", async () => {
  await withApp({ language: "en" }, async ({ page, open, at }) => {
    await open();
    const many = Array.from({ length: 60 }, (_, n) => person(n + 1, `Guest ${String(n + 1).padStart(2, "0")}`));
    await openBackup(page, backupWith({ customers: many }));
    await open("customers");
    const grid = page.getByRole("grid");
    await page.getByText("60 customers").first().waitFor();
    // The row that the keyboard is on, which is in sight.
    const on = (n) => page.waitForFunction((id) => {
      const list = document.querySelector("[role=grid]");
      const row = document.getElementById(`row-${id}`);
      if (list.getAttribute("aria-activedescendant") !== row?.id || !row.classList.contains("active")) return false;
      const [box, place] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
      return place.top >= box.top - 1 && place.bottom <= box.bottom + 1;
    }, idOf(n));
    const press = async (key, n) => {
      await page.keyboard.press(key);
      await on(n);
    };
    const fit = await page.evaluate(() => {
      const [list, row] = [".vlist", ".row-line"].map((name) => document.querySelector(name));
      return Math.floor((list.clientHeight - document.querySelector(".vlist-head").offsetHeight) / row.offsetHeight);
    });
    assert.ok(fit > 5 && fit < 30, `${fit} rows fit`);
    await grid.focus();
    await press("j", 1);
    await press("j", 2);
    await press("k", 1);
    await press("PageDown", 1 + fit);
    await press("PageDown", 1 + 2 * fit);
    await press("PageUp", 1 + fit);
    await press("End", 60);
    await press("PageDown", 60);
    await press("Home", 1);
    await press("ArrowUp", 1);

    // One row is picked out and let go.
    await page.keyboard.press("x");
    await page.getByText("1 selected").waitFor();
    await page.keyboard.press("x");
    await page.getByText("1 selected").waitFor({ state: "hidden" });

    // It opens, and an open one follows the keyboard.
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Guest 01" }).waitFor();
    await press("ArrowDown", 2);
    await page.getByRole("complementary", { name: "Guest 02" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".panel").waitFor({ state: "detached" });

    // Name, telephone, e-mail, and one back.
    const panel = page.locator(".panel.record");
    const field = async (name, value) => {
      await page.waitForFunction(([name, value]) => {
        const one = document.activeElement;
        return one.tagName === "INPUT" && one.getAttribute("aria-label") === name && one.value === value;
      }, [name, value]);
    };
    await page.keyboard.press("e");
    await field("Name", "Guest 02");
    await page.keyboard.type("Guest 02 Smith");
    await page.keyboard.press("Tab");
    await field("Phone", "");
    await page.keyboard.type("555 0102");
    await page.keyboard.press("Tab");
    await field("E-mail", "");
    await page.keyboard.type("guest@example.com");
    // A first number is a new entry once it is written; nobody types an address in less time.
    await grid.getByText("555 0102").waitFor();
    await page.keyboard.press("Shift+Tab");
    await field("Phone", "555 0102");
    await page.keyboard.type("9999");
    await page.keyboard.press("Escape");
    await panel.getByRole("button", { name: "Phone: 555 0102" }).waitFor();
    // What stands there is stored; a reload before that is a browser that was closed too early.
    await panel.getByRole("button", { name: "E-mail: guest@example.com" }).waitFor();
    await page.reload();
    await booted(page);
    for (const said of ["Name: Guest 02 Smith", "Phone: 555 0102", "E-mail: guest@example.com"]) {
      await panel.getByRole("button", { name: said }).waitFor();
    }
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });

    // Keys that ask something, for the row the keyboard is on.
    await grid.focus();
    await press("j", 1);
    await page.keyboard.press("l");
    await page.getByRole("dialog", { name: "Log a touch with Guest 01" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("f");
    await page.getByRole("dialog", { name: "Filter" }).waitFor();
    await page.keyboard.press("Escape");
    // Two keys that go to a page are not also two keys of the list.
    for (const [keys, route] of [["ge", "leads/"], ["gk", "tasks/"]]) {
      await grid.focus();
      await press("Home", 1);
      await page.keyboard.type(keys);
      await page.waitForURL(at(route));
      await amount(panel, 0);
      await open("customers");
      await page.getByText("60 customers").first().waitFor();
    }
    await grid.focus();
    await press("End", 60);
    await page.keyboard.press("Delete");
    await page.getByText("59 customers").first().waitFor();
    await press("End", 59);
  });
});

test("what is typed on a customer's page is there after a reload, and Control+Z takes it back and Control+Shift+Z does it again", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const ann = person(1, "Ann Lee", { phones: [{ number: "555 0100" }], emails: [{ address: "ann@example.com" }] });
    await openBackup(page, backupWith({ customers: [ann] }));
    await open(`customer/?id=${idOf(1)}`);
    const details = page.locator(".record .details");
    const says = (name) => details.getByRole("button", { name, exact: true }).waitFor();

    await details.getByRole("button", { name: "Birthday: —" }).click();
    await details.getByLabel("Birthday", { exact: true }).fill("1984-02-29");
    await details.getByLabel("year unknown").check();
    await details.getByRole("button", { name: "Save" }).click();
    await says("Birthday: February 29");

    for (const [add, name, value] of [
      ["Add a phone number", "Phone", "+44 20 7946 0018"],
      ["Add an e-mail address", "E-mail", "lee@work.example"],
    ]) {
      await details.getByRole("button", { name: add }).click();
      await details.getByRole("textbox", { name, exact: true }).fill(value);
      await page.keyboard.press("Enter");
      await says(`${name}: ${value}`);
    }
    await details.getByLabel("Label of +44 20 7946 0018").selectOption({ label: "work" });

    await details.getByRole("button", { name: "Add an address" }).click();
    for (const [part, text] of [
      ["Street", "12 Tea Lane"], ["City", "Oxford"], ["Province or state", "Oxfordshire"], ["Postcode", "OX1 1AA"], ["Country", "England"],
    ]) await details.getByLabel(part, { exact: true }).fill(text);
    await page.keyboard.press("Enter");
    await says("Address: 12 Tea Lane, OX1 1AA, Oxford, Oxfordshire, England");
    await accessible(page);

    await page.reload();
    await booted(page);
    for (const said of [
      "Birthday: February 29", "Phone: 555 0100", "Phone: +44 20 7946 0018", "E-mail: ann@example.com", "E-mail: lee@work.example",
      "Address: 12 Tea Lane, OX1 1AA, Oxford, Oxfordshire, England",
    ]) await says(said);
    assert.equal(await details.getByLabel("Label of +44 20 7946 0018").inputValue(), "work");
    assert.equal(await details.getByLabel("Label of 555 0100").inputValue(), "");
    // The editor knows that there is no year.
    await details.getByRole("button", { name: "Birthday: February 29" }).click();
    assert.ok(await details.getByLabel("year unknown").isChecked());
    await details.getByRole("button", { name: "Cancel" }).click();

    // Edits go back one after the other, and come again.
    const job = (text) => page.getByRole("button", { name: `Job title: ${text}`, exact: true });
    await page.getByRole("button", { name: "More fields", exact: true }).click();
    for (const [before, after] of [["—", "Baker"], ["Baker", "Miller"]]) {
      await job(before).click();
      await page.getByRole("textbox", { name: "Job title" }).fill(after);
      await page.keyboard.press("Enter");
      await job(after).waitFor();
    }
    for (const [keys, text] of [
      ["Control+z", "Baker"], ["Control+z", "—"], ["Control+Shift+Z", "Baker"], ["Control+Shift+Z", "Miller"], ["Control+z", "Baker"],
    ]) {
      await page.keyboard.press(keys);
      await job(text).waitFor();
    }
    // While somebody types they are the field's own keys.
    await job("Baker").click();
    await page.getByRole("textbox", { name: "Job title" }).press("Control+z");
    await page.keyboard.press("Escape");
    await job("Baker").waitFor();
    await page.reload();
    await booted(page);
    await job("Baker").waitFor();
  });
});

test("a customer comes back from the trash with deal, task and purchases", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const [stage, board] = [idOf(90), idOf(91)];
    const deals = [{
      id: idOf(20), title: "Wedding tea", customer: idOf(1), pipeline: board, stage, rank: "i", value: 30_000, currency: "USD",
      history: [{ stage, at: 1_700_000_000_000 }],
    }];
    await openBackup(page, backupWith({
      customers: [person(1, "Ann Lee"), person(2, "Bo Chen")],
      pipelines: [{ id: board, name: "Orders", stages: [{ id: stage, name: "Enquiry", probability: 10 }], rank: "i" }],
      deals,
      tasks: [{ id: idOf(30), title: "Send the list", customer: idOf(1) }],
      sales: [sale(40, 1, "2024-05-06", 1250)],
    }));
    await open(`customer/?id=${idOf(1)}`);
    await page.getByRole("button", { name: "Delete this customer" }).first().click();
    await page.waitForURL(/customers\/$/);
    await lists(page, ["Bo Chen"]);
    await open("pipeline");
    await page.getByText("0 open deals").first().waitFor();
    // What went along stands with the customer, not beside.
    await open("trash");
    const gone = page.locator(".log-item");
    await gone.filter({ hasText: "Ann Lee" }).waitFor();
    await amount(gone, 1);
    await page.getByRole("button", { name: "Restore Ann Lee" }).click();
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
    await page.reload();
    await booted(page);
    await ready(page);
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();

    await open(`customer/?id=${idOf(1)}`);
    await page.getByRole("checkbox", { name: "Done: Send the list" }).waitFor();
    await page.getByRole("link", { name: /Wedding tea.*Enquiry.*\$300\.00/ }).waitFor();
    await page.locator(".timeline").getByRole("link", { name: "Bought for $12.50" }).waitFor();
    await open("customers");
    await lists(page, ["Ann Lee", "Bo Chen"]);
    await open("pipeline");
    await page.locator(".board .card").getByRole("link", { name: "Wedding tea" }).waitFor();
  });
});

const three = backupWith({ customers: ["Ann", "Bo", "Cy"].map((full, n) => ({ id: idOf(n + 1), name: { full } })) });
const go = async (page, name) => {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name }).first().click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
};

test("who comes back to the list of customers finds its keys working", async () => {
  await withApp({ language: "en", timeout: 6000 }, async ({ page, open }) => {
    await open();
    await openBackup(page, three);
    await go(page, "Customers");
    const grid = page.getByRole("grid");
    await grid.focus();
    await page.keyboard.press("End");
    await page.locator(".row-line.active", { hasText: "Cy" }).waitFor();
    await go(page, "Tasks");
    await go(page, "Customers");
    await grid.focus();
    await page.keyboard.press("End");
    await page.locator(".row-line.active", { hasText: "Cy" }).waitFor();
  });
});

test("Delete on another page deletes nobody who was selected in the list before", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, three);
    await go(page, "Customers");
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    await page.getByText("3 selected").waitFor();
    await go(page, "Tasks");
    await page.keyboard.press("Delete");
    // Later than whatever that did, because writes keep their order.
    await page.getByRole("textbox", { name: "New task" }).fill("Order tea");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "Done: Order tea" }).waitFor();
    assert.deepEqual(await page.locator(".toast").filter({ hasText: "Deleted" }).allInnerTexts(), []);
    await open("trash");
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
  });
});

test("s opens a new sale also when the page is visited for the second time", async () => {
  await withApp({ language: "en", timeout: 6000 }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await ready(page);
    for (let visit = 1; visit <= 2; visit += 1) {
      await go(page, "Sales");
      await page.keyboard.press("s");
      await page.getByRole("dialog", { name: "New sale" }).getByRole("button", { name: "Cancel" }).click();
      await go(page, "Tasks");
    }
  });
});

test("a page that is left takes its listeners along", async () => {
  await withApp({ language: "en" }, async ({ page, context, open }) => {
    await context.addInitScript(() => {
      window.__keys = 0;
      const [add, remove] = [window.addEventListener, window.removeEventListener];
      window.addEventListener = function (name, ...more) {
        if (name === "keydown") window.__keys += 1;
        return add.call(this, name, ...more);
      };
      window.removeEventListener = function (name, ...more) {
        if (name === "keydown") window.__keys -= 1;
        return remove.call(this, name, ...more);
      };
    });
    await open();
    await openBackup(page, three);
    const counts = [];
    for (const name of ["Tasks", "Customers", "Tasks", "Customers", "Tasks", "Sales", "Tasks"]) {
      await go(page, name);
      if (name === "Tasks") counts.push(await page.evaluate(() => window.__keys));
    }
    assert.equal(new Set(counts).size, 1, `keydown listeners on Tasks: ${counts}`);
  });
});

test("a field that is edited in place is selected, so that typing replaces it", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, backupWith({ customers: [{ id: idOf(1), name: { full: "Ann" }, job_title: "Baker" }] }));
    await open(`customer/?id=${idOf(1)}`);
    await page.getByRole("button", { name: "Job title: Baker" }).click();
    await page.waitForFunction(() => document.activeElement.value === "Baker");
    await page.keyboard.type("Miller");
    assert.equal(await page.getByRole("textbox", { name: "Job title" }).inputValue(), "Miller");
  });
});

test("what is typed while a slow write is on its way is not lost", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, backupWith({ customers: [{ id: idOf(1), name: { full: "Ann" }, job_title: "Baker" }] }));
    await open(`customer/?id=${idOf(1)}`);
    const hold = () => slow(page);
    const field = page.getByRole("textbox", { name: "Job title" });
    const said = (text) => page.getByRole("button", { name: `Job title: ${text}`, exact: true });
    await said("Baker").click();
    await field.fill("Mill");
    let lock = await hold();
    await page.keyboard.press("Enter");
    await page.keyboard.type("er");
    await lock.evaluate((release) => release());
    await page.locator(".toast").first().waitFor();
    assert.equal(await field.inputValue(), "Miller", "the field stays for who types on");
    await page.keyboard.press("Enter");
    await said("Miller").waitFor();
    await said("Miller").click();
    await field.fill("Tail");
    lock = await hold();
    await page.keyboard.press("Enter");
    await page.keyboard.type("or");
    await field.evaluate((input) => input.blur());
    await lock.evaluate((release) => release());
    await said("Tailor").waitFor();
    await page.reload();
    await said("Tailor").waitFor();
  });
});

test("the list of shortcuts tells the keys of the list of customers and of sales too", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openSample(page);
    await open("customers");
    await page.getByRole("grid").waitFor();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.waitFor();
    const sequences = await help.locator("dd .key-sequence").allInnerTexts();
    const lacking = ["j", "k", "x", "e", "l", "f", "s", "Enter", "Delete"].filter((key) => !sequences.includes(key));
    assert.deepEqual(lacking, []);
  });
});
