// A long list of customers into a shop that knows a tenth of them: found, shown, and in as one change.
import path from "node:path";
import { folder, atRest, open, sit, wasmMemory } from "../lib/seat.mjs";
import { writeList } from "../lib/shop.mjs";
import { millis, seconds, thousands } from "../lib/table.mjs";

export async function bring(table, profile, shop, rows, limit, others) {
  const file = path.join(folder, "list.csv");
  writeList(file, rows, shop.customers);
  const found = await sit(profile, async (page) => {
    await open(page, "data/");
    await atRest(page);
    await page.evaluate(() => {
      document.querySelector("input[type=file]").addEventListener("change", () => { window.__probe.chosen = performance.now(); }, { capture: true, once: true });
    });
    await page.getByLabel("Choose files").setInputFiles(file);
    const planned = await page.evaluate(() => window.__probe.until(() => document.querySelector(".data-go .btn.primary:enabled")));
    const go = page.locator(".data-go .btn.primary:enabled");
    const words = await go.innerText();
    await atRest(page);
    await page.evaluate(() => {
      document.addEventListener("click", (event) => { window.__probe.clicked = event.timeStamp; }, { capture: true, once: true });
    });
    const done = page.evaluate(() => window.__probe.until(() => document.querySelector(".data-card, main")?.innerText.includes("Imported")));
    await go.click();
    const at = await done;
    const memory = await wasmMemory(page);
    return page.evaluate(([planned, at, words, memory]) => {
      const { chosen, clicked, longest } = window.__probe;
      return { plan: planned - chosen, write: at - clicked, longest: longest(chosen, at), words, memory };
    }, [planned, at, words, memory]);
  });
  table.add({
    key: "import", what: `import of ${thousands(rows)} CSV rows, duplicates found, as one change`, limit, unit: seconds, value: found.plan + found.write,
    note: `plan on screen ${seconds(found.plan)}, “${found.words}” ${seconds(found.write)}, longest task ${millis(found.longest)}, WebAssembly memory ${found.memory} MB`,
    alternative: others && `writing alone: ${others.map(([name, one]) => `${name} ${seconds(one.write)}`).join(", ")}`,
  });
}
