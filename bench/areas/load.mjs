// What the first screen loads, as scripts/size.mjs counts it.
import { spawnSync } from "node:child_process";
import { dist, top } from "../../tests/e2e/lib/app.mjs";

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

export function load(table) {
  const { stdout } = spawnSync("node", ["scripts/size.mjs", dist], { cwd: top, encoding: "utf8" });
  const [, found] = stdout.match(/([\d.]+) +first load/) ?? [];
  table.add({
    key: "load", what: "first load, gzip", limit: 430_000, unit: kilobytes,
    value: found ? Number(found) * 1000 : null, alternative: "nearest browser CRM: 823 kB",
  });
}
