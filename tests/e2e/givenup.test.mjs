// Reports that are made anew can be given up: the older ones stay, and are made when somebody asks again.
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample } from "./lib/shop.mjs";

after(closeBrowser);

test("reports that are made anew can be given up, and the older ones stay", async () => {
  await withApp({ language: "en", timeout: 60_000 }, async ({ page, context, open }) => {
    // While it is held, nothing that is asked of a worker reaches it: the reports are on their way for ever.
    await context.addInitScript(() => {
      const send = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (...message) {
        if (!window.__held) send.apply(this, message);
      };
    });
    await open();
    await openSample(page, { customers: 40 });
    await open("loyalty");
    const repeat = page.locator('[data-figure="repeat_rate"]').first();
    await repeat.waitFor();
    const go = (name) => page.locator("nav.side").getByRole("link", { name, exact: true }).click();
    await go("Sales");
    await page.locator('#main a[href*="sale/?id="]').first().click();
    await page.getByRole("button", { name: "More" }).last().click();
    await page.evaluate(() => { window.__held = true; });
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.waitForURL(/sales\/$/);
    await go("Loyalty");
    await page.locator(".updating").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alert").getByText("Stopped.").waitFor();
    await repeat.waitFor();
    await page.locator(".updating").waitFor({ state: "detached" });
    await page.evaluate(() => { window.__held = false; });
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
    await page.getByText("Stopped.").waitFor({ state: "detached" });
    await repeat.waitFor();
  });
});
