// From asking for the list of customers to the list in its order, on a browser that has just started and
// has the app in its caches; and the memory the page holds when it is at rest.
import { openList, sit, wasmMemory } from "../lib/seat.mjs";
import { privateMemory } from "../lib/processes.mjs";
import { median, millis, seconds, thousands } from "../lib/table.mjs";

const STARTS = 5;
// How long a worker may wait for the next job, and how often that is looked at.
const IDLE = 40_000;
const LOOK = 500;
const megabytes = (n) => `${Math.round(n)} MB`;

/** `memory` is the limit in megabytes, where there is one. */
export async function start(table, profile, shop, { limit, memory }, others) {
  const starts = [];
  let held;
  let linear;
  for (let turn = 0; turn < STARTS; turn++) {
    starts.push(await sit(profile, async (page) => {
      await openList(page);
      if (turn === STARTS - 1) {
        // The worker that made the figures of sales has ended, as it does when nothing is asked of it for a while.
        for (let left = IDLE; page.workers().length && left > 0; left -= LOOK) await page.waitForTimeout(LOOK);
        linear = await wasmMemory(page);
        held = privateMemory(profile);
      }
      return page.evaluate(() => ({ ...window.__probe.seen, longest: window.__probe.longest(0, Infinity) }));
    }));
  }
  const of = (name) => median(starts.map((one) => one[name]));
  const size = `${thousands(shop.customers)} customers, ${thousands(shop.sales)} sales`;
  table.add({
    key: `start-${shop.customers}`, what: `warm start to the list in its order, ${size}`, limit, unit: seconds, value: of("order"),
    note: `first rows ${seconds(of("rows"))}, figures of sales ${seconds(of("figures"))}, longest task ${millis(of("longest"))}`,
    alternative: others && `reading alone: ${others.map(([name, one]) => `${name} ${seconds(one.readAll)}`).join(", ")}`,
  });
  if (memory) {
    table.add({
      key: `memory-${shop.customers}`, what: `memory of the page's process, ${size}`, limit: memory, unit: megabytes, value: held,
      note: `of it WebAssembly ${linear} MB`,
    });
  }
}
