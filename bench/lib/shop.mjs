// The shops that are measured: a backup file as the app writes it, and a list of customers as another
// program would export it. The same every time but for the last day of sales, which is yesterday.
import fs from "node:fs";

const DAY = 86_400_000;
const surnames = "Smith Jones Taylor Brown Wilson Walker Wood Clark Green Hall Lewis Young King Wright Baker Carter Mitchell Phillips Evans Turner 王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 欧阳".split(" ");
const given = "Anna Ben Carla David Elena Frank Grace Henry Iris Jack Karen Leo Mary Nora Oscar Paula Quinn Rosa Samuel Tina".split(" ");
const syllables = [..."伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华文玉红建国春梅志雪晓天"];
const cities = ["Hangzhou", "Shanghai", "Köln", "Leeds", "Taipei", "Porto"];
const tags = ["VIP", "regular", "wholesale", "student", "neighbour", "allergy: nuts"];
const stages = ["New", "Talking", "Offer", "Trial", "Decision"];

/** Numbers that look random and never change. */
function generator(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const id = (table, n) => `0199a000-0${table}00-7000-8000-${n.toString(16).padStart(12, "0")}`;
const yesterday = () => Math.floor(Date.now() / DAY) * DAY - DAY;
const phone = (n) => `138 ${String(1000 + (n % 9000))} ${String(n).padStart(6, "0").slice(-4)}`;

function name(random) {
  const family = surnames[random(surnames.length)];
  if (/\w/.test(family)) {
    const first = given[random(given.length)];
    return { full: `${first} ${family}`, given: first, family };
  }
  const first = Array.from({ length: 1 + random(2) }, () => syllables[random(syllables.length)]).join("");
  return { full: family + first, given: first, family };
}

/** The customer who comes first in the order of names, though nothing else about it is first. */
export const FIRST = "Aaa Aaronson";

function customer(n, random, count, end) {
  const at = end - random(730) * DAY;
  const record = { id: id(1, n), kind: "person", name: n === Math.floor(count / 2) ? { full: FIRST } : name(random), phones: [{ number: phone(n) }] };
  if (random(100) < 55) record.emails = [{ address: `person${n}@example.com` }];
  if (random(100) < 40) record.addresses = [{ street: `${1 + random(200)} Mill Lane`, city: cities[random(cities.length)] }];
  if (random(100) < 60) record.birthday = `${1950 + random(55)}-${String(1 + random(12)).padStart(2, "0")}-${String(1 + random(28)).padStart(2, "0")}`;
  if (random(100) < 30) record.tags = [tags[random(tags.length)]];
  if (random(100) < 20) record.note = "Likes the window seat and pays in cash.";
  return { ...record, source: "walk-in", code: `M${String(n).padStart(6, "0")}`, created: at, updated: at };
}

/** About half of the customers come once; a tenth of them make half of the sales. */
const buyer = (random, customers) => (random(2) ? random(customers) : random(Math.max(1, Math.floor(customers / 10))));

function sale(n, random, { customers, sales, lines }, end) {
  const day = end - (729 - Math.floor((n / sales) * 730)) * DAY;
  const price = 500 + random(40) * 250;
  const record = { id: id(3, n), number: `R${n}`, customer: id(1, buyer(random, customers)), date: new Date(day).toISOString().slice(0, 10), currency: "USD" };
  if (lines) record.lines = [{ product: id(2, n % 20), name: `Product ${n % 20}`, quantity: 1000, unit_price: price }];
  return { ...record, total: price, payment: "card", created: day, updated: day };
}

function deal(n, random, { customers }, end) {
  const column = n % stages.length;
  const stage = id(5, column);
  const at = end - random(60) * DAY;
  return {
    id: id(4, n), title: `Order ${n}`, customer: id(1, random(customers)), pipeline: id(6, 0), stage,
    rank: `i${Math.floor(n / stages.length).toString(36).padStart(4, "0")}1`, value: (1 + random(400)) * 1000, currency: "USD",
    outcome: { state: "open" }, history: [{ stage, at }], created: at, updated: at,
  };
}

/** The tables of a shop, what is referred to first; records come one by one. */
function* tables(shop) {
  const end = yesterday();
  const made = { created: end - 730 * DAY, updated: end - 730 * DAY };
  const many = function* (count, make) {
    const random = generator(count);
    for (let n = 0; n < count; n++) yield make(n, random, shop, end);
  };
  yield ["shop", [{ id: "00000000-0000-0000-0000-000000000000", name: "Measured", kind: "retail", currency: "USD", time_zone: "UTC", week_start: 1, ...made }]];
  yield ["customers", many(shop.customers, (n, random) => customer(n, random, shop.customers, end))];
  yield ["pipelines", [{ id: id(6, 0), name: "Sales", stages: stages.map((each, n) => ({ id: id(5, n), name: each, probability: 10 + n * 20, stale_after: 30 })), rank: "i", ...made }]];
  yield ["products", many(20, (n) => ({ id: id(2, n), name: `Product ${n}`, price: 500 + n * 250, currency: "USD", ...made }))];
  yield ["deals", many(shop.deals, deal)];
  yield ["sales", many(shop.sales, sale)];
}

/** Writes to a file in pieces of a megabyte. */
function writer(file) {
  const out = fs.openSync(file, "w");
  let piece = "";
  const flush = () => {
    fs.writeSync(out, piece);
    piece = "";
  };
  return {
    add(text) {
      piece += text;
      if (piece.length > 1 << 20) flush();
    },
    end() {
      flush();
      fs.closeSync(out);
    },
  };
}

/** Writes the backup of a shop of `{ customers, sales, deals, lines }`. */
export function writeBackup(file, shop) {
  const out = writer(file);
  out.add('{"format":"regulars-backup","version":1,"app":"Regulars","tables":{');
  let comma = "\n";
  for (const [table, records] of tables(shop)) {
    out.add(`${comma}"${table}":[`);
    let between = "\n";
    for (const record of records) {
      out.add(between + JSON.stringify(record));
      between = ",\n";
    }
    out.add("]");
    comma = ",\n";
  }
  out.add("\n}}\n");
  out.end();
}

/** Writes a list of `rows` customers. One in ten is in the shop already, by its telephone number. */
export function writeList(file, rows, customers) {
  const random = generator(rows + 1);
  const out = writer(file);
  out.add("Name,Phone,Email,Birthday,City,Tags,Note\n");
  for (let n = 0; n < rows; n++) {
    const known = n % 10 === 0;
    const number = known ? phone(n % customers) : `+1 ${201 + (n % 700)} ${String(2_000_000 + n).replace(/(...)(....)/, "$1 $2")}`;
    const birthday = `${1950 + random(55)}-0${1 + random(9)}-1${random(9)}`;
    out.add(`${name(random).full},${number},row${n}@example.org,${birthday},${cities[random(cities.length)]},${tags[random(tags.length)]},"Came in, liked it"\n`);
  }
  out.end();
}

/** Writes a list of `rows` sales as another program exports it; the buyers are customers of the shop. */
export function writeSales(file, rows, customers) {
  const random = generator(rows + 2);
  const people = generator(customers);
  const names = Array.from({ length: Math.min(customers, 2000) }, (_, n) => customer(n, people, customers, 0));
  const end = yesterday();
  const out = writer(file);
  out.add("Order,Date,Customer,Phone,Product,Quantity,Amount,Currency\n");
  for (let n = 0; n < rows; n++) {
    const who = names[random(names.length)];
    const day = new Date(end - random(730) * DAY).toISOString().slice(0, 10);
    out.add(`X${n},${day},${who.name.full},${who.phones[0].number},Product ${n % 20},1,${5 + random(40)}.50,USD\n`);
  }
  out.end();
}
