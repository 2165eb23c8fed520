// A call list of whom selected deals are with: each once, in the order of the deals, without who does not want to be called;
// the script, the outcomes and a call-back with its day and time. In turn in the three languages.
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

const [ann, bo, cy] = [1, 2, 3].map(idOf);
const phones = (number) => ({ phones: [{ number }] });
const tables = {
  pipelines,
  customers: [
    person(ann, "Ann Lee", phones("0221 1234567")), person(bo, "Bo Chen", phones("0555 9990000")),
    person(cy, "Cy Wu", { ...phones("0333 4440000"), do_not_contact: true }),
  ],
  deals: [
    deal(41, "Wedding tea", 50_000, { customer: bo }), deal(42, "Tins", 2_000, { customer: ann }), deal(43, "Cups", 1_000, { customer: bo }),
    deal(44, "Pots", 3_000), deal(45, "Lids", 500, { customer: cy }),
  ],
};

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  test(`the customers of selected deals are called with a script, to an outcome and a call-back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("pipeline/?as=table&sort=-value");
      await amount(page.locator(".deals-table tbody tr"), 5);
      await page.getByRole("checkbox", { name: say("people.select_all_deals", { count: 5 }), exact: true }).check();
      await page.getByRole("toolbar", { name: say("people.bulk_deals") }).getByRole("button", { name: say("touch.call_list"), exact: true }).click();
      const dialog = page.getByRole("dialog", { name: say("touch.make_list"), exact: true });
      await dialog.getByLabel(say("touch.script"), { exact: true }).fill("Good day {name}, your tea is here.");
      await accessible(page, { include: [["dialog[open]"]] });
      await dialog.getByRole("button", { name: say("common.create"), exact: true }).click();
      await page.waitForURL(/\/calls\/\?id=/);
      const list = (await stored(page)).tables.tasks.find((one) => one.calls);
      assert.deepEqual(list.calls.customers, [bo, ann], "each once, in the order of the deals, and nobody who does not want it");

      // One after the other; the script speaks to whom is called.
      const now = (name) => page.getByRole("region", { name, exact: true });
      const progress = (done) => page.locator("[role=status] b.num", { hasText: say("touch.progress", { done, all: 2 }) }).waitFor();
      const calls = async () => ((await stored(page)).tables.activities ?? []).map((one) => [one.customer, one.kind, one.outcome, one.text ?? "", one.list]);
      const log = async (name, outcome, text) => {
        await now(name).getByRole("textbox", { name: say("customers.touch_text"), exact: true }).fill(text);
        await now(name).getByRole("button", { name: say(outcome), exact: true }).click();
      };
      await page.locator(".script").getByText("Good day Bo Chen, your tea is here.").waitFor();
      await accessible(page);
      await log("Bo Chen", "touch.out_no_answer", "");
      await progress(0);
      await page.locator(".script").getByText("Good day Ann Lee, your tea is here.").waitFor();
      await log("Ann Lee", "touch.out_reached", "takes ten");
      await progress(1);

      // Who did not answer comes again, and asks to be called back on a day, at a time: a task of its own.
      await page.locator(".tag.warn", { hasText: say("touch.tried", { count: 1 }) }).waitFor();
      await now("Bo Chen").getByLabel(say("touch.call_back_day"), { exact: true }).fill("2030-05-06");
      await now("Bo Chen").getByLabel(say("touch.call_back_time"), { exact: true }).fill("15:30");
      await log("Bo Chen", "touch.out_call_back", "is in a meeting");
      await page.getByText(say("touch.all_called"), { exact: true }).waitFor();
      await progress(2);
      assert.deepEqual((await calls()).sort(), [
        [bo, "call_out", "no_answer", "", list.id], [ann, "call_out", "reached", "takes ten", list.id], [bo, "call_out", "call_back", "is in a meeting", list.id],
      ].sort());
      const backs = async () => (await stored(page)).tables.tasks.filter((one) => !one.calls);
      const [back, ...more] = await backs();
      assert.deepEqual([back.title, back.customer, back.due, back.time.slice(0, 5), more.length], [say("touch.call_back_title", { name: "Bo Chen" }), bo, "2030-05-06", "15:30", 0]);

      // One undo takes the call and its task; whoever was called stands in the queue again.
      await undo(page, say("common.undo"));
      await progress(1);
      await page.locator(".script").getByText("Good day Bo Chen, your tea is here.").waitFor();
      assert.deepEqual(await backs(), []);
      assert.equal((await calls()).length, 2);
    });
  });
}
