// The counter: record a sale, see it on the receipt, give part of it back, take things back.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, ready } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    go: "Open my shop", currency: "Currency", sale: "New sale", customer: "Customer", amount: "Amount", save: "Save",
    sum: "Sum after refunds", list: "Sales", undo: "Undo", product: "New product", name: "Product", price: /^Price/, tax: "Tax rate (%)",
  },
  "zh-Hans": {
    go: "开店", currency: "货币", sale: "记一笔销售", customer: "客户", amount: "金额", save: "保存",
    sum: "净额（扣除退款）", list: "销售", undo: "撤销", product: "新建商品", name: "商品名称", price: /^单价/, tax: "税率（%）",
  },
};

/** Opens a shop of that currency on first run. */
async function openShop(page, open, say, currency) {
  await open();
  await page.getByLabel(say.currency, { exact: true }).selectOption(currency);
  await page.getByRole("button", { name: say.go }).click();
  await ready(page);
}

const dialog = (page) => page.getByRole("dialog");
/** The figure that stands under a label in the totals of the list. */
const figure = (page, label) =>
  page.locator(".sale-sums .kv > div").filter({ has: page.getByText(label, { exact: true }) }).locator("b");
const rows = (page, say) => page.getByRole("list", { name: say.list, exact: true }).getByRole("link");

async function addProduct(page, say, name, price, tax) {
  await page.getByRole("button", { name: say.product }).first().click();
  await dialog(page).getByLabel(say.name, { exact: true }).fill(name);
  await dialog(page).getByLabel(say.price).fill(price);
  await dialog(page).getByLabel(say.tax).fill(tax);
  await dialog(page).getByRole("button", { name: say.save }).click();
  await dialog(page).waitFor({ state: "hidden" });
}

/** A choice by Enter moves the keyboard on, a moment later: whoever types into the next field waits for it. */
const movedOn = async (page, field) => page.waitForFunction((node) => document.activeElement !== node, await field.elementHandle());

/** Says who buys, as somebody new. */
async function buyer(page, say, name) {
  const field = dialog(page).getByRole("combobox", { name: say.customer });
  await field.fill(name);
  await page.keyboard.press("Enter");
  await movedOn(page, field);
}

for (const [language, name] of [["en", "Mei Lin Zhang"], ["zh-Hans", "欧阳娜娜"]]) {
  test(`a new customer's sale takes three interactions, and undo takes both back (${language})`, async () => {
    const say = words[language];
    await withApp({ language }, async ({ page, open }) => {
      await openShop(page, open, say, "CNY");
      await open("sales");
      await page.getByRole("heading", { level: 1, name: say.list }).waitFor();
      await page.keyboard.press("s");
      const customer = dialog(page).getByRole("combobox", { name: say.customer });
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
      // One: who.
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      assert.equal(await customer.inputValue(), name);
      await movedOn(page, customer);
      // Two: how much, in full-width digits with a sign.
      await dialog(page).getByRole("textbox", { name: say.amount }).fill("￥１，２３４．５");
      // Three: save.
      await page.keyboard.press("Control+Enter");
      await dialog(page).waitFor({ state: "hidden" });
      const row = rows(page, say);
      await row.filter({ hasText: name }).waitFor();
      assert.match(await figure(page, say.sum).innerText(), /1,234\.50/);
      assert.match(await row.first().innerText(), /1,234\.50/);
      await page.reload();
      await row.filter({ hasText: name }).waitFor();
      await open("sales/?new=1");
      await dialog(page).getByRole("combobox", { name: say.customer }).fill(name.slice(0, 2));
      await page.getByRole("option", { name }).first().waitFor();
      await page.keyboard.press("Escape");
    });
  });
}

test("undo takes a recorded sale and its new customer back", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openShop(page, open, say, "USD");
    await open("sales/?new=1");
    await buyer(page, say, "Ada");
    await dialog(page).getByLabel(say.amount, { exact: true }).fill("5");
    await page.keyboard.press("Control+Enter");
    await rows(page, say).filter({ hasText: "Ada" }).waitFor();
    await page.getByRole("status").getByRole("button", { name: say.undo }).click();
    await page.getByRole("heading", { name: "No sales yet" }).waitFor();
    assert.ok(!page.url().includes("new=1"), "closing the dialog leaves the address clean");
    await open("sales/?new=1");
    await dialog(page).getByRole("combobox", { name: say.customer }).fill("Ada");
    await page.getByRole("option", { name: "New customer “Ada”" }).waitFor();
    await amount(page.getByRole("option"), 1, "nobody of that name is left");
  });
});

test("a name that was typed but not chosen is not lost", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openShop(page, open, say, "USD");
    // The second time the same name is the customer who is there.
    for (const count of [1, 2]) {
      await open("sales/?new=1");
      await dialog(page).getByRole("combobox", { name: say.customer }).fill("Ada");
      await dialog(page).getByLabel(say.amount, { exact: true }).fill("5");
      await page.keyboard.press("Control+Enter");
      await rows(page, say).filter({ hasText: "Ada" }).nth(count - 1).waitFor();
    }
    await open("customers");
    await page.getByRole("grid").getByText("Ada", { exact: true }).waitFor();
    await amount(page.getByRole("grid").getByText("Ada", { exact: true }), 1);
  });
});

test("products, discounts and tax add up to the cent; part of it is given back", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openShop(page, open, say, "EUR");
    await open("products");
    await addProduct(page, say, "Oolong 100 g", "11,30", "13");
    await addProduct(page, say, "Cup", "10.60", "6");
    await open("sales/?new=1");
    await dialog(page).getByRole("button", { name: /^Oolong/ }).click();
    await dialog(page).getByRole("button", { name: /^Oolong/ }).click();
    await dialog(page).getByRole("button", { name: /^Cup/ }).click();
    assert.equal(await dialog(page).getByLabel("Quantity: Oolong 100 g").inputValue(), "2");
    await dialog(page).getByLabel("Quantity: Cup").fill("1,5");
    await dialog(page).getByLabel("Discount: Oolong 100 g").fill("10%");
    await dialog(page).getByLabel("Discount on everything").fill("2.34");
    // 22.60 − 2.26 + 15.90 − 2.34
    await dialog(page).getByText("€33.90", { exact: true }).waitFor();
    await accessible(page);
    await page.keyboard.press("Control+Enter");
    await rows(page, say).first().click();
    const receipt = page.getByRole("article", { name: "Receipt" });
    await receipt.getByRole("row", { name: /Total €33\.90/ }).waitFor();
    // Of 36.24 the discount takes 2.34: 20.34 → 19.03 at 13 %, 15.90 → 14.87 at 6 %.
    await receipt.getByRole("row", { name: "Tax contained, 13 % €2.19" }).waitFor();
    await receipt.getByRole("row", { name: "Tax contained, 6 % €0.84" }).waitFor();
    await accessible(page);
    await page.getByRole("main").getByRole("button", { name: "Refund" }).click();
    await dialog(page).getByRole("button", { name: "Some items" }).click();
    const pieces = dialog(page).getByLabel("Quantity: Oolong 100 g");
    await pieces.fill("3");
    await dialog(page).getByText(/No more than €33\.90/).waitFor();
    await pieces.fill("1");
    await dialog(page).getByText("€9.52", { exact: true }).waitFor();
    await dialog(page).getByRole("button", { name: "Refund", exact: true }).click();
    await page.getByRole("heading", { name: "Refunds" }).waitFor();
    await page.getByText("€24.38", { exact: true }).waitFor();
    // What is left can't be passed by an amount either.
    await page.getByRole("main").getByRole("button", { name: "Refund" }).click();
    await dialog(page).getByRole("button", { name: "An amount" }).click();
    await dialog(page).getByLabel("Amount", { exact: true }).fill("24.39");
    await dialog(page).getByText(/No more than €24\.38/).waitFor();
    await page.keyboard.press("Escape");
    await open("sales");
    assert.equal(await figure(page, say.sum).innerText(), "€24.38");
    assert.equal(await figure(page, "Refunds").innerText(), "-€9.52");
    assert.equal(await figure(page, "Average sale").innerText(), "€33.90");
    await accessible(page);
    await open("products");
    await page.getByRole("row", { name: /Cup .*1\.5 €14\.87/ }).waitFor();
    await page.getByRole("row", { name: /Oolong .*1 €9\.51/ }).waitFor();
    await accessible(page);
  });
});

test("lines of a recorded sale are changed in one step that undo takes back; never below what was paid back", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openShop(page, open, say, "EUR");
    await open("products");
    await addProduct(page, say, "Cup", "10.60", "6");
    await open("sales/?new=1");
    await dialog(page).getByRole("button", { name: /^Cup/ }).click();
    await page.keyboard.press("Control+Enter");
    await rows(page, say).first().click();
    const receipt = page.getByRole("article", { name: "Receipt" });
    await receipt.getByRole("row", { name: /Total €10\.60/ }).waitFor();
    const edit = () => page.getByRole("main").getByRole("button", { name: "Edit" }).click();
    await edit();
    await dialog(page).getByLabel("Quantity: Cup").fill("3");
    await dialog(page).getByLabel("Discount: Cup").fill("1.80");
    await dialog(page).getByRole("combobox", { name: say.customer }).fill("Ada");
    await page.keyboard.press("Enter");
    await accessible(page, { include: ["dialog[open]"] });
    await dialog(page).getByRole("button", { name: say.save }).click();
    await receipt.getByRole("row", { name: /Total €30\.00/ }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Ada" }).waitFor();
    await page.getByRole("status").getByRole("button", { name: say.undo }).last().click();
    await receipt.getByRole("row", { name: /Total €10\.60/ }).waitFor();
    await amount(page.getByRole("main").getByRole("link", { name: "Ada" }), 0);
    await page.getByRole("main").getByRole("button", { name: "Refund" }).click();
    await dialog(page).getByRole("button", { name: "An amount" }).click();
    await dialog(page).getByLabel("Amount", { exact: true }).fill("8");
    await dialog(page).getByRole("button", { name: "Refund", exact: true }).click();
    await page.getByRole("heading", { name: "Refunds" }).waitFor();
    await edit();
    await dialog(page).getByLabel("Price: Cup").fill("7");
    await dialog(page).getByRole("button", { name: say.save }).click();
    await dialog(page).getByRole("alert").filter({ hasText: /paid back/ }).waitFor();
    await page.keyboard.press("Escape");
    await receipt.getByRole("row", { name: /Total €10\.60/ }).waitFor();
  });
});

test("bad amounts are refused with a sentence and nothing is written", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openShop(page, open, say, "CNY");
    await open("sales/?new=1");
    const amount = dialog(page).getByLabel(say.amount, { exact: true });
    for (const [text, sentence] of [
      ["twelve", /not a number/],
      ["-5", /below zero/],
      ["1.005", /Too many decimals/],
      ["99999999999999999999", /too large/],
      ["€5", /not in EUR/],
    ]) {
      await amount.fill(text);
      await dialog(page).getByRole("alert").filter({ hasText: sentence }).waitFor();
      await page.keyboard.press("Control+Enter");
      assert.equal(await amount.getAttribute("aria-invalid"), "true", text);
    }
    await amount.fill("");
    await page.keyboard.press("Control+Enter");
    await dialog(page).getByText("Choose a product or enter an amount.").waitFor();
    await amount.fill("10");
    await dialog(page).getByLabel("Discount on everything").fill("11");
    await dialog(page).getByText("The discount is more than the price.").waitFor();
    await page.keyboard.press("Control+Enter");
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "No sales yet" }).waitFor();
  });
});

test("a shop in yen and one in dinars", async () => {
  for (const [currency, bad, good, shown] of [["JPY", "10.5", "¥1,200", "¥1,200"], ["KWD", "1.2345", "1.234", /1\.234/]]) {
    const say = words.en;
    await withApp({ language: "en" }, async ({ page, open }) => {
      await openShop(page, open, say, currency);
      await open("sales/?new=1");
      const amount = dialog(page).getByLabel(say.amount, { exact: true });
      await amount.fill(bad);
      await dialog(page).getByText(/Too many decimals/).waitFor();
      await amount.fill(good);
      await page.keyboard.press("Enter");
      await dialog(page).waitFor({ state: "hidden" });
      const text = await figure(page, say.sum).innerText();
      assert.ok(typeof shown === "string" ? text === shown : shown.test(text), text);
    });
  }
});

test("filters live in the address; a deleted sale comes back", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openShop(page, open, say, "USD");
    for (const [name, amount] of [["Ada", "10"], ["Bo", "20"]]) {
      await open("sales/?new=1");
      await buyer(page, say, name);
      await dialog(page).getByLabel(say.amount, { exact: true }).fill(amount);
      await page.keyboard.press("Control+Enter");
      await rows(page, say).filter({ hasText: name }).waitFor();
    }
    await page.getByRole("searchbox", { name: "Number or customer" }).fill("bo");
    await page.waitForURL(/q=bo/);
    await rows(page, say).filter({ hasText: "Ada" }).waitFor({ state: "detached" });
    assert.equal(await figure(page, say.sum).innerText(), "$20.00");
    await page.reload();
    await rows(page, say).filter({ hasText: "Bo" }).click();
    await page.getByRole("heading", { name: "Sale 2" }).waitFor();
    await page.getByRole("button", { name: "More" }).last().click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.waitForURL(/sales\/$/);
    await rows(page, say).filter({ hasText: "Bo" }).waitFor({ state: "detached" });
    await page.getByRole("status").getByRole("button", { name: say.undo }).click();
    await rows(page, say).filter({ hasText: "Bo" }).waitFor();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByLabel("Refunds only").check();
    await page.getByRole("heading", { name: "Nothing found" }).waitFor();
  });
});

test("Escape closes a new sale that was just opened", async () => {
  await withApp({ language: "en", timeout: 6000 }, async ({ page, open }) => {
    await openShop(page, open, words.en, "USD");
    await open("sales/?new=1");
    const form = page.getByRole("dialog", { name: "New sale" });
    await form.waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "hidden" });
  });
});
