// What binds two records: a relation added, put right, removed and taken back; a merge in which each own field is chosen by
// itself and which gives both back; a link that is left out because what it led to is gone, said and taken back. In turn
// in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { deal, openMade, person, pipelines } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf, undo } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, tea, size, cups] = [1, 2, 71, 72, 73].map(idOf);
const [wedding] = [41].map(idOf);

/** Waits until what is stored of a table reads so, in whatever order. */
async function keeps(page, table, read, wanted) {
  const until = Date.now() + 10_000;
  const now = async () => ((await stored(page)).tables[table] ?? []).map(read).sort();
  while (JSON.stringify(await now()) !== JSON.stringify(wanted) && Date.now() < until) await new Promise((next) => setTimeout(next, 50));
  assert.deepEqual(await now(), wanted);
}

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`a relation is added, put right, removed and taken back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, { customers: [person(ann, "Ann Lee"), person(bo, "Bo Chen")] }, { language });
      await open(`customer/?id=${ann}`);
      const part = page.locator("#main section.relations");
      const press = (name) => part.getByRole("button", { name, exact: true }).click();
      const kind = part.getByRole("combobox", { name: say("customers.relation"), exact: true });
      const role = part.getByRole("textbox", { name: say("customers.rel_role"), exact: true });
      const line = part.locator("li a.linked");
      const bonds = (wanted) => keeps(page, "relations", (one) => [one.from, one.to, one.kind, one.role ?? ""], wanted);

      await press(say("customers.rel_add"));
      await part.getByRole("combobox", { name: say("common.customer"), exact: true }).fill("Bo");
      await part.getByRole("option", { name: /Bo Chen/ }).click();
      await kind.selectOption({ label: say("customers.rel_friend") });
      await role.fill("old neighbour");
      await accessible(page);
      await press(say("common.add"));
      await line.filter({ hasText: `${say("customers.rel_friend")} · old neighbour` }).waitFor();
      await bonds([[ann, bo, "friend", "old neighbour"]]);

      // Who brought whom has two sides; what binds them is put right where it stands.
      await press(say("customers.rel_edit", { name: "Bo Chen" }));
      assert.equal(await role.inputValue(), "old neighbour");
      await kind.selectOption({ label: say("customers.rel_brought_by") });
      await role.fill("at the fair");
      await press(say("common.save"));
      await line.filter({ hasText: `${say("customers.rel_brought_by")} · at the fair` }).waitFor();
      await bonds([[bo, ann, "referrer", "at the fair"]]);

      // Seen from the other side it is the other way round.
      await line.click();
      await page.getByRole("heading", { level: 1, name: "Bo Chen" }).waitFor();
      await line.filter({ hasText: `${say("customers.rel_brought")} · at the fair` }).filter({ hasText: "Ann Lee" }).waitFor();

      // Removed, and back with one undo, both ends and the word.
      await press(say("customers.rel_remove", { name: "Ann Lee" }));
      await amount(line, 0);
      await bonds([]);
      await undo(page, say("common.undo"));
      await amount(line, 1);
      await bonds([[bo, ann, "referrer", "at the fair"]]);
      await accessible(page);
    });
  });

  test(`of two whose own fields differ each is chosen by itself, and taken apart both have theirs (${language})`, async () => {
    const text = (value) => ({ kind: "text", value });
    const values = {
      [ann]: { [tea]: text("oolong"), [size]: text("small"), [cups]: { kind: "number", value: "4" } },
      [bo]: { [tea]: text("green"), [size]: text("large") },
    };
    const phones = { phones: [{ number: "138 0013 8000" }] };
    const field = (id, name, kind, rank) => ({ id, of: "customers", name, kind, rank });
    const tables = {
      fields: [field(tea, "Tea", "text", "i"), field(size, "Size", "text", "m"), field(cups, "Cups", "number", "r")],
      customers: [person(ann, "Wei Zhang", { ...phones, values: values[ann] }), person(bo, "Zhang Wei", { ...phones, values: values[bo] })],
    };
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("duplicates/");
      const group = page.locator(".clean-group");
      await group.getByRole("button", { name: new RegExp(`^${say("clean.compare")}`) }).click();
      const table = group.getByRole("table");
      await table.getByText("Zhang Wei").first().waitFor();
      const heads = await table.locator("thead th[scope=col] label").allInnerTexts();
      const place = (name) => heads.findIndex((head) => head.trim() === name);
      const row = (name) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
      const pick = (field, name) => row(field).getByRole("radio").nth(place(name)).check();
      // The first stays: its tea, the other one's size. What only one of them has needs no choice.
      await pick(say("clean.keep"), "Wei Zhang");
      await pick("Tea", "Wei Zhang");
      await pick("Size", "Zhang Wei");
      await row("Size").getByText("large", { exact: true }).waitFor();
      await accessible(page);
      await group.getByRole("button", { name: say("clean.merge"), exact: true }).click();
      await group.waitFor({ state: "hidden" });
      const plain = (one) => [one.id, ...[tea, size, cups].map((id) => one.values?.[id]?.value ?? null)];
      const people = (wanted) => keeps(page, "customers", plain, wanted);
      await people([[ann, "oolong", "large", "4"]]);

      // Apart again each has what it had, whatever was chosen.
      await open(`customer/?id=${ann}`);
      await page.getByRole("button", { name: say("clean.unmerge"), exact: true }).click();
      await people([[ann, "oolong", "small", "4"], [bo, "green", "large", null]]);
    });
  });

  test(`a link to what is gone is left out, which is said, and undo takes it back (${language})`, async () => {
    const tables = { pipelines, customers: [person(ann, "Ann Lee"), person(bo, "Bo Chen")], deals: [deal(41, "Wedding tea", 50_000, { customer: ann })] };
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      const deals = (wanted) => keeps(page, "deals", (one) => [one.id, one.customer ?? null], wanted);
      // The deal goes, then whom it was with.
      await open("pipeline/?as=table");
      await page.getByRole("checkbox", { name: say("customers.select_one", { name: "Wedding tea" }), exact: true }).check();
      await page.getByRole("toolbar", { name: say("people.bulk_deals") }).getByRole("button", { name: say("common.delete"), exact: true }).click();
      await deals([]);
      await open("customers/");
      await page.getByRole("checkbox", { name: say("customers.select_one", { name: "Ann Lee" }), exact: true }).click();
      await page.getByRole("toolbar", { name: say("customers.bulk") }).getByRole("button", { name: say("common.delete"), exact: true }).click();
      await keeps(page, "customers", (one) => one.id, [bo]);

      // The deal alone comes back: with nobody, and that is said, with the way back.
      await open("trash/");
      await page.getByRole("button", { name: say("history.restore_named", { name: "Wedding tea" }), exact: true }).click();
      const said = say("history.unlinked", { count: 1 });
      await page.locator(".toast", { hasText: said }).waitFor();
      await deals([[wedding, null]]);
      await accessible(page);
      await undo(page, say("common.undo"), said);
      await deals([]);

      // Whom it was with comes first, and the deal is theirs again: nothing to say.
      await page.getByRole("button", { name: say("history.restore_named", { name: "Ann Lee" }), exact: true }).click();
      await keeps(page, "customers", (one) => one.id, [ann, bo]);
      await page.getByRole("button", { name: say("history.restore_named", { name: "Wedding tea" }), exact: true }).click();
      await deals([[wedding, ann]]);
      await amount(page.locator(".toast", { hasText: said }), 0);
    });
  });
}
