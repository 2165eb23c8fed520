// The page that everything is read on, with the files of the shop in it: pictures in sight, others saved from the
// page byte for byte, each beside its record; opened from the disk, where nothing but the page itself is asked for.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { downloadFrom, inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { amount, idOf } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const ann = idOf(1);
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const pdf = Buffer.from(`%PDF-1.4\n${"offer ".repeat(200_000)}\n%%EOF\n`);
const attached = [
  { name: "photo.png", mimeType: "image/png", buffer: png },
  { name: "<b>offer.pdf", mimeType: "application/pdf", buffer: pdf },
];

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`the page to read holds the files of the shop (${language})`, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-readable-"));
    try {
      await withApp({ language, timeout: 60_000 }, async ({ page, open, context, allow }) => {
        await open();
        await openMade(page, { customers: [person(ann, "Ann Lee")] }, { language });
        await open(`customer/?id=${ann}`);
        await page.getByLabel(say("files.add"), { exact: true }).setInputFiles(attached);
        for (const { name } of attached) await page.getByRole("button", { name: say("files.show", { name }), exact: true }).waitFor();
        await open("data");
        const file = await downloadFrom(page, () => page.getByRole("button", { name: say("data.export_page"), exact: true }).click());
        const place = path.join(folder, "shop.html");
        fs.writeFileSync(place, file.bytes);
        const address = pathToFileURL(place).href;
        allow(/^file:/);
        const reader = await context.newPage();
        const requests = [];
        reader.on("request", (request) => requests.push(request.url()));
        await reader.goto(address);
        await amount(reader.locator("#files tbody tr"), 2);
        await reader.waitForFunction(() => document.querySelector("#files img")?.naturalWidth === 1);
        // From the customer to the file, and back.
        await reader.locator("#customers tbody a", { hasText: "offer.pdf" }).click();
        assert.match(reader.url(), /#files-\d+$/);
        await reader.locator("#files tbody tr:target a", { hasText: "Ann Lee" }).click();
        assert.match(reader.url(), /#customers-0$/);

        const offer = reader.locator("#files tbody tr").filter({ hasText: "<b>offer.pdf" });
        const saved = await downloadFrom(reader, () => offer.getByRole("button").click());
        assert.deepEqual(saved.bytes, pdf);
        // Found by its name, it can be saved from there too.
        await reader.locator("#search").fill("offer");
        const found = reader.locator("#results tbody tr").filter({ hasText: "offer.pdf" });
        await found.getByRole("button").first().waitFor();
        const again = await downloadFrom(reader, () => found.getByRole("button").first().click());
        assert.deepEqual(again.bytes, pdf);
        const others = requests.filter((url) => url.split("#")[0] !== address && !/^(data|blob):/.test(url));
        assert.deepEqual(others, [], "nothing leaves the page");
        await reader.close();
      });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
}
