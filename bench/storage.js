// Three ways to keep customers in IndexedDB, measured in one page: pages of 128 records as JSON
// bytes (how the app does it), one object a record, and Dexie with the indexes a CRM would want.
// Each writes all, reads all into objects, and saves one edit in a strict transaction.

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
    edit: (records, n) => db.all.put(records[n]),
    close: () => db.close(),
  };
}

const time = async (work) => {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
};

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(make, records) {
  const name = `bench-${make.name}-${records.length}`;
  const store = await make(name);
  const [write] = await time(() => store.write(records));
  const [read, found] = await time(() => store.read());
  if (found.length !== records.length) throw new Error(`${name}: ${found.length} read`);
  const edits = [];
  for (let turn = 0; turn < EDITS; turn++) {
    const n = (turn * 7919) % records.length;
    records[n] = { ...records[n], changed: records[n].changed + 1 };
    edits.push((await time(() => store.edit(records, n)))[0]);
  }
  store.close();
  await settled(indexedDB.deleteDatabase(name));
  return { layout: make.name, records: records.length, write, read, edit: median(edits) };
}

/** All layouts at `count` records, one after the other. */
window.run = async (count) => {
  const results = [];
  for (const make of [pages, objects, dexie]) results.push(await measure(make, customers(count)));
  return results;
};
