// Every loyalty report: how long the worker takes, and when the page shows them.
import { atRest, open, sit } from "../lib/seat.mjs";
import { millis, thousands } from "../lib/table.mjs";

export async function reports(table, profile, shop, limit) {
  const found = await sit(profile, async (page) => {
    await open(page, "settings/");
    await page.waitForFunction(() => performance.now() > 2000);
    await atRest(page);
    await page.evaluate(() => document.addEventListener("click", (event) => { window.__probe.clicked = event.timeStamp; }, { capture: true, once: true }));
    const shown = page.evaluate(() => window.__probe.until(() => document.querySelector('[data-figure="repeat_rate"]')));
    await page.locator('nav.side a[href*="loyalty"]').click();
    const at = await shown;
    return page.evaluate((at) => {
      const { clicked, jobs, longest } = window.__probe;
      const { asked, answered, sent, received } = jobs[0];
      return { worker: answered - asked, all: at - clicked, longest: longest(clicked, at), sent, received };
    }, at);
  });
  const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  table.add({
    key: `reports-${shop.sales}`, what: `every report, ${thousands(shop.customers)} customers, ${thousands(shop.sales)} sales, in the worker`, limit, value: found.worker,
    note: `click to figures ${millis(found.all)}, longest task of the page ${millis(found.longest)}, sent ${mb(found.sent)}, received ${mb(found.received)}`,
  });
}
