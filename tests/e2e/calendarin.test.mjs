// A calendar before it is brought in: every entry with what becomes of it, and what can't be followed told.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  test(`each entry of a calendar says what becomes of it (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("data");
      await ready(page);
      const event = (...lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT", ""].join("\r\n");
      const fair = event("UID:fair@x", "DTSTART;VALUE=DATE:20990105", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "SUMMARY:Count the stock");
      const whole = (...events) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join("")}END:VCALENDAR\r\n`;
      const text = whole(
        fair,
        event("UID:ann@x", "DTSTART;VALUE=DATE:20200504", "RRULE:FREQ=YEARLY", "SUMMARY:Ann Lee's birthday"),
        event("UID:old@x", "DTSTART;VALUE=DATE:20200101", "SUMMARY:Long over"),
        event("UID:off@x", "STATUS:CANCELLED", "DTSTART;VALUE=DATE:20990101", "SUMMARY:Called off"),
        event("UID:week@x", "DTSTART;VALUE=DATE:20200511", "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "SUMMARY:Spring fair"),
      );
      const bring = (name, words) => page.getByLabel(say("data.choose")).setInputFiles({ name, mimeType: "text/calendar", buffer: Buffer.from(words) });
      const card = (name) => page.getByRole("region", { name, exact: true });
      await bring("work.ics", text);
      const row = (scope, title) => scope.locator(".data-table tbody tr", { hasText: title });
      const first = card("work.ics");
      await amount(first.locator(".data-table tbody tr"), 5);
      const fate = async (title, key) => {
        const cell = await row(first, title).locator("td").last().innerText();
        assert.ok(cell.includes(say(key)), `${title}: ${cell}`);
      };
      await fate("Count the stock", "data.fate_new");
      await fate("Ann Lee", "data.fate_new");
      await fate("Long over", "data.fate_over");
      await fate("Called off", "data.fate_called_off");
      await fate("Spring fair", "data.fate_refused");
      await fate("Spring fair", "data.p_unknown_rule_over");
      const rule = await row(first, "Count the stock").innerText();
      assert.ok(rule.includes(say("touch.only_last")), rule);
      await accessible(page, { include: ["main"] });
      await first.locator(".data-go .btn.primary:enabled").click();
      await first.getByText(say("data.done")).first().waitFor();
      await bring("again.ics", whole(fair));
      const again = row(card("again.ics"), "Count the stock");
      await again.getByText(say("data.same_entry")).waitFor();
    });
  });
}
