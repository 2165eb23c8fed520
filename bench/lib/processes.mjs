// How much memory the page's process holds that no other shares. Linux only: it reads /proc.
import fs from "node:fs";

const read = (name) => {
  try {
    return fs.readFileSync(name, "utf8");
  } catch {
    return "";
  }
};

/** Megabytes of the largest renderer below the browser on `profile`. */
export function privateMemory(profile) {
  const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const commands = new Map(pids.map((pid) => [pid, read(`/proc/${pid}/cmdline`).replaceAll("\0", " ")]));
  const parents = new Map(pids.map((pid) => [pid, read(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ")[1]]));
  const below = (pid) => {
    for (let at = pid; at && at !== "0"; at = parents.get(at)) {
      const command = commands.get(at) ?? "";
      if (command.includes(`--user-data-dir=${profile}`) && !command.includes("--type=")) return true;
    }
    return false;
  };
  const held = (pid) => {
    const sizes = [...read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_\w+: +(\d+) kB/gm)];
    return sizes.reduce((sum, [, size]) => sum + Number(size), 0) / 1000;
  };
  const renderers = pids.filter((pid) => commands.get(pid).includes("--type=renderer") && below(pid));
  return renderers.length ? Math.max(...renderers.map(held)) : null;
}
