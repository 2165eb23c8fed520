// One Chromium for a test file, found on the system; a fresh context (its own storage) for a test.
// Where it is there, Chromium's headless shell: the same engine, storage and network without the window and
// what belongs to it, at two thirds of the processor's time. What is about the whole browser (a profile that
// is killed or started twice, notifications) takes the whole browser.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const candidates = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium-browser",
];

const found = (names) => names.find((name) => name && existsSync(name));
const full = found([process.env.CHROME, ...candidates]);
const shell = found([process.env.CHROME, "/usr/bin/chromium-headless-shell", ...candidates]);

export const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const needed = (executablePath) => {
  if (!executablePath) throw new Error("No Chromium or Chrome found: run `make setup`, or set CHROME to its path.");
  return executablePath;
};

const open = new Map();

/** The shared browser, started at first use: the headless shell, or the `whole` browser. */
export async function launch({ whole = false } = {}) {
  if (!open.has(whole)) open.set(whole, await chromium.launch({ executablePath: needed(whole ? full : shell), args }));
  return open.get(whole);
}

export async function closeBrowser() {
  for (const browser of open.values()) await browser.close();
  open.clear();
}

/** A browser on a profile folder of its own, for tests that kill it or start it twice. */
export function launchProfile(folder, options = {}) {
  return chromium.launchPersistentContext(folder, { executablePath: needed(full), args, serviceWorkers: "block", ...options });
}
