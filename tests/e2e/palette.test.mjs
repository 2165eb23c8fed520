// The command palette, the keys, and what follows a change of page.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample, openShop } from "./lib/shop.mjs";

after(closeBrowser);

test("Control+K finds a page, an action and a customer", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openSample(page);
    const box = page.getByRole("combobox", { name: "Search" });
    await page.keyboard.press("Control+k");
    await box.waitFor();
    await screenshot(page, "palette-desktop");
    await accessible(page);
    await box.fill("sett");
    await page.getByRole("option", { name: /Settings/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await page.keyboard.press("/");
    await box.fill(">dark");
    await page.getByRole("option", { name: /dark/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await page.keyboard.press("/");
    await box.fill("a");
    const person = page.getByRole("group", { name: "Customers" }).getByRole("option").first();
    await person.click();
    await page.waitForURL(/\/customer\/\?id=/);
  });
});

test("arrows move, Escape closes, typing in it is no shortcut, nothing found is said", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openShop(page);
    await page.getByRole("button", { name: /Search people/ }).click();
    const box = page.getByRole("combobox", { name: "Search" });
    await box.waitFor();
    const active = () => box.getAttribute("aria-activedescendant");
    assert.equal(await active(), "palette-0");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), "palette-1");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.notEqual(await active(), "palette-0", "up from the first is the last");
    await box.pressSequentially("zzzqqq?");
    await page.getByText("Nothing found").waitFor();
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
  });
});

test("the keys of the help dialog do what it says", async () => {
  await withApp({}, async ({ page, open, at }) => {
    await open();
    await openShop(page);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.waitFor();
    await accessible(page);
    await page.keyboard.press("Escape");
    for (const [keys, route] of [["gh", "history/"], ["g,", "settings/"], ["gx", "trash/"], ["gt", ""]]) {
      await page.keyboard.type(keys);
      await page.waitForURL(at(route));
    }
    await page.keyboard.press("c");
    await page.waitForURL(at("customers/?new=1"));
  });
});

test("a key that is pressed while the app is on its way is not lost", async () => {
  await withApp({}, async ({ page, open, at }) => {
    await open();
    await openShop(page);
    for (const [keys, meant] of [["c", at("customers/?new=1")], ["gh", at("history/")]]) {
      let go;
      const held = new Promise((done) => { go = done; });
      await page.route("**/*_bg.wasm", async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(at(""), { waitUntil: "commit" });
      await page.locator("#splash").waitFor();
      await page.keyboard.type(keys);
      assert.equal(page.url(), at(""));
      go();
      await page.waitForURL(meant);
      await page.unroute("**/*_bg.wasm");
      await page.keyboard.press("Escape");
    }
  });
});

test("focus goes to the page, and Back finds the page as it was scrolled", async () => {
  await withApp({ viewport: { width: 1280, height: 500 } }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await page.keyboard.type("g,");
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.evaluate(() => new Promise((done) => {
      const main = document.getElementById("main");
      main.addEventListener("scroll", done, { once: true });
      main.scrollTo(0, 300);
    }));
    await page.keyboard.type("gh");
    await page.getByRole("heading", { name: "History", level: 1 }).waitFor();
    await page.goBack();
    await page.waitForFunction(() => document.getElementById("main").scrollTop === 300);
  });
});

test("on a phone the palette fills the screen and closes by its button", async () => {
  await withApp({ viewport: { width: 390, height: 844 } }, async ({ page, open }) => {
    await open();
    await openSample(page);
    await page.getByRole("button", { name: /Search people/ }).click();
    const dialog = page.getByRole("dialog", { name: "Search" });
    await dialog.waitFor();
    const { width, height } = await dialog.boundingBox();
    assert.deepEqual([width, height], [390, 844]);
    await screenshot(page, "palette-phone");
    await accessible(page);
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("navigation", { name: "Main menu" }).waitFor();
  });
});
