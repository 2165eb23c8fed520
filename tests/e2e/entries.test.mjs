// Numbers and addresses of a record, edited in place: what is typed during a slow write stays.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { slow } from "./lib/faults.mjs";
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
