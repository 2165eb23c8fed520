// The contact plan with exact figures: what is due, what was made and the coverage, by class, by segment and by owner.
import { after } from "node:test";
import { inTurn, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { at, now, on, openMade, person, reads, sale, touch } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { idOf, ready, walk } from "./lib/shop.mjs";

after(closeBrowser);

const languages = ["en", "zh-Hans", "zh-Hant"];
const [ann, bo, cy, di, ed, fay] = [1, 2, 3, 4, 5, 6].map(idOf);
const [mona, nils] = [11, 12].map(idOf);

// Five buyers, each better than the next in all three scores, so that R = F = M = 5, 4, 3, 2, 1: Ann is a champion, Bo loyal,
// Cy needs attention, Di hibernates, Ed is lost. Of 100.00 Ann brought 80.00 (A), Bo 12.00 and Cy 4.50 (B: before Bo stand
// 80 %, before Cy 92 %), Di 2.40 and Ed 1.10 (C: before Di stand 96.5 %). Fay never bought.
const buys = [
  [ann, 1600, [1, 30, 60, 90, 120]], [bo, 300, [10, 40, 70, 100]], [cy, 150, [20, 50, 80]], [di, 120, [60, 90]], [ed, 110, [200]],
];
// All are known for more than a year but Di: 190 days, of four a year that is 2.08, whole touches are 2.
// Made within 365 days: Ann 5, Bo 1, Cy 1 (a note is none), Di 3, Ed 1 (the other is too long ago), Fay 0.
const touches = [
  [ann, "visit", [10, 50, 100, 150, 200]], [bo, "letter", [5]], [cy, "note", [3]], [cy, "visit", [100]], [di, "visit", [95, 120, 180]],
  [ed, "letter", [300, 370]],
];
const each = (rows, make) => rows.flatMap(([who, what, days], row) => days.map((day, n) => make(100 * (row + 1) + n, who, what, day)));
const tables = {
  members: [{ id: mona, name: "Mona" }, { id: nils, name: "Nils" }],
  customers: [
    person(ann, "Ann Lee", { owner: mona }), person(bo, "Bo Chen", { owner: nils }), person(cy, "Cy Wu", { owner: nils }),
    person(di, "Di Mo", { owner: mona, created: at(189) }), person(ed, "Ed Ray"), person(fay, "Fay Orr", { owner: mona }),
  ],
  sales: each(buys, (n, who, total, days) => sale(n, who, on(days), total)),
  activities: each(touches, (n, who, kind, days) => touch(1000 + n, who, kind, at(days))),
};

for (const language of languages) {
  const test = inTurn(language, languages);
  const say = speaker(language);

  test(`due, made and coverage are exact by class, and by segment once that is chosen (${language})`, async () => {
    await withApp({ language }, async ({ page, open }) => {
      await page.clock.install({ time: now });
      await open();
      await openMade(page, tables, { language, at: at(400) });

      const lines = (rows) => reads(page, ".plan-table:not([aria-label]) tbody tr", rows);
      const owners = (rows) => reads(page, ".plan-table[aria-label] tbody tr", rows);
      const due = (names) => reads(page, ".todo-row .todo-title", names);
      const head = (text) => reads(page, ".plan-table:not([aria-label]) thead th:first-child", [text]);
      const group = (key) => say(`loyalty.segment_${key}`);
      const nobody = say("people.unassigned");
      const none = say("touch.no_class");

      await open("tasks/?as=plan");
      await ready(page);
      // Four a year by class, none for who never bought. A: 4 due, 4 of Ann's 5 count. B: 8 due, Bo 1 + Cy 1. C: Di 2 + Ed 4
      // due, Di 2 of 3 + Ed 1.
      await lines([
        `${say("touch.class", { class: "A" })} 1 4 4 4 100.0%`, `${say("touch.class", { class: "B" })} 2 4 8 2 25.0%`,
        `${say("touch.class", { class: "C" })} 2 4 6 3 50.0%`, `${none} 1 0 0 0 —`,
      ]);
      await head(say("touch.class_head"));
      await reads(page, ".plan-total small", ["9 ÷ 18 = 50.0%"]);
      // Mona: Ann 4 + Di 2, all made. Nils: Bo 4 + Cy 4, one of each. Nobody: Ed.
      await owners(["Mona 3 6 6 100.0%", "Nils 2 8 2 25.0%", `${nobody} 1 4 1 25.0%`]);
      // Every 91 days: Cy's touch is 100 days ago; of class C, Ed's 300 and Di's 95.
      await due(["Cy Wu", "Ed Ray", "Di Mo"]);

      // Within the app from here on: loading anew could cut a save short.
      await walk(page, "settings/");
      const form = page.locator("#contact form");
      await form.getByLabel(say("touch.plan_basis"), { exact: true }).selectOption({ label: say("customers.segment") });
      const figures = [[group("champions"), 10], [group("needs_attention"), 2], [group("lost"), 0], [none, 2]];
      for (const [label, figure] of figures) await form.getByLabel(label, { exact: true }).fill(String(figure));
      const save = form.getByRole("button", { name: say("common.save"), exact: true });
      await save.click();

      await walk(page, "tasks/?as=plan");
      // Ann 10 a year, 5 made. Bo 4, 1 made. Cy 2, 1 made. Di 2 of four a year, both made. Lost: nothing is due to Ed. Fay 2, 0 made.
      const empty = (key) => `${group(key)} 0 4 0 0 —`;
      await lines([
        `${group("champions")} 1 10 10 5 50.0%`, `${group("loyal")} 1 4 4 1 25.0%`, empty("potential_loyalist"), empty("new"), empty("promising"),
        `${group("needs_attention")} 1 2 2 1 50.0%`, empty("about_to_sleep"), empty("at_risk"), empty("cant_lose"),
        `${group("hibernating")} 1 4 2 2 100.0%`, `${group("lost")} 1 0 0 0 —`, `${none} 1 2 2 0 0.0%`,
      ]);
      await head(say("customers.segment"));
      await reads(page, ".plan-total small", ["9 ÷ 20 = 45.0%"]);
      // Mona: Ann 10 + Di 2 + Fay 2, made 5 + 2. Nils: Bo 4 + Cy 2, one of each. Nobody: Ed.
      await owners(["Mona 3 14 7 50.0%", "Nils 2 6 2 33.3%", `${nobody} 1 0 0 —`]);
      // Every 182 days is soon enough for Cy; Di's touch is 95 days ago and Fay was never touched in 400.
      await due(["Di Mo", "Fay Orr"]);

      // By class again, with the figures of before.
      await walk(page, "settings/");
      await form.getByLabel(say("touch.plan_basis"), { exact: true }).selectOption({ label: say("touch.class_head") });
      await save.click();
      await walk(page, "tasks/?as=plan");
      await due(["Cy Wu", "Ed Ray", "Di Mo"]);
      await reads(page, ".plan-total small", ["9 ÷ 18 = 50.0%"]);
    });
  });
}
