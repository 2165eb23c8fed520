// A backup that is being restored can be stopped until everything is at hand, and then nothing has changed.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { backupWith, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");

test("a restore that is stopped leaves the shop as it was, and goes again", async () => {
  await withApp({ language: "en", timeout: 90_000 }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: [person(idOf(1), "Ann Lee")] });
    await open("data");
    const many = Array.from({ length: 30_000 }, (_, n) => person(idOf(1_000 + n), `Guest ${n}`));
    const file = backupWith({ customers: many });
    await page.getByLabel(say("data.choose")).setInputFiles({ ...file, name: "many.json" });
    const card = page.getByRole("region", { name: "many.json", exact: true });
    await card.getByRole("button", { name: say("data.restore"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: say("data.restore_confirm") }).check();
    // In the middle of it: as soon as the bar is there, which is sooner than anybody could click.
    await dialog.evaluate(async (dialog, [go, stop]) => {
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      const button = (name) => [...dialog.querySelectorAll("footer button")].find((one) => one.textContent.trim() === name);
      button(go).click();
      while (!dialog.querySelector("progress")?.checkVisibility()) await frame();
      button(stop).click();
    }, [say("data.restore_go"), say("common.cancel")]);
    await dialog.locator("progress").waitFor({ state: "hidden" });
    assert.deepEqual((await stored(page)).tables.customers.map((one) => one.name.full), ["Ann Lee"]);

    await dialog.getByRole("button", { name: say("data.restore_go"), exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal((await stored(page)).tables.customers.length, 30_000);
  });
});
