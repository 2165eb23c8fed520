// A task that has a day but no time is reminded of in the morning of that day, or of a day before: chosen in its form,
// shown above the page, written to calendars. English and simplified Chinese.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans"];
for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);
  test(`a task without a time is reminded of so many days before (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: new Date("2026-11-23T07:30:00+08:00") });
      await open();
      await openShop(page, { language });
      await open("tasks/");
      await ready(page);
      const dialog = page.locator("dialog[open]");
      const remind = dialog.getByRole("combobox", { name: say("touch.remind"), exact: true });
      await page.getByRole("main").getByRole("button", { name: say("common.new_task"), exact: true }).click();
      await dialog.getByLabel(say("common.title"), { exact: true }).fill("Order tea");
      await dialog.getByLabel(say("today.due"), { exact: true }).fill("2026-11-25");
      // With a time there are minutes to choose, without one whole days.
      const offered = () => remind.locator("option").allInnerTexts();
      const days = [say("touch.no_reminder"), say("touch.on_the_day"), ...[1, 2, 3, 7].map((count) => say("touch.days_before", { count }))];
      assert.deepEqual(await offered(), days);
      const time = dialog.getByLabel(say("today.time"), { exact: true });
      await time.fill("09:30");
      await remind.getByText(say("touch.at_its_time"), { exact: true }).waitFor({ state: "attached" });
      await time.fill("");
      await remind.getByText(say("touch.on_the_day"), { exact: true }).waitFor({ state: "attached" });
      assert.deepEqual(await offered(), days);
      await remind.selectOption({ label: say("touch.days_before", { count: 2 }) });
      await dialog.getByRole("button", { name: say("common.save"), exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      const banner = page.locator(".reminder", { hasText: "Order tea" });
      await amount(page.locator(".reminder:visible"), 0, "the morning has not begun");
      const file = await downloadFrom(page, () => page.getByRole("main").getByRole("button", { name: say("people.ics") }).click());
      assert.match(file.bytes.toString("utf8"), /TRIGGER:-PT2400M/);
      await page.clock.fastForward("31:00");
      await banner.waitFor();
      await accessible(page);
      await banner.getByRole("button", { name: say("common.done"), exact: true }).click();
      await banner.waitFor({ state: "hidden" });
    });
  });
}
