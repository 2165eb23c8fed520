// Every page of a shop with something in it, in both themes and at two widths: axe finds nothing, and
// nothing is wider than the window.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { everyPage, openSample } from "./lib/shop.mjs";

after(closeBrowser);

const looks = [
  ["en", "light", 1280],
  ["zh-Hans", "dark", 1280],
  ["zh-Hant", "light", 390],
  ["en", "dark", 390],
];

for (const [language, theme, width] of looks) {
  test(`every page is accessible and fits: ${language}, ${theme}, ${width} px`, async () => {
    await withApp({ language, theme, viewport: { width, height: 844 } }, async ({ page, open }) => {
      await open();
      await openSample(page, { language, customers: 400 });
      await everyPage(page, async (what) => {
        await accessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(wide, 0, `${what} is no wider than the window`);
        const blank = await page.evaluate(() =>
          [...document.querySelectorAll("use")]
            .filter((use) => use.checkVisibility() && use.getBBox().width === 0)
            .map((use) => use.getAttribute("href")));
        assert.deepEqual(blank, [], `${what} draws its icons`);
      });
    });
  });
}
