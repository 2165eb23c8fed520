// In what order the parts of a customer stand: as usual for the kind of shop, or as the shop arranged them. The
// form for a new customer and a customer's page follow it; what is hidden and holds something is shown.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { openMade, person, reads } from "./lib/made.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    fields: "Fields", fresh: "New customer", name: "Name", create: "Create", save: "Save", more: "More fields", goOn: "Continue with it", kind: "Kind of shop", city: "City",
    up: (name) => `Move ${name} up`, show: (name) => `Show ${name}`, usual: (kind) => `Back to the usual order (${kind})`,
    retail: "Shop", salon: "Salon", wholesale: "Wholesale",
    phones: "Phone", emails: "E-mail", addresses: "Address", company: "Company", job: "Job title", birthday: "Birthday", tags: "Tags", website: "Web site",
    standing: "Relationship", owner: "Looked after by", source: "Source", code: "Code", note: "Note", values: "Own fields",
  },
  "zh-Hant": {
    fields: "欄位", fresh: "新增客戶", name: "姓名", create: "建立", save: "儲存", more: "更多欄位", goOn: "繼續填寫", kind: "店鋪類型", city: "城市",
    up: (name) => `上移「${name}」`, show: (name) => `顯示「${name}」`, usual: (kind) => `恢復常用順序（${kind}）`,
    retail: "零售店", salon: "美容美髮", wholesale: "批發",
    phones: "電話", emails: "電子郵件", addresses: "地址", company: "公司", job: "職務", birthday: "生日", tags: "標籤", website: "網站",
    standing: "往來關係", owner: "負責人", source: "來源", code: "編號", note: "備註", values: "自訂欄位",
  },
};

const retail = ["phones", "emails", "birthday", "company", "tags", "values", "source", "owner", "code", "addresses", "note", "website", "job", "standing"];
const wholesale = ["company", "job", "phones", "emails", "addresses", "values", "code", "owner", "standing", "website", "tags", "source", "note", "birthday"];
// There is neither a team nor an own field, so these are drawn nowhere but in the settings.
const drawn = (parts) => parts.filter((part) => !["values", "owner"].includes(part));

const rows = "li.setting:has([href$='chevron-up']) .strong";
const asked = "dialog[open] .content > .form .field > :is(label, .label)";
const told = ".record .details:not(details *) .detail-label";

for (const [language, said] of Object.entries(words)) {
  const named = (parts) => parts.map((part) => said[part]);

  test(`parts of a customer are moved and hidden: form and page follow, a reload keeps it, undo and reset take it back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      const customers = [person(idOf(1), "Ann Lee"), person(idOf(2), "Bo Chen", { source: "fair" })];
      await openMade(page, { customers }, { language });
      const layout = async () => (await stored(page)).tables.shop[0].layout;
      const section = page.getByRole("region", { name: said.fields, exact: true });
      const button = (name, more) => section.getByRole("button", { name, exact: true, ...more });
      const back = button(said.usual(said.retail));
      await open("settings/");
      await reads(page, rows, named(retail));
      assert.equal(await back.isVisible(), false);
      assert.equal(await layout(), undefined);
      await accessible(page, { include: [["main"]] });

      // Up three times: the keyboard stays on the button, so that it can be pressed again.
      const order = [...retail];
      await button(said.up(said.tags)).click();
      for (const place of [3, 2, 1]) {
        order.splice(order.indexOf("tags"), 1);
        order.splice(place, 0, "tags");
        await reads(page, rows, named(order));
        await page.waitForFunction((label) => document.activeElement.getAttribute("aria-label") === label, said.up(said.tags));
        if (place > 1) await page.keyboard.press("Enter");
      }
      await button(said.show(said.source)).click();
      await button(said.show(said.source), { pressed: false }).waitFor();
      await back.waitFor();
      assert.deepEqual((await layout()).hidden, ["job_title", "website", "standing", "source"]);
      // The shop's own fields are hidden one by one, and nobody is without a name.
      for (const part of ["values", "name"]) await amount(button(said.show(said[part])), 0);
      // Taken back at once.
      await button(said.show(said.note)).click();
      await button(said.show(said.note), { pressed: false }).waitFor();
      await page.keyboard.press("Control+z");
      await button(said.show(said.note), { pressed: true }).waitFor();

      // The form: in that order, the hidden ones behind the button.
      const hidden = ["source", "website", "job", "standing"];
      const shown = drawn(order).filter((part) => !hidden.includes(part));
      await open("customers/?new=1");
      const dialog = page.getByRole("dialog", { name: said.fresh });
      const more = (of) => of.getByRole("button", { name: said.more, exact: true });
      await reads(page, asked, named(shown));
      await more(dialog).click();
      await reads(page, asked, named([...shown, ...hidden]));
      assert.equal(await more(dialog).getAttribute("aria-expanded"), "true");
      await accessible(page, { include: [["dialog[open]"]] });
      // What is typed there stays while it is typed, and in sight once the button is let go.
      await dialog.getByLabel(said.source, { exact: true }).fill("web");
      await reads(page, asked, named([...shown, ...hidden]));
      await more(dialog).click();
      const withSource = drawn(order).filter((part) => part === "source" || !hidden.includes(part));
      await reads(page, asked, named(withSource));
      await dialog.getByLabel(said.source, { exact: true }).fill("");
      await reads(page, asked, named(withSource));
      await dialog.getByLabel(said.source, { exact: true }).fill("fair");
      await dialog.getByLabel(said.name, { exact: true }).fill("Cy Wu");
      await dialog.getByRole("button", { name: said.create, exact: true }).click();

      // The panel of whoever has a value there shows it, and so does the page.
      const panel = page.getByRole("complementary", { name: "Cy Wu" });
      await panel.getByRole("button", { name: `${said.source}: fair`, exact: true }).waitFor();
      await reads(page, told, named(withSource));
      await open(`customer/?id=${idOf(2)}`);
      await page.getByRole("button", { name: `${said.source}: fair`, exact: true }).waitFor();
      await reads(page, told, named(withSource));
      await open(`customer/?id=${idOf(1)}`);
      await reads(page, told, named(shown));
      await page.reload();
      await booted(page);
      await reads(page, told, named(shown));
      // What is filled in behind the button does not jump away; Tab goes on to the next one there.
      await more(page).click();
      await reads(page, told, named([...shown, ...hidden]));
      await page.getByRole("button", { name: `${said.source}: —`, exact: true }).click();
      await page.getByRole("textbox", { name: said.source, exact: true }).fill("web");
      await page.keyboard.press("Tab");
      await page.waitForFunction((label) => document.activeElement.getAttribute("aria-label") === label, said.website);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: `${said.source}: web`, exact: true }).waitFor();
      await reads(page, told, named([...shown, ...hidden]));
      await accessible(page);
      await page.reload();
      await booted(page);
      await reads(page, told, named(withSource));

      await open("settings/");
      await reads(page, rows, named(order));
      await back.click();
      await reads(page, rows, named(retail));
      await back.waitFor({ state: "hidden" });
      assert.equal(await layout(), undefined);
      await page.keyboard.press("Control+z");
      await reads(page, rows, named(order));
      await button(said.show(said.source), { pressed: false }).waitFor();
    });
  });

  test(`each kind of shop has its usual order, and what it hides is shown of whoever has it (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      const customers = [person(idOf(1), "Ann Lee", { birthday: "1990-05-04" }), person(idOf(2), "Bo Chen")];
      await openMade(page, { customers }, { language });
      const turn = async (kind) => {
        await open("settings/");
        const select = page.getByLabel(said.kind, { exact: true });
        await select.selectOption({ label: kind });
        await page.locator("form", { has: select }).getByRole("button", { name: said.save, exact: true }).click();
      };
      await turn(said.wholesale);
      await reads(page, rows, named(wholesale));
      await open(`customer/?id=${idOf(2)}`);
      await reads(page, told, named(drawn(wholesale).slice(0, -1)));
      await open(`customer/?id=${idOf(1)}`);
      await reads(page, told, named(drawn(wholesale)));

      // A salon asks the birthday first of all; an address is typed behind the button, and comes back with the rest
      // of what was typed.
      await turn(said.salon);
      const salon = ["phones", "birthday", "note", "tags", "emails", "source"];
      await reads(page, rows, named([
        "phones", "birthday", "owner", "values", "note", "tags", "emails", "source", "code", "addresses", "company", "job", "website", "standing",
      ]));
      await open("customers/?new=1");
      const dialog = page.getByRole("dialog", { name: said.fresh });
      await reads(page, asked, named(salon));
      await dialog.getByLabel(said.name, { exact: true }).fill("Di Mo");
      await dialog.getByLabel(said.birthday, { exact: true }).fill("1988-02-29");
      await dialog.getByLabel(said.note, { exact: true }).fill("short hair");
      await dialog.getByRole("button", { name: said.more, exact: true }).click();
      await dialog.getByLabel(said.city, { exact: true }).fill("Oxford");
      await dialog.getByLabel(said.standing, { exact: true }).selectOption({ index: 2 });
      await page.reload();
      await booted(page);
      await dialog.getByRole("button", { name: said.goOn, exact: true }).click();
      await reads(page, asked, named([...salon, "addresses", "standing"]));
      assert.equal(await dialog.getByLabel(said.city, { exact: true }).inputValue(), "Oxford");
      assert.equal(await dialog.getByLabel(said.birthday, { exact: true }).inputValue(), "1988-02-29");
      await dialog.getByRole("button", { name: said.create, exact: true }).click();
      await page.getByRole("complementary", { name: "Di Mo" }).waitFor();
      await reads(page, told, named([...salon, "addresses", "standing"]));
      const made = (await stored(page)).tables.customers.find((one) => one.name.full === "Di Mo");
      assert.deepEqual(
        [made.birthday, made.note, made.addresses, made.standing],
        ["1988-02-29", "short hair", [{ city: "Oxford" }], "partner"],
      );
    });
  });
}
