// `make screenshots`: every route in both themes, two widths and three languages, over the sample shop,
// into screenshots/. Not a test, so its name keeps it out of the end-to-end run.
import { after, test } from "node:test";
import { routes, screenshot, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";

after(closeBrowser);

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  for (const theme of ["light", "dark"]) {
    for (const [size, viewport] of Object.entries(sizes)) {
      test(`${language} ${theme} ${size}`, async () => {
        await withApp({ language, theme, viewport, settings: { "regulars.workspace": "sample" } }, async ({ page, open }) => {
          for (const route of routes) {
            await open(route);
            await page.waitForLoadState("networkidle");
            await screenshot(page, `${route.replace("/", "") || "today"}-${language}-${theme}-${size}`);
          }
        });
      });
    }
  }
}
