// Who belongs to whom goes out as a list of its own and comes into a shop that has the people; nobody changes by it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { downloadFrom, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { idOf } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const people = [person(idOf(1), "Ann Lee"), person(idOf(2), "Oolong House", { kind: "company" })];

test("relations go out as CSV and come back, companies among them", async () => {
  let list;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: people, relations: [{ id: idOf(95), from: idOf(2), to: idOf(1), kind: "other", role: "owner" }] });
    await open("data");
    list = await downloadFrom(page, () => press(page, say("data.export_csv", { what: say("history.table_relations") })));
    assert.match(list.name, /-relations\.csv$/);
    assert.match(list.bytes.toString("utf8"), /Oolong House,,company,Ann Lee \([^:]+: owner\)/);
  });
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: people });
    await open("data");
    await page.getByLabel(say("data.choose")).setInputFiles({ name: "ties.csv", mimeType: "text/csv", buffer: list.bytes });
    const card = page.getByRole("region", { name: "ties.csv", exact: true });
    await card.getByText(say("data.n_relations", { count: 1 }), { exact: true }).waitFor();
    await card.locator(".data-go .btn.primary:not([disabled])").click();
    await card.getByText(say("data.done"), { exact: true }).waitFor();
    const { tables } = await stored(page);
    assert.deepEqual(tables.relations.map((one) => [one.from, one.to, one.role]), [[idOf(2), idOf(1), "owner"]]);
    assert.equal(tables.customers.length, 2);
  });
});
