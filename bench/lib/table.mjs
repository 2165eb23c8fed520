// The budget table: figures in, Markdown out; and one line a run in history.md.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";

const history = fileURLToPath(new URL("../history.md", import.meta.url));
const top = fileURLToPath(new URL("../..", import.meta.url));

export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const millis = (ms) => `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
export const thousands = (n) => n.toLocaleString("en");

/** The value below which the share `p` of `values` lies. */
export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}
export const median = (values) => quantile(values, 0.5);

/** Rows of `{ key, what, limit, value, unit, note, alternative }`; a row without a limit is for information. */
export class Table {
  rows = [];

  add(row) {
    this.rows.push(row);
    const [what, , measured, , met] = this.cells(row);
    console.error(`  ${what}: ${measured} ${met}`);
  }

  cells({ what, limit, value, unit = millis, note, alternative }) {
    const measured = value === null ? "failed" : unit(value);
    const met = limit === undefined ? "" : value !== null && value <= limit ? "met" : "**NOT MET**";
    return [what, limit === undefined ? "" : `≤ ${unit(limit)}`, note ? `${measured} (${note})` : measured, alternative ?? "", met];
  }

  markdown() {
    const line = (cells) => `| ${cells.join(" | ")} |`;
    return [line(["what", "budget", "measured", "alternative", ""]), "|---|---|---|---|---|", ...this.rows.map((row) => line(this.cells(row)))].join("\n");
  }

  /** Appends this run to history.md. */
  keep(where) {
    const git = spawnSync("git", ["log", "-1", "--format=%h"], { cwd: top, encoding: "utf8" }).stdout.trim();
    const figures = this.rows.map((row) => `${row.key} ${row.value === null ? "failed" : (row.unit ?? millis)(row.value)}`).join(", ");
    fs.appendFileSync(history, `| ${new Date().toISOString().slice(0, 10)} | ${process.env.REGULARS_BENCH_COMMIT ?? git} | ${where} | ${figures} |\n`);
  }
}

/** Where it was measured, and how busy that was. */
export const machine = (version) =>
  `Chromium ${version}, ${os.cpus().length} × ${os.cpus()[0].model.trim()}, load ${os.loadavg()[0].toFixed(1)}, ${new Date().toISOString().slice(0, 10)}`;
