// One Chromium for a test file, found on the system; a fresh context (its own storage) for a test.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const candidates = [
  process.env.CHROME,
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium-browser",
];

export const executablePath = candidates.find((name) => name && existsSync(name));

export const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;

/** The shared browser, started at first use. */
export async function launch() {
  if (!executablePath) throw new Error("No Chromium or Chrome found: run `make setup`, or set CHROME to its path.");
  browser ??= await chromium.launch({ executablePath, args });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

/** A browser on a profile folder of its own, for tests that kill it or start it twice. */
export function launchProfile(folder, options = {}) {
  return chromium.launchPersistentContext(folder, { executablePath, args, serviceWorkers: "block", ...options });
}
