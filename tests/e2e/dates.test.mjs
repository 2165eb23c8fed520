// A task with a reminder and a customer goes out as a calendar and comes into another shop as it was.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { downloadFrom, withApp } from "./lib/app.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { stored } from "./lib/faults.mjs";
import { openMade, person } from "./lib/made.mjs";
import { speaker } from "./lib/say.mjs";
import { idOf } from "./lib/shop.mjs";

after(closeBrowser);

const say = speaker("en");
const press = (scope, name) => scope.getByRole("button", { name, exact: true }).click();

test("what a task reminds of and whom it is for come back from a calendar", async () => {
  let calendar;
  const people = [person(idOf(1), "Ann Lee"), person(idOf(2), "Bo Ray", { do_not_contact: true })];
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    const due = "2099-01-05";
    const tasks = [
      { id: idOf(61), title: "Ring about tea", due, time: "09:30:00", remind: 15, customer: idOf(1) },
      { id: idOf(62), title: "Say sorry", due, customer: idOf(2) },
    ];
    await openMade(page, { customers: people, tasks });
    await open("data");
    calendar = await downloadFrom(page, () => press(page, say("data.export_calendar")));
    const text = calendar.bytes.toString("utf8");
    assert.match(text, /TRIGGER:-PT15M\r\n/);
    assert.match(text, /CONTACT:Ann Lee\r\n/);
    assert.ok(!text.includes("Bo Ray"), "who wants to be left alone is named nowhere");
  });
  await withApp({ language: "en" }, async ({ page, open }) => {
    await open();
    await openMade(page, { customers: people });
    await open("data");
    await page.getByLabel(say("data.choose")).setInputFiles({ name: "days.ics", mimeType: "text/calendar", buffer: calendar.bytes });
    const list = page.getByRole("region", { name: "days.ics", exact: true });
    await press(list, say("data.import_entries", { count: 2, shown: "2" }));
    await list.getByText(say("data.done"), { exact: true }).waitFor();
    const { tables } = await stored(page);
    const tasks = tables.tasks.map((one) => [one.title, one.time, one.remind, one.customer]).sort();
    assert.deepEqual(tasks, [["Ring about tea", "09:30:00", 15, idOf(1)], ["Say sorry", undefined, undefined, undefined]]);
  });
});
