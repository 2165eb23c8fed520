// The Chinese texts address the person as 您 everywhere but in four sentences of data.json (two a language).
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { top } from "../lib/app.mjs";

for (const language of ["zh-Hans", "zh-Hant"]) {
  test(`the texts say 您 throughout (${language})`, () => {
    const folder = path.join(top, "src/i18n/locales", language);
    const rude = fs.readdirSync(folder).flatMap((name) => Object.entries(JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")))
      .filter(([, text]) => text.includes("你")).map(([key, text]) => `${name} ${key}: ${text}`));
    assert.deepEqual(rude, []);
  });
}
