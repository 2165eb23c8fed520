// The frame of every end-to-end test: serves dist/ under a sub-path, opens a fresh context, and fails
// the test if the page did anything it must not (lib/watch.mjs).
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../../scripts/serve.mjs";
import { launch } from "./browser.mjs";
import { watch } from "./watch.mjs";

/** The project's folder. */
export const top = fileURLToPath(new URL("../../..", import.meta.url));

/** The build under test; REGULARS_DIST names another. */
export const dist = path.resolve(process.env.REGULARS_DIST ?? path.join(top, "dist"));

/** Folder of the shared test data, or null (then skip with `needsShared`). */
export const shared = [process.env.REGULARS_SHARED, path.join(top, "..", "shared")].find(
  (folder) => folder && fs.existsSync(path.join(folder, "data")),
) ?? null;
export const needsShared = shared ? {} : { skip: "the shared test data is not beside the checkout" };

/** The static routes of the app, Today first. */
export const routes = ["", ...fs
  .readFileSync(path.join(top, "public/routes.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => `${line}/`)];

/**
 * `test` for a loop over languages: each test of the loop runs in one of them, the next one in the next, so that
 * all are met and none is waited for thrice. REGULARS_EVERY_LANGUAGE=1 runs each in every one.
 */
export function inTurn(language, languages) {
  const all = process.env.REGULARS_EVERY_LANGUAGE === "1";
  let turn = languages.indexOf(language);
  return (...of) => {
    if (all || turn-- % languages.length === 0) test(...of);
  };
}

/**
 * Runs `body` with a fresh browser context over a served build.
 *
 * Options: prefix ("/shop/"), dir, bare (no headers from the server), locale, timezone, viewport,
 * colorScheme, reducedMotion, language and theme (written to localStorage before the first page),
 * settings (more localStorage entries, JSON-encoded), offline (the service worker is let in: it fetches and
 * keeps the whole app, which few tests are about and all would wait for), whole (the whole browser, not its
 * headless shell), context (more playwright options).
 *
 * `body` gets { page, context, url, at, open, allow, server }: `at(path)` is the address of a route,
 * `open(path)` goes there and waits until the app is up, `allow(pattern)` tolerates an offence.
 */
export async function withApp(options, body) {
  const { prefix = "/shop/", dir = dist, bare = false } = options;
  const server = await serve({ dir, prefix, bare });
  const browser = await launch(options);
  const context = await browser.newContext({
    locale: options.locale ?? "en-US",
    timezoneId: options.timezone ?? "Asia/Shanghai",
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ?? "reduce",
    serviceWorkers: options.offline ? "allow" : "block",
    acceptDownloads: true,
    ...options.context,
  });
  context.setDefaultTimeout(options.timeout ?? 30_000);
  const { offences, allow } = await watch(context, new URL(server.url).origin);
  const settings = { ...options.settings };
  if (options.language) settings["regulars.locale"] = options.language;
  if (options.theme) settings["regulars.theme"] = options.theme;
  await context.addInitScript((entries) => {
    if (!location.protocol.startsWith("http")) return;
    for (const [key, value] of entries) {
      if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(value));
    }
  }, Object.entries(settings));
  const at = (route = "") => new URL(route, server.url).href;
  let failure;
  try {
    const page = await context.newPage();
    const open = async (route = "", on = page) => {
      await on.goto(at(route));
      await booted(on);
    };
    await body({ page, context, url: server.url, at, open, allow, server });
  } catch (error) {
    failure = error;
    for (const [n, each] of context.pages().entries()) {
      await screenshot(each, `failed-${Date.now()}-${n}`, { timeout: 3000 }).catch(() => null);
    }
  }
  await context.close();
  await server.close();
  if (failure) {
    if (offences.length) failure.message += `\noffences:\n  ${offences.join("\n  ")}`;
    throw failure;
  }
  assert.deepEqual(offences, [], "the page did what it must not");
}

/** Waits until the app is mounted; says why if the crash overlay came instead. */
export async function booted(page) {
  await page.waitForFunction(() => window.__regularsBooted === true || document.querySelector(".crash"));
  const crash = page.locator(".crash");
  if (await crash.count()) throw new Error(`the app crashed: ${await crash.innerText()}`);
}

/** Waits until the service worker controls the page: from then on it works offline. */
export function offlineReady(page) {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  });
}

/** Clicks something that downloads and gives the file's name and bytes. */
export async function downloadFrom(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

/** Saves a picture to screenshots/, which is not committed. */
export async function screenshot(page, name, options = {}) {
  const folder = path.join(top, "screenshots");
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), ...options });
}
