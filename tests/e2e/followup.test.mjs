// What was begun goes on: a call list that changes, a lead answered on its record, more customers than the palette has
// room for, a task that was interrupted.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { lists, openMade, person, whole } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const [ann, bo, cy, di] = [1, 2, 3, 4].map(idOf);
const phones = (number) => ({ phones: [{ number }] });

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`title, script and people of a call list are changed afterwards (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, {
        customers: [person(ann, "Ann Lee", phones("0221 1234567")), person(bo, "Bo Chen", phones("0555 9990000")), person(cy, "Cy Wu", phones("0333 4440000")), person(di, "Di Roe")],
        tasks: [{ id: idOf(61), title: "Autumn", calls: { customers: [ann, bo], script: "Good day" } }],
      }, { language });
      await open(`calls/?id=${idOf(61)}`);
      await page.getByRole("region", { name: "Ann Lee", exact: true }).waitFor();
      await page.locator(".head").getByRole("button", { name: say("common.edit"), exact: true }).click();
      const dialog = page.getByRole("dialog", { name: say("touch.edit_list"), exact: true });
      await dialog.getByLabel(say("touch.script"), { exact: true }).fill("Good evening");
      await dialog.getByRole("button", { name: say("customers.remove_one", { name: "Ann Lee" }), exact: true }).click();
      const who = dialog.getByRole("combobox", { name: say("common.customer"), exact: true });
      await who.fill("Cy Wu");
      await page.getByRole("option", { name: /Cy Wu/ }).first().click();
      await dialog.getByRole("button", { name: say("customers.remove_one", { name: "Cy Wu" }), exact: true }).waitFor();
      // Who has no number is not put on it, and that is said.
      await who.fill("Di Roe");
      await page.getByRole("option", { name: /Di Roe/ }).first().click();
      await dialog.getByText(say("touch.left_out", { count: 1 })).waitFor();
      await accessible(page);
      await dialog.getByRole("button", { name: say("common.save"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("region", { name: "Bo Chen", exact: true }).waitFor();
      await page.locator(".script").getByText("Good evening").waitFor();
      const { calls } = (await stored(page)).tables.tasks[0];
      assert.deepEqual([calls.customers, calls.script], [[bo, cy], "Good evening"]);
    });
  });

  test(`a lead is answered on its record with a touch (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, {
        customers: [person(ann, "Ann Lee", { ...phones("0221 1234567"), emails: [{ address: "ann@example.com" }], lead: { status: "new", since: Date.now() - 3_600_000 } })],
      }, { language });
      await open("leads/");
      const row = page.locator(".lead-row");
      await row.getByRole("link", { name: "0221 1234567", exact: true }).waitFor();
      assert.equal(await row.getByRole("link", { name: "ann@example.com", exact: true }).getAttribute("href"), "mailto:ann@example.com");
      await open(`customer/?id=${ann}`);
      await whole(page);
      const way = say("customers.act_call_out");
      await page.locator(".lead-box").getByRole("button", { name: say("people.answered_by", { way, name: "Ann Lee" }), exact: true }).click();
      await page.locator(".timeline").getByText(way, { exact: true }).first().waitFor();
      const { activities, customers } = (await stored(page)).tables;
      assert.deepEqual([activities.length, activities[0].customer, customers[0].lead.status], [1, ann, "working"]);
    });
  });

  test(`the palette leads to all customers where it has no room for them (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      const names = Array.from({ length: 10 }, (_, n) => `Ann ${String.fromCharCode(65 + n)} Lee`);
      await openMade(page, { customers: [...names.map((name, n) => person(idOf(n + 1), name)), person(idOf(20), "Bo Chen")] }, { language });
      await page.keyboard.press("Control+k");
      const box = page.getByRole("combobox", { name: say("common.search"), exact: true });
      await box.fill("bo");
      await page.getByRole("option", { name: /Bo Chen/ }).waitFor();
      const all = (text) => page.getByRole("option", { name: say("customers.all_with", { text }) });
      await amount(all("bo"), 0, "there is room for all");
      await box.fill("ann lee");
      await all("ann lee").click();
      await page.waitForURL(/\/customers\/\?q=ann(%20|\+)lee/);
      await lists(page, names);
    });
  });
}

test("a task that was interrupted comes back with priority, reminder and customer", async () => {
  const say = speaker("en");
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(ann, "Ann Lee")] });
    const begin = async () => {
      await open("tasks/");
      await page.locator("#main").getByRole("button", { name: say("common.new_task"), exact: true }).click();
      return page.locator("dialog[open]");
    };
    const dialog = await begin();
    await dialog.getByLabel(say("common.title"), { exact: true }).fill("Send the list");
    await dialog.getByRole("button", { name: say("today.p_high"), exact: true }).click();
    await dialog.getByRole("combobox", { name: say("common.customer"), exact: true }).fill("Ann Lee");
    await page.getByRole("option", { name: /Ann Lee/ }).first().click();
    await page.reload();
    await booted(page);
    const again = await begin();
    await again.getByRole("button", { name: say("common.unsaved_take"), exact: true }).click();
    assert.equal(await again.getByLabel(say("common.title"), { exact: true }).inputValue(), "Send the list");
    assert.equal(await again.getByRole("button", { name: say("today.p_high"), exact: true }).getAttribute("aria-pressed"), "true");
    assert.equal(await again.getByRole("combobox", { name: say("common.customer"), exact: true }).inputValue(), "Ann Lee");
  });
});
