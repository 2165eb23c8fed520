// Calendars that go out: a month of tasks with the birthdays that stand in it; everything, with who is left out.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { speaker } from "./lib/say.mjs";
import { openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  test(`a month goes out with its birthdays, and everything says who is left out (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: new Date("2026-11-23T07:30:00+08:00") });
      await open();
      await openShop(page, { language });
      await open("data");
      await ready(page);
      const list = "Name,Birthday,Do not contact\nAnn Lee,1990-11-24,no\nBea Ray,1991-05-04,no\nBo Quiet,1992-11-25,yes\n";
      await page.getByLabel(say("data.choose")).setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
      const card = page.getByRole("region", { name: "people.csv", exact: true });
      await card.locator(".data-go .btn.primary:enabled").click();
      await card.getByText(say("data.done")).first().waitFor();
      const whole = await downloadFrom(page, () => page.getByRole("button", { name: say("data.export_calendar"), exact: true }).click());
      const all = whole.bytes.toString("utf8");
      assert.equal(all.match(/X-REGULARS-BIRTHDAY/g).length, 2);
      assert.ok(!all.includes("Quiet"));
      await page.getByText(say("clean.left_out", { count: 1 })).first().waitFor();
      await open("tasks/?as=month");
      await ready(page);
      const button = page.getByRole("main").getByRole("button", { name: say("people.ics"), exact: true });
      const month = await downloadFrom(page, () => button.click());
      const text = month.bytes.toString("utf8");
      assert.match(text, /Ann Lee/);
      assert.equal(text.match(/X-REGULARS-BIRTHDAY/g).length, 1, "of those in sight only");
    });
  });
}
