// Recording a sale to "Saved": a write that moves every figure of sales.
import { atRest, open, sit } from "../lib/seat.mjs";
import { median, millis, quantile, thousands } from "../lib/table.mjs";
import { times } from "./list.mjs";

const SALES = 8;

export async function sale(table, profile, shop) {
  const found = await sit(profile, async (page) => {
    await open(page, "sales/");
    await page.locator(".sale-sums").waitFor();
    await atRest(page);
    const dialog = page.getByRole("dialog");
    return times(page, async (turn) => {
      await page.keyboard.press("s");
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
      await page.keyboard.type("Aaa Aaronson");
      await page.getByRole("option", { name: /Aaa Aaronson/ }).first().waitFor();
      await page.keyboard.press("Enter");
      await dialog.getByRole("textbox", { name: "Amount" }).fill(String(10 + turn));
      return "Control+Enter";
    }, SALES);
  });
  const said = found.map((one) => one.said);
  table.add({
    key: "sale", what: `one sale to “Saved”, ${thousands(shop.sales)} sales`, limit: 20, value: median(said),
    note: `p95 ${millis(quantile(said, 0.95))}, painted after ${millis(median(found.map((one) => one.painted)))}`,
  });
}
