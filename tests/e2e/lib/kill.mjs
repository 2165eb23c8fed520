// Kills a whole browser the hard way, as a power cut or the task manager would, and lets it be
// started again on the same profile. Linux only: it reads /proc.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launchProfile } from "./browser.mjs";

/** A new, empty profile folder. */
export const newProfile = () => fs.mkdtempSync(path.join(os.tmpdir(), "regulars-profile-"));

/**
 * Removes a profile. A process of the browser that is not known by the folder may write there for a moment
 * after the others are gone, so a folder that filled again is emptied again. (Node's own retries only ask
 * again whether it is empty.)
 */
export async function removeProfile(folder) {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return fs.rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

/** Starts a browser on `folder`; gives its context and its first page. */
export async function startProfile(folder, options) {
  const context = await launchProfile(folder, options);
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

const running = (folder) =>
  fs.readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return fs.readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").includes(`--user-data-dir=${folder}`);
    } catch {
      return false;
    }
  }).map(Number);

/** SIGKILL to every process of the browser on `folder`, then waits until all are gone. */
export async function killProfile(folder) {
  for (let pids = running(folder); pids.length; pids = running(folder)) {
    for (const pid of pids) {
      try {
        process.kill(pid, "SIGKILL");
      } catch { /* gone already */ }
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith("Singleton")) fs.rmSync(path.join(folder, name), { force: true });
  }
}
