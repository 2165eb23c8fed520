// What a person looks at and says on the card of a file before it is brought in: how numbers are written, in every
// kind of list, and each row with what becomes of it and why.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const waits = (scope, name) => scope.getByRole("button", { name, exact: true }).waitFor();
const bring = (page, say, files) => page.getByLabel(say("data.choose")).setInputFiles(files);
const guess = (list, label) => list.getByLabel(label, { exact: true });

/** Opens an own shop and goes to the data page. */
async function openData(page, open, language, say) {
  await open();
  await openShop(page, { language });
  await page.locator('nav.side > a.nav[href$="/data/"]').click();
  await page.getByLabel(say("data.choose")).waitFor({ state: "attached" });
}

/** Brings in what the button says, and waits until it is in. */
async function takeIn(list, say, button) {
  await press(list, button);
  await list.getByText(say("data.done"), { exact: true }).waitFor();
}

/** Waits until a cell of the preview reads so. */
const previews = (list, text) => list.locator(".data-preview td").getByText(text, { exact: true }).first().waitFor();

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`whether 1.234 is a thousand is asked of every kind of list, and the answer holds (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      const mark = say("data.decimal_mark");

      // A field of the shop's own, in a list of customers.
      await bring(page, say, csv("weights.csv", "Name;Weight\nAnn Lee;1.250\nBo Ray;2.500\n"));
      const weights = card(page, "weights.csv");
      await waits(weights, say("data.import_customers", { count: 2 }));
      await amount(guess(weights, mark), 0, "text that is not read is not asked about");
      await weights.locator("summary", { hasText: say("data.columns") }).click();
      await guess(weights, say("data.becomes_of", { column: "Weight" })).selectOption("new@number");
      await guess(weights, mark).waitFor();
      assert.equal(await guess(weights, mark).inputValue(), "point");
      await weights.locator("summary", { hasText: say("data.problems") }).click();
      await weights.getByText(say("data.p_ambiguous_point")).waitFor();
      await guess(weights, mark).selectOption("comma");
      await weights.getByText(say("data.p_ambiguous_point")).waitFor({ state: "detached" });
      assert.equal(await guess(weights, mark).inputValue(), "comma", "once answered it can be answered otherwise");
      await takeIn(weights, say, say("data.import_customers", { count: 2 }));

      // Products and deals ask of their amounts, sales of amounts and quantities.
      const lists = [
        ["products.csv", "Name;SKU;Price\nTea;T1;1.250\n", "data.import_products", "products"],
        ["deals.csv", "Deal name;Amount;Deal stage\nVases;2.500;New\n", "data.import_deals", "deals"],
        ["sales.csv", "Customer;Date;Amount;Quantity\nAnn Lee;2026-01-15;3.500;1.500\n", "data.import_sales", "sales"],
      ];
      for (const [name, text, button] of lists) {
        await bring(page, say, csv(name, text));
        const list = card(page, name);
        await waits(list, say(button, { count: 1 }));
        await guess(list, mark).waitFor();
        await guess(list, mark).selectOption("comma");
        await previews(list, /[123],[25][05]0/);
        await takeIn(list, say, say(button, { count: 1 }));
      }
      const { tables } = await stored(page);
      const numbers = tables.customers.map((one) => Object.values(one.values ?? {})[0]?.value).filter(Boolean);
      assert.deepEqual(numbers.sort(), ["1250", "2500"]);
      assert.deepEqual(tables.products.map((one) => one.price), [125_000]);
      assert.deepEqual(tables.deals.map((one) => one.value), [250_000]);
      assert.deepEqual(tables.sales.map((one) => one.total), [350_000]);
    });
  });

  test(`every row can be looked at, with what becomes of it and what told it (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      const known = "Code,Name,Phone,Email\nK7,Ann Lee,,\n,Bo Ray,0221 7654321,\n,Cy Park,,cy@example.org\n,Di Roe,,\n";
      await bring(page, say, csv("known.csv", known));
      await takeIn(card(page, "known.csv"), say, say("data.import_customers", { count: 4 }));

      const rows = Array.from({ length: 250 }, (_, n) => `,Guest ${n + 1},0221 ${5_000_000 + n},`);
      rows[100] = "K7,Ann Lee,,";
      rows[150] = ",B. Ray,(0221) 765-4321,";
      rows[220] = ",C. Park,,CY@example.org";
      rows[249] = ",Di Roe,,";
      await bring(page, say, csv("long.csv", `Code,Name,Phone,Email\n${rows.join("\n")}\n`));
      const long = card(page, "long.csv");
      await waits(long, say("data.import_customers", { count: 246 }));
      const preview = long.locator(".data-preview");
      const place = (first, last) => preview.getByText(say("data.rows_of", { first, last, all: 250 }), { exact: true }).waitFor();
      const row = (name) => preview.locator("tbody tr").filter({ hasText: name });
      await place(1, 100);
      await amount(preview.locator("tbody tr"), 100);
      assert.ok(await preview.getByRole("button", { name: say("data.rows_before"), exact: true }).isDisabled());

      await press(preview, say("data.rows_after"));
      await place(101, 200);
      await row(say("data.fate_skip", { name: "Ann Lee" })).getByText(say("clean.same_code"), { exact: true }).waitFor();
      await row(say("data.fate_skip", { name: "Bo Ray" })).getByText(say("clean.same_phone"), { exact: true }).waitFor();

      // Another file takes the worker's one place for a plan; the page is turned all the same.
      await bring(page, say, csv("other.csv", "Name,Phone\nEve Fox,0221 9999999\n"));
      await waits(card(page, "other.csv"), say("data.import_customers", { count: 1 }));
      await press(preview, say("data.rows_after"));
      await place(201, 250);
      await amount(preview.locator("tbody tr"), 50);
      await row(say("data.fate_skip", { name: "Cy Park" })).getByText(say("clean.same_email"), { exact: true }).waitFor();
      await row(say("data.fate_skip", { name: "Di Roe" })).getByText(say("clean.same_name"), { exact: true }).waitFor();
      assert.ok(await preview.getByRole("button", { name: say("data.rows_after"), exact: true }).isDisabled());

      // Whoever decides otherwise sees it from the first row on, and who says nothing new stays as it is.
      await long.locator(".data-go select").selectOption("update");
      await place(1, 100);
      await press(preview, say("data.rows_after"));
      await place(101, 200);
      await row(say("data.fate_update", { name: "Bo Ray" })).waitFor();
      await row(say("data.fate_skip", { name: "Ann Lee" })).waitFor();
      await press(preview, say("data.rows_before"));
      await place(1, 100);
    });
  });

  test(`what was said of a file is known again with the next one of its kind (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      const becomes = (list, column) => guess(list, say("data.becomes_of", { column }));
      await bring(page, say, csv("till.csv", "Wer;Ruf;Fest;Zahl\nAnn Lee;0221 1234567;2/1/2026;1.250\n"));
      const till = card(page, "till.csv");
      await guess(till, say("data.kind")).selectOption("sales");
      for (const [column, target] of [["Wer", "customer"], ["Ruf", "ignore"], ["Fest", "date"], ["Zahl", "amount"]]) {
        await becomes(till, column).selectOption(target);
      }
      await guess(till, say("data.date_order")).selectOption("day");
      await guess(till, say("data.decimal_mark")).selectOption("comma");
      await previews(till, /1,250/);
      await takeIn(till, say, say("data.import_sales", { count: 1 }));

      await bring(page, say, csv("next.csv", "Zahl;Fest;Wer;Ruf\n2.500;3/4/2026;Bo Ray;0221 7654321\n"));
      const next = card(page, "next.csv");
      await next.getByText(say("data.learned"), { exact: true }).waitFor();
      await waits(next, say("data.import_sales", { count: 1 }));
      assert.equal(await guess(next, say("data.kind")).inputValue(), "sales");
      assert.equal(await guess(next, say("data.date_order")).inputValue(), "day");
      assert.equal(await guess(next, say("data.decimal_mark")).inputValue(), "comma");
      await takeIn(next, say, say("data.import_sales", { count: 1 }));
      const { tables } = await stored(page);
      const sales = tables.sales.map((one) => [one.date, one.total]).sort();
      assert.deepEqual(sales, [["2026-01-02", 125_000], ["2026-04-03", 250_000]]);

      // An encoding is known again, but not for a file that is plainly written in another.
      const mac = (text) => Buffer.from(text.replaceAll("é", "\x8e").replaceAll("ü", "\x9f"), "latin1");
      const named = (name, buffer) => ({ name, mimeType: "text/csv", buffer });
      await bring(page, say, named("mac.csv", mac("Name,Phone\nRené Müller,0221 1110000\n")));
      await guess(card(page, "mac.csv"), say("data.encoding")).selectOption("macintosh");
      await previews(card(page, "mac.csv"), "René Müller");
      await takeIn(card(page, "mac.csv"), say, say("data.import_customers", { count: 1 }));
      await bring(page, say, named("mac2.csv", mac("Name,Phone\nJérome Ründ,0221 2220000\n")));
      await previews(card(page, "mac2.csv"), "Jérome Ründ");
      assert.equal(await guess(card(page, "mac2.csv"), say("data.encoding")).inputValue(), "macintosh");
      await bring(page, say, csv("new.csv", "Name,Phone\nZoé Küng,0221 3330000\n"));
      await previews(card(page, "new.csv"), "Zoé Küng");
      assert.equal(await guess(card(page, "new.csv"), say("data.encoding")).inputValue(), "UTF-8");
    });
  });

  test(`cards that name no character set say in which they were read, and another can be chosen (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      // 张伟 and 老客户，喜欢龙井，电话联系 in GB18030, quoted as old phones do it.
      const text = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:=D5=C5=CE=B0\r\n" +
        "NOTE;ENCODING=QUOTED-PRINTABLE:=C0=CF=BF=CD=BB=A7=A3=AC=CF=B2=BB=B6=C1=FA=BE=AE=A3=AC=B5=E7=BB=B0=C1=AA=CF=B5\r\nTEL;CELL:13900139000\r\nEND:VCARD\r\n";
      await bring(page, say, { name: "old.vcf", mimeType: "text/vcard", buffer: Buffer.from(text) });
      const old = card(page, "old.vcf");
      await previews(old, "张伟");
      assert.equal(await guess(old, say("data.encoding")).inputValue(), "gb18030");
      await old.locator("summary", { hasText: say("data.problems") }).click();
      await old.getByText(say("data.p_no_charset", { name: "GB18030" })).waitFor();
      await guess(old, say("data.encoding")).selectOption("Big5");
      await old.locator(".data-preview td").getByText("张伟", { exact: true }).waitFor({ state: "detached" });
      await guess(old, say("data.encoding")).selectOption("gb18030");
      await previews(old, "张伟");
      await takeIn(old, say, say("data.import_customers", { count: 1 }));
      const { tables } = await stored(page);
      assert.deepEqual(tables.customers.map((one) => [one.name.full, one.note]), [["张伟", "老客户，喜欢龙井，电话联系"]]);
    });
  });
}

/** A ZIP of these files, as any program packs them. */
function zipped(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-zip-"));
  try {
    const paths = Object.entries(files).map(([name, text]) => {
      fs.writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    });
    const zip = path.join(folder, "shop.zip");
    execFileSync("python3", ["-m", "zipfile", "-c", zip, ...paths]);
    return fs.readFileSync(zip);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`a pasted table, a dropped file and a ZIP of several lists come in (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language, say);
      await page.locator(".data-paste summary").click();
      await page.locator(".data-paste textarea").fill("Name\tPhone\nAnn Lee\t0221 1234567\n");
      await press(page.locator(".data-paste"), say("data.paste_go"));
      await takeIn(card(page, say("data.pasted")), say, say("data.import_customers", { count: 1 }));

      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["Name,Phone\nBo Ray,0221 7654321\n"], "dropped.csv", { type: "text/csv" }));
        const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector(".data-drop").dispatchEvent(drop);
      });
      await takeIn(card(page, "dropped.csv"), say, say("data.import_customers", { count: 1 }));

      const buffer = zipped({
        "people.csv": "Name,Phone\nCy Park,0221 5550000\n",
        "tea.csv": "Name,SKU,Price\nOolong,T1,12.50\n",
      });
      await bring(page, say, { name: "shop.zip", mimeType: "application/zip", buffer });
      await takeIn(card(page, "shop.zip › people.csv"), say, say("data.import_customers", { count: 1 }));
      await takeIn(card(page, "shop.zip › tea.csv"), say, say("data.import_products", { count: 1 }));
      const { tables } = await stored(page);
      assert.deepEqual(tables.customers.map((one) => one.name.full).sort(), ["Ann Lee", "Bo Ray", "Cy Park"]);
      assert.deepEqual(tables.products.map((one) => [one.name, one.price]), [["Oolong", 1250]]);
    });
  });

  test(`an import that is taken back weeks later keeps what was edited since and says so (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: new Date("2026-09-01T10:00:00+08:00") });
      await openData(page, open, language, say);
      await bring(page, say, csv("first.csv", "Name,Phone\nAnn Lee,0221 1234567\nBo Ray,0221 7654321\n"));
      await takeIn(card(page, "first.csv"), say, say("data.import_customers", { count: 2 }));
      await page.clock.setSystemTime(new Date("2026-09-22T10:00:00+08:00"));
      await bring(page, say, csv("second.csv", "Name,Phone,Note\nAnn Lee,0221 1234567,likes oolong\n"));
      const second = card(page, "second.csv");
      await second.getByRole("button", { name: say("data.nothing_new"), exact: true, disabled: true }).waitFor();
      await second.locator(".data-go select").selectOption("update");
      await takeIn(second, say, say("data.import_customers", { count: 1 }));

      await page.clock.setSystemTime(new Date("2026-10-13T10:00:00+08:00"));
      await open("history");
      await press(page.locator(".log-item", { hasText: "first.csv" }), say("common.undo"));
      await page.getByText(say("history.kept", { count: 1 })).first().waitFor();
      const { tables } = await stored(page);
      assert.deepEqual(tables.customers.map((one) => [one.name.full, one.note]), [["Ann Lee", "likes oolong"]]);
    });
  });

  test(`an import that is stopped brings nothing in, and goes again (${language})`, async () => {
    await withApp({ language, timeout: 60_000 }, async ({ page, open }) => {
      await openData(page, open, language, say);
      const rows = Array.from({ length: 40_000 }, (_, n) => `Guest ${n + 1},0221 ${5_000_000 + n}`);
      await bring(page, say, csv("many.csv", `Name,Phone\n${rows.join("\n")}\n`));
      const many = card(page, "many.csv");
      const button = say("data.import_customers", { count: 40_000, shown: "40,000" });
      await waits(many, button);
      await many.evaluate(async (card, stop) => {
        const frame = () => new Promise((next) => requestAnimationFrame(next));
        card.querySelector(".data-go .btn.primary").click();
        // At once: what is being written already goes through.
        await frame();
        [...card.querySelectorAll("button")].find((one) => one.textContent.trim() === stop).click();
      }, say("common.cancel"));
      await many.locator("progress").waitFor({ state: "hidden" });
      await waits(many, button);
      assert.deepEqual((await stored(page)).tables.customers ?? [], []);
      await takeIn(many, say, button);
      assert.equal((await stored(page)).tables.customers.length, 40_000);
    });
  });
}
