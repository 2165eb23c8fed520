// Markup in every field of every record, in what is typed, searched for and brought in: shown as the text
// it is on every page, never read as markup.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, routes, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openSample, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const payloads = [
  `<img src=x onerror="pwned(1)">`,
  `<script>pwned(2)</script>`,
  `"><svg onload=pwned(3)>`,
  `'><img src=x onerror='pwned(4)'>`,
  `</textarea><script>pwned(5)</script>`,
  `</title><script>pwned(6)</script>`,
  `<iframe srcdoc="<script>parent.pwned(7)</script>">`,
  `<a href="javascript:pwned(8)">x</a>`,
  `javascript:pwned(9)//x`,
  `<b onmouseover=pwned(10)>bold</b>`,
  `<style>*{display:none}</style>`,
  `<link rel=stylesheet href=//evil.example/x.css>`,
  `<base href=//evil.example/>`,
  `<meta http-equiv=refresh content="0;url=//evil.example">`,
  `<form action=//evil.example><input name=q>`,
  `<object data=//evil.example></object>`,
  `<math><mtext><img src=x onerror=pwned(17)></mtext></math>`,
  `<details open ontoggle=pwned(18)>`,
  `&lt;img src=x onerror=pwned(19)&gt;`,
  `{{constructor.constructor('pwned(20)')()}}`,
  `\${pwned(21)}`,
  `<!--<img src="--><img src=x onerror=pwned(22)//">`,
  `[x](javascript:pwned(23))`,
  `**<img src=x onerror=pwned(24)>**`,
  `%3Cscript%3Epwned(25)%3C/script%3E`,
  `\u202e<img src=x onerror=pwned(26)>`,
];

/** Fields whose text a person chooses. */
const free = new Set([
  "full", "family", "given", "nickname", "phonetic", "website", "job_title", "source", "code", "gender", "note", "title",
  "name", "sku", "category", "number", "address", "label", "street", "city", "region", "postcode", "country", "reason",
  "text", "script", "role",
]);
const lists = new Set(["tags", "lost_reasons"]);

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
  return { poisoned, used: turn };
}

/** Fails if anything of a payload became an element, ran, or left the page. */
async function harmless(page, where) {
  const found = await page.evaluate(() => {
    const bad = [];
    if (window.__pwned?.length) bad.push(`ran: ${window.__pwned}`);
    const made = 'img[src="x"], img[onerror], svg[onload], iframe, object, embed, base[href*="evil"], meta[http-equiv="refresh"], link[href*="evil"], form[action*="evil"], details[ontoggle], b[onmouseover], math';
    for (const one of document.querySelectorAll(made)) bad.push(one.outerHTML.slice(0, 120));
    for (const one of document.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        if (/^on/i.test(name)) bad.push(`${one.tagName} ${name}`);
        if (/^(href|src|action|formaction|xlink:href)$/i.test(name) && /^\s*(javascript|data|vbscript):/i.test(value)) {
          bad.push(`${one.tagName} ${name}=${value.slice(0, 60)}`);
        }
      }
    }
    for (const one of document.scripts) if (/pwned/.test(one.textContent)) bad.push("a script");
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

test("a whole shop of markup, brought in as a backup, is text on every page", async () => {
  await guarded({ language: "en", timeout: 20_000 }, async ({ page, open }) => {
    await open();
    await openSample(page);
    await open("data");
    const { bytes } = await downloadFrom(page, () => page.getByRole("button", { name: "Download a backup" }).click());
    const { poisoned, used } = poison(JSON.parse(bytes.toString("utf8")));
    assert.ok(used > payloads.length * 3, "every payload is used several times");
    await page.getByRole("button", { name: "Go to my shop" }).first().click();
    await page.getByRole("button", { name: "Open my shop" }).waitFor();
    await page.getByLabel("I have a backup…").setInputFiles({
      name: "<img src=x onerror=pwned(0)>.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(poisoned)),
    });
    await ready(page);
    await harmless(page, "after restoring");
    for (const route of routes) {
      await open(route);
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
      "pipeline/?view=closed",
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
    for (const payload of payloads) {
      await open("customers/?new=1");
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
    const header = ["Name", "Phone", "Email", "Note", "Tags", payloads[0]].map(quote).join(",");
    const rows = payloads.map((payload, n) =>
      [payload, `1380000${1000 + n}`, payload, payload, payload, payload].map(quote).join(","));
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
    for (const route of ["customers", "history", "settings"]) {
      await open(route);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await harmless(page, route);
    }
    await open("customers");
    await page.getByText(payloads[0]).first().waitFor();
  });
});
