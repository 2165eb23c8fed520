// A list is found as it was left: from a record, from another page, by mouse and by keyboard.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { speaker } from "./lib/say.mjs";
import { openSample, ready } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans"];
for (const language of languages) {
  const test = inTurn(language, languages);
  test(`a list is come back to as it was left (${language})`, async () => {
    const say = speaker(language);
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openSample(page, { language });
      const menu = page.getByRole("navigation", { name: say("common.menu") });
      const link = (key) => menu.getByRole("link", { name: new RegExp(`^${say(key)}`) }).filter({ visible: true });
      const asked = () => new URL(page.url()).search;
      await open("customers/?sort=-visits");
      await ready(page);
      const all = asked();
      assert.notEqual(all, "");
      // To another page and back.
      await link("common.sales").click();
      await page.waitForURL(/sales/);
      await link("common.customers").click();
      await page.waitForURL(/customers/);
      assert.equal(asked(), all);
      // By keyboard.
      await page.keyboard.press("g");
      await page.keyboard.press("s");
      await page.waitForURL(/sales/);
      await page.keyboard.press("g");
      await page.keyboard.press("c");
      await page.waitForURL(/customers/);
      assert.equal(asked(), all);
      // From a record.
      const row = page.locator(".row-line:not([hidden])").first();
      await row.getByRole("link").first().or(row).first().click();
      await page.getByRole("complementary").getByRole("link", { name: say("customers.full_page") }).click();
      await page.waitForURL(/customer\/\?id=/);
      await page.getByRole("main").getByRole("link", { name: say("common.back"), exact: true }).click();
      await page.waitForURL(/customers/);
      assert.equal(asked(), all);
      // The link of the list that is open leads to all of it.
      await link("common.customers").click();
      await page.waitForURL((url) => url.search === "");
    });
  });
}
