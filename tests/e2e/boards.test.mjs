// Several boards: the deals of all of them in one list, narrowed, ordered, kept as a view, edited and exported; and
// a deal that begins on the board that is chosen, new or of a lead. In each of the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { at, deal, offered, openMade, person, pipelines, reads } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [repairs, brought, mended] = [24, 25, 26].map(idOf);
const repair = (n, title, value, stage, more = {}) =>
  deal(n, title, value, { pipeline: repairs, stage, history: [{ stage, at: at(60) }], ...more });
const won = { outcome: { state: "won", on: "2026-11-20" } };
const tables = {
  customers: [person(idOf(1), "Ann Lee", { lead: { status: "new", since: at(1) } })],
  pipelines: [...pipelines, {
    id: repairs, name: "Repairs", rank: "r",
    stages: [{ id: brought, name: "Brought in", probability: 50 }, { id: mended, name: "Mended", probability: 80 }],
  }],
  deals: [
    repair(72, "Clock", 40_000, mended), deal(62, "Pots", 90_000, { stage: offered }), repair(71, "Kettle", 20_000, brought),
    deal(61, "Cake", 50_000), deal(64, "Won tea", 700, won), repair(74, "Won lamp", 900, mended, won),
  ],
};

const titles = (page, wanted) => reads(page, ".deals-table tbody td:nth-child(2)", wanted);
const boardsOf = (page, wanted) => reads(page, ".deals-table tbody td:nth-child(4)", wanted);

/** Chooses in the menu of boards. */
async function board(page, say, name) {
  await page.getByRole("button", { name: say("pipeline.board"), exact: true }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  const all = say("pipeline.all_boards");

  test(`the deals of all boards stand in one list, in the address, in views and in what goes out (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("pipeline/");
      const main = page.getByRole("main");
      const heading = (name) => main.getByRole("heading", { name, level: 1, exact: true }).waitFor();
      const shape = (key) => main.locator(".segmented").getByText(say(key), { exact: true }).click();
      const head = main.locator(".deals-table thead").getByRole("button", { name: say("pipeline.one_board"), exact: true });
      await heading("Orders");
      await amount(page.locator(".board .card"), 2);

      // From the board it is the list; there is one more column, and the sums are of all.
      await board(page, say, all);
      await page.waitForURL(/board=all/);
      await heading(all);
      await titles(page, ["Cake", "Pots", "Kettle", "Clock"]);
      await boardsOf(page, ["Orders", "Orders", "Repairs", "Repairs"]);
      // 20 % of 500, 60 % of 900, 50 % of 200 and 80 % of 400.
      await page.locator(".head .chip").filter({ hasText: say("pipeline.summary_open", { count: 4 }) }).filter({ hasText: /2,000.*1,060/ }).waitFor();
      await accessible(page);
      await screenshot(page, `boards-${language}`);
      // On a phone the head is three low rows (which board, its four shapes, what it comes to) inside the page.
      const wide = page.viewportSize();
      await page.setViewportSize({ width: 390, height: 844 });
      const phone = await page.locator(".deals-head").evaluate((one) => ({
        height: one.offsetHeight, over: one.scrollWidth - one.clientWidth,
        first: Math.max(...[...one.querySelectorAll(".head-title, .views-menu, .btn.primary")].map((part) => part.getBoundingClientRect().bottom)),
        second: Math.min(...[...one.querySelectorAll(".segmented, .chip")].map((part) => part.getBoundingClientRect().top)),
      }));
      assert.ok(phone.height < 140 && phone.over <= 0 && phone.first <= phone.second, JSON.stringify(phone));
      await accessible(page);
      await screenshot(page, `boards-phone-${language}`);
      await page.setViewportSize(wide);
      await head.click();
      await page.waitForURL(/sort=board/);
      await head.click();
      await page.waitForURL(/sort=-board/);
      await titles(page, ["Kettle", "Clock", "Cake", "Pots"]);

      // A stage is found below its board; the whole is kept as a view.
      const stage = main.getByRole("combobox", { name: say("pipeline.stage"), exact: true });
      assert.deepEqual(await stage.locator("optgroup").evaluateAll((groups) => groups.map((one) => one.label)), ["Orders", "Repairs"]);
      await stage.selectOption(mended);
      await page.waitForURL(/stage=/);
      await titles(page, ["Clock"]);
      const chip = page.getByRole("group", { name: say("customers.view_changed") });
      await chip.getByRole("button", { name: say("customers.view_save_new") }).click();
      await page.getByLabel(say("customers.view_name")).fill("To collect");
      await page.getByRole("dialog").getByRole("button", { name: say("common.save"), exact: true }).click();
      await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
      const address = page.url();
      await page.reload();
      await booted(page);
      await heading(all);
      await titles(page, ["Clock"]);
      const views = page.locator(".views-menu");
      await views.click();
      await page.getByRole("menuitem", { name: say("customers.open_deals"), exact: true }).click();
      await titles(page, ["Cake", "Pots", "Kettle", "Clock"]);
      await heading(all);
      await amount(chip, 0, "all boards are no change");
      await views.click();
      await page.getByRole("menuitem", { name: "To collect", exact: true }).click();
      await page.waitForURL(address);
      await titles(page, ["Clock"]);

      // Another board over the view: asked of it, too, but for the stage, which it does not have.
      await board(page, say, "Orders");
      await titles(page, ["Cake", "Pots"]);
      await heading("Orders");
      await amount(head, 0, "of one board no column says so");
      await chip.getByRole("button", { name: say("common.reset"), exact: true }).click();
      await page.waitForURL(address);
      await titles(page, ["Clock"]);

      // What is selected goes out with its board; a stage moves the deals of its own board.
      await open("pipeline/?as=table&board=all");
      await titles(page, ["Cake", "Pots", "Kettle", "Clock"]);
      await page.getByRole("checkbox", { name: say("people.select_all_deals", { count: 4 }), exact: true }).check();
      const bar = page.getByRole("toolbar", { name: say("people.bulk_deals") });
      await bar.getByRole("button", { name: say("common.export"), exact: true }).click();
      const csv = await downloadFrom(page, () => page.getByRole("menuitem", { name: say("data.out_csv"), exact: true }).click());
      assert.match(csv.bytes.toString("utf8"), /Cake,[^\r\n]*Orders,Asked,[^]*Clock,[^\r\n]*Repairs,Mended,/);
      await bar.getByRole("button", { name: say("common.edit"), exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(say("customers.bulk_value"), { exact: true }).selectOption({ label: "Repairs: Mended" });
      await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await reads(page, ".deals-table tbody td:nth-child(5)", ["Asked", "Offered", "Mended", "Mended"]);

      // The board is one: the first. Back in the list all are there; closed ones say of which they are.
      await shape("pipeline.view_board");
      await heading("Orders");
      await amount(page.locator(".board .card"), 2);
      await shape("people.deals_table");
      await heading(all);
      await amount(page.locator(".deals-table tbody tr"), 4);
      await shape("pipeline.view_closed");
      await amount(page.locator(".closed-deals tbody tr"), 2);
      await page.locator(".closed-deals tbody tr", { hasText: "Won lamp" }).getByText("Repairs", { exact: true }).waitFor();
      await accessible(page);
      await board(page, say, "Repairs");
      await heading("Repairs");
      await amount(page.locator(".closed-deals tbody tr"), 1);
      await shape("people.deals_table");
      await titles(page, ["Clock", "Kettle"]);
    });
  });

  test(`a deal begins on the board and at the stage that are chosen, new or of a lead (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      const dialog = page.getByRole("dialog");
      const onBoard = dialog.getByLabel(say("pipeline.one_board"), { exact: true });
      const stage = dialog.getByLabel(say("pipeline.stage"), { exact: true });
      const shown = (select) => select.evaluate((one) => one.selectedOptions[0].label);
      const offers = (select) => select.locator("option").evaluateAll((all) => all.map((one) => one.label));

      await open("pipeline/?as=table&board=all");
      await page.getByRole("button", { name: say("common.new_deal"), exact: true }).first().click();
      await dialog.getByLabel(say("common.title"), { exact: true }).fill("Radio");
      assert.deepEqual([await shown(onBoard), await shown(stage)], ["Orders", "Asked"]);
      await onBoard.selectOption({ label: "Repairs" });
      await stage.selectOption({ label: "Mended" });
      await accessible(page, { include: ["dialog[open]"] });
      await dialog.getByRole("button", { name: say("common.create"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      // Above what stood there.
      await titles(page, ["Cake", "Pots", "Kettle", "Radio", "Clock"]);
      await boardsOf(page, ["Orders", "Orders", "Repairs", "Repairs", "Repairs"]);

      await open("leads/");
      await page.locator(".lead-row").getByRole("button", { name: say("customers.lead_qualify"), exact: true }).click();
      assert.deepEqual([await shown(onBoard), await shown(stage)], ["Orders", "Asked"]);
      await stage.selectOption({ label: "Offered" });
      // Another board has other stages, and begins with its first.
      await onBoard.selectOption({ label: "Repairs" });
      assert.deepEqual(await offers(stage), ["Brought in", "Mended"]);
      assert.equal(await shown(stage), "Brought in");
      await accessible(page, { include: ["dialog[open]"] });
      await screenshot(page, `boards-lead-${language}`);
      await dialog.getByRole("button", { name: say("customers.lead_qualify"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await open(`pipeline/?board=${repairs}`);
      await reads(page, '.col[aria-label="Brought in"] .card-link', ["Ann Lee", "Kettle"]);
    });
  });
}
