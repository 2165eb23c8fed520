// What belongs to a company is known where its people are: on the call card, on timelines; and who was deleted can
// still be erased.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { at, deal, now, on, openMade, person, pipelines, sale, touch, whole } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, backupWith, idOf, openBackup } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");
const [firm, ann, bo] = [1, 2, 3].map(idOf);
const customers = [
  person(firm, "Harbour Hotel", { kind: "company" }),
  person(ann, "Ann Lee", { company: firm, phones: [{ number: "0221 1234567" }] }),
  person(bo, "Bo Chen", { phones: [{ number: "0555 9990000" }] }),
];

test("the call card of somebody of a company has the company's deals, cases, tasks and figures under its name", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await page.clock.install({ time: now });
    await open();
    await openMade(page, {
      pipelines,
      customers,
      deals: [deal(41, "Tea for the lobby", 50_000, { customer: firm }), deal(42, "Own cups", 700, { customer: ann })],
      cases: [{ id: idOf(61), title: "Broken kettle", kind: "repair", customer: firm }],
      tasks: [{ id: idOf(51), title: "Send the offer", customer: firm, due: on(-1) }],
      sales: [sale(31, firm, on(10), 30_000)],
      activities: [touch(81, ann, "visit", at(1), { text: "tasted the oolong" })],
    }, { at: at(30) });
    const ring = async (number, name) => {
      await page.keyboard.press("Alt+k");
      await page.getByRole("combobox", { name: "Phone number or name" }).fill(number);
      await page.getByRole("option").filter({ hasText: name }).waitFor();
      await page.keyboard.press("Enter");
      const card = page.getByRole("region", { name: say("touch.call_card"), exact: true });
      await card.waitFor();
      return card;
    };
    const card = await ring("1234567", "Ann Lee");
    const theirs = card.getByRole("region", { name: "Harbour Hotel", exact: true });
    for (const text of ["Tea for the lobby", "Broken kettle", "Send the offer", "$300.00"]) {
      await theirs.getByText(text).first().waitFor();
    }
    await amount(theirs.getByText("Own cups"), 0, "that is her own");
    await accessible(page, { include: [".call-card"] });
    // Who belongs to no company has no such part.
    await ring("9990000", "Bo Chen");
    await page.getByRole("heading", { name: "Bo Chen" }).first().waitFor();
    await amount(page.locator(".call-firm"), 0);
    // What was with Ann is on the journey of the company.
    await open(`customer/?id=${firm}`);
    await whole(page);
    await page.getByRole("heading", { name: say("touch.journey"), exact: true }).waitFor();
    await page.locator(".timeline").getByText("tasted the oolong").waitFor();
  });
});

test("what was changed of a deal is on the timeline of its customer, and on its own when asked for", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const made = Date.now() - 86_400_000 * 30;
    const dated = (all) => all.map((one) => ({ created: made, updated: made, ...one }));
    const file = backupWith({
      pipelines: dated(pipelines),
      customers: dated(customers),
      deals: dated([deal(41, "Tea for the lobby", 50_000, { customer: ann, note: "by the window" })]),
    }, { name: "Oolong", currency: "USD" });
    const fields = [{ field: "note", before: "by the door", after: "by the window" }, { field: "rank", before: "h", after: "i" }];
    const history = [{
      seq: 1, at: made + 1000, device: "till", label: { verb: "edit", table: "deals", count: 1 },
      edits: [{ updated: { table: "deals", id: idOf(41), fields } }],
    }];
    const text = JSON.stringify({ ...JSON.parse(file.buffer.toString("utf8")), history });
    await openBackup(page, { ...file, buffer: Buffer.from(text) });
    await open(`customer/?id=${ann}`);
    await whole(page);
    const line = page.locator(".timeline li", { hasText: "by the door" });
    await line.getByRole("link", { name: `Tea for the lobby · ${say("touch.changed")}` }).waitFor();
    await open(`deal/?id=${idOf(41)}`);
    await page.locator(".timeline li").first().waitFor();
    await amount(line, 0, "only when asked for");
    const changes = page.getByRole("button", { name: say("touch.changes"), exact: true });
    await changes.click();
    await line.waitFor();
    assert.equal(await line.locator("dt").count(), 1, "where the card stands is no news");
    await changes.click();
    await amount(line, 0);
  });
});

test("who is in the trash is erased from there", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers });
    await open("customers/");
    await page.getByRole("checkbox", { name: "Select Bo Chen" }).check();
    await page.getByRole("toolbar", { name: "With the selected customers" }).getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("2 customers").first().waitFor();
    await open("trash/");
    await page.getByRole("button", { name: say("clean.erase_named", { name: "Bo Chen" }), exact: true }).click();
    const dialog = page.getByRole("dialog", { name: say("clean.erase_title"), exact: true });
    await dialog.getByText(say("clean.erase_who", { name: "Bo Chen" })).waitFor();
    await accessible(page);
    await dialog.getByRole("button", { name: say("clean.erase_it"), exact: true }).click();
    await page.getByRole("heading", { name: say("history.trash_nothing") }).waitFor();
    const kept = JSON.stringify(await stored(page));
    assert.ok(kept.includes("Ann Lee") && !kept.includes("Bo Chen"), "gone from the trash and from the history");
  });
});
