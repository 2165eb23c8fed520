// Files on records: added, shown, renamed, taken out and back; in the backup and out of it again, byte for
// byte; and never run, whatever they are. Texts of the library: written, found, copied, inserted.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { booted, downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openShop, ready } from "./lib/shop.mjs";

after(closeBrowser);

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const pdf = Buffer.from("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
const hostile = "<img src=x onerror=alert(1)>.html";
const markup = "<!doctype html><script>window.pwned = true; alert(2)</script><h1>Hello</h1>";

const file = (name, mimeType, buffer) => ({ name, mimeType, buffer });
const photo = file("photo.png", "image/png", png);
const offer = file("offer.pdf", "application/pdf", pdf);

const words = {
  en: {
    fresh: "New customer", name: "Name", create: "Create", full: "Full page", files: "Files", add: "Add files",
    show: (n) => `Show ${n}`, more: (n) => `More: ${n}`, category: (n) => `Category of ${n}`, contract: "Contract",
    rename: "Name and category", fileName: "File name", save: "Save", remove: "Delete", undo: "Undo", download: "Download",
    close: "Close", empty: /“empty\.txt” is empty/, added: (n) => `File added: ${n}`, backup: "Download a backup",
    restore: "I have a backup…", lacks: /photo\.png\. Nothing was changed/, without: "Restore without these files",
    takes: /Files: 3, together/, encoding: (name) => `Encoding: ${name}.`, task: "New task", taskTitle: "Task", title: "Title",
    edit: (title) => `Edit ${title}`, takeOut: (n) => `Take ${n} out`, cat: "Category", photo: "Photo", find: "Find in the files", on: "On", order: "Order", byName: "By name", largest: "Largest first",
    nothing: "Nothing found", reset: "Reset", customers: "Customers", n: (n) => `${n} file${n === 1 ? "" : "s"}`, export: "Export", noFiles: "No files yet", renameOf: (n) => `Name and category of ${n}`,
  },
  "zh-Hans": {
    fresh: "新建客户", name: "姓名", create: "创建", full: "完整页面", files: "文件", add: "添加文件",
    show: (n) => `查看 ${n}`, more: (n) => `更多: ${n}`, category: (n) => `“${n}”的类别`, contract: "合同",
    rename: "名称和类别", fileName: "文件名", save: "保存", remove: "删除", undo: "撤销", download: "下载",
    close: "关闭", empty: /“empty\.txt”是空的/, added: (n) => `添加了文件：${n}`, backup: "下载备份",
    restore: "我有备份文件…", lacks: /photo\.png。没有作任何改动/, without: "不含这些文件，继续恢复",
    takes: /文件：3 个，共/, encoding: (name) => `编码：${name}。`, task: "新建待办", taskTitle: "待办", title: "标题",
    edit: (title) => `编辑“${title}”`, takeOut: (n) => `去掉 ${n}`, cat: "类别", photo: "照片", find: "在文件中查找", on: "所属", order: "排序", byName: "按名称", largest: "最大的在前",
    nothing: "没有找到", reset: "重置", customers: "客户", n: (n) => `${n} 个文件`, export: "导出", noFiles: "还没有文件", renameOf: (n) => `“${n}”的名称和类别`,
  },
};

const section = (page, say) => page.getByRole("region", { name: say.files, exact: true });
const attach = (page, say, files) => section(page, say).getByLabel(say.add, { exact: true }).setInputFiles(files);
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();

/** Waits until a picture in `scope` is drawn. */
const drawn = (page, selector) =>
  page.waitForFunction((selector) => document.querySelector(selector)?.naturalWidth > 0, selector);

/** Writes a customer down and opens the full page; gives its address. */
async function customerPage(page, open, say, name) {
  await open("customers/?new=1");
  const dialog = page.getByRole("dialog", { name: say.fresh });
  await dialog.getByLabel(say.name, { exact: true }).fill(name);
  await press(dialog, say.create);
  const panel = page.getByRole("complementary", { name });
  await panel.getByRole("link", { name: say.full, exact: true }).click();
  await page.waitForURL(/customer\/\?id=/);
  await section(page, say).waitFor();
  return `customer/${new URL(page.url()).search}`;
}

/** Chooses an entry of a file's menu. */
async function choose(page, say, name, entry) {
  await press(section(page, say), say.more(name));
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

/** The bytes that a file's dialog downloads. */
async function bytesOf(page, say, name) {
  await press(section(page, say), say.show(name));
  const dialog = page.getByRole("dialog", { name, exact: true });
  const got = await downloadFrom(page, () => press(dialog, say.download));
  await press(dialog.locator("footer"), say.close);
  await dialog.waitFor({ state: "hidden" });
  return got;
}

async function guarded(options, body) {
  await withApp(options, async (frame) => {
    frame.page.on("dialog", (dialog) => { throw new Error(`a dialog: ${dialog.message()}`); });
    await body(frame);
  });
}

for (const language of Object.keys(words)) {
  const test = inTurn(language, Object.keys(words));
  const say = words[language];
  test(`files are attached, shown, renamed, taken out and back, and go with the backup (${language})`, async () => {
    let address;
    let backup;
    await guarded({ language, timeout: 30_000 }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      address = await customerPage(page, open, say, "梅林");
      await attach(page, say, [photo, offer]);
      const files = section(page, say);
      await files.getByText("photo.png", { exact: true }).waitFor();
      await files.getByText("offer.pdf", { exact: true }).waitFor();
      await drawn(page, ".file-thumb img");
      await page.getByText(say.added("photo.png"), { exact: true }).first().waitFor();
      await files.getByLabel(say.category("offer.pdf"), { exact: true }).selectOption({ label: say.contract });
      await page.waitForFunction(() =>
        [...document.querySelectorAll(".file-category")].some((one) => one.value === "0"));
      await accessible(page, { include: [".files-box"] });

      // Kept: after a reload it is all there.
      await page.reload();
      await booted(page);
      await drawn(page, ".file-thumb img");
      assert.equal(await files.getByLabel(say.category("offer.pdf"), { exact: true }).inputValue(), "0");
      await press(files, say.show("photo.png"));
      const preview = page.getByRole("dialog", { name: "photo.png", exact: true });
      await preview.getByRole("img", { name: "photo.png" }).waitFor();
      await drawn(page, "img.file-picture");
      await accessible(page, { include: ["dialog[open]"] });
      await page.keyboard.press("Escape");
      await preview.waitFor({ state: "hidden" });
      assert.deepEqual((await bytesOf(page, say, "offer.pdf")).bytes, pdf);

      // Another name.
      await choose(page, say, "offer.pdf", say.rename);
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(say.fileName, { exact: true }).fill("angebot.pdf");
      await press(dialog, say.save);
      await files.getByText("angebot.pdf", { exact: true }).waitFor();
      await files.getByText("offer.pdf", { exact: true }).waitFor({ state: "hidden" });

      // Taken out, and back.
      await choose(page, say, "angebot.pdf", say.remove);
      await files.getByText("angebot.pdf", { exact: true }).waitFor({ state: "hidden" });
      await page.getByRole("button", { name: say.undo, exact: true }).last().click();
      await files.getByText("angebot.pdf", { exact: true }).waitFor();

      // What is empty is refused in a sentence; what is markup is text.
      await attach(page, say, [
        file("empty.txt", "text/plain", Buffer.alloc(0)),
        file(hostile, "text/html", Buffer.from(markup)),
      ]);
      await files.getByRole("alert").getByText(say.empty).waitFor();
      await files.getByText(hostile, { exact: true }).waitFor();
      await amount(files.locator(".file"), 3);
      await press(files, say.show(hostile));
      const text = page.getByRole("dialog", { name: hostile, exact: true }).locator("pre");
      await text.waitFor();
      assert.equal(await text.textContent(), markup);
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => window.pwned), undefined);
      await amount(page.locator('img[src="x"], iframe, object, embed'), 0);

      await open("settings");
      await page.getByText(say.takes).waitFor();
      await open("data");
      backup = await downloadFrom(page, () => press(page, say.backup));
      assert.match(backup.name, /^regulars.*\.zip$/);
      assert.ok(backup.bytes.includes(png) && backup.bytes.includes('"format":"regulars-backup"'));
      // Whoever unpacks it without the app is told what it is, and what each file was called.
      const told = backup.bytes.subarray(backup.bytes.lastIndexOf("\u{feff}Everything of one shop")).toString("utf8");
      assert.match(told, /^files\/[0-9a-f]{64}\tphoto\.png\t\d+ bytes\r$/m);
      assert.ok(told.includes("熟客") && backup.bytes.includes("READ ME.txt"));
    });

    // In another browser everything is there, byte for byte.
    await guarded({ language, timeout: 30_000 }, async ({ page, open }) => {
      await open();
      await page.getByLabel(say.restore).setInputFiles(file("b.zip", "application/zip", backup.bytes));
      await ready(page);
      await open(address);
      await drawn(page, ".file-thumb img");
      assert.deepEqual((await bytesOf(page, say, "photo.png")).bytes, png);
      assert.deepEqual((await bytesOf(page, say, "angebot.pdf")).bytes, pdf);
      assert.equal((await bytesOf(page, say, hostile)).bytes.toString("utf8"), markup);
      await open("data");
      const again = await downloadFrom(page, () => press(page, say.backup));
      assert.deepEqual(again.bytes, backup.bytes);
    });

    // One byte of the picture is another: nothing is restored, unless one does without it.
    await guarded({ language, timeout: 30_000 }, async ({ page, open }) => {
      const broken = Buffer.from(backup.bytes);
      broken[broken.indexOf(png) + 40] ^= 1;
      await open();
      await page.getByLabel(say.restore).setInputFiles(file("b.zip", "application/zip", broken));
      await page.getByText(say.lacks).waitFor();
      await amount(page.locator("nav.side"), 0);
      await press(page, say.without);
      await ready(page);
      await open(address);
      await section(page, say).getByText("photo.png", { exact: true }).waitFor();
      assert.deepEqual((await bytesOf(page, say, "angebot.pdf")).bytes, pdf);
    });
  });
}

// In GB18030, in Big5, and in UTF-16 with a mark: what the page alone could not read.
const simplified = "姓名,手机号码,备注\n张伟,13800138000,老客户，喜欢龙井\n";
const traditional = "姓名,行動電話,備註\n陳美玲,0912345678,熟客，喜歡烏龍茶\n";
const texts = [
  ["gb.txt", simplified, "gb18030", Buffer.from("d0d5c3fb2ccad6bbfabac5c2eb2cb1b8d7a20ad5c5ceb02c31333830303133383030302cc0cfbfcdbba7a3accfb2bbb6c1fabeae0a", "hex")],
  ["big5.txt", traditional, "Big5", Buffer.from("a96da6572ca6e6b0cab971b8dc2cb3c6b5f90ab3afacfcacc22c303931323334353637382cbcf4abc8a141b3dfc577af51c073aff90a", "hex")],
  ["utf16.txt", simplified, "UTF-16LE", Buffer.from(`\ufeff${simplified}`, "utf16le")],
];

for (const language of Object.keys(words)) {
  const test = inTurn(language, Object.keys(words).reverse());
  const say = words[language];
  test(`the side panel and tasks have files, and texts are shown in their own encoding (${language})`, async () => {
    await guarded({ language, timeout: 30_000 }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("customers/?new=1");
      const fresh = page.getByRole("dialog", { name: say.fresh });
      await fresh.getByLabel(say.name, { exact: true }).fill("梅林");
      await press(fresh, say.create);
      const panel = page.getByRole("complementary", { name: "梅林" });
      const here = panel.getByRole("region", { name: say.files, exact: true });
      await here.getByLabel(say.add, { exact: true }).setInputFiles(texts.map(([name, , , bytes]) => file(name, "text/plain", bytes)));
      for (const [name, text, encoding] of texts) {
        await here.getByText(name, { exact: true }).waitFor();
        await press(here, say.show(name));
        const preview = page.getByRole("dialog", { name, exact: true });
        await preview.locator("pre").waitFor();
        assert.equal(await preview.locator("pre").textContent(), text);
        await preview.getByText(say.encoding(encoding)).waitFor();
        await press(preview.locator("footer"), say.close);
        await preview.waitFor({ state: "hidden" });
      }
      await accessible(page, { include: [".panel .files-box"] });

      // On a task, beside a title that is being typed: neither is lost over the other.
      await open("tasks/");
      await page.getByRole("textbox", { name: say.task }).fill("Send the quote");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: say.edit("Send the quote"), exact: true }).click();
      const task = page.getByRole("dialog", { name: say.taskTitle, exact: true });
      await task.getByLabel(say.title, { exact: true }).fill("Send the offer");
      const box = task.getByRole("region", { name: say.files, exact: true });
      await box.getByLabel(say.add, { exact: true }).setInputFiles([offer]);
      await box.getByText("offer.pdf", { exact: true }).waitFor();
      await press(box, say.more("offer.pdf"));
      await page.getByRole("menuitem", { name: say.rename, exact: true }).click();
      const rename = page.getByRole("dialog", { name: say.renameOf("offer.pdf"), exact: true });
      await rename.getByLabel(say.fileName, { exact: true }).fill("angebot.pdf");
      await rename.getByLabel(say.cat, { exact: true }).selectOption({ label: say.contract });
      await press(rename, say.save);
      await rename.waitFor({ state: "hidden" });
      await box.getByText("angebot.pdf", { exact: true }).waitFor();
      // Where there is no room to choose what it is, it is said.
      await box.locator(".file-what", { hasText: say.contract }).waitFor();
      assert.equal(await task.getByLabel(say.title, { exact: true }).inputValue(), "Send the offer");
      await accessible(page, { include: ["dialog[open]"] });
      await task.locator("footer").getByRole("button", { name: say.save, exact: true }).click();
      await task.waitFor({ state: "hidden" });
      await page.getByRole("button", { name: say.edit("Send the offer"), exact: true }).click();
      await box.getByText("angebot.pdf", { exact: true }).waitFor();
      await page.keyboard.press("Escape");
      await task.waitFor({ state: "hidden" });

      // On a task that is not saved yet: chosen, one taken out again, kept with the task, and one undo for both.
      await page.getByRole("button", { name: say.task, exact: true }).click();
      await task.getByLabel(say.title, { exact: true }).fill("Frame the photo");
      await box.getByLabel(say.add, { exact: true }).setInputFiles([photo, offer]);
      await box.getByText("offer.pdf", { exact: true }).waitFor();
      await drawn(page, "dialog[open] .file-thumb img");
      await press(box, say.takeOut("offer.pdf"));
      await box.getByText("offer.pdf", { exact: true }).waitFor({ state: "hidden" });
      await accessible(page, { include: ["dialog[open]"] });
      await task.locator("footer").getByRole("button", { name: say.save, exact: true }).click();
      await task.waitFor({ state: "hidden" });
      const framed = page.getByRole("button", { name: say.edit("Frame the photo"), exact: true });
      await framed.click();
      await box.getByText("photo.png", { exact: true }).waitFor();
      await drawn(page, "dialog[open] .file-thumb img");
      await amount(box.locator(".file"), 1);
      await page.keyboard.press("Escape");
      await task.waitFor({ state: "hidden" });
      await page.keyboard.press("Control+z");
      await framed.waitFor({ state: "hidden" });
    });
  });

  test(`the files of the whole shop stand in one list, narrowed, ordered, saved as an address and written out (${language})`, async () => {
    await guarded({ language, timeout: 30_000 }, async ({ page, open }) => {
      await open();
      await openShop(page, { language });
      await open("files/");
      await page.getByText(say.noFiles, { exact: true }).waitFor();
      await customerPage(page, open, say, "梅林");
      await attach(page, say, [photo, offer]);
      await section(page, say).getByLabel(say.category("photo.png"), { exact: true }).selectOption({ label: say.photo });
      await customerPage(page, open, say, "Bo Chen");
      await attach(page, say, [file("note.txt", "text/plain", Buffer.from("a note"))]);
      await section(page, say).getByText("note.txt", { exact: true }).waitFor();
      await open("files/");
      const names = async (...expected) => {
        await page.waitForFunction(
          (expected) => JSON.stringify([...document.querySelectorAll("#main .file-what > .strong")].map((one) => one.textContent)) === expected,
          JSON.stringify(expected),
        );
      };
      await names("note.txt", "offer.pdf", "photo.png");
      await page.getByText(say.n(3)).waitFor();
      await accessible(page);
      await screenshot(page, `files-${language}`);
      await page.getByLabel(say.order, { exact: true }).selectOption({ label: say.largest });
      await names("offer.pdf", "photo.png", "note.txt");
      await page.getByLabel(say.order, { exact: true }).selectOption({ label: say.byName });
      await names("note.txt", "offer.pdf", "photo.png");
      await page.getByLabel(say.cat, { exact: true }).selectOption({ label: say.photo });
      await names("photo.png");
      // What is asked is the address: a reload changes nothing.
      assert.match(page.url(), /category=photo/);
      await page.reload();
      await booted(page);
      await names("photo.png");
      const written = await downloadFrom(page, async () => {
        await press(page.getByRole("main"), say.export);
        await page.getByRole("menuitem", { name: /CSV/ }).click();
      });
      const rows = written.bytes.toString("utf8").trim().split("\r\n");
      assert.equal(rows.length, 2);
      assert.match(rows[1], new RegExp(`photo\\.png.*${say.photo}.*梅林`));
      await page.getByLabel(say.find, { exact: true }).fill("bo");
      await page.getByText(say.nothing, { exact: true }).waitFor();
      await press(page.locator(".empty"), say.reset);
      await names("note.txt", "offer.pdf", "photo.png");
      await page.getByLabel(say.find, { exact: true }).fill("bo");
      await names("note.txt");
      await page.getByRole("main").getByRole("link", { name: "Bo Chen", exact: true }).click();
      await page.waitForURL(/customer\/\?id=/);
    });
  });
}

test("pages, sound and film are shown where the browser can, and never as what a file says it is", async () => {
  const say = words.en;
  const bars = "BT /F1 36 Tf 72 700 Td (Offer for tea) Tj ET";
  const parts = [
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${bars.length} >>\nstream\n${bars}\nendstream`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  const body = parts.map((part, n) => `${n + 1} 0 obj\n${part}\nendobj\n`).join("");
  const pages = Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`);
  const sound = Buffer.alloc(44 + 800, 128);
  sound.write("RIFF", 0);
  sound.writeUInt32LE(36 + 800, 4);
  sound.write("WAVEfmt ", 8);
  [16, 0x10001, 8000, 8000, 0x80001].forEach((value, n) => sound.writeUInt32LE(value, 16 + 4 * n));
  sound.write("data", 36);
  sound.writeUInt32LE(800, 40);
  await guarded({ language: "en", whole: true }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await customerPage(page, open, say, "Ann Lee");
    await attach(page, say, [
      file("offer.pdf", "application/pdf", pages), file("page.pdf", "text/html", Buffer.from(markup)),
      file("wish.wav", "audio/wav", sound), file("broken.mp4", "video/mp4", Buffer.from(markup)),
    ]);
    const files = section(page, say);
    const show = async (name) => {
      await files.getByText(name, { exact: true }).waitFor();
      await press(files, say.show(name));
      return page.getByRole("dialog", { name, exact: true });
    };
    const close = async (dialog) => {
      await press(dialog.locator("footer"), say.close);
      await dialog.waitFor({ state: "hidden" });
    };
    assert.equal(await page.evaluate(() => navigator.pdfViewerEnabled), true);
    const offer = await show("offer.pdf");
    await offer.locator("iframe.file-pages").waitFor();
    const viewer = (frame) => frame.url().startsWith("chrome-extension:");
    if (!page.frames().some(viewer)) await page.waitForEvent("framenavigated", viewer);
    await screenshot(page, "file-pdf");
    await accessible(page, { include: ["dialog[open]"], exclude: ["iframe"] });
    await close(offer);
    // What only calls itself a PDF is none that runs.
    const page2 = await show("page.pdf");
    await page2.locator("iframe.file-pages").waitFor();
    await close(page2);
    const wish = await show("wish.wav");
    await page.waitForFunction(() => document.querySelector("video.file-media")?.duration > 0.09);
    await close(wish);
    const broken = await show("broken.mp4");
    await broken.getByText("can't be shown here").waitFor();
    await close(broken);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
  });
  // A browser without a viewer says so.
  await guarded({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await customerPage(page, open, say, "Ann Lee");
    await attach(page, say, [file("offer.pdf", "application/pdf", pages)]);
    await section(page, say).getByText("offer.pdf", { exact: true }).waitFor();
    const viewer = await page.evaluate(() => navigator.pdfViewerEnabled);
    await press(section(page, say), say.show("offer.pdf"));
    const dialog = page.getByRole("dialog", { name: "offer.pdf", exact: true });
    await (viewer ? dialog.locator("iframe") : dialog.getByText("can't be shown here")).waitFor();
  });
});

test("a product has files, is found by their names, and opens where it was looked for", async () => {
  const say = words.en;
  await guarded({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("products/");
    await page.getByRole("button", { name: "New product", exact: true }).first().click();
    const fresh = page.getByRole("dialog", { name: "New product", exact: true });
    await fresh.getByLabel("Product", { exact: true }).fill("Long Jing");
    const box = fresh.getByRole("region", { name: say.files, exact: true });
    await box.getByLabel(say.add, { exact: true }).setInputFiles([photo, offer]);
    await box.getByText("offer.pdf", { exact: true }).waitFor();
    await press(box, say.takeOut("offer.pdf"));
    await box.getByText("offer.pdf", { exact: true }).waitFor({ state: "hidden" });
    await screenshot(page, "product-files");
    await accessible(page, { include: ["dialog[open]"] });
    await fresh.locator("footer").getByRole("button", { name: say.save, exact: true }).click();
    await fresh.waitFor({ state: "hidden" });

    // From another page: by the file's name, and by the product's own.
    for (const typed of ["photo.png", "long jing"]) {
      await open();
      await ready(page);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.keyboard.press("Control+k");
      await page.locator("dialog[open] [role=combobox]").fill(typed);
      await page.getByRole("option", { name: /Long Jing/ }).first().click();
      const known = page.getByRole("dialog", { name: "Edit product", exact: true });
      await known.getByText("photo.png", { exact: true }).waitFor();
      await drawn(page, "dialog[open] .file-thumb img");
      assert.equal(await known.getByLabel("Product", { exact: true }).inputValue(), "Long Jing");
      assert.equal(new URL(page.url()).search, "", "the address forgets it");
      await page.keyboard.press("Escape");
      await known.waitFor({ state: "hidden" });
    }
    // With the product its files go, and come back.
    await press(page, "Actions: Long Jing");
    await page.getByRole("menuitem", { name: say.remove, exact: true }).click();
    const row = page.getByRole("row").getByRole("button", { name: "Long Jing", exact: true });
    await row.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: say.undo, exact: true }).last().click();
    await row.click();
    await page.getByRole("dialog").getByText("photo.png", { exact: true }).waitFor();
  });
});

test("a file dropped or pasted onto a deal remembers its stage, and another page's file does not come here", async () => {
  const say = words.en;
  await guarded({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("pipeline");
    await page.getByRole("button", { name: "New deal", exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title", { exact: true }).fill("Wedding tea");
    await press(dialog, "Create");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Wedding tea", exact: true }).click();
    const files = section(page, say);
    await files.waitFor();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["quote"], "quote.txt", { type: "text/plain" }));
      const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector(".files-box").dispatchEvent(drop);
    });
    await files.getByText("quote.txt", { exact: true }).waitFor();
    await files.getByText(/Stage: /).waitFor();
    assert.match(page.url(), /deal\/\?id=/);
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], "image.png", { type: "image/png" }));
      const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(paste);
    }, png.toString("base64"));
    await files.getByText("image.png", { exact: true }).waitFor();
    await drawn(page, ".file-thumb img");
    await page.getByText("File added: quote.txt", { exact: true }).first().waitFor();
  });
});

test("the rescue page saves files too, and they come back from it", async () => {
  const say = words.en;
  let address;
  let rescued;
  await guarded({ language: "en" }, async ({ page, open, at }) => {
    await open();
    await openShop(page);
    address = await customerPage(page, open, say, "Ann Lee");
    await attach(page, say, [photo]);
    await section(page, say).getByText("photo.png", { exact: true }).waitFor();
    await page.goto(at("rescue.html"));
    rescued = await downloadFrom(page, () => page.locator('button[data-database="regulars"]').click());
    assert.match(rescued.name, /^regulars-rescue-.*\.zip$/);
  });
  await guarded({ language: "en" }, async ({ page, open }) => {
    await open();
    await page.getByLabel(say.restore).setInputFiles(file("r.zip", "application/zip", rescued.bytes));
    await ready(page);
    await open(address);
    assert.deepEqual((await bytesOf(page, say, "photo.png")).bytes, png);
  });
});

test("a text is written once, found, changed, and put into a note with its placeholders filled in", async () => {
  await guarded({ language: "en" }, async ({ page, open }) => {
    await open();
    await openShop(page, { name: "Oolong" });
    await open("settings");
    await press(page, "New text");
    const dialog = page.getByRole("dialog", { name: "New text" });
    await press(dialog, "Save");
    await dialog.getByText("Write a title and a text first.").waitFor();
    await dialog.getByLabel("Title", { exact: true }).fill("Ready");
    await dialog.getByLabel("Category", { exact: true }).fill("orders");
    await dialog.getByLabel("Text", { exact: true }).fill("Dear {name}, your tea is **ready**. {shop} {nobody}");
    await press(dialog, "Save");
    await dialog.waitFor({ state: "hidden" });
    const texts = page.getByRole("region", { name: "Templates and answers", exact: true });
    await texts.locator("strong", { hasText: "ready" }).waitFor();
    await texts.getByLabel("Search texts").fill("nothing like it");
    await texts.getByText("No text matches.").waitFor();
    await texts.getByLabel("Search texts").fill("ORDERS");
    await texts.locator("strong", { hasText: "ready" }).waitFor();
    await accessible(page, { include: ["main"] });
    await customerPage(page, open, words.en, "Ann Lee");
    await press(page, "Insert a text");
    await page.getByRole("menuitem", { name: "Ready", exact: true }).click();
    const note = page.getByRole("textbox", { name: "What happened" });
    assert.equal(await note.inputValue(), "Dear Ann Lee, your tea is **ready**. Oolong {nobody}");
  });
});
