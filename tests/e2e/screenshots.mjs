// `make screenshots`: every page of a sample shop in both themes, two widths and three languages, into
// screenshots/. ONLY=zh-Hant-dark-phone takes one of the twelve. Not a test, so its name keeps it out of
// the end-to-end run.
import { after, test } from "node:test";
import { routes, screenshot, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample } from "./lib/shop.mjs";

after(closeBrowser);

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
// Pages of one record, and how a list names the first of them.
const records = {
  customer: ["customers/", (page) => page.locator(".row-line").first().getAttribute("id")],
  deal: ["pipeline/", (page) => page.locator('#main a[href*="deal/?id="]').first().getAttribute("href")],
  sale: ["sales/", (page) => page.locator('#main a[href*="sale/?id="]').first().getAttribute("href")],
};

const settled = async (page) => {
  await page.waitForLoadState("networkidle");
  await page.locator("#main .spinner:visible").first().waitFor({ state: "detached" });
};

for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  for (const theme of ["light", "dark"]) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const name = `${language}-${theme}-${size}`;
      test(name, { skip: process.env.ONLY ? process.env.ONLY !== name : false }, async () => {
        await withApp({ language, theme, viewport, timeout: 30_000 }, async ({ page, open }) => {
          await open();
          await screenshot(page, `start-${name}`);
          await openSample(page, { language, customers: 400 });
          for (const route of routes.filter((route) => !["start/", "customer/", "deal/", "sale/"].includes(route))) {
            await open(route);
            await settled(page);
            await screenshot(page, `${route.replace("/", "") || "today"}-${name}`);
          }
          for (const [record, [list, first]] of Object.entries(records)) {
            await open(list);
            await settled(page);
            const [id] = (await first(page)).match(/[0-9a-f]{8}-[0-9a-f-]{27}/);
            await open(`${record}/?id=${id}`);
            await settled(page);
            await screenshot(page, `${record}-${name}`);
          }
        });
      });
    }
  }
}
