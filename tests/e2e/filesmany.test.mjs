// Files that are selected many at once on the page of all files: a category, a stage, the files themselves in one
// archive, their list, deleting; one undo for all of them. English and both Chinese scripts.
import assert from "node:assert/strict";
import { after } from "node:test";
import { downloadFrom, inTurn, screenshot, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { asked, deal, offered, openMade, person, pipelines } from "./lib/made.mjs";
import { amount, idOf, undo } from "./lib/shop.mjs";

after(closeBrowser);

const words = {
  en: {
    files: "Files", add: "Add files", select: "Select", one: (name) => `Select ${name}`, all: (n) => `Select all ${n}`, n: (n) => `${n} selected`, bar: "With the selected files",
    edit: "Edit", apply: "Apply", what: "What", value: "New value", category: "Category", contract: "Contract", stage: "Stage",
    download: "Download", export: "Export", delete: "Delete", undo: "Undo", choose: "Please choose a value.",
  },
  "zh-Hans": {
    files: "文件", add: "添加文件", select: "选择", one: (name) => `选择${name}`, all: (n) => `全选 ${n} 项`, n: (n) => `已选 ${n} 项`, bar: "对所选文件",
    edit: "编辑", apply: "应用", what: "字段", value: "新的值", category: "类别", contract: "合同", stage: "阶段",
    download: "下载", export: "导出", delete: "删除", undo: "撤销", choose: "请选择一个值。",
  },
  "zh-Hant": {
    files: "檔案", add: "新增檔案", select: "選取", one: (name) => `選取${name}`, all: (n) => `全選 ${n} 項`, n: (n) => `已選 ${n} 項`, bar: "對所選檔案",
    edit: "編輯", apply: "套用", what: "欄位", value: "新的值", category: "類別", contract: "合約", stage: "階段",
    download: "下載", export: "匯出", delete: "刪除", undo: "復原", choose: "請選擇一個值。",
  },
};

const text = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

for (const [language, said] of Object.entries(words)) {
  const test = inTurn(language, Object.keys(words));
  test(`files are selected, sorted into a category and a stage, taken out as one archive and deleted together (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await open();
      await openMade(page, { customers: [person(idOf(1), "Ann Lee")], pipelines, deals: [deal(61, "Cake", 500)] }, { language });
      const section = page.getByRole("region", { name: said.files, exact: true });
      const attach = async (...files) => {
        await section.getByLabel(said.add, { exact: true }).setInputFiles(files);
        await section.getByText(files.at(-1).name, { exact: true }).first().waitFor();
      };
      await open(`deal/?id=${idOf(61)}`);
      await attach(text("offer.txt", "of the deal"), text("same.txt", "one"));
      await open(`customer/?id=${idOf(1)}`);
      await attach(text("Same.txt", "two"));
      await open("files/");
      const lines = page.locator("#main li.file");
      await amount(lines, 3);
      await page.getByRole("button", { name: said.select, exact: true }).click();
      const bar = page.getByRole("toolbar", { name: said.bar });
      // The box of one; of another its picture, which opens the file at other times.
      await page.getByLabel(said.one("offer.txt"), { exact: true }).check();
      await lines.filter({ hasText: "Ann Lee" }).locator(".file-thumb").click();
      await bar.getByText(said.n(2), { exact: true }).waitFor();
      await amount(page.locator("dialog[open]"), 0);
      await accessible(page);
      await screenshot(page, `files-many-${language}`);
      const dialog = page.locator("dialog[open]");
      const set = async (what, value) => {
        await bar.getByRole("button", { name: said.edit, exact: true }).click();
        await dialog.getByLabel(said.what, { exact: true }).selectOption({ label: what });
        await dialog.getByLabel(said.value, { exact: true }).selectOption({ label: value });
        await dialog.getByRole("button", { name: said.apply, exact: true }).click();
        await dialog.waitFor({ state: "hidden" });
      };
      const kept = async () => Object.fromEntries((await stored(page)).tables.files.map((one) => [one.name, [one.category, one.stage]]));
      const before = await kept();
      assert.deepEqual(before, { "offer.txt": ["other", asked], "same.txt": ["other", asked], "Same.txt": ["other", undefined] });
      await set(said.category, said.contract);
      assert.deepEqual(await kept(), { "offer.txt": ["contract", asked], "same.txt": ["other", asked], "Same.txt": ["contract", undefined] });
      await undo(page, said.undo, /offer\.txt|Same\.txt|2/);
      await page.waitForFunction(() => [...document.querySelectorAll("#main .file-category")].every((one) => one.value === one.lastElementChild.value));
      assert.deepEqual(await kept(), before);
      // A customer is at no stage: only the file of the deal moves.
      await set(said.stage, "Offered");
      assert.deepEqual(await kept(), { ...before, "offer.txt": ["other", offered] });

      // All of them as one archive, each under its name, none twice; their list beside it.
      await bar.getByRole("button", { name: said.all(3), exact: true }).click();
      const packed = await downloadFrom(page, () => bar.getByRole("button", { name: said.download, exact: true }).click());
      assert.match(packed.name, /-files\.zip$/);
      const inside = packed.bytes.toString("latin1");
      for (const part of ["offer.txt", "same (2).txt", "of the deal", "one", "two"]) assert.ok(inside.toLowerCase().includes(part), part);
      const listed = await downloadFrom(page, async () => {
        await bar.getByRole("button", { name: said.export, exact: true }).click();
        await page.getByRole("menuitem", { name: /CSV/ }).click();
      });
      assert.equal(listed.bytes.toString("utf8").trim().split("\r\n").length, 4);
      await bar.getByRole("button", { name: said.delete, exact: true }).click();
      await amount(lines, 0);
      await undo(page, said.undo, /\.txt|3/);
      await amount(lines, 3);
    });
  });
}
