// Away from the network and from the tab: the app as something to install, a whole shop without a network,
// a new version that comes while somebody types, and motion only for those who want it.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { booted, dist, downloadFrom, offlineReady, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { save } from "./lib/faults.mjs";
import { openSample, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const released = !fs.readFileSync(path.join(dist, "index.html"), "utf8").includes('data-build="dev"');
const offline = released ? {} : { skip: "a development build has no service worker" };

/** The pages that a build has a file for, by their address; Today is "". */
const pagesIn = (dir) => fs.readdirSync(dir, { recursive: true }).map(String)
  .filter((name) => path.basename(name) === "index.html").map((name) => name.slice(0, -"index.html".length).replaceAll(path.sep, "/"));

const dialog = (page) => page.getByRole("dialog");
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();

test("the browser would install it: a name, icons that load, and a start inside its scope", async () => {
  await withApp({ context: { serviceWorkers: "block" } }, async ({ page, context, open, at }) => {
    await open();
    const href = await page.locator('link[rel="manifest"]').evaluate((link) => link.href);
    const manifest = await page.evaluate(async (href) => (await fetch(href)).json(), href);
    assert.ok(manifest.name && manifest.short_name, "it has a name, and one for below an icon");
    const scope = new URL(manifest.scope ?? ".", href).href;
    const start = new URL(manifest.start_url, href).href;
    assert.equal(scope, at(), "all of the app and nothing beside it, whatever folder it lies in");
    assert.ok(start.startsWith(scope), start);
    assert.ok(["standalone", "minimal-ui", "fullscreen"].includes(manifest.display), manifest.display);
    // The pictures are as large as they say.
    const sizes = await page.evaluate(async ([icons, href]) => {
      const found = [];
      for (const { src, sizes } of icons.filter(({ type }) => type === "image/png")) {
        const image = await createImageBitmap(await (await fetch(new URL(src, href))).blob());
        found.push([sizes, `${image.width}x${image.height}`]);
      }
      return found;
    }, [manifest.icons, href]);
    for (const [said, is] of sizes) assert.equal(is, said);
    for (const size of ["192x192", "512x512"]) assert.ok(sizes.some(([said]) => said === size), size);
    assert.ok(manifest.icons.some(({ purpose }) => /maskable/.test(purpose ?? "")), "one that a phone may cut to its shape");
    // The browser itself finds nothing to object to but that this window is a private one.
    const devtools = await context.newCDPSession(page);
    const { installabilityErrors: errors } = await devtools.send("Page.getInstallabilityErrors");
    assert.deepEqual(errors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
    // And what starts from the icon is the app.
    await page.goto(start);
    await booted(page);
    await page.getByRole("button", { name: "Open my shop" }).waitFor();
  });
});

/** Something of the shop's on every page that has an address without a record, and on no page before it. */
const on = (heading, what) => `#main:has(h1:text-is("${heading}")) ${what}`;
const data = {
  "": ".today .todo-row",
  "start/": ".today .todo-row",
  "customers/": ".row-line:visible",
  "duplicates/": ".clean-group",
  "leads/": ".lead-row",
  "pipeline/": ".board .card-link",
  "sales/": on("Sales", 'a[href*="sale/?id="]'),
  "products/": ".product-list .row-of",
  "loyalty/": '#overview [data-figure="repeat_rate"]',
  "tasks/": on("Tasks", ".todo li"),
  "calls/": on("Call lists", ".todo-row a"),
  "data/": '.data-out p:text-matches("Customers [1-9]")',
  "history/": on("History", ".log-item"),
  "trash/": on("Trash", ".log-item"),
  "settings/": on("Settings", ".tag"),
};

/** Goes to another page by its link at the side. */
const go = (page, route) => page.locator(`nav.side > a.nav[href$="/${route}"]`).click();

/** What the loyalty page says of how many came back. */
const cameBack = (page) => page.locator("#overview").getByText(/^\d+ of \d+ came back$/);

test("without a network every page of a shop opens with what is in it, and work goes on", offline, async () => {
  await withApp({ language: "en", timeout: 20_000, offline: true }, async ({ page, context, open, at, server }) => {
    // An own shop with something of everything: the sample's, by way of a backup.
    await open();
    await openSample(page, { customers: 40 });
    await go(page, "data/");
    const backup = await downloadFrom(page, () => press(page, "Download a backup"));
    const json = JSON.parse(backup.bytes.toString("utf8"));
    for (const shop of json.tables.shop) shop.name = "Tea House";
    delete json.crc32;
    await press(page, "Go to my shop");
    await page.getByLabel("I have a backup…").setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });
    await ready(page);
    await offlineReady(page);

    await context.setOffline(true);
    await server.close();
    await page.reload();
    await booted(page);
    await page.locator(".brand", { hasText: "Tea House" }).waitFor();
    // Something for the trash and the history, both empty in a shop that was just restored.
    const gone = json.tables.customers.find((one) => one.kind !== "company").id;
    await open(`customer/?id=${gone}`);
    await press(page, "Delete this customer");
    await page.locator(".toasts").getByRole("button", { name: "Undo" }).waitFor();
    assert.ok(pagesIn(dist).length > 15, "the pages of the build are found");
    for (const route of pagesIn(dist)) {
      const link = page.locator(`nav.side > a.nav[href="${new URL(at(route)).pathname}"]`);
      await (await link.count() ? link.click() : open(route));
      await page.locator(data[route] ?? "#main :is(h1, h2)").first().waitFor();
    }
    const { customers, deals, sales } = json.tables;
    const other = customers.findLast((one) => one.kind !== "company" && one.id !== gone);
    const numbered = sales.find((one) => one.number && !one.refund_of);
    for (const [route, id, text] of [
      ["customer/", other.id, other.name.full],
      ["deal/", deals[0].id, deals[0].title],
      ["sale/", numbered.id, `Sale ${numbered.number}`],
    ]) {
      await open(`${route}?id=${id}`);
      await page.getByRole("heading", { level: 1, name: text }).waitFor();
    }

    // Work goes on: somebody new, a file read by a worker, and reports by another.
    await go(page, "loyalty/");
    const [back, all] = (await cameBack(page).innerText()).match(/\d+/g).map(Number);
    assert.ok(await save(page, "Ada Lovelace"));
    await go(page, "data/");
    const rows = "Customer,Date,Amount\nAda Lovelace,2024-01-05,36.00\nAda Lovelace,2024-02-06,12.00\nBo Ray,2024-02-07,9.00\n";
    await page.getByLabel("Choose files").setInputFiles({ name: "till.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
    const till = page.getByRole("region", { name: "till.csv", exact: true });
    await press(till, "Import 3 sales");
    await till.getByText("Imported", { exact: true }).waitFor();
    // Two have bought for the first time, and one of them again.
    const grown = `${back + 1} of ${all + 2} came back`;
    await go(page, "loyalty/");
    await cameBack(page).filter({ hasText: grown }).waitFor();
    // Still without a network, a new start finds all of it.
    await page.reload();
    await booted(page);
    assert.equal(await cameBack(page).innerText(), grown);
    await go(page, "customers/");
    await page.getByRole("searchbox", { name: "Search customers" }).fill("Lovelace");
    await page.getByRole("grid").getByText("Ada Lovelace", { exact: true }).waitFor();
    await open("sales/?q=Lovelace");
    await page.waitForFunction(() => document.querySelectorAll('#main a[href*="sale/?id="]').length === 2);
  });
});

/** Puts a new version in the place of the build in `dir`; gives its name. */
function release(dir, old) {
  const next = "0123456789abcdef";
  for (const name of [...pagesIn(dir).map((route) => `${route}index.html`), "rescue.html", "sw.js"]) {
    const file = path.join(dir, name);
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll(old, next));
  }
  return next;
}

test("a new version waits for whoever types, in every tab, and comes when it is asked for", offline, async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-dist-"));
  fs.cpSync(dist, dir, { recursive: true });
  await withApp({ dir, language: "en", offline: true }, async ({ page, context, open }) => {
    const banner = (tab) => tab.locator(".banner").filter({ hasText: "A new version is ready." });
    const build = (tab) => tab.evaluate(() => document.documentElement.dataset.build);
    const same = (tab) => tab.evaluate(() => window.__same === true);
    const reloads = async (tab) => {
      await Promise.all([tab.waitForEvent("load"), press(banner(tab), "Reload now")]);
      await booted(tab);
    };
    await open();
    await openShop(page, { name: "Tea House" });
    await offlineReady(page);
    const other = await context.newPage();
    await open("settings", other);
    const shop = other.getByLabel("Name of the shop");
    await shop.fill("Tea Garden");
    await open("customers/?new=1");
    const name = dialog(page).getByLabel("Name", { exact: true });
    await name.fill("Ada Lovelace");
    const old = await build(page);
    for (const tab of [page, other]) {
      await tab.evaluate(() => { window.__same = true; });
      assert.equal(await banner(tab).isVisible(), false);
    }

    const next = release(dir, old);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    for (const tab of [page, other]) {
      await banner(tab).waitFor();
      assert.ok(await same(tab), "nothing was loaded anew");
      assert.equal(await build(tab), old);
    }
    assert.equal(await name.inputValue(), "Ada Lovelace");
    assert.equal(await shop.inputValue(), "Tea Garden");

    // One tab goes on to the new version, with what was typed there; the other stays as it is.
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await reloads(page);
    assert.equal(await build(page), next);
    await page.keyboard.press("c");
    await press(dialog(page), "Continue with it");
    assert.equal(await name.inputValue(), "Ada Lovelace");
    await press(dialog(page), "Create");
    await page.getByRole("complementary", { name: "Ada Lovelace" }).waitFor();
    assert.equal(await banner(page).isVisible(), false, "nothing newer is waiting");

    assert.ok(await same(other), "the other tab was not loaded anew");
    assert.equal(await shop.inputValue(), "Tea Garden");
    await other.locator("form", { has: shop }).getByRole("button", { name: "Save", exact: true }).click();
    await other.locator(".brand", { hasText: "Tea Garden" }).waitFor();
    await reloads(other);
    assert.equal(await build(other), next);
    await other.locator(".brand", { hasText: "Tea Garden" }).waitFor();
  });
  fs.rmSync(dir, { recursive: true });
});

for (const [motion, moves] of [["no-preference", true], ["reduce", false]]) {
  test(`dialogs and messages ${moves ? "rise into view" : "are there at once"} for who asks for ${moves ? "nothing" : "less motion"}`, async () => {
    await withApp({ language: "en", reducedMotion: motion }, async ({ page, context, open }) => {
      // What began to move, where, and for how many milliseconds.
      await context.addInitScript(() => {
        window.__moved = [];
        for (const kind of ["animationstart", "transitionrun"]) {
          document.addEventListener(kind, ({ target }) => {
            // On a busy machine it may be over by now: asked is how long it was to take.
            const { animationDuration, transitionDuration } = getComputedStyle(target);
            const seconds = kind === "animationstart" ? animationDuration : transitionDuration;
            window.__moved.push([target.className, 1000 * Math.max(...seconds.split(",").map(parseFloat))]);
          }, true);
        }
      });
      const longest = () => page.evaluate(() => Math.max(0, ...window.__moved.map(([, duration]) => duration)));
      // It begins a frame after what moves is there.
      const rises = (name) => page.waitForFunction((name) => window.__moved
        .some(([found, duration]) => duration > 100 && String(found).split(" ").includes(name)), name);
      await open();
      await openShop(page);
      await page.keyboard.press("c");
      await dialog(page).getByLabel("Name", { exact: true }).fill("Ada");
      const long = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((one) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
        const seconds = [transitionDuration, animationName === "none" ? "0s" : animationDuration].join().split(",").map(parseFloat);
        return Math.max(...seconds) > 0.001 ? [one.className] : [];
      }));
      await page.keyboard.press("Enter");
      await dialog(page).waitFor({ state: "hidden" });
      await page.locator(".toast").waitFor();
      if (moves) {
        await rises("dialog");
        await rises("toast");
        assert.ok(long.length > 0);
      } else {
        assert.ok(await longest() <= 1, "nothing moves for longer than a millisecond");
        assert.deepEqual(long, []);
        // What takes a hundredth of a millisecond may be on its way still, but ends.
        await page.waitForFunction(() => document.getAnimations().length === 0);
      }
    });
  });
}

test("what is being waited for stands still for who asks for less motion", async () => {
  await withApp({ language: "en", reducedMotion: "reduce" }, async ({ page, context, open }) => {
    await open();
    await openShop(page);
    await open("data");
    // The worker never comes, so the card goes on saying that it reads.
    await context.route(/worker_loader/, () => {});
    await page.getByLabel("Choose files").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("Name\nAnn\n") });
    const spinner = page.locator(".data-card .spinner");
    await spinner.waitFor();
    const pictures = new Set();
    for (let n = 0; n < 6; n++) pictures.add((await spinner.screenshot({ animations: "allow" })).toString("base64"));
    assert.equal(pictures.size, 1, "the spinner looks the same each time");
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
});
