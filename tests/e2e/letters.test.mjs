// The letters of an address book beside the list of customers: by pointer and by keys, Chinese names by their sound.
import assert from "node:assert/strict";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { idOf, ready } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const surnames = ["Adams", "Baker", "陈", "Dunn", "高", "Lee", "王", "張"];
const customers = Array.from({ length: 160 }, (_, n) => person(idOf(n + 1), `${surnames[n % 8]}${n % 8 === 2 || n % 8 > 5 || n % 8 === 4 ? "" : " "}${String(n).padStart(3, "0")}`));

/** Waits until the first row in sight is of somebody whose name begins so. */
const first = (page, begins) => page.waitForFunction((begins) => {
  const list = document.querySelector(".vlist").getBoundingClientRect();
  const head = document.querySelector(".vlist-head").getBoundingClientRect().height;
  const rows = [...document.querySelectorAll(".row-line:not([hidden])")].map((row) => [row.getBoundingClientRect(), row.querySelector(".who .clip")?.textContent]);
  const seen = rows.filter(([place]) => place.bottom > list.top + head + 2).sort(([a], [b]) => a.top - b.top);
  return seen[0]?.[1]?.startsWith(begins);
}, begins);

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`the list goes to a letter by pointer and by keys (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, { customers }, { language });
      await open("customers");
      await ready(page);
      for (const [width, height] of [[1280, 800], [390, 844]]) {
        await page.setViewportSize({ width, height });
        const letters = page.getByRole("slider", { name: say("customers.letters") });
        await letters.waitFor();
        assert.equal(await letters.innerText().then((text) => text.replace(/\s/g, "")), "ABCDGLWZ");
        await first(page, "Adams");
        await letters.getByText("G", { exact: true }).click();
        await first(page, "高");
        await letters.focus();
        await page.keyboard.press("ArrowDown");
        await first(page, "Lee");
        assert.equal(await letters.getAttribute("aria-valuetext"), "L");
        await page.keyboard.press("Home");
        await first(page, "Adams");
        await accessible(page);
      }
      // What is searched for stands by how well it answers.
      await page.getByRole("searchbox").first().fill("Lee");
      await page.getByRole("slider", { name: say("customers.letters") }).waitFor({ state: "detached" });
    });
  });
}
