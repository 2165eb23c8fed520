// A long history: what was changed of a customer a thousand changes ago is on the timeline, with who did it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { whole } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, backupWith, idOf, openBackup } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");
const day = 86_400_000;
const [ann, bo, mona, nils, sale] = [1, 2, 11, 12, 31].map(idOf);

/** A shop in which Mona wrote Ann down a month ago, and Nils has changed Bo's note ever since. */
function shopWithAPast(changes) {
  const now = Date.now();
  const began = now - 30 * day;
  const tables = {
    members: [{ id: mona, name: "Mona" }, { id: nils, name: "Nils" }],
    customers: [{ id: ann, name: { full: "Ann Lee" }, note: "green gate", created: began }, { id: bo, name: { full: "Bo Chen" }, created: began }],
    sales: [{ id: sale, customer: ann, date: new Date(began + day).toISOString().slice(0, 10), total: 900, currency: "USD" }],
  };
  const entry = (seq, at, person, verb, table, edit) => ({ seq, at, device: "till", person, label: { verb, table, count: 1 }, edits: [edit] });
  const noted = (id, before, after) => ({ updated: { table: "customers", id, fields: [{ field: "note", before, after }] } });
  const history = [
    entry(1, began + 1, mona, "create", "customers", { created: { table: "customers", id: ann } }),
    entry(2, began + day, mona, "sell", "sales", { created: { table: "sales", id: sale } }),
    entry(3, began + 2 * day, mona, "edit", "customers", noted(ann, "red gate", "green gate")),
  ];
  for (let n = 0; n < changes; n++) {
    history.push(entry(4 + n, began + 3 * day + n * 60_000, nils, "edit", "customers", noted(bo, `note ${n}`, `note ${n + 1}`)));
  }
  const file = backupWith(tables, { name: "Oolong" });
  const text = JSON.stringify({ ...JSON.parse(file.buffer.toString("utf8")), history });
  return { ...file, buffer: Buffer.from(text) };
}

test("a change of long ago is on the timeline with who made it, and so is who sold", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    // More than were ever read at once.
    await openBackup(page, shopWithAPast(1_500));
    await open(`customer/?id=${ann}`);
    await whole(page);
    const lines = page.locator(".timeline li");
    const change = lines.filter({ hasText: "red gate" });
    await change.waitFor();
    assert.match(await change.innerText(), /Mona/);
    await amount(lines, 3, "made, sold to, changed");
    await amount(lines.filter({ hasText: "Mona" }), 3, "all three are hers");
    await page.locator(".reading-back").waitFor({ state: "hidden" });
    // Narrowed to her nothing goes; to him nothing stays.
    await page.getByRole("combobox", { name: say("people.by"), exact: true }).selectOption({ label: "Mona" });
    await amount(lines, 3);
    // Of somebody with many changes some are shown, and one button shows the rest, to the first.
    await open(`customer/?id=${bo}`);
    await whole(page);
    await amount(lines, 40);
    const more = page.locator(".timeline ~ button", { hasText: say("common.more") });
    for (let shown = 40; shown < 1_501; shown += 200) await more.click();
    await amount(lines, 1_501, "every change, and that he was written down");
  });
});

test("in the panel the changes of a customer are read when they are asked for, to the first one", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, shopWithAPast(1_500));
    await open(`customers/?id=${ann}`);
    const panel = page.getByRole("complementary", { name: "Ann Lee" });
    await panel.waitFor();
    await panel.locator(".timeline-kinds").getByRole("button", { name: say("touch.changes"), exact: true }).click();
    await panel.locator(".timeline li", { hasText: "red gate" }).waitFor();
  });
});
