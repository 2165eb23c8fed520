// The texts of the app as tests look for them: out of the language files, so that a better word breaks no test.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { top } from "./app.mjs";

/** Every text of a language by area and key. */
export const locale = (language) => {
  const folder = path.join(top, "src/i18n/locales", language);
  const areas = fs.readdirSync(folder).map((name) => [path.parse(name).name, JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"))]);
  return Object.fromEntries(areas);
};

/**
 * The texts of a language by area and key, with what stands in their places: `say("start.open_shop")`. Where a
 * text has a form for one and one for several, `count` chooses; unless it is said, it is shown as it is.
 */
export function speaker(language) {
  const areas = locale(language);
  return (name, places = {}) => {
    const [area, key] = name.split(".");
    const text = areas[area]?.[key] ?? areas[area]?.[`${key}_${places.count === 1 ? "one" : "other"}`];
    assert.ok(text, `${name} is a text in ${language}`);
    return text.replace(/\{\{ (\w+) \}\}/g, (_, place) => String(places[place] ?? places.count));
  };
}
