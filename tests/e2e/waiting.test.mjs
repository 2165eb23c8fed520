// What a person sees while a large file is read and brought in, and that each step can be stopped: the bar says
// what is being done and never goes back, a stop leaves the shop as it was, and the file can be read after all.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const card = (page, name) => page.getByRole("region", { name, exact: true });

/** A list of so many guests. */
function guests(count) {
  const rows = Array.from({ length: count }, (_, n) => `Guest ${n + 1},0221 ${5_000_000 + n}`);
  return { name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(`Name,Phone\n${rows.join("\n")}\n`) };
}

/** In the page: as soon as a card shows its bar, presses the button beside it; says what the card said then. */
const stops = (page, word) => page.evaluate(async (stop) => {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const bar = () => document.querySelector(".data-card progress");
  while (!bar()?.checkVisibility()) await frame();
  const said = bar().getAttribute("aria-label");
  [...bar().parentElement.querySelectorAll("button")].find((one) => one.textContent.trim() === stop).click();
  return said;
}, word);

/** In the page: what the bar says and how far it is, at each frame, until a button can be pressed. */
const watches = (page) => page.evaluate(async () => {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const seen = [];
  const able = () => document.querySelector(".data-card .data-go .btn.primary:not([disabled])");
  while (!able()) {
    const bar = document.querySelector(".data-card progress");
    if (bar?.checkVisibility()) seen.push([bar.getAttribute("aria-label"), bar.value]);
    await frame();
  }
  return seen;
});

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`reading a large file shows what is being done and can be stopped (${language})`, async () => {
    await withApp({ language, timeout: 90_000 }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await page.locator('nav.side > a.nav[href$="/data/"]').click();
      await page.getByLabel(say("data.choose")).waitFor({ state: "attached" });
      const steps = ["data.reading", "data.step_look", "data.step_plan"].map((key) => say(key));

      const idle = page.workers().length;
      const stopped = stops(page, say("common.cancel"));
      await page.getByLabel(say("data.choose")).setInputFiles(guests(60_000));
      assert.ok(steps.includes(await stopped));
      const many = card(page, "many.csv");
      await many.getByText(say("data.stopped"), { exact: true }).waitFor();
      await many.locator("progress").waitFor({ state: "hidden" });
      // Nobody goes on with it unseen.
      for (const end = Date.now() + 5_000; page.workers().length > idle && Date.now() < end;) await page.waitForTimeout(50);
      assert.ok(page.workers().length <= idle, "its worker has ended");
      await amount(many.locator(".data-go .btn.primary:not([disabled])"), 0);

      const seen = watches(page);
      await many.getByRole("button", { name: say("data.read_again"), exact: true }).click();
      const button = say("data.import_customers", { count: 60_000, shown: "60,000" });
      await many.getByRole("button", { name: button, exact: true }).waitFor();
      await many.getByText(say("data.stopped"), { exact: true }).waitFor({ state: "hidden" });
      const shown = await seen;
      assert.ok(shown.length > 1, "there was something to see");
      for (const [said] of shown) assert.ok(steps.includes(said), said);
      const shares = shown.map(([, share]) => share);
      assert.deepEqual(shares, shares.toSorted((one, other) => one - other), "the bar never goes back");
      assert.deepEqual((await stored(page)).tables.customers ?? [], []);
    });
  });
}
