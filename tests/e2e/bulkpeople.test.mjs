// Many people at once: their company, their city and what they allow, with how many will change said beforehand; and
// leads edited, tagged and deleted in their inbox. One undo each. In turn in the three languages.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { at, openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, cy, tea] = [1, 2, 3, 4].map(idOf);
const lead = { lead: { status: "new", since: at(1) } };
const tables = {
  customers: [
    person(ann, "Ann Lee", lead),
    person(bo, "Bo Chen", { ...lead, addresses: [{ street: "1 Main St", city: "Rome" }] }),
    person(cy, "Cy Wu", { consents: [{ channel: "email", given: false, on: "2026-01-01" }] }),
    person(tea, "Tea House", { kind: "company" }),
  ],
};
const all = Object.entries({ "Ann Lee": ann, "Bo Chen": bo, "Cy Wu": cy });

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  const customersOf = async (page) => Object.fromEntries((await stored(page)).tables.customers.map((one) => [one.id, one]));

  /** Waits until that is so. */
  async function until(holds, why) {
    const end = Date.now() + 10_000;
    while (!(await holds())) {
      assert.ok(Date.now() < end, why);
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  /** Waits until what is stored of these is that. */
  async function holds(page, part, wanted) {
    const until = Date.now() + 10_000;
    const read = async () => {
      const known = await customersOf(page);
      return all.map(([, id]) => part(known[id]) ?? null);
    };
    while (JSON.stringify(await read()) !== JSON.stringify(wanted) && Date.now() < until) await new Promise((next) => setTimeout(next, 50));
    assert.deepEqual(await read(), wanted);
  }

  test(`company, city and consents are set for everybody selected, told beforehand and taken back at once (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("customers/");
      for (const [name] of all) await page.getByRole("checkbox", { name: say("customers.select_one", { name }), exact: true }).click();
      const bar = page.getByRole("toolbar", { name: say("customers.bulk") });
      const dialog = page.getByRole("dialog");
      const begin = async (label) => {
        await bar.getByRole("button", { name: say("common.edit"), exact: true }).click();
        await dialog.getByLabel(say("customers.bulk_what"), { exact: true }).selectOption({ label });
        return dialog.getByLabel(say("customers.bulk_value"), { exact: true });
      };
      const tells = (count) => dialog.locator("footer").getByText(say("customers.bulk_changes", { count })).waitFor();
      const apply = () => dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
      const gone = () => dialog.waitFor({ state: "hidden" });

      // A company that is known, found by a part of its name.
      const company = await begin(say("customers.company"));
      await company.fill("tea");
      await dialog.getByRole("option", { name: /Tea House/ }).click();
      await tells(3);
      await accessible(page, { include: [["dialog[open]"]] });
      await apply();
      await gone();
      await holds(page, (one) => one.company, [tea, tea, tea]);
      await page.keyboard.press("Control+z");
      await holds(page, (one) => one.company, [null, null, null]);

      // One that nobody knows yet is made on the spot; one undo takes both back.
      const fresh = await begin(say("customers.company"));
      await fresh.fill("Reed Mill");
      await dialog.getByRole("option", { name: say("customers.create_named", { name: "Reed Mill" }), exact: true }).click();
      await dialog.getByText(say("common.customer_is_new")).waitFor();
      await tells(3);
      await accessible(page, { include: [["dialog[open]"]] });
      await apply();
      await gone();
      const mills = async () => Object.values(await customersOf(page)).filter((one) => one.name.full === "Reed Mill");
      await until(async () => (await mills()).length === 1, "the company is there");
      const [mill] = await mills();
      assert.equal(mill.kind, "company");
      await holds(page, (one) => one.company, [mill.id, mill.id, mill.id]);
      await page.keyboard.press("Control+z");
      await holds(page, (one) => one.company, [null, null, null]);
      assert.deepEqual(await mills(), []);

      // Who is there already does not count.
      const city = await begin(say("customers.city"));
      await city.fill("Rome");
      await tells(2);
      await apply();
      await gone();
      await holds(page, (one) => one.addresses?.[0]?.city, ["Rome", "Rome", "Rome"]);

      // A yes says where; who refused stays refused.
      const consent = await begin(say("clean.consent_to", { channel: say("clean.channel_email") }));
      await consent.selectOption("given");
      await apply();
      await dialog.getByText(say("clean.consent_needs_source")).waitFor();
      await dialog.getByLabel(say("clean.consent_source"), { exact: true }).fill("spring fair");
      await dialog.getByLabel(say("common.date"), { exact: true }).fill("2026-03-20");
      await tells(2);
      await accessible(page, { include: [["dialog[open]"]] });
      await apply();
      await gone();
      const said = (one) => one.consents?.map((said) => [said.channel, said.given, said.on, said.source ?? ""]);
      const yes = [["email", true, "2026-03-20", "spring fair"]];
      await holds(page, said, [yes, yes, [["email", false, "2026-01-01", ""]]]);

      // Taken back for everybody: the third one did that before.
      const no = await begin(say("clean.consent_to", { channel: say("clean.channel_email") }));
      await no.selectOption("refused");
      await tells(2);
      await apply();
      await gone();
      await holds(page, (one) => one.consents?.[0]?.given, [false, false, false]);
      await page.keyboard.press("Control+z");
      await holds(page, said, [yes, yes, [["email", false, "2026-01-01", ""]]]);
    });
  });

  test(`leads are edited, tagged and deleted in their inbox, each with one undo (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("leads/");
      const rows = page.locator(".lead-row");
      await amount(rows, 2);
      const select = async () => {
        for (const name of ["Ann Lee", "Bo Chen"]) await page.getByRole("checkbox", { name: say("customers.select_one", { name }), exact: true }).check();
      };
      await select();
      const bar = page.getByRole("toolbar", { name: say("people.bulk_leads") });
      const dialog = page.getByRole("dialog");
      await bar.getByRole("button", { name: say("customers.add_tag"), exact: true }).click();
      await dialog.getByRole("textbox").fill("fair");
      await dialog.getByRole("button", { name: say("customers.add_tag"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await holds(page, (one) => one.tags, [["fair"], ["fair"], null]);
      await bar.getByRole("button", { name: say("common.edit"), exact: true }).click();
      await dialog.getByLabel(say("customers.bulk_what"), { exact: true }).selectOption({ label: say("customers.source") });
      await dialog.getByLabel(say("customers.bulk_value"), { exact: true }).fill("trade fair");
      await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await holds(page, (one) => one.source, ["trade fair", "trade fair", null]);
      await accessible(page);
      await bar.getByRole("button", { name: say("common.delete"), exact: true }).click();
      await amount(rows, 0);
      await page.keyboard.press("Control+z");
      await amount(rows, 2);
      await holds(page, (one) => one.tags, [["fair"], ["fair"], null]);
    });
  });
}
