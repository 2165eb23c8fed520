// The list of customers: typing in its search, scrolling it, and one edit to "Saved".
import { firstRow, openList, sit } from "../lib/seat.mjs";
import { median, millis, quantile, thousands } from "../lib/table.mjs";

// A quick typist makes five strokes a second.
const STROKE = 200;
const words = ["li", "wang", "138", "zhang wei", "e", "anna smith", "o", "ming", "4242", "person77", "vip", "zzzz", "kathrine"];
const EDITS = 20;

export async function search(table, profile, shop, limit, others) {
  const keys = await sit(profile, async (page) => {
    await openList(page);
    const box = page.getByRole("searchbox").first();
    await box.click();
    return strokes(page, ".split", async () => {
      await box.selectText();
      await page.keyboard.press("Backspace");
    });
  });
  table.add({
    key: "search", what: `key press in search to painted result, ${thousands(shop.customers)} customers, p95`, limit, value: quantile(keys, 0.95),
    note: `p50 ${millis(median(keys))}, worst ${millis(Math.max(...keys))}, ${keys.length} keys`,
    alternative: others?.map(([name, one]) => `${name} ${millis(one.search)}`).join(", "),
  });
}

/** The palette looks through every kind of record, sales by their number included. */
export async function palette(table, profile, shop, limit) {
  const keys = await sit(profile, async (page) => {
    await openList(page);
    await page.keyboard.press("Control+k");
    const box = page.getByRole("dialog").getByRole("combobox");
    await box.waitFor();
    return strokes(page, "body", async () => {
      await box.selectText();
      await page.keyboard.press("Backspace");
    });
  });
  table.add({
    key: "palette", what: `key press in the palette to painted result, ${thousands(shop.customers)} customers, ${thousands(shop.sales)} sales, p95`,
    limit, value: quantile(keys, 0.95),
    note: `p50 ${millis(median(keys))}, worst ${millis(Math.max(...keys))}, ${keys.length} keys`,
  });
}

/** Types every word, clears it again, and tells how long each key took to the paint of the last thing it changed in `area`. */
async function strokes(page, area, clear) {
  await page.evaluate((area) => window.__probe.keys(area), area);
  for (const word of words) {
    for (const letter of word) {
      await page.keyboard.press(letter === " " ? "Space" : letter);
      await page.waitForTimeout(STROKE);
    }
    await page.waitForTimeout(2 * STROKE);
    await clear();
    await page.waitForTimeout(3 * STROKE);
  }
  return page.evaluate(() => window.__probe.keyed.map(({ from, to }) => to - from));
}

export async function scroll(table, profile, shop, limit) {
  const rounds = await sit(profile, async (page) => {
    await openList(page);
    const list = page.locator(".vlist");
    const { x, y, width, height } = await list.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    const round = async (move) => {
      await page.evaluate(() => window.__probe.record());
      await move();
      return Math.max(...await page.evaluate(() => window.__probe.stop()));
    };
    const wheel = async () => {
      for (let turn = 0; turn < 80; turn++) await page.mouse.wheel(0, 600);
    };
    const jump = () => list.evaluate(async (node) => {
      for (let turn = 1; turn <= 40; turn++) {
        node.scrollTop = (node.scrollHeight * ((turn * 37) % 41)) / 41;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
      }
    });
    const wheels = [];
    const jumps = [];
    for (let turn = 0; turn < 5; turn++) {
      wheels.push(await round(wheel));
      jumps.push(await round(jump));
    }
    return { wheel: median(wheels), jump: median(jumps) };
  });
  table.add({
    key: "scroll", what: `scroll of ${thousands(shop.customers)} customers, worst frame`, limit, value: Math.max(rounds.wheel, rounds.jump),
    note: `by wheel ${millis(rounds.wheel)}, by jumps ${millis(rounds.jump)}`,
  });
}

export async function edit(table, profile, shop, limit, others) {
  const notes = await sit(profile, async (page) => {
    await openList(page);
    await firstRow(page).click();
    const panel = page.getByRole("complementary");
    const notes = await times(page, async (turn) => {
      await panel.getByRole("button", { name: /^Source/ }).first().click();
      await panel.getByRole("textbox", { name: "Source", exact: true }).fill(`told by ${turn}`);
      return "Enter";
    });
    return notes;
  });
  table.add({
    key: "edit", what: `one edit to “Saved”, ${thousands(shop.customers)} customers`, limit, value: median(notes.map((one) => one.said)),
    note: `p95 ${millis(quantile(notes.map((one) => one.said), 0.95))}, painted after ${millis(median(notes.map((one) => one.painted)))}`,
    alternative: others?.map(([name, one]) => `${name} ${millis(one.edit)}`).join(", "),
  });
}

/** Times from the key that `prepare` names until "Saved" is said and painted. */
export async function times(page, prepare, count = EDITS) {
  const found = [];
  for (let turn = 0; turn < count; turn++) {
    const key = await prepare(turn);
    const saved = page.evaluate(() => window.__probe.saved());
    await page.evaluate(() => null);
    await page.keyboard.press(key);
    found.push(await saved);
    await page.waitForTimeout(250);
  }
  return found;
}
