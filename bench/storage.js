// Three ways to keep records in IndexedDB, measured in one page: pages of 128 records as JSON
// bytes (how the app does it), one object a record, and Dexie with the indexes a CRM would want.
// Each writes all, reads all into objects, searches, and saves one edit in a strict transaction.

const PAGE = 128;
const EDITS = 20;

/** Customers of about 420 bytes of JSON, the same every time. */
function customers(count) {
  let seed = 42;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  return Array.from({ length: count }, (_, n) => ({
    id: `0199a000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`,
    given: `Given${random(5000)}`,
    family: `Family${random(20000)}`,
    phones: [{ kind: "mobile", number: `+86138${String(random(1e8)).padStart(8, "0")}` }],
    emails: [{ kind: "home", address: `person${n}@example.org` }],
    tags: ["regular", `tag${random(40)}`],
    notes: "Likes the window seat and pays in cash. ".repeat(1 + random(3)),
    created: 1_700_000_000_000 + n * 1000,
    changed: 1_700_000_000_000 + random(1e9),
  }));
}

/** Sales of about 300 bytes, each of some customer. */
function sales(count, people) {
  return Array.from({ length: count }, (_, n) => ({
    id: `0199a000-0300-7000-8000-${n.toString(16).padStart(12, "0")}`,
    number: `R${n}`,
    customer: people[(n * 7919) % people.length].id,
    date: new Date(1_700_000_000_000 + Math.floor(n / 700) * 86_400_000).toISOString().slice(0, 10),
    currency: "USD",
    lines: [{ product: "0199a000-0200-7000-8000-000000000001", name: `Product ${n % 20}`, quantity: 1000, unit_price: 500 + (n % 40) * 250 }],
    total: 500 + (n % 40) * 250,
    created: 1_700_000_000_000 + n * 1000,
    updated: 1_700_000_000_000 + n * 1000,
  }));
}

const settled = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

const complete = (tx) =>
  new Promise((done, fail) => {
    tx.oncomplete = () => done();
    tx.onabort = () => fail(tx.error);
  });

function open(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("all");
  return settled(request);
}

const strict = (db) => db.transaction("all", "readwrite", { durability: "strict" });

/** Our layout. The edit rewrites the page that holds the record. */
async function pages(name) {
  const db = await open(name);
  const key = (page) => `customers/${String(page).padStart(6, "0")}`;
  const encode = (records) => new TextEncoder().encode(JSON.stringify(records));
  const put = (store, records, page) =>
    store.put(encode(records.slice(page * PAGE, (page + 1) * PAGE)), key(page));
  return {
    async write(records) {
      const tx = strict(db);
      for (let page = 0; page * PAGE < records.length; page++) put(tx.objectStore("all"), records, page);
      await complete(tx);
    },
    async read() {
      const values = await settled(db.transaction("all").objectStore("all").getAll());
      const decoder = new TextDecoder();
      return values.flatMap((bytes) => JSON.parse(decoder.decode(bytes)));
    },
    // What is in memory is searched there.
    search: async (text, records) => records.filter((record) => answers(record, text)).length,
    async edit(records, n) {
      const tx = strict(db);
      put(tx.objectStore("all"), records, Math.floor(n / PAGE));
      await complete(tx);
    },
    close: () => db.close(),
  };
}

async function objects(name) {
  const db = await open(name);
  return {
    async write(records) {
      const tx = strict(db);
      for (const record of records) tx.objectStore("all").put(record, record.id);
      await complete(tx);
    },
    read: () => settled(db.transaction("all").objectStore("all").getAll()),
    async search(text) {
      const records = await settled(db.transaction("all").objectStore("all").getAll());
      return records.filter((record) => answers(record, text)).length;
    },
    async edit(records, n) {
      const tx = strict(db);
      tx.objectStore("all").put(records[n], records[n].id);
      await complete(tx);
    },
    close: () => db.close(),
  };
}

async function dexie(name) {
  const db = new Dexie(name, { chromeTransactionDurability: "strict" });
  db.version(1).stores({ all: "id, given, family, changed, *tags" });
  await db.open();
  return {
    write: (records) => db.all.bulkPut(records),
    read: () => db.all.toArray(),
    search: (text) => db.all.filter((record) => answers(record, text)).count(),
    edit: (records, n) => db.all.put(records[n]),
    close: () => db.close(),
  };
}

const answers = (record, text) =>
  record.family?.includes(text) || record.given?.includes(text) || record.phones?.[0].number.includes(text);

const time = async (work) => {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
};

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function fill(name, make, records) {
  const store = await make(name);
  const [write] = await time(() => store.write(records));
  const [read, found] = await time(() => store.read());
  if (found.length !== records.length) throw new Error(`${name}: ${found.length} read`);
  const close = async () => {
    store.close();
    await settled(indexedDB.deleteDatabase(name));
  };
  return { store, write, read, close };
}

async function measure(make, people, sold) {
  const all = await fill(`bench-${make.name}-customers`, make, people);
  const [search] = await time(() => all.store.search("ily12", people));
  const edits = [];
  for (let turn = 0; turn < EDITS; turn++) {
    const n = (turn * 7919) % people.length;
    people[n] = { ...people[n], changed: people[n].changed + 1 };
    edits.push((await time(() => all.store.edit(people, n)))[0]);
  }
  await all.close();
  const rest = sold.length ? await fill(`bench-${make.name}-sales`, make, sold) : null;
  await rest?.close();
  return {
    layout: make.name,
    write: all.write,
    read: all.read,
    readAll: all.read + (rest?.read ?? 0),
    search,
    edit: median(edits),
  };
}

/** All layouts, one after the other. */
window.run = async (count) => {
  const people = customers(count.customers);
  const sold = sales(count.sales, people);
  const results = [];
  for (const make of [pages, objects, dexie]) results.push(await measure(make, people, sold));
  return results;
};
