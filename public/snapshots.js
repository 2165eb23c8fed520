// Recovery copies: the shop's backup, compressed, outside the database, so that a browser that loses the
// one still has the other. Plain JavaScript because the rescue page needs it when the app does not start.
// Owns where copies lie, how many stay and that each can be read back; knows nothing of what is in one.
//
// A copy is a gzip file of the backup's JSON (gzip carries the checksum), in the origin's private file
// system, or in Cache Storage where files can't be written there: <database>.<time>.<records>.json.gz
"use strict";
(() => {
  const KEEP = 3;
  const FOLDER = "regulars-snapshots";
  const NAME = /^([a-z-]+)\.(\d{13})\.(\d+)\.json\.gz$/;

  const MARK = "regulars.snapshots.cleared";

  const folder = async (create = false) => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create });
  const files = {
    async names() {
      const names = [];
      for await (const name of (await folder()).keys()) names.push(name);
      return names;
    },
    // Closing swaps the whole file in: there is never half of one under its name.
    async put(name, stream) {
      const file = await (await folder(true)).getFileHandle(name, { create: true });
      await stream.pipeTo(await file.createWritable());
    },
    async get(name) { return (await (await folder()).getFileHandle(name)).getFile(); },
    async drop(name) { await (await folder()).removeEntry(name); },
  };
  const address = (name) => new URL(`./${FOLDER}/${name}`, document.baseURI).href;
  const cached = {
    async names() {
      const all = await (await caches.open(FOLDER)).keys();
      return all.map((request) => decodeURIComponent(request.url.split("/").at(-1)));
    },
    async put(name, stream) {
      const blob = await new Response(stream).blob();
      await (await caches.open(FOLDER)).put(address(name), new Response(blob));
    },
    async get(name) { return (await (await caches.open(FOLDER)).match(address(name))).blob(); },
    async drop(name) { await (await caches.open(FOLDER)).delete(address(name)); },
  };
  const writable = typeof FileSystemFileHandle === "function" && "createWritable" in FileSystemFileHandle.prototype;
  const place = writable && navigator.storage?.getDirectory ? files : typeof caches === "object" ? cached : null;

  // One tab at a time; what is to be forgotten waits for a copy that is being written.
  const alone = (work) => (navigator.locks ? navigator.locks.request(FOLDER, work) : work());

  /** The copies of a database, newest first: [{ name, at, records }]. */
  const list = async (database) => {
    if (!place) return [];
    const found = (await place.names().catch(() => [])).map((name) => NAME.exec(name)).filter((match) => match?.[1] === database);
    return found.map(([name, , at, records]) => ({ name, at: Number(at), records: Number(records) })).sort((a, b) => b.at - a.at);
  };

  /** The JSON of a copy as a Blob; an error if it is damaged. */
  const read = async (name) => {
    const packed = await place.get(name);
    const json = await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
    return new Blob([json], { type: "application/json" });
  };

  /** How often copies were forgotten; asked before a copy is made, so that it is not kept if they were since. */
  const mark = () => {
    try { return localStorage.getItem(MARK) ?? ""; } catch { return ""; }
  };

  /** Keeps a copy, `packed` (a Blob of gzip) of `size` bytes, unless there is one younger than `every` milliseconds; true if it did. */
  const write = (database, packed, size, records, at, every, marked) => alone(async () => {
    const [newest] = await list(database);
    if (!place || marked !== mark() || (newest && newest.at <= at && at - newest.at < every)) return false;
    const name = `${database}.${String(at).padStart(13, "0")}.${records}.json.gz`;
    await place.put(name, packed.stream());
    // A copy that can't be read back is none, and costs no older one its place.
    const back = await read(name).catch(() => null);
    if (back?.size !== size) {
      await place.drop(name);
      throw new Error("the copy did not come back as it was");
    }
    const others = (await list(database)).filter((one) => one.name !== name);
    for (const old of others.slice(KEEP - 1)) await place.drop(old.name);
    return true;
  });

  /** Forgets every copy of a database: somebody in them is to be erased. */
  const clear = (database) => alone(async () => {
    try { localStorage.setItem(MARK, String(Number(mark()) + 1)); } catch { /* denied: no copies either */ }
    // One that can't be deleted keeps none of the others.
    const gone = await Promise.allSettled((await list(database)).map(({ name }) => place.drop(name)));
    const kept = gone.find(({ status }) => status === "rejected");
    if (kept) throw kept.reason;
  });

  window.regularsSnapshots = { list, read, mark, write, clear };
})();
