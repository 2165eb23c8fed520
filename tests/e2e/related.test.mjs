// Customers by who belongs to them and by what they do: as columns, and as questions of the filter that the address and
// the builder say alike. English and traditional Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { booted, inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { lists, openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { idOf } from "./lib/shop.mjs";

after(closeBrowser);

const [ann, bo, cy, di] = [1, 2, 3, 4].map(idOf);
const everybody = ["Ann Lee", "Bo Chen", "Cy Wu", "Di Mo"];
const tables = {
  customers: [person(ann, "Ann Lee"), person(bo, "Bo Chen", { job_title: "Head of purchasing" }), person(cy, "Cy Wu"), person(di, "Di Mo")],
  relations: [
    { id: idOf(31), from: ann, to: bo, kind: "family", role: "aunt" },
    { id: idOf(32), from: bo, to: cy, kind: "referrer" },
  ],
};

const languages = ["en", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`relations and job titles are columns of customers, and filters ask for them (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, tables, { language });
      await open("customers/");
      await lists(page, everybody);
      await page.locator(".columns-menu > summary").click();
      for (const name of [say("customers.job"), say("customers.relations")]) await page.locator(".columns-popup").getByLabel(name, { exact: true }).check();
      await page.locator(".columns-menu > summary").click();
      const row = (name) => page.locator(".row-line").filter({ has: page.locator(".who", { hasText: name }) });
      await row("Ann Lee").getByText("Bo Chen (aunt)", { exact: true }).waitFor();
      const comma = say("history.comma");
      const ofBo = [`Ann Lee (${say("customers.rel_family")})`, `Cy Wu (${say("customers.rel_brought")})`].join(comma);
      await row("Bo Chen").getByText(ofBo, { exact: true }).waitFor();
      await row("Bo Chen").getByText("Head of purchasing", { exact: true }).waitFor();
      await row("Cy Wu").getByText(`Bo Chen (${say("customers.rel_brought_by")})`, { exact: true }).waitFor();

      const dialog = page.getByRole("dialog", { name: say("customers.filter"), exact: true });
      const chip = page.locator(".chip.built");
      const asked = () => new URL(page.url()).searchParams.get("filter");
      const ask = async (condition, fill, names, wanted) => {
        await page.locator(".chips").getByRole("button", { name: say("customers.filter"), exact: true }).click();
        await dialog.getByLabel(say("customers.condition"), { exact: true }).selectOption({ label: condition });
        await fill();
        await dialog.getByRole("button", { name: say("common.apply"), exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
        await lists(page, names);
        assert.equal(asked(), `all(${wanted})`);
        await page.reload();
        await booted(page);
        await lists(page, names);
        await accessible(page);
        await chip.getByRole("button", { name: say("customers.remove_filter") }).click();
        await lists(page, everybody);
      };
      const bond = (label) => () => dialog.getByRole("combobox", { name: say("customers.relation"), exact: true }).selectOption({ label });
      await ask(say("customers.relation"), bond(say("customers.rel_family")), ["Ann Lee", "Bo Chen"], "tied~family");
      await ask(say("customers.relation"), bond(say("customers.bond_brought")), ["Bo Chen"], "tied~brought");
      await ask(say("customers.relation"), bond(say("customers.bond_brought_by")), ["Cy Wu"], "tied~brought_by");
      // A part of the job title, in any case.
      await open("customers/?filter=all(job~PURCHAS)");
      await lists(page, ["Bo Chen"]);
    });
  });
}
