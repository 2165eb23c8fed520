// First run in each language and width, and the sample shop in a database of its own.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openSample, openShop, pagesOf, ready, words } from "./lib/shop.mjs";

after(closeBrowser);

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 820 } };
const locales = { en: "en-GB", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" };

for (const [language, locale] of Object.entries(locales)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`first run in ${language} on a ${size}`, async () => {
      await withApp({ locale, viewport, timezone: "Asia/Shanghai" }, async ({ page, open }) => {
        await open();
        const said = words[language];
        await page.getByRole("button", { name: said.open }).waitFor();
        await screenshot(page, `start-${language}-${size}`, { fullPage: true });
        await accessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(wide, 0, "nothing is wider than the window");
        await page.getByRole("radio", { name: said.kind }).check();
        assert.equal(await page.locator("form select").first().inputValue(), "CNY", "the currency of the time zone");
        await openShop(page, { language, name: "Oolong & <b>Co</b>" });
        assert.match(await page.title(), new RegExp(said.today));
        if (size === "desktop") assert.match(await page.locator(".brand").innerText(), /Oolong & <b>Co<\/b>/);
        await page.reload();
        await booted(page);
        await ready(page);
        await accessible(page);
        await screenshot(page, `shell-${language}-${size}`);
      });
    });
  }
}

test("the language switches at once and stays", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("button", { name: "开店" }).waitFor();
    assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
    await page.reload();
    await booted(page);
    await page.getByRole("button", { name: "开店" }).waitFor();
  });
});

test("an unknown time zone is said and nothing is set up", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    const zone = page.getByLabel("Time zone");
    await zone.fill("Atlantis/Capital");
    await page.getByRole("button", { name: "Open my shop" }).click();
    await page.getByText("Choose a time zone from the list.").waitFor();
    assert.equal(await zone.getAttribute("aria-invalid"), "true");
    assert.equal(await pagesOf(page, "regulars"), 0);
  });
});

test("the sample shop never touches the own database, and one can leave it", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openSample(page, { customers: 40 });
    assert.ok((await pagesOf(page, "regulars-sample")) > 0, "the sample is written");
    assert.equal(await pagesOf(page, "regulars"), 0, "nothing in the own database");
    await page.reload();
    await booted(page);
    await ready(page);
    await page.getByRole("button", { name: "Go to my shop" }).click();
    await page.getByRole("button", { name: "Open my shop" }).waitFor();
    await openShop(page);
    const own = await pagesOf(page, "regulars");
    assert.ok(own > 0 && own < 4, `the own shop has its settings and board only: ${own}`);
    await amount(page.locator(".banner:visible"), 0);
  });
});

test("the sample shop shows leads, a call list and people who are in it twice", async () => {
  await withApp({}, async ({ page, open }) => {
    await open();
    await openSample(page, { customers: 40 });
    await open("leads/");
    await page.locator(".lead-row").first().waitFor();
    await open("calls/");
    await page.getByRole("main").locator(".todo-row a").first().click();
    await page.waitForURL(/\/calls\/\?id=/);
    await page.locator(".script").first().waitFor();
    await open("duplicates/");
    await page.locator(".clean-group").first().waitFor();
  });
});

for (const way of ["own", "sample"]) {
  test(`the first screen is there before what opens the shop, and waits for it (${way})`, async () => {
    await withApp({ language: "en" }, async ({ page, context, open }) => {
      let release;
      const held = new Promise((done) => { release = done; });
      await context.route(/split_engine/, async (route) => {
        await held;
        await route.continue();
      });
      await open();
      if (way === "own") {
        const button = page.getByRole("button", { name: words.en.open });
        await button.click();
        await page.waitForFunction(() => document.querySelector(".start-go")?.disabled);
        release();
        await ready(page);
        await page.reload();
      } else {
        await page.getByRole("button", { name: words.en.sample }).click();
        await page.getByRole("status").filter({ hasText: /\S/ }).first().waitFor();
        release();
        await page.locator(".banner").first().waitFor();
      }
      await ready(page);
    });
  });
}
