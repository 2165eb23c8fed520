// Long files into a shop: found, shown, in as one change, and taken back. Customers of whom the shop knows
// a tenth, and sales of a sales programme.
import path from "node:path";
import { folder, atRest, open, sit, wasmMemory } from "../lib/seat.mjs";
import { writeList, writeSales } from "../lib/shop.mjs";
import { millis, seconds, thousands } from "../lib/table.mjs";

/** Takes a file in, and back; times in milliseconds. */
function through(profile, file) {
  return sit(profile, async (page) => {
    await open(page, "data/");
    await atRest(page);
    const shows = (words) => page.evaluate((words) => window.__probe.until(() => document.querySelector(".data-card, main")?.innerText.includes(words)), words);
    const clicks = () => page.evaluate(() => {
      document.addEventListener("click", (event) => { window.__probe.clicked = event.timeStamp; }, { capture: true, once: true });
    });
    const took = (at) => page.evaluate((at) => at - window.__probe.clicked, at);
    await page.evaluate(() => {
      document.querySelector("input[type=file]").addEventListener("change", () => { window.__probe.chosen = performance.now(); }, { capture: true, once: true });
    });
    await page.getByLabel("Choose files").setInputFiles(file);
    const planned = await page.evaluate(() => window.__probe.until(() => document.querySelector(".data-go .btn.primary:enabled")));
    const go = page.locator(".data-go .btn.primary:enabled");
    const words = await go.innerText();
    await atRest(page);
    await clicks();
    const imported = shows("Imported");
    await go.click();
    const at = await imported;
    const write = await took(at);
    const memory = await wasmMemory(page);
    const plan = await page.evaluate((planned) => planned - window.__probe.chosen, planned);
    const longest = await page.evaluate((at) => window.__probe.longest(window.__probe.chosen, at), at);
    await atRest(page);
    await clicks();
    const gone = shows("Taken back");
    await page.locator(".data-card").getByRole("button", { name: "Undo", exact: true }).click();
    const goneAt = await gone;
    const undo = await took(goneAt);
    const undoLongest = await page.evaluate((at) => window.__probe.longest(window.__probe.clicked, at), goneAt);
    return { plan, write, undo, undoLongest, longest, words, memory };
  });
}

function tell(table, { key, what, limit }, found, alternative) {
  table.add({
    key, what, limit, unit: seconds, value: found.plan + found.write,
    note: `plan on screen ${seconds(found.plan)}, “${found.words}” ${seconds(found.write)}, longest task ${millis(found.longest)}, WebAssembly memory ${found.memory} MB`,
    alternative,
  });
  table.add({ key: `${key}-undo`, what: `taking that import back`, limit: 3000, unit: seconds, value: found.undo, note: `longest task ${millis(found.undoLongest)}` });
}

export async function bring(table, profile, shop, rows, limit, others) {
  const file = path.join(folder, "list.csv");
  writeList(file, rows, shop.customers);
  const what = `import of ${thousands(rows)} CSV rows, duplicates found, as one change`;
  const writing = others && `writing alone: ${others.map(([name, one]) => `${name} ${seconds(one.write)}`).join(", ")}`;
  tell(table, { key: "import", what, limit }, await through(profile, file), writing);
}

export async function bringSales(table, profile, shop, rows, limit) {
  const file = path.join(folder, "sales.csv");
  writeSales(file, rows, shop.customers);
  tell(table, { key: "import-sales", what: `import of ${thousands(rows)} sales as one change`, limit }, await through(profile, file));
}
