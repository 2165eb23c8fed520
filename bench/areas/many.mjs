// What is done with very many customers at once: everybody who may be in the list twice, one field of ten
// thousand and back, and the whole list as a workbook.
import { atRest, open, sit } from "../lib/seat.mjs";
import { millis, seconds, thousands } from "../lib/table.mjs";

const clicked = (page) => page.evaluate(() => {
  document.addEventListener("click", (event) => { window.__probe.clicked = event.timeStamp; }, { capture: true, once: true });
});
const since = (page, at) => page.evaluate((at) => ({ took: at - window.__probe.clicked, longest: window.__probe.longest(window.__probe.clicked, at) }), at);

export async function duplicates(table, profile, shop, limit) {
  const found = await sit(profile, async (page) => {
    await open(page, "settings/");
    await page.waitForFunction(() => performance.now() > 2000);
    await atRest(page);
    await page.evaluate(() => {
      const path = new URL("duplicates/", document.baseURI).href;
      const link = Object.assign(document.createElement("a"), { href: path, id: "to-duplicates", textContent: "duplicates" });
      document.querySelector("main").prepend(link);
    });
    await clicked(page);
    const shown = page.evaluate(() => window.__probe.until(() => document.querySelector(".clean-group, .clean .empty:not(:has(.spinner))")));
    await page.locator("#to-duplicates").click();
    const at = await shown;
    return { ...(await since(page, at)), words: await page.locator("main").innerText() };
  });
  table.add({
    key: "duplicates", what: `everybody who is in the list twice, among ${thousands(shop.customers)}`, limit, unit: seconds, value: found.took,
    note: `${found.words.match(/[^\n]*(group|pair|possible)[^\n]*/i)?.[0] ?? ""}; longest task of the page ${millis(found.longest)}`,
  });
}

/** `limit` holds for ten thousand customers. */
export async function bulk(table, profile, shop, limit) {
  // A tenth of a large shop; of a small one everybody.
  const filter = shop.customers > 20_000 ? "?filter=any(tag~VIP!tag~regular)" : "";
  const found = await sit(profile, async (page) => {
    await open(page, `customers/${filter}`);
    await page.waitForFunction(() => window.__probe.seen.figures);
    await atRest(page);
    const dialog = page.getByRole("dialog");
    const grid = page.getByRole("grid");
    const count = Number(await grid.getAttribute("aria-rowcount")) - 1;
    await grid.focus();
    await page.keyboard.press("Control+a");
    await page.locator(".bulk").getByRole("button", { name: "Edit", exact: true }).click();
    await dialog.getByLabel("New value").fill("market");
    await atRest(page);
    await clicked(page);
    const saved = page.evaluate(() => window.__probe.until(() => document.querySelector(".toast")?.textContent.startsWith("Edited")));
    await dialog.getByRole("button", { name: "Apply" }).click();
    const edit = await since(page, await saved);
    await clicked(page);
    const back = page.evaluate(() => window.__probe.until(() => [...document.querySelectorAll(".toast")].some((one) => one.textContent.startsWith("Undid"))));
    await page.locator(".toast").getByRole("button", { name: "Undo", exact: true }).click();
    const undo = await since(page, await back);
    return { edit, undo, count };
  });
  const most = (limit * Math.max(found.count, 10_000)) / 10_000;
  const of = `${thousands(found.count)} of ${thousands(shop.customers)} customers`;
  table.add({
    key: "bulk", what: `one field of ${of}`, limit: most, unit: seconds, value: found.edit.took,
    note: `longest task ${millis(found.edit.longest)}`,
  });
  table.add({ key: "bulk-undo", what: "taking that back", limit: most, unit: seconds, value: found.undo.took, note: `longest task ${millis(found.undo.longest)}` });
}

export async function workbook(table, profile, shop, limit) {
  const found = await sit(profile, async (page) => {
    await open(page, "data/");
    await page.waitForFunction(() => performance.now() > 2000);
    await atRest(page);
    await clicked(page);
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Customers/ }).and(page.getByText("Excel", { exact: true })).click();
    await coming;
    const at = await page.evaluate(() => performance.now());
    return since(page, at);
  });
  table.add({
    key: "workbook", what: `workbook of ${thousands(shop.customers)} customers`, limit, unit: seconds, value: found.took,
    note: `longest task of the page ${millis(found.longest)}`,
  });
}
