// The command palette, the keys, and what follows a change of page.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade, person, sale } from "./lib/made.mjs";
import { idOf, openSample, openShop, ready } from "./lib/shop.mjs";

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

// What is typed, what stands on top then, and the part of the settings it leads to.
const settings = {
  en: { search: "Search", group: "Settings", of: [["currency", "Currency", "shop"], ["time zone", "Time zone", "shop"], ["theme", "Theme", "device"], ["days before", "Days before a birthday", "contact"]] },
  "zh-Hans": { search: "搜索", group: "设置", of: [["货币", "货币", "shop"], ["shiqu", "时区", "shop"], ["主题", "主题", "device"], ["提前几天", "提前几天提醒生日", "contact"]] },
  "zh-Hant": { search: "搜尋", group: "設定", of: [["貨幣", "貨幣", "shop"], ["时区", "時區", "shop"], ["主題", "主題", "device"], ["提前幾天", "提前幾天提醒生日", "contact"]] },
};

for (const [language, said] of Object.entries(settings)) {
  inTurn(language, Object.keys(settings))(`a setting is found by its own name and leads to where it stands (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      for (const [typed, name, part] of said.of) {
        await open();
        await ready(page);
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox", { name: said.search }).fill(typed);
        const found = page.getByRole("group", { name: said.group, exact: true }).getByRole("option").filter({ hasText: name });
        await found.first().click();
        await page.waitForURL(new RegExp(`/settings/\\?part=${part}$`));
        const place = page.locator(".settings-place:focus");
        await place.getByText(name, { exact: true }).first().waitFor();
      }
    });
  });
}

test("a sale by its number, somebody by the initials of pinyin or digits of a phone, a text and one of the team by their names", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, {
      members: [{ id: idOf(11), name: "Mona" }],
      customers: [person(idOf(1), "王小明", { phones: [{ number: "+86 139 1234 5678" }] }), person(idOf(2), "Wax Mill")],
      sales: [sale(31, idOf(1), "2026-01-05", 1250, { number: "S-1042" }), sale(32, idOf(2), "2026-01-06", 990, { number: "S-1043" })],
      templates: [{ id: idOf(61), title: "Opening hours", category: "Questions", text: "From nine to six." }],
    });
    const first = async (typed, name) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search" }).fill(typed);
      await page.locator("dialog[open]").getByRole("option").first().filter({ hasText: name }).waitFor();
      await page.keyboard.press("Enter");
    };
    await first("s-1042", "S-1042");
    await page.waitForURL(new RegExp(`/sale/\\?id=${idOf(31)}$`));
    await first("1043", "S-1043");
    await page.waitForURL(new RegExp(`/sale/\\?id=${idOf(32)}$`));
    for (const typed of ["wxm", "91234", "139-1234"]) {
      await first(typed, "王小明");
      await page.waitForURL(new RegExp(`/customer/\\?id=${idOf(1)}$`));
      await open();
      await ready(page);
    }
    await first("opening hours", "Opening hours");
    await page.waitForURL(/\/settings\/\?part=templates$/);
    await first("mona", "Mona");
    await page.waitForURL(/\/settings\/\?part=team$/);
  });
});

test("what was open last stands first, in the empty field and among what answers", async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: ["Ann Abel", "Ann Lee", "Ann Moe"].map((name, at) => person(idOf(at + 1), name)) });
    const shown = async (wanted) => {
      const group = page.locator("dialog[open]").getByRole("group", { name: wanted, exact: true });
      await group.getByRole("option").first().waitFor();
      const names = await group.getByRole("option").locator("> .clip:not(.num)").allInnerTexts();
      return names.map((name) => name.trim());
    };
    for (const [n, name] of [[3, "Ann Moe"], [2, "Ann Lee"]]) {
      await open(`customer/?id=${idOf(n)}`);
      await page.getByRole("heading", { name, level: 1 }).waitFor();
    }
    await open();
    await ready(page);
    await page.keyboard.press("Control+k");
    assert.deepEqual(await shown("Recent"), ["Ann Lee", "Ann Moe"]);
    await page.getByRole("combobox", { name: "Search" }).fill("ann");
    const [one, two, three] = await shown("Customers");
    assert.deepEqual([[one, two].sort(), three], [["Ann Lee", "Ann Moe"], "Ann Abel"]);
  });
});
