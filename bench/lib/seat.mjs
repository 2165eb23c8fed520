// Where the app is measured: the release, served; a browser on a profile that holds a shop. Shops come in
// through the app's own restore, once; each area then works on a copy of that profile, so that no
// measurement sees what another one changed.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { booted, dist, offlineReady } from "../../tests/e2e/lib/app.mjs";
import { startProfile } from "../../tests/e2e/lib/kill.mjs";
import { openShop, ready } from "../../tests/e2e/lib/shop.mjs";
import { settled } from "./processes.mjs";
import { seconds } from "./table.mjs";
import { FIRST, writeBackup } from "./shop.mjs";

// The origin owns the data: a profile that is used again needs the same one.
const PORT = 8797;
const PATIENCE = 180_000;
const probe = fileURLToPath(new URL("probe.js", import.meta.url));

/** Folder of files and profiles; REGULARS_BENCH names one that is kept between runs. */
export const kept = process.env.REGULARS_BENCH;
export const folder = kept ?? fs.mkdtempSync(path.join(os.tmpdir(), "regulars-bench-"));
fs.mkdirSync(folder, { recursive: true });

let server;
export const at = (route = "") => new URL(route, server.url).href;

export async function begin() {
  server = await serve({ dir: dist, port: PORT });
}

export async function end() {
  await server?.close();
  if (!kept) fs.rmSync(folder, { recursive: true, force: true });
}

/** Runs `body` with a page of a browser that has started on `profile` and has come to rest. */
export async function sit(profile, body) {
  const { context, page } = await startProfile(profile, {
    locale: "en-US", timezoneId: "UTC", viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", acceptDownloads: true,
    serviceWorkers: "allow",
  });
  try {
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript({ path: probe });
    page.on("pageerror", (error) => console.error(`  the page failed: ${error}`));
    await settled(profile);
    return await body(page, context);
  } finally {
    await context.close();
  }
}

/** Opens a route and waits until every table is in memory and the page has come to rest. */
export async function open(page, route) {
  await page.goto(at(route));
  await booted(page);
  await ready(page);
}

/**
 * Opens the list of customers, with the sales in and nothing left to do. Waits for it without a step in the page:
 * what the driver injects to wait for things takes the page longer than a piece of the app does.
 */
export async function openList(page) {
  await page.goto(at("customers/"), { waitUntil: "commit" });
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: "window.__probe.all", awaitPromise: true });
  await session.detach();
  await atRest(page);
}

/** The first customer of the list; rows in reserve, which are hidden, may still say the same. */
export const firstRow = (page) => page.locator(".row-line:not([hidden])").getByText(FIRST, { exact: true });

/** Waits until no long task has run for two and a half seconds, after two of which V8 keeps what it compiled. */
export async function atRest(page) {
  await page.waitForFunction(() => {
    const last = window.__probe.tasks.at(-1);
    const job = window.__probe.jobs.at(-1);
    return performance.now() > 2500 + (last ? last[0] + last[1] : 0) && (!job || job.answered);
  });
}

const named = ({ customers, sales }) => `${customers}-${sales}`;

/** Restores a backup on the page of data; gives when it was looked at. */
export async function restore(page, file) {
  await page.getByLabel("Choose files").setInputFiles(file);
  await page.getByRole("button", { name: "Restore this backup" }).click();
  const looked = Date.now();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("I understand").check();
  const failed = page.locator(".toast .bad, .toast[role=alert]").first().waitFor().then(async () => {
    throw new Error(`restoring failed: ${await page.locator(".toast").allInnerTexts()}`);
  });
  await Promise.race([
    (async () => {
      await dialog.getByRole("button", { name: "Save a copy, then replace" }).click();
      await dialog.waitFor({ state: "hidden" });
    })(),
    failed,
  ]);
  failed.catch(() => null);
  return looked;
}

/** The profile that holds `shop`; made if there is none. `told` is called with how long restoring took. */
async function home(shop, told) {
  const profile = path.join(folder, `profile-${named(shop)}`);
  if (fs.existsSync(profile)) return profile;
  const file = path.join(folder, `backup-${named(shop)}.json`);
  writeBackup(file, shop);
  const size = (fs.statSync(file).size / 1e6).toFixed(0);
  console.error(`  restoring ${named(shop)} (${size} MB) ...`);
  const making = `${profile}.new`;
  fs.rmSync(making, { recursive: true, force: true });
  await sit(making, async (page) => {
    await page.goto(at());
    await booted(page);
    await openShop(page);
    await page.goto(at("data/"));
    await booted(page);
    const started = Date.now();
    const looked = await restore(page, file);
    const took = Date.now() - started;
    console.error(`  looked at in ${seconds(looked - started)}, restored in ${seconds(took)}, memory ${await wasmMemory(page)} MB`);
    told?.({ shop, took, size });
  });
  fs.renameSync(making, profile);
  fs.rmSync(file);
  return profile;
}

/** A copy of the profile of `shop`, with this build's service worker in charge. */
export async function profileOf(shop, told) {
  const source = await home(shop, told);
  const copy = path.join(folder, `copy-${named(shop)}`);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(source, copy, { recursive: true });
  await sit(copy, async (page) => {
    await page.goto(at("settings/?nosw"));
    await booted(page);
    await page.goto(at("settings/"));
    await booted(page);
    await offlineReady(page);
    // Once more, so that the browser has compiled this build and kept the result.
    await page.goto(at("settings/"));
    await booted(page);
    await atRest(page);
  });
  return copy;
}

/** Megabytes of the app's linear memory. */
export const wasmMemory = (page) => page.evaluate(() => Math.round((window.__probe.memory?.buffer.byteLength ?? 0) / 1e6));
