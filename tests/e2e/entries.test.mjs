// Numbers and addresses of a record, edited in place: what is typed during a slow write stays, and who has it
// too is told.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { slow } from "./lib/faults.mjs";
import { openMade } from "./lib/made.mjs";
import { backupWith, idOf, openBackup } from "./lib/shop.mjs";

after(closeBrowser);

const ann = { id: idOf(1), name: { full: "Ann" }, emails: [{ address: "ann@example.org" }] };
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const said = (page, name, text) => page.getByRole("button", { name: `${name}: ${text}`, exact: true });
const addMail = (page) => page.getByRole("button", { name: "Add an e-mail address", exact: true });

async function onRecord(use) {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openBackup(page, backupWith({ customers: [ann] }));
    await open(`customer/?id=${ann.id}`);
    await use(page);
  });
}

// The first of its kind, and one more beside another.
for (const [which, name, add, typed, more] of [
  ["first phone", "Phone", (page) => said(page, "Phone", "Add a phone number"), "13800", "13800138000"],
  ["second address", "E-mail", addMail, "a@example.", "a@example.net"],
]) {
  test(`a new entry that is typed on during a slow write is one entry with all of it (${which})`, async () => {
    await onRecord(async (page) => {
      await add(page).click();
      await field(page, name).fill(typed);
      const lock = await slow(page);
      await page.keyboard.press("Enter");
      await page.keyboard.type(more.slice(typed.length));
      await lock.evaluate((release) => release());
      await page.locator(".toast").first().waitFor();
      assert.equal(await field(page, name).inputValue(), more, "the field stays for who types on");
      await page.keyboard.press("Enter");
      await said(page, name, more).waitFor();
      assert.equal(await said(page, name, typed).count(), 0, "what was written first is no entry of its own");
      await page.reload();
      await said(page, name, more).waitFor();
      await said(page, "E-mail", "ann@example.org").waitFor();
      assert.equal(await said(page, name, typed).count(), 0);
    });
  });
}

test("the field of another entry stays when a new one arrives late", async () => {
  await onRecord(async (page) => {
    await addMail(page).click();
    await field(page, "E-mail").fill("b@example.net");
    const lock = await slow(page);
    await page.keyboard.press("Enter");
    await said(page, "E-mail", "ann@example.org").click();
    const first = page.locator(".entry").getByRole("textbox", { name: "E-mail", exact: true });
    await first.fill("ann@example.com");
    await lock.evaluate((release) => release());
    await said(page, "E-mail", "b@example.net").waitFor();
    assert.equal(await first.inputValue(), "ann@example.com");
    await page.keyboard.press("Enter");
    await said(page, "E-mail", "ann@example.com").waitFor();
    await page.reload();
    await said(page, "E-mail", "b@example.net").waitFor();
    await said(page, "E-mail", "ann@example.com").waitFor();
  });
});

const words = {
  en: { phone: "Phone", add: "Add a phone number", mail: "E-mail", addMail: "Add an e-mail address", too: "Another customer has it too:" },
  "zh-Hans": { phone: "电话", add: "添加电话", mail: "邮箱", addMail: "添加邮箱", too: "另一位客户也有相同的联系方式：" },
  "zh-Hant": { phone: "電話", add: "新增電話", mail: "電子郵件", addMail: "新增電子郵件", too: "另一位客戶也有相同的聯絡方式：" },
};

for (const [language, say] of Object.entries(words)) {
  inTurn(language, Object.keys(words))(`a number or address that somebody else has is told while it is typed and after, and saved (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      const cy = { id: idOf(3), name: { full: "Cy" }, company: idOf(4), phones: [{ number: "55501234567" }] };
      const dee = { id: idOf(4), kind: "company", name: { full: "Dee Ltd" } };
      await openMade(page, { customers: [
        { ...ann, emails: [] }, { id: idOf(2), name: { full: "Bo Chen" }, phones: [{ number: "+86 138 0013 8000" }], emails: [{ address: "bo@example.org" }] }, cy, dee,
      ] }, { language });
      await open(`customer/?id=${ann.id}`);
      const told = page.locator(".known");
      await said(page, say.phone, say.add).click();
      await field(page, say.phone).fill("1380013");
      assert.equal(await told.count(), 0);
      await field(page, say.phone).fill("13800138000");
      await told.getByText(say.too).waitFor();
      await told.getByRole("link", { name: "Bo Chen", exact: true }).waitFor();
      // Going back takes it away; saving does not.
      await page.keyboard.press("Escape");
      await told.waitFor({ state: "detached" });
      await said(page, say.phone, say.add).click();
      await field(page, say.phone).fill("13800138000");
      await page.keyboard.press("Enter");
      await said(page, say.phone, "13800138000").waitFor();
      await told.getByRole("link", { name: "Bo Chen", exact: true }).waitFor();
      await accessible(page);
      // Another one in its place: nobody has that.
      await said(page, say.phone, "13800138000").click();
      await field(page, say.phone).fill("13900139000");
      await told.waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await said(page, say.phone, "13900139000").waitFor();
      await said(page, say.mail, say.addMail).click();
      await field(page, say.mail).fill("BO@example.org");
      await told.getByRole("link", { name: "Bo Chen", exact: true }).click();
      await page.waitForURL(new RegExp(`id=${idOf(2)}`));
      // A company and who works there may have one number.
      await open(`customer/?id=${dee.id}`);
      await said(page, say.phone, say.add).click();
      await field(page, say.phone).fill("55501234567");
      await page.keyboard.press("Enter");
      await said(page, say.phone, "55501234567").waitFor();
      assert.equal(await told.count(), 0);
    });
  });
}
