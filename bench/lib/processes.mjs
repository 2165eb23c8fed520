// What the processes of a browser hold and do. Linux only: it reads /proc.
import fs from "node:fs";

const read = (name) => {
  try {
    return fs.readFileSync(name, "utf8");
  } catch {
    return "";
  }
};

/** The fields of a process's `stat` that follow its name, the state first. */
const stat = (pid) => read(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");

/** Each process of the browser on `profile`, with its command line. */
function processes(profile) {
  const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const commands = new Map(pids.map((pid) => [pid, read(`/proc/${pid}/cmdline`).replaceAll("\0", " ")]));
  const parents = new Map(pids.map((pid) => [pid, stat(pid)[1]]));
  const below = (pid) => {
    for (let at = pid; at && at !== "0"; at = parents.get(at)) {
      const command = commands.get(at) ?? "";
      if (command.includes(`--user-data-dir=${profile}`) && !command.includes("--type=")) return true;
    }
    return false;
  };
  return pids.filter(below).map((pid) => [pid, commands.get(pid)]);
}

/** Megabytes that the largest renderer of the browser on `profile` shares with no other process. */
export function privateMemory(profile) {
  const held = (pid) => {
    const sizes = [...read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_\w+: +(\d+) kB/gm)];
    return sizes.reduce((sum, [, size]) => sum + Number(size), 0) / 1000;
  };
  const renderers = processes(profile).filter(([, command]) => command.includes("--type=renderer"));
  return renderers.length ? Math.max(...renderers.map(([pid]) => held(pid))) : null;
}

const TICK = 10; // milliseconds of processor time that the kernel counts as one
const LOOK = 250;

/**
 * Waits until the browser on `profile` has done what it does for itself after its start (pages of its own,
 * safe browsing, preferences): a look of a quarter of a second in which it used less than a twentieth of a core.
 */
export async function settled(profile) {
  const used = () => processes(profile).reduce((sum, [pid]) => {
    const [user, system] = stat(pid).slice(11, 13).map((ticks) => Number(ticks) || 0);
    return sum + ((user ?? 0) + (system ?? 0)) * TICK;
  }, 0);
  const end = Date.now() + 10_000;
  for (let before = used(); Date.now() < end;) {
    await new Promise((done) => setTimeout(done, LOOK));
    const now = used();
    if (now - before < LOOK / 20) return;
    before = now;
  }
}
