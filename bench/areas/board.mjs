// A board of thousands of deals: pick a card up, carry it over the columns, let it go.
import { atRest, open, sit } from "../lib/seat.mjs";
import { median, millis, thousands } from "../lib/table.mjs";

const ROUNDS = 5;

export async function board(table, profile, shop, limit) {
  const rounds = await sit(profile, async (page) => {
    await open(page, "pipeline/");
    await page.locator(".board .card").first().waitFor();
    await page.waitForFunction(() => performance.now() > 2000);
    await atRest(page);
    const found = [];
    for (let turn = 0; turn < ROUNDS; turn++) {
      const from = await page.locator(".board .col").first().locator(".card").first().boundingBox();
      const to = await page.locator(".board .col").nth(1 + (turn % 3)).boundingBox();
      const phase = async (move) => {
        await page.evaluate(() => window.__probe.record());
        await move();
        await page.waitForTimeout(100);
        return Math.max(...await page.evaluate(() => window.__probe.stop()));
      };
      await page.mouse.move(from.x + 60, from.y + 20);
      const pick = await phase(async () => {
        await page.mouse.down();
        await page.mouse.move(from.x + 90, from.y + 30, { steps: 4 });
      });
      const move = await phase(() => page.mouse.move(to.x + 100, to.y + 200, { steps: 40 }));
      const drop = await phase(async () => {
        await page.mouse.up();
        await page.locator(".state .dot.good").waitFor();
        await page.waitForTimeout(300);
      });
      found.push({ pick, move, drop });
    }
    return found;
  });
  const of = (name) => median(rounds.map((one) => one[name]));
  table.add({
    key: "board", what: `board with ${thousands(shop.deals)} open deals, worst frame`, limit, value: Math.max(of("pick"), of("move"), of("drop")),
    note: `pick up ${millis(of("pick"))}, move ${millis(of("move"))}, drop ${millis(of("drop"))}`,
  });
}
