// Today: what is due is there, and ticking it off takes it away and leaves the way back.
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: { add: "New task", done: "Done: Call the printer", undo: "Undo", nothing: "Nothing left to do" },
  "zh-Hant": { add: "新增待辦", done: "完成：Call the printer", undo: "復原", nothing: "今天的事都做完了" },
};

for (const [language, say] of Object.entries(words)) {
  test(`a due task stands on Today until it is ticked off (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await page.getByRole("heading", { name: say.nothing }).waitFor();
      await open("tasks");
      await ready(page);
      await page.getByRole("textbox", { name: say.add }).fill("Call the printer");
      await page.keyboard.press("Enter");
      await page.getByRole("checkbox", { name: say.done }).waitFor();
      await open();
      const tick = page.getByRole("checkbox", { name: say.done });
      await tick.waitFor();
      await accessible(page);
      // Not `check`, which would look for the tick on a row that is gone by then.
      await tick.click();
      await tick.waitFor({ state: "detached" });
      await page.getByRole("heading", { name: say.nothing }).waitFor();
      await page.getByRole("button", { name: say.undo, exact: true }).last().click();
      await page.getByRole("checkbox", { name: say.done }).waitFor();
    });
  });
}
