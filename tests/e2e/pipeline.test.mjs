// The board: make a deal, drag it, move it by keyboard and by menu, win, lose with a reason, undo; the
// order survives a reload.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { amount, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    add: "New deal", title: "Title", value: /^Value/, create: "Create", undo: "Undo", actions: (t) => `Actions for ${t}`,
    to: (s) => `Move to ${s}`, won: "Mark as won", lost: "Mark as lost…", nothing: "Nothing for now", lose: "Lost",
    more: "In your own words", needed: "Choose a reason or write one.", closed: "Closed",
    why: "Why was it won? (optional)", reason: "Why it was won",
  },
  "zh-Hant": {
    add: "新增商機", title: "標題", value: /^金額/, create: "建立", undo: "復原", actions: (t) => `「${t}」的操作`,
    to: (s) => `移到「${s}」`, won: "標為贏單", lost: "標為輸單…", nothing: "暫時不做", lose: "輸單",
    more: "補充說明", needed: "請選擇或填寫原因。", closed: "已結束",
    why: "為什麼贏單？（可不填）", reason: "贏單原因",
  },
};

const columns = (page) => page.locator(".board .col");
const titles = (page, at) => columns(page).nth(at).locator(".card-link").allInnerTexts();
const card = (page, title) => page.locator(".board .card").filter({ has: page.getByRole("link", { name: title, exact: true }) });

async function add(page, say, title, value) {
  await page.getByRole("button", { name: say.add, exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say.title, { exact: true }).fill(title);
  await dialog.getByLabel(say.value).fill(value);
  await dialog.getByRole("button", { name: say.create, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await card(page, title).waitFor();
}

/** Waits until the focus is back on a card that was drawn anew. */
const focused = (page, title) =>
  page.waitForFunction((title) => document.activeElement?.textContent === title, title);

/** Waits until a column shows these deals in this order. */
async function shows(page, at, expected) {
  await page.waitForFunction(
    ([at, expected]) => {
      const column = document.querySelectorAll(".board .col")[at];
      if (!column) return false;
      const found = [...column.querySelectorAll(".card-link")].map((link) => link.textContent);
      return JSON.stringify(found) === JSON.stringify(expected);
    },
    [at, expected],
  ).catch(async (error) => {
    assert.deepEqual(await titles(page, at), expected);
    throw error;
  });
}

/** Waits until a deal is written as one of that column: the board shows a move before, a reload only after. */
async function written(page, title, at) {
  for (;;) {
    const { tables: { deals, pipelines } } = await stored(page);
    const stage = pipelines[0].stages[at].id;
    if (deals.some((one) => one.title === title && one.stage === stage)) return;
    await new Promise((next) => setTimeout(next, 50));
  }
}

for (const language of Object.keys(words)) {
  const say = words[language];

  test(`a deal is dragged, moved by keyboard and menu, and its place survives a reload (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("pipeline");
      await ready(page);
      for (const [title, value] of [["C", "300"], ["B", "200"], ["A", "100"]]) await add(page, say, title, value);
      await shows(page, 0, ["A", "B", "C"]);
      assert.match(await columns(page).first().locator(".sum").innerText(), /600/);

      // By mouse, to the second column; it must stand there from the moment it is let go.
      const from = await card(page, "B").boundingBox();
      const to = await columns(page).nth(1).boundingBox();
      await page.mouse.move(from.x + 60, from.y + 60);
      await page.mouse.down();
      await page.mouse.move(from.x + 90, from.y + 70, { steps: 4 });
      await page.mouse.move(to.x + 100, to.y + 140, { steps: 8 });
      await shows(page, 1, ["B"]);
      await page.mouse.up();
      assert.deepEqual(await titles(page, 1), ["B"]);
      assert.match(page.url(), /pipeline/, "letting go is not a click on the deal");

      // By keyboard: down in its column, then across, then Escape puts it back.
      await card(page, "A").getByRole("link").focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      await shows(page, 0, ["C", "A"]);
      await focused(page, "A");
      await page.keyboard.press("Space");
      await shows(page, 0, ["C", "A"]);
      await focused(page, "A");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
      await shows(page, 0, ["C"]);
      await focused(page, "A");
      await page.keyboard.press("Escape");
      await shows(page, 0, ["C", "A"]);

      // By menu.
      const third = await columns(page).nth(2).getByRole("heading").innerText();
      await card(page, "C").getByRole("button", { name: say.actions("C") }).click();
      await page.getByRole("menuitem", { name: say.to(third), exact: true }).click();
      await shows(page, 2, ["C"]);

      await written(page, "C", 2);
      await page.reload();
      await booted(page);
      await shows(page, 0, ["A"]);
      await shows(page, 1, ["B"]);
      await shows(page, 2, ["C"]);
      await accessible(page);
    });
  });

  test(`a deal is won, another is lost for a reason, and undo brings it back (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("pipeline");
      await ready(page);
      for (const title of ["B", "A"]) await add(page, say, title, "100");

      await card(page, "A").getByRole("button", { name: say.actions("A") }).click();
      await page.getByRole("menuitem", { name: say.won, exact: true }).click();
      // It is won with that one click; why may be said, and nobody has to.
      await page.getByRole("dialog").getByLabel(say.why).fill("quick answer");
      await page.getByRole("dialog").getByRole("button", { name: say.nothing }).click();
      await shows(page, 0, ["B"]);

      await card(page, "B").getByRole("button", { name: say.actions("B") }).click();
      await page.getByRole("menuitem", { name: say.lost, exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: say.lose, exact: true }).click();
      await dialog.getByText(say.needed).waitFor();
      await dialog.getByLabel(say.more).fill("too late");
      await dialog.getByRole("button", { name: say.lose, exact: true }).click();
      await shows(page, 0, []);
      // The way back is offered once it is written; until then the one of A stands there.
      const told = page.locator(".toast").filter({ hasText: /\bB\b/ });
      await told.getByRole("button", { name: say.undo, exact: true }).click();
      await shows(page, 0, ["B"]);

      await page.getByRole("link", { name: say.closed, exact: true }).click();
      const won = page.locator(".closed-deals tbody tr").filter({ hasText: "A" });
      await won.getByText("quick answer", { exact: true }).waitFor();
      await amount(page.locator(".closed-deals tbody tr"), 1);

      // On the deal's page it can be put right; the list says the new one.
      await won.getByRole("link", { name: "A", exact: true }).click();
      const reason = page.getByLabel(say.reason, { exact: true });
      assert.equal(await reason.inputValue(), "quick answer");
      await reason.fill("good price");
      await reason.press("Enter");
      await page.locator(".timeline").getByText(/good price/).waitFor();
    });
  });
}

test("a finger drags a deal by its handle to another column, and a swipe over cards drags none", async () => {
  const context = { hasTouch: true };
  await withApp({ context, viewport: { width: 900, height: 900 } }, async ({ page, open }) => {
    const say = words.en;
    await open();
    await openShop(page);
    await open("pipeline");
    await ready(page);
    for (const title of ["B", "A"]) await add(page, say, title, "100");
    const cdp = await page.context().newCDPSession(page);
    const finger = (type, x, y) =>
      cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    const middle = async (what) => {
      const { x, y, width, height } = await what.boundingBox();
      return [x + width / 2, y + height / 2];
    };
    const drags = async ([fromX, fromY], [toX, toY]) => {
      await finger("touchStart", fromX, fromY);
      for (let step = 1; step <= 10; step++) {
        await finger("touchMove", fromX + ((toX - fromX) * step) / 10, fromY + ((toY - fromY) * step) / 10);
      }
    };
    const second = await columns(page).nth(1).boundingBox();
    const there = [second.x + 80, second.y + 160];

    await drags(await middle(card(page, "A").locator(".card-handle")), there);
    await shows(page, 1, ["A"]);
    await finger("touchEnd");
    assert.deepEqual(await titles(page, 1), ["A"]);
    assert.deepEqual(await titles(page, 0), ["B"]);

    await drags(await middle(card(page, "B").getByRole("link")), there);
    await finger("touchEnd");
    assert.deepEqual(await titles(page, 0), ["B"]);
    assert.match(page.url(), /pipeline/, "and opens none");

    await page.reload();
    await booted(page);
    await shows(page, 0, ["B"]);
    await shows(page, 1, ["A"]);
  });
});
