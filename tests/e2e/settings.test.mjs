// Settings, history and trash as a person uses them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openSample, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

test("language and theme act without a reload and stay", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("settings/");
    await page.evaluate(() => { window.__same = true; });
    await page.getByRole("button", { name: "Dark" }).click();
    assert.equal(await page.getAttribute("html", "data-theme"), "dark");
    await page.getByRole("button", { name: "繁體中文" }).click();
    await page.getByRole("heading", { name: "設定", exact: true }).waitFor();
    assert.equal(await page.title(), "設定 · 熟客");
    assert.equal(await page.evaluate(() => window.__same), true, "no reload");
    await page.reload();
    await booted(page);
    await page.getByRole("heading", { name: "設定", exact: true }).waitFor();
    assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  });
});

test("the shop's name is saved, undone from the history and marked there", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openShop(page, { name: "Before" });
    await open("settings/");
    const name = page.getByLabel("Name of the shop");
    await name.fill("After");
    await page.locator("form", { has: name }).getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".brand", { hasText: "After" }).waitFor();
    await open("history/");
    await page.getByRole("button", { name: "Details" }).first().click();
    const change = page.locator(".log-details dd").first();
    assert.match(await change.innerText(), /Before.*After/s);
    await page.locator(".log").getByRole("button", { name: "Undo" }).first().click();
    await page.locator(".brand", { hasText: "Before" }).waitFor();
    await page.locator(".log-item.undone").waitFor();
    await page.reload();
    await booted(page);
    await page.locator(".log-item.undone").waitFor();
  });
});

test("a tag is renamed everywhere", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openSample(page);
    await open("settings/");
    const tags = page.getByRole("region", { name: "Tags", exact: true });
    const first = tags.getByRole("listitem").first();
    const tag = await first.locator(".tag").innerText();
    await first.getByRole("button", { name: `Rename “${tag}”` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("New name").fill("fresh word");
    await dialog.getByRole("button", { name: "Save" }).click();
    await tags.locator(".tag", { hasText: "fresh word" }).waitFor();
    await amount(tags.locator(".tag", { hasText: new RegExp(`^${tag}$`) }), 0);
  });
});

test("the sample can be started over, and leaves the sample only by going", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openSample(page);
    await open("settings/");
    await page.getByRole("button", { name: "Start the sample over" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Start the sample over" }).click();
    await page.waitForFunction(() => document.title.startsWith("Today"));
    await ready(page);
  });
});
