// `make screenshots`: every page of a sample shop in both themes, two widths and three languages, into
// screenshots/. ONLY=zh-Hant-dark-phone takes one of the twelve. Not a test, so its name keeps it out of
// the end-to-end run.
import { after, test } from "node:test";
import { screenshot, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { everyPage, openSample } from "./lib/shop.mjs";

after(closeBrowser);

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  for (const theme of ["light", "dark"]) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const name = `${language}-${theme}-${size}`;
      test(name, { skip: process.env.ONLY ? process.env.ONLY !== name : false }, async () => {
        await withApp({ language, theme, viewport, timeout: 30_000 }, async ({ page, open }) => {
          await open();
          await screenshot(page, `start-${name}`);
          await openSample(page, { language, customers: 400 });
          await everyPage(page, (what) => screenshot(page, `${what}-${name}`));
        });
      });
    }
  }
}
