// Measures the budgets in the release, in Chromium, beside the alternatives in the same run, because
// absolute times drift with the machine.
//   node bench/bench.mjs [--keep] [--only start,search] [--no-layouts]     (or make bench BENCH=--keep)
//   BENCH_SIZE=20000   the largest shop in customers (100000 if not set); smaller ones are a quick look
//   REGULARS_DIST=...  another build than dist/
//   REGULARS_BENCH=... a folder for the shops' profiles, kept between runs
// --keep adds the run to history.md.
import { parseArgs } from "node:util";
import { board } from "./areas/board.mjs";
import { bring, bringSales } from "./areas/import.mjs";
import { edit, palette, scroll, search } from "./areas/list.mjs";
import { load } from "./areas/load.mjs";
import { bulk, duplicates, workbook } from "./areas/many.mjs";
import { reports } from "./areas/reports.mjs";
import { sale } from "./areas/sale.mjs";
import { start } from "./areas/start.mjs";
import { whole } from "./areas/whole.mjs";
import { layouts, names } from "./lib/layouts.mjs";
import { begin, end, profileOf } from "./lib/seat.mjs";
import { Table, machine, seconds, thousands } from "./lib/table.mjs";

const { values } = parseArgs({
  options: { keep: { type: "boolean" }, only: { type: "string" }, "no-layouts": { type: "boolean" } },
});
const most = Number(process.env.BENCH_SIZE ?? 100_000);
const shopOf = (customers) => ({ customers, sales: 5 * customers, deals: 5_000, lines: true });
const small = shopOf(Math.min(20_000, most));
const big = shopOf(most);
// A million sales come without lines: the reports read none.
const sold = { customers: most, sales: 10 * most, deals: 0, lines: false };
const quick = most <= 20_000;

const only = values.only?.split(",");
const wants = (...areas) => !only || areas.some((area) => only.includes(area));
const table = new Table();
/** Runs an area; one that fails is told and does not keep the others from running. */
const area = async (name, work) => {
  if (!wants(name)) return;
  try {
    await work();
  } catch (error) {
    console.error(`  ${name} failed: ${error.message}`);
    table.add({ key: name, what: name, limit: 0, value: null, note: error.message.split("\n")[0] });
  }
};
const told = ({ shop, took, size }) =>
  table.add({ key: `restore-${shop.sales}`, what: `restore of a backup of ${size} MB`, unit: seconds, value: took });
const others = (found) => found && ["objects", "dexie"].map((name) => [names[name], found[name]]);

await begin();
try {
  const measured = async (shop) => (values["no-layouts"] || (only && !only.includes("layouts")) ? null : layouts(shop));
  const smallOthers = await measured(small);
  const bigOthers = quick ? smallOthers : await measured(big);
  await area("load", () => load(table));
  if (wants("start", "import", "import-sales")) {
    const profile = await profileOf(small, told);
    await area("start", () => start(table, profile, small, { limit: 1000 }, others(smallOthers)));
    await area("import", () => bring(table, profile, small, most, 7000, others(bigOthers)));
    await area("import-sales", () => bringSales(table, profile, small, 5 * most, 15_000));
  }
  if (wants("start", "search", "palette", "scroll", "edit", "sale", "board", "reports", "duplicates", "bulk", "workbook", "whole")) {
    const profile = await profileOf(big, told);
    if (!quick) await area("start", () => start(table, profile, big, { limit: 3000, memory: 400 }, others(bigOthers)));
    await area("search", () => search(table, profile, big, 50, others(bigOthers)));
    await area("palette", () => palette(table, profile, big, 50));
    await area("scroll", () => scroll(table, profile, big, 50));
    await area("board", () => board(table, profile, big, 50));
    await area("reports", () => reports(table, profile, big, 500));
    await area("edit", () => edit(table, profile, big, 20, others(bigOthers)));
    await area("sale", () => sale(table, profile, big));
    await area("duplicates", () => duplicates(table, profile, big, 10_000));
    await area("workbook", () => workbook(table, profile, big, 5000));
    await area("bulk", () => bulk(table, profile, big, 2000));
    await area("whole", () => whole(table, profile, big));
  }
  if (!quick) await area("reports", async () => reports(table, await profileOf(sold, told), sold, 500));
  const where = machine(process.env.CHROME_VERSION ?? bigOthers?.version ?? "");
  console.log(`${where}, ${thousands(most)} customers at most\n\n${table.markdown()}`);
  if (values.keep) table.keep(where);
} finally {
  await end();
}
