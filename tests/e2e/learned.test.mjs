// What was put right of a file goes with the shop: into its backup, and with that to another computer.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { downloadFrom, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { speaker } from "./lib/say.mjs";
import { openBackup, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const toData = async (page) => {
  await page.locator('nav.side > a.nav[href$="/data/"]').click();
  await page.getByLabel(say("data.choose")).waitFor({ state: "attached" });
};
const bring = (page, file) => page.getByLabel(say("data.choose")).setInputFiles(file);
const becomes = (list, column) => list.getByLabel(say("data.becomes_of", { column }), { exact: true });

test("columns that were put right once are known on another computer too", async () => {
  let backup;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await toData(page);
    await bring(page, csv("guests.csv", "Wer,Ruf,Anlass\nAnn Lee,0221 1234567,Hochzeit\n"));
    const list = card(page, "guests.csv");
    // A list with columns that nobody knows shows them.
    await becomes(list, "Anlass").selectOption("note");
    await becomes(list, "Wer").selectOption("full_name");
    await becomes(list, "Ruf").selectOption("phone");
    await list.getByRole("button", { name: say("data.import_customers", { count: 1 }), exact: true }).click();
    await list.getByText(say("data.done"), { exact: true }).waitFor();
    for (const end = Date.now() + 10_000; Date.now() < end && !(await stored(page)).tables.shop[0].learned;) await page.waitForTimeout(50);
    backup = await downloadFrom(page, () => page.getByRole("button", { name: say("data.backup_now"), exact: true }).click());
    const { tables } = JSON.parse(backup.bytes.toString());
    assert.deepEqual(tables.shop[0].learned.map((one) => [one.kind, one.columns.map((column) => column.title)]), [["customers", ["Wer", "Ruf", "Anlass"]]]);
    // Nothing to take back but the import: what was learned is no change of the shop's data.
    await page.keyboard.press("Control+z");
    await list.getByText(say("data.taken_back"), { exact: true }).waitFor();
  });
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, { name: backup.name, mimeType: "application/json", buffer: backup.bytes });
    await toData(page);
    await bring(page, csv("next.csv", "Ruf,Anlass,Wer\n0221 7654321,Geburtstag,Bo Ray\n"));
    const list = card(page, "next.csv");
    await list.getByText(say("data.learned"), { exact: true }).waitFor();
    await list.getByRole("button", { name: say("data.import_customers", { count: 1 }), exact: true }).waitFor();
    await list.locator("summary", { hasText: say("data.columns") }).click();
    const chosen = await Promise.all(["Wer", "Ruf", "Anlass"].map((column) => becomes(list, column).inputValue()));
    assert.deepEqual(chosen, ["full_name", "phone", "note"]);
  });
});
