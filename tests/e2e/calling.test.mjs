// Call lists of whom selected deals, tasks, cases and sales are with, each once, without those who do not want to be
// called; the script from the library of texts, filled in for whom is called. And a touch that was with somebody else.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { at, deal, now, on, openMade, person, pipelines, sale, touch, whole } from "./lib/made.mjs";
import { amount, idOf, undo } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, cy] = [1, 2, 3].map(idOf);
const phones = (number) => ({ phones: [{ number }] });
const tables = {
  pipelines,
  customers: [
    person(ann, "Ann Lee", phones("0221 1234567")), person(bo, "Bo Chen", phones("0555 9990000")),
    person(cy, "Cy Wu", { ...phones("0333 4440000"), do_not_contact: true }),
  ],
  cases: [[61, ann], [62, bo], [63, cy], [64, ann], [65, null]].map(([n, customer]) => ({ id: idOf(n), title: `Lamp ${n}`, kind: "repair", ...(customer && { customer }) })),
  deals: [deal(41, "Wedding tea", 50_000, { customer: bo })],
  tasks: [{ id: idOf(51), title: "Ask about the tins", deal: idOf(41) }, { id: idOf(52), title: "Sweep" }],
  sales: [sale(71, ann, on(2), 1200, { number: "A-71" }), sale(72, ann, on(1), 500, { number: "A-72" })],
  activities: [touch(81, ann, "visit", at(1), { text: "tasted the oolong" })],
  templates: [{ id: idOf(91), title: "Spring", text: "Good day {name}, spring tea is in at {shop}." }],
};

const made = (body) => withApp({ language: "en" }, async (frame) => {
  await frame.page.clock.install({ time: now });
  await frame.open();
  await openMade(frame.page, tables, { at: at(30) });
  await body(frame);
});

/** Selects all that is listed and opens the dialog for a call list of whom it is with. */
async function callThem({ page, open }, route, label, count) {
  await open(route);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  const bar = page.getByRole("toolbar", { name: label });
  await bar.getByRole("button", { name: `Select all ${count}`, exact: true }).click();
  await bar.getByRole("button", { name: "Call list", exact: true }).click();
  return page.locator("dialog[open]");
}

test("the customers of selected cases are called, each once, with a text of the library that is filled in for each", async () => {
  await made(async (frame) => {
    const { page } = frame;
    const dialog = await callThem(frame, "cases/", "With the selected cases", 5);
    await dialog.getByRole("button", { name: "Insert a text", exact: true }).click();
    await page.getByRole("menuitem", { name: "Spring", exact: true }).click();
    assert.equal(await dialog.getByLabel("Script", { exact: true }).inputValue(), "Good day {name}, spring tea is in at {shop}.");
    await accessible(page);
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await page.waitForURL(/\/calls\/\?id=/);
    const list = (await stored(page)).tables.tasks.find((one) => one.calls);
    assert.deepEqual([...list.calls.customers].sort(), [ann, bo], "Cy wants to be left alone, Ann is called once");
    assert.match(list.calls.script, /\{name\}/);
    // Whoever is called first, the words are theirs.
    const first = { [ann]: "Ann Lee", [bo]: "Bo Chen" }[list.calls.customers[0]];
    await page.getByRole("region", { name: first, exact: true }).waitFor();
    await page.locator(".script").getByText(`Good day ${first}, spring tea is in at Oolong.`).waitFor();
  });
});

for (const [what, route, label, count, whom] of [
  ["tasks", "tasks/", "With the selected tasks", 2, [bo]],
  ["sales", "sales/", "With the selected sales", 2, [ann]],
]) {
  test(`selected ${what} make a call list of their customers`, async () => {
    await made(async (frame) => {
      const dialog = await callThem(frame, route, label, count);
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      await frame.page.waitForURL(/\/calls\/\?id=/);
      const list = (await stored(frame.page)).tables.tasks.find((one) => one.calls);
      assert.deepEqual(list.calls.customers, whom);
    });
  });
}

test("a touch that was with somebody else is moved to them, and one undo moves it back", async () => {
  await made(async ({ page, open }) => {
    await open(`customer/?id=${ann}`);
    await whole(page);
    const tasted = page.locator(".timeline li", { hasText: "tasted the oolong" });
    await tasted.locator(".edit-touch").click();
    const dialog = page.locator("dialog[open]");
    const customer = dialog.getByRole("combobox", { name: "Customer", exact: true });
    await customer.fill("Bo Chen");
    await page.getByRole("option", { name: /Bo Chen/ }).first().click();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await amount(tasted, 0);
    const whose = async () => (await stored(page)).tables.activities[0].customer;
    assert.equal(await whose(), bo);
    await undo(page, "Undo");
    await amount(tasted, 1);
    assert.equal(await whose(), ann);
  });
});
