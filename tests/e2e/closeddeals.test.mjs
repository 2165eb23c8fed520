// Deals that were won or lost as a table: chosen columns, groups with counts and sums, a saved view, what goes out, and
// back on the board, one or many. In turn in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { deal, offered, openMade, person, pipelines, reads } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, mona, guests] = [1, 11, 71].map(idOf);
const ended = (state, day, reason = "") => ({ outcome: { state, on: day, reason } });
const tables = {
  members: [{ id: mona, name: "Mona" }],
  customers: [person(ann, "Ann Lee")],
  fields: [{ id: guests, of: "deals", name: "Guests", kind: "number", rank: "i" }],
  pipelines,
  deals: [
    deal(41, "Open tins", 700),
    deal(42, "Won cake", 10_000, { customer: ann, owner: mona, ...ended("won", "2026-11-20", "quick answer"), values: { [guests]: { kind: "number", value: "4" } } }),
    deal(43, "Lost pots", 5_000, { stage: offered, ...ended("lost", "2026-11-10", "Price: too late") }),
    deal(44, "Lost cups", 2_000, { owner: mona, ...ended("lost", "2026-10-05", "Price") }),
  ],
};

const heads = ".record-table .group-fold";
const titles = (page, wanted) => reads(page, ".closed-deals tbody tr:not(.group-head) td:nth-child(2)", wanted);

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  test(`closed deals are a table in chosen columns and groups, kept, taken away and opened again (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("pipeline/?as=closed");
      await titles(page, ["Won cake", "Lost pots", "Lost cups"]);
      const names = ".closed-deals thead .th-sort .clip";
      const first = ["common.title", "pipeline.outcome", "common.customer", "pipeline.value", "customers.owner", "data.d_closed", "data.reason", "customers.tags"].map((key) => say(key));
      await reads(page, names, [...first, "Guests"]);
      await page.locator(".table-tools [role=status]", { hasText: say("common.deals_n", { count: 3 }) }).waitFor();

      // One board is shown: its column has nothing to tell. Neither has what they may be worth.
      const columns = page.locator(".columns-menu > summary");
      const menu = page.locator(".columns-popup");
      const box = (key) => menu.getByRole("checkbox", { name: say(key), exact: true });
      await columns.click();
      await box("pipeline.stage").check();
      await box("customers.tags").uncheck();
      await amount(box("pipeline.one_board"), 0);
      await amount(box("pipeline.weighted_value"), 0);
      await columns.click();
      const chosen = ["common.title", "pipeline.outcome", "common.customer", "pipeline.stage", "pipeline.value", "customers.owner", "data.d_closed", "data.reason"].map((key) => say(key));
      await reads(page, names, [...chosen, "Guests"]);

      // Any column sorts; how they ended, which month and why make groups with what they come to.
      await page.locator(".closed-deals thead").getByRole("button", { name: say("data.d_closed"), exact: true }).click();
      await page.waitForURL(/sort=closed/);
      await titles(page, ["Lost cups", "Lost pots", "Won cake"]);
      const look = page.locator(".look-menu");
      const group = (by) => look.getByRole("combobox", { name: say("people.group_by") }).selectOption(by);
      await look.locator("summary").click();
      await group("outcome");
      await page.waitForURL(/group=outcome/);
      await reads(page, heads, [`${say("pipeline.won")} 1`, `${say("pipeline.lost")} 2`]);
      await group("closed");
      const month = (text) => new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(text));
      await reads(page, heads, [`${month("2026-10-01")} 1`, `${month("2026-11-01")} 2`]);
      await group("reason");
      await reads(page, heads, ["Price 2", "quick answer 1"]);
      await look.getByLabel(say("people.sums"), { exact: true }).check();
      await look.locator("summary").click();
      await reads(page, ".sums dd b", ["$170.00", "4"]);
      await accessible(page);
      await screenshot(page, `closed-deals-${language}`);

      // A view keeps it, and so does its address.
      const chip = page.getByRole("group", { name: say("customers.view_changed") });
      await chip.getByRole("button", { name: say("customers.view_save_new") }).click();
      await page.getByLabel(say("customers.view_name")).fill("Why they ended");
      await page.getByRole("dialog").getByRole("button", { name: say("common.save"), exact: true }).click();
      await page.waitForURL(/\?view=[0-9a-f-]{36}$/);
      await chip.waitFor({ state: "hidden" });
      await page.reload();
      await booted(page);
      await reads(page, heads, ["Price 2", "quick answer 1"]);
      await reads(page, names, [...chosen, "Guests"]);
      await amount(chip, 0, "nothing was changed");

      // What stands there goes out, with how and when it ended.
      const csv = await downloadFrom(page, async () => {
        await page.locator(".table-tools").getByRole("button", { name: say("common.export"), exact: true }).click();
        await page.getByRole("menuitem", { name: say("data.out_csv"), exact: true }).click();
      });
      const text = csv.bytes.toString("utf8");
      assert.match(text, /Lost cups[^\r\n]*2026-10-05,Price,[^]*Lost pots[^\r\n]*2026-11-10,Price: too late,[^]*Won cake[^\r\n]*2026-11-20,quick answer,/);
      assert.doesNotMatch(text, /Open tins/);

      // A group is opened again at once, and one undo closes it again.
      await page.getByRole("button", { name: say("people.select_group", { name: "Price" }), exact: true }).click();
      const bar = page.getByRole("toolbar", { name: say("people.bulk_deals") });
      await bar.getByRole("button", { name: say("pipeline.reopen"), exact: true }).click();
      await titles(page, ["Won cake"]);
      await page.keyboard.press("Control+z");
      await titles(page, ["Lost cups", "Lost pots", "Won cake"]);
      // So is one by its row; the open table knows nothing of how deals ended.
      await page.getByRole("button", { name: `${say("pipeline.reopen")}: Won cake`, exact: true }).click();
      await titles(page, ["Lost cups", "Lost pots"]);
      await page.getByRole("navigation", { name: say("pipeline.view"), exact: true }).getByRole("link", { name: say("people.deals_table"), exact: true }).click();
      await reads(page, ".deals-table tbody td:nth-child(2)", ["Open tins", "Won cake"]);
      await amount(page.locator(heads), 0);
      await reads(page, ".deals-table thead [data-column=outcome]", []);

      await open("pipeline/?as=closed");
      await page.setViewportSize({ width: 390, height: 844 });
      await titles(page, ["Lost pots", "Lost cups"]);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 390), "nothing stands out");
    });
  });
}
