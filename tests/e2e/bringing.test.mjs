// Bringing files in where a guess may be wrong or nothing may happen: encodings and separators that are
// recognised and overruled, contact cards of three generations, what to do with known customers and sales,
// and a file that is too large. Each ends at what the shop then shows and holds.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { top, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    choose: "Choose files", encoding: "Encoding", separator: "Separator", done: "Imported", nothing: "Nothing new in this file",
    customers: (n) => `Import ${n} customer${n === 1 ? "" : "s"}`, sales: (n) => `Import ${n} sale${n === 1 ? "" : "s"}`,
    known: "Customers you already have", knownSales: "Sales you already have",
    large: (name) => `${name} has 301 MB: at most 300 MB can be read. Nothing was changed. Cut it into smaller files and bring them in one after the other.`,
    phone: "Phone", birthday: "Birthday",
    left: "2 columns are left out: 余额, Department", own: "Bring in as own fields", fields: (n) => `New fields: ${n}`,
    problems: "Problems", shared: "Ann Lee has the same phone under another name, so this is taken as somebody new",
    twins: "This row and one above it are the same: Ann Lee. Where they differ, what the first one says was kept.",
    added: "Added to Ann Lee",
  },
  "zh-Hant": {
    choose: "選擇檔案", encoding: "文字編碼", separator: "分隔符號", done: "匯入完成",
    customers: (n) => `匯入 ${n} 位客戶`,
    left: "有 2 欄不匯入：余额、Department", own: "當作自訂欄位匯入", fields: (n) => `新欄位 ${n}`,
    problems: "問題", shared: "Ann Lee 也用這個電話，但姓名不同，因此當作新客戶匯入",
    twins: "檔案裡有兩列是同一位客戶：Ann Lee。內容不一致的地方以前面一列為準。",
    added: "補充到 Ann Lee",
  },
};

const fixture = (name) => path.join(top, "tests/fixtures/import", name);
const file = (name, bytes, mimeType = "text/csv") => ({ name, mimeType, buffer: Buffer.from(bytes) });
const bring = (page, say, files) => page.getByLabel(say.choose).setInputFiles(files);
const card = (page, name) => page.getByRole("region", { name, exact: true });
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();
const waits = (scope, name) => scope.getByRole("button", { name, exact: true }).waitFor();
const guess = (scope, label) => scope.getByLabel(label, { exact: true });

/** Goes to another page by its link at the side. */
const go = (page, route) => page.locator(`nav.side > a.nav[href$="/${route}/"]`).click();

/** Opens an own shop and goes to the data page. */
async function openData(page, open, language) {
  await open();
  await openShop(page, { language });
  await go(page, "data");
  await page.getByLabel(words[language].choose).waitFor({ state: "attached" });
}

/** Brings in what the button says, and waits until it is in. */
async function takeIn(list, say, button) {
  await press(list, button);
  await list.getByText(say.done, { exact: true }).waitFor();
}

/** Name and phone of the rows that the card shows before anything is brought in. */
const rowsOf = (list) => list.locator(".data-table").last().locator("tbody tr").evaluateAll((rows) =>
  rows.map((row) => [row.cells[1].textContent, row.cells[2].textContent]));

/** Waits until the preview shows these names and phones, and nothing else. */
async function previews(list, expected) {
  const wanted = JSON.stringify(expected);
  const end = Date.now() + 15_000;
  while (JSON.stringify(await rowsOf(list)) !== wanted && Date.now() < end) {
    await new Promise((next) => setTimeout(next, 50));
  }
  assert.deepEqual(await rowsOf(list), expected);
}

/** The names on the page of customers. */
async function names(page) {
  await go(page, "customers");
  await page.getByRole("grid").locator(".row-line:visible").first().waitFor();
  return (await page.getByRole("grid").locator(".row-line:visible .who .clip").allInnerTexts()).sort();
}

for (const [language, say] of Object.entries(words)) {

  test(`encoding and separator are recognised, and whoever overrules them sees the rows follow (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      await bring(page, say, fixture("outlook.big5.csv"));
      const outlook = card(page, "outlook.big5.csv");
      const taipei = [["陳美玲", "0912-345-678"], ["林志豪", "0922-333-444"]];
      await waits(outlook, say.customers(3));
      assert.deepEqual(await rowsOf(outlook), taipei);
      assert.equal(await guess(outlook, say.encoding).inputValue(), "Big5");
      assert.equal(await guess(outlook, say.separator).inputValue(), ",");
      // On a phone nothing stands beside the screen, however wide the table is.
      await page.setViewportSize({ width: 390, height: 844 });
      assert.ok(await outlook.evaluate((card) => card.scrollWidth <= card.clientWidth), "the card is as wide as its screen");
      await page.setViewportSize({ width: 1280, height: 800 });
      // Read as something else it says something else, and the way back is the same select.
      await guess(outlook, say.encoding).selectOption("gb18030");
      await outlook.getByText("陳美玲").first().waitFor({ state: "detached" });
      assert.equal(await guess(outlook, say.encoding).inputValue(), "gb18030");
      await guess(outlook, say.encoding).selectOption("Big5");
      await previews(outlook, taipei);

      await bring(page, say, fixture("excel-unicode.utf16.txt"));
      const unicode = card(page, "excel-unicode.utf16.txt");
      await waits(unicode, say.customers(2));
      assert.deepEqual(await rowsOf(unicode), [["王芳", "13800138000"], ["Ann Lee", "+1 (555) 010-0000"]]);
      assert.equal(await guess(unicode, say.encoding).inputValue(), "UTF-16LE");
      assert.equal(await guess(unicode, say.separator).inputValue(), "\t");

      // A comma and a semicolon stand in each line: only who knows the file knows which of them separates.
      await bring(page, say, file("both.csv", "Name;Phone, mobile\nLee, Eve;0221 1234567\nRay, Bo;0221 7654321\nPark, Cy;0221 5550000\n"));
      const both = card(page, "both.csv");
      assert.equal(await guess(both, say.separator).inputValue(), ",");
      await guess(both, say.separator).selectOption(";");
      const people = [["Eve Lee", "0221 1234567"], ["Bo Ray", "0221 7654321"], ["Cy Park", "0221 5550000"]];
      await previews(both, people);
      await takeIn(both, say, say.customers(3));

      // As an old Macintosh wrote it, which nothing in the bytes tells apart from Windows.
      await bring(page, say, file("mac.csv", Buffer.from("Name,Phone\nRen\x8e M\x9fller,0221 1110000\nJ\x9arg Gro\xa7,0221 2220000\n", "latin1")));
      const mac = card(page, "mac.csv");
      await waits(mac, say.customers(2));
      assert.notEqual(await guess(mac, say.encoding).inputValue(), "macintosh");
      await guess(mac, say.encoding).selectOption("macintosh");
      await previews(mac, [["René Müller", "0221 1110000"], ["Jörg Groß", "0221 2220000"]]);
      await takeIn(mac, say, say.customers(2));

      await takeIn(outlook, say, say.customers(3));
      await takeIn(unicode, say, say.customers(2));
      // The company that one of them works for came along.
      const all = [...taipei.map(([name]) => name), "熟客茶行", "王芳", "Ann Lee", ...people.map(([name]) => name), "René Müller", "Jörg Groß"];
      assert.deepEqual(await names(page), all.sort());
    });
  });
}

const office = "Name,Phone,Job title,余额,Department\nAnn Lee,0221 1234567,Buyer,12,North\n" +
  "Bo Ek,0221 1234567,,7,South\nAnn Lee,+49 221 1234567,Chief,,\n";

for (const [language, say] of Object.entries(words)) {
  test(`columns that stay out are named and brought in by one click; twins and shared numbers are told (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await openData(page, open, language);
      await bring(page, say, file("office.csv", office));
      const list = card(page, "office.csv");
      // Two rows of Ann are one; whoever shares the line of the office is somebody else.
      await waits(list, say.customers(2));
      await list.getByText(say.added).waitFor();
      await list.locator("summary", { hasText: say.problems }).click();
      await list.getByText(say.shared).waitFor();
      await list.getByText(say.twins).waitFor();

      await list.getByText(say.left, { exact: true }).waitFor();
      await press(list, say.own);
      await list.locator(".data-left-out").waitFor({ state: "hidden" });
      await list.getByText(say.fields(2)).waitFor();
      await takeIn(list, say, say.customers(2));
      assert.deepEqual(await names(page), ["Ann Lee", "Bo Ek"]);
    });
  });
}

// Of an old phone (quoted-printable, one name in UTF-8 over two lines, one in GBK), of a computer, and of today.
const cards = [
  {
    name: "old.vcf",
    text: "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E5=A8=\r\n=9C;;;\r\n" +
      "TEL;CELL;PREF:13700137000\r\nTEL;WORK:010 6500 1234\r\nBDAY:19920607\r\nEND:VCARD\r\n" +
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5;=CE=B0;;;\r\nTEL;CELL:13900139000\r\nEND:VCARD\r\n",
    people: [["李娜", ["13700137000", "010 6500 1234"], "1992-06-07"], ["张伟", ["13900139000"], null]],
  },
  {
    name: "computer.vcf",
    text: "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okafor;Daniel;;;\r\nFN:Daniel Okafor\r\nTEL;TYPE=CELL:+49 221 1234567\r\n" +
      "TEL;TYPE=HOME:+49 221 7654321\r\nBDAY:1988-02-29\r\nEND:VCARD\r\n",
    people: [["Daniel Okafor", ["+49 221 1234567", "+49 221 7654321"], "1988-02-29"]],
  },
  {
    name: "today.vcf",
    text: "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:José Ñuñez\r\nN:Ñuñez;José;;;\r\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+34-600-123-456\r\n" +
      "BDAY:--0309\r\nEND:VCARD\r\n",
    people: [["José Ñuñez", ["+34-600-123-456"], "--03-09"]],
  },
];

/** A birthday as the page writes it, with or without its year. */
function birthday(day) {
  if (!day) return "—";
  const known = !day.startsWith("--");
  const form = known ? { dateStyle: "medium" } : { month: "long", day: "numeric" };
  const date = new Date(`${known ? day : `2000-${day.slice(2)}`}T00:00:00Z`);
  return new Intl.DateTimeFormat("en", { ...form, timeZone: "UTC" }).format(date);
}

test("contact cards of three generations become customers with their phones and birthdays", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openData(page, open, "en");
    await bring(page, say, cards.map(({ name, text }) => file(name, text, "text/vcard")));
    for (const { name, people } of cards) await takeIn(card(page, name), say, say.customers(people.length));
    await go(page, "customers");
    for (const [name, phones, born] of cards.flatMap(({ people }) => people)) {
      await page.getByRole("grid").getByText(name, { exact: true }).click();
      const shown = page.getByRole("complementary", { name, exact: true });
      for (const phone of phones) await waits(shown, `${say.phone}: ${phone}`);
      await amount(shown.getByRole("button", { name: new RegExp(`^${say.phone}: `) }), phones.length, name);
      await waits(shown, `${say.birthday}: ${birthday(born)}`);
    }
    // The panel is a view of the page of its own that each of them has.
    const [last, [phone], born] = cards.at(-1).people[0];
    await page.getByRole("link", { name: "Full page" }).click();
    await page.getByRole("heading", { level: 1, name: last }).waitFor();
    await waits(page.getByRole("main"), `${say.phone}: ${phone}`);
    await waits(page.getByRole("main"), `${say.birthday}: ${birthday(born)}`);
    const { tables } = await stored(page);
    assert.deepEqual(tables.customers.map((one) => one.birthday ?? null), cards.flatMap(({ people }) => people).map(([, , born]) => born));
  });
});

test("whom one knows is left as is, completed or added once more, as one says", async () => {
  const say = words.en;
  await withApp({ language: "en" }, async ({ page, open }) => {
    await openData(page, open, "en");
    const notes = async () => (await stored(page)).tables.customers.map((one) => [one.name.full, one.note ?? ""]).sort();
    await bring(page, say, file("first.csv", "Name,Phone\nAnn Lee,0221 1234567\n"));
    await takeIn(card(page, "first.csv"), say, say.customers(1));

    // Left as is: who is new comes in, who is known keeps what stood there.
    await bring(page, say, file("skip.csv", "Name,Phone,Note\nAnn Lee,0221 1234567,likes oolong\nBo Ray,0221 7654321,new here\n"));
    const skip = card(page, "skip.csv");
    await waits(skip, say.customers(1));
    assert.equal(await guess(skip, say.known).inputValue(), "skip");
    await takeIn(skip, say, say.customers(1));
    assert.deepEqual(await notes(), [["Ann Lee", ""], ["Bo Ray", "new here"]]);

    // Completed: nobody new, and what was lacking is there.
    await bring(page, say, file("update.csv", "Name,Phone,Note\nAnn Lee,0221 1234567,likes oolong\n"));
    const update = card(page, "update.csv");
    await update.getByRole("button", { name: say.nothing, exact: true, disabled: true }).waitFor();
    await guess(update, say.known).selectOption("update");
    await takeIn(update, say, say.customers(1));
    assert.deepEqual(await notes(), [["Ann Lee", "likes oolong"], ["Bo Ray", "new here"]]);

    // Added once more: a second Ann Lee beside the first.
    await bring(page, say, file("add.csv", "Name,Phone,Note\nAnn Lee,0221 1234567,her sister\n"));
    const add = card(page, "add.csv");
    await add.getByRole("button", { name: say.nothing, exact: true, disabled: true }).waitFor();
    await guess(add, say.known).selectOption("add");
    await takeIn(add, say, say.customers(1));
    assert.deepEqual(await notes(), [["Ann Lee", "her sister"], ["Ann Lee", "likes oolong"], ["Bo Ray", "new here"]]);
    assert.deepEqual(await names(page), ["Ann Lee", "Ann Lee", "Bo Ray"]);

    // The same with sales: twice only if one says so.
    await go(page, "data");
    const rows = "Customer,Date,Amount\nBo Ray,2024-01-05,36.00\n";
    await bring(page, say, file("sales.csv", rows));
    await takeIn(card(page, "sales.csv"), say, say.sales(1));
    await bring(page, say, file("again.csv", rows));
    const again = card(page, "again.csv");
    await again.getByRole("button", { name: say.nothing, exact: true, disabled: true }).waitFor();
    await guess(again, say.knownSales).selectOption("add");
    await takeIn(again, say, say.sales(1));
    await go(page, "sales");
    await page.waitForFunction(() => document.querySelectorAll('#main a[href*="sale/?id="]').length === 2);
    assert.deepEqual((await stored(page)).tables.sales.map((sale) => sale.total), [3600, 3600]);
  });
});

test("a file that is too large is refused in a sentence, and nothing changes", async () => {
  const say = words.en;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-large-"));
  // A byte more than is read. Its size is all that it has: the disk stores next to nothing of it.
  const large = path.join(folder, "everything.csv");
  fs.writeFileSync(large, "Name,Phone\nAnn Lee,0221 1234567\n");
  fs.truncateSync(large, 300 * 1024 * 1024 + 1);
  try {
    await withApp({ language: "en" }, async ({ page, open }) => {
      await openData(page, open, "en");
      await bring(page, say, file("first.csv", "Name,Phone\nBo Ray,0221 7654321\n"));
      await takeIn(card(page, "first.csv"), say, say.customers(1));
      const before = await stored(page);
      await bring(page, say, large);
      const refused = card(page, "everything.csv");
      await refused.getByRole("alert").filter({ hasText: say.large("everything.csv") }).waitFor();
      // The button that brings in is not there at all: what is left is to take the card away.
      await amount(refused.getByRole("button"), 1);
      assert.deepEqual(await stored(page), before);
      // The page goes on working with the next file.
      await bring(page, say, file("next.csv", "Name,Phone\nCy Park,0221 5550000\n"));
      await takeIn(card(page, "next.csv"), say, say.customers(1));
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
