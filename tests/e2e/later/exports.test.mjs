// Three places where a table that is taken away is not the table on the page. To go into figures.test.mjs
// (whose helpers `takeAway`, `bring`, `openShop`, `reportsOf`, `onPage` it would use) once they are mended.
import assert from "node:assert/strict";
import path from "node:path";
import { after, test } from "node:test";
import { downloadFrom, needsShared, shared, withApp } from "../lib/app.mjs";
import { closeBrowser } from "../lib/browser.mjs";
import { ready } from "../lib/shop.mjs";

after(closeBrowser);

const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();

async function reports(page, open) {
  await open();
  await page.getByLabel("Currency", { exact: true }).selectOption("USD");
  await press(page, "Open my shop");
  await ready(page);
  await open("data");
  await page.getByLabel("Choose files").setInputFiles(path.join(shared, "data/edge_orders.csv"));
  const card = page.getByRole("region", { name: "edge_orders.csv", exact: true });
  await press(card, "Import 18 sales");
  await card.getByText("Imported", { exact: true }).waitFor();
  await open("loyalty/?as_of=2025-06-30");
  await page.locator('[data-figure="repeat_rate"]').first().waitFor();
}

async function takeAway(page, scope) {
  const { bytes } = await downloadFrom(page, async () => {
    await press(scope, "Export");
    await page.getByRole("menuitem", { name: "CSV", exact: true }).click();
  });
  return bytes.toString("utf8").replace(/^\ufeff/, "").trimEnd().split("\r\n").map((line) => line.split(","));
}

test("the file of who brings the revenue has every figure of the list, the customers for 80 % too", needsShared, async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await reports(page, open);
    const box = page.locator(".box").filter({ has: page.getByRole("heading", { level: 2, name: "Who brings the revenue", exact: true }) });
    const shown = await box.locator(".kv > div").evaluateAll((all) =>
      all.map((one) => [one.querySelector("small").textContent, Number(one.querySelector("[data-figure]").dataset.value)]));
    const [, ...rows] = await takeAway(page, box);
    assert.deepEqual(rows.map(([name, value]) => [name, Number(value)]), shown);
  });
});

test("the file of the cohorts has the line of all of them together, and heads as on the page", needsShared, async () => {
  await withApp({ language: "en" }, async ({ page, open }) => {
    await reports(page, open);
    const part = page.locator("#cohorts");
    const heads = await part.locator("table.heat thead th").allTextContents();
    const [head, ...rows] = await takeAway(page, part);
    assert.deepEqual(head, heads);
    assert.equal(rows.at(-1)[0], "All, weighted");
  });
});
