// Markup in every field of every record, in what is typed, searched for and brought in: shown as the text
// it is on every page, never read as markup.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { booted, downloadFrom, routes, top, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample, openShop, ready, walk } from "./lib/shop.mjs";

after(closeBrowser);

/** Ways to write an attack, each a text that a shop could find in a file. The first 26 are the commonest. */
const payloads = JSON.parse(fs.readFileSync(path.join(top, "tests/fixtures/markup.json"), "utf8"));
const common = payloads.slice(0, 26);

test("the corpus is large and holds nothing twice", () => {
  assert.ok(payloads.length >= 150, String(payloads.length));
  assert.equal(new Set(payloads).size, payloads.length);
});

/** Fields whose text a person chooses. */
const free = new Set([
  "full", "family", "given", "nickname", "phonetic", "website", "job_title", "source", "code", "gender", "note", "title",
  "name", "sku", "category", "number", "address", "label", "street", "city", "region", "postcode", "country", "reason",
  "text", "script", "role",
]);
const lists = new Set(["tags", "lost_reasons", "reject_reasons"]);

/** The records with a payload, another each time, in every free field; what they refer to stays. */
function poison(json) {
  let turn = 0;
  const next = () => `${payloads[turn++ % payloads.length]}`;
  const walk = (value, key) => {
    if (typeof value === "string") return free.has(key) && value !== "" ? next() : value;
    if (Array.isArray(value)) {
      return value.map((one) => (typeof one === "string" && lists.has(key) ? next() : walk(one, key)));
    }
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
    }
    return value;
  };
  const poisoned = { ...json, tables: walk(json.tables, "") };
  // A tag twice on one record is no tag of two.
  for (const customer of poisoned.tables.customers) {
    if (customer.tags) customer.tags = [...new Set(customer.tags)];
  }
  // Why points were given is one of a few words, not a person's text.
  for (const [at, { reason }] of (json.tables.points ?? []).entries()) poisoned.tables.points[at].reason = reason;
  return { poisoned, used: turn };
}

/** Fails if anything of a payload became an element, ran, or left the page. */
async function harmless(page, where) {
  const found = await page.evaluate(() => {
    const bad = [];
    if (window.__pwned?.length) bad.push(`ran: ${window.__pwned}`);
    // Elements that the app never makes, and what an attack makes of those it does.
    const made = [
      "iframe", "frame", "object", "embed", "applet", "video", "audio", "math", "marquee", "keygen", "xss", "plaintext", "xmp", "listing",
      "svg script, svg animate, svg set, svg foreignObject, svg desc, svg style", 'img[src="x"], img[src*="`"]', "template[shadowrootmode]", "body *:is(base, meta, link, style, title)",
      'link[href*="evil"], form[action], base[href*="evil"], meta[http-equiv="refresh"]', "[background], [srcdoc], [autofocus][tabindex]", '[style*="position:fixed"]',
    ].join();
    for (const one of document.querySelectorAll(made)) bad.push(one.outerHTML.slice(0, 120));
    for (const one of document.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        if (/^on/i.test(name)) bad.push(`${one.tagName} ${name}`);
        if (!/^(href|src|action|formaction|xlink:href|data|poster)$/i.test(name)) continue;
        // As the browser understands the address.
        const scheme = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI).protocol : "none";
        const away = /evil\.example/.test(value) && !/^https?:\/\//.test(value);
        if (!/^(https?|mailto|tel|sms|blob|none):?$/.test(scheme) && !(one.tagName === "IMG" && /^data:image\/(png|svg)/.test(value)) || away) {
          bad.push(`${one.tagName} ${name}=${value.slice(0, 60)}`);
        }
      }
    }
    for (const one of document.scripts) if (one.textContent || /evil|^data:/.test(one.src)) bad.push(`a script: ${one.textContent}`);
    for (const one of document.querySelectorAll("style")) if (/\*\{display:none\}/.test(one.textContent)) bad.push("a style");
    return bad;
  });
  assert.deepEqual(found, [], where);
}

async function guarded(options, body) {
  await withApp(options, async (frame) => {
    frame.page.on("dialog", (dialog) => { throw new Error(`a dialog: ${dialog.message()}`); });
    await frame.context.addInitScript(() => {
      window.__pwned = [];
      window.pwned = (n) => window.__pwned.push(n);
    });
    await body(frame);
  });
}

// With the content policy and without: it must not be what saves us.
for (const off of [false, true]) test(`a whole shop of markup, brought in as a backup, is text on every page${off ? ", without the policy" : ""}`, async () => {
  await guarded({ language: "en", timeout: 20_000, context: { bypassCSP: off } }, async ({ page, open }) => {
    await open();
    await openSample(page);
    await open("data");
    const { bytes } = await downloadFrom(page, () => page.getByRole("button", { name: "Download a backup" }).click());
    const { poisoned, used } = poison(JSON.parse(bytes.toString("utf8")));
    assert.ok(used > payloads.length * 2, "every payload is used several times");
    await page.getByRole("button", { name: "Go to my shop" }).first().click();
    await page.getByRole("button", { name: "Open my shop" }).waitFor();
    await page.getByLabel("I have a backup…").setInputFiles({
      name: "<img src=x onerror=pwned(0)>.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(poisoned)),
    });
    await ready(page);
    await harmless(page, "after restoring");
    for (const route of routes.filter((route) => route !== "start/")) {
      await walk(page, route);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await harmless(page, `/${route}`);
      assert.ok(!page.url().includes("evil"), route);
    }
    const id = (table, has = () => true) => poisoned.tables[table].find(has)?.id;
    const stage = poisoned.tables.deals.find((deal) => deal.outcome?.state === "lost" || true);
    for (const route of [
      `customer/?id=${id("customers")}`,
      `customer/?id=${id("customers", (one) => one.kind === "company")}`,
      `customers/?id=${id("customers")}`,
      `deal/?id=${stage.id}`,
      `sale/?id=${id("sales", (sale) => sale.lines?.length)}`,
      "pipeline/?as=closed",
      "customers/?new=1",
      "sales/?new=1",
    ]) {
      await open(route);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await harmless(page, route);
    }
    // As text: a name stands there as it was written.
    await open("customers");
    await page.getByText("onerror", { exact: false }).first().waitFor();
    await harmless(page, "the list");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search" }).fill("pwned");
    await page.locator("dialog[open]").getByRole("option").first().waitFor();
    await harmless(page, "the palette");
  });
});

test("markup that is typed, searched for and put into the address stays text", async () => {
  await guarded({ language: "en" }, async ({ page, open, at }) => {
    await open();
    await openShop(page, { name: payloads[0] });
    await page.locator(".brand", { hasText: payloads[0] }).waitFor();
    const dialog = page.getByRole("dialog");
    await open("customers");
    for (const payload of [...common, ...payloads.slice(26).filter((_, n) => n % 9 === 0)]) {
      await page.keyboard.press("c");
      await dialog.getByLabel("Name", { exact: true }).fill(payload);
      await dialog.getByLabel("E-mail").fill(payload);
      await dialog.getByLabel("Phone").fill(payload);
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      await harmless(page, payload);
    }
    await open("customers");
    await page.getByText(payloads[0]).first().waitFor();
    await harmless(page, "the list");
    for (const payload of payloads.slice(0, 8)) {
      await page.goto(at(`customers/?q=${encodeURIComponent(payload)}`));
      await booted(page);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await harmless(page, `?q=${payload}`);
    }
    await open(`customers/?new=1&name=${encodeURIComponent(payloads[1])}`);
    await dialog.waitFor();
    await harmless(page, "a name from the address");
  });
});

test("files of markup, by name and content, stay text", async () => {
  await guarded({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("data");
    const quote = (text) => `"${text.replaceAll('"', '""')}"`;
    const header = ["Name", "Phone", "Email", "Note", "Tags", "Website", payloads[0]].map(quote).join(",");
    const rows = payloads.map((payload, n) =>
      [payload, `1380000${1000 + n}`, payload, payload, payload, payload, payload].map(quote).join(","));
    // And one with all of them in its note.
    rows.push(["Everything", "13900001000", "", payloads.join("\n\n").slice(0, 19_000), "", "", ""].map(quote).join(","));
    const name = "<img src=x onerror=pwned(0)>.csv";
    await page.getByLabel("Choose files").setInputFiles({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from([header, ...rows].join("\n")),
    });
    const card = page.getByRole("region", { name, exact: true });
    await card.locator(".data-go .btn.primary:enabled").waitFor();
    await harmless(page, "the preview");
    await card.locator(".data-go .btn.primary:enabled").click();
    await card.getByText("Imported").first().waitFor();
    await harmless(page, "after importing");
    for (const route of routes.filter((route) => route !== "start/")) {
      await walk(page, route);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await harmless(page, `/${route}`);
    }
    await open("customers");
    await page.getByRole("grid").getByText(/pwned\(/).first().waitFor();
    await open("customers/?q=Everything");
    await page.getByRole("grid").getByText("Everything").first().click();
    await page.getByRole("complementary", { name: "Everything" }).waitFor();
    await page.getByRole("complementary", { name: "Everything" }).getByText("<script>pwned(2)</script>").first().waitFor();
    await harmless(page, "a note of everything");
  });
});
