// The rescue page: reads the app's databases and saves them as a file, without the app.
// It opens databases read-only, never creates or upgrades one, and understands just enough of the
// layout: stores of string keys and UTF-8 JSON bytes; `pages` keys are "<table>/<number>" and their
// values {"schema": n, "records": [...]}. Whatever cannot be read goes along as base64. Attached files
// stand in a ZIP beside the JSON, as in the app's own backup.
"use strict";
(() => {
  const DATABASES = [["regulars", "own"], ["regulars-sample", "sample"]];
  const TEXT = {
    en: {
      title: "Rescue your data",
      intro: "This page reads what Regulars has stored in this browser and saves it as a file. It changes nothing, and it works even when the app cannot start.",
      more: "If the app does not start", back: "Back to the app", reset: "Clear the downloaded app files", copy: "Copy diagnostics",
      resetNote: "Clearing removes only the program's own files, never your data. The app is downloaded again at the next visit.",
      copyNote: "Diagnostics name the browser, the version, counts and the last errors. They hold no names, numbers or amounts of your customers.",
      own: "Your shop", sample: "The sample shop", save: "Save as a file", reading: "Reading…",
      count: (records, bad) => `${records === "1" ? "1 record" : `${records} records`}${bad ? `; unreadable parts kept as they are: ${bad}` : ""}`,
      none: "No Regulars data was found in this browser. If you used another browser or profile, open this page there.",
      failed: (why) => `The data could not be read: ${why}. Close other tabs of Regulars and reload this page.`,
      saved: (name) => `Saved as ${name}. In Regulars, open Data and restore this file.`,
      copies: "Recovery copies", copiesNote: "Regulars keeps a few copies of your shop outside its database. They hold no attached files.",
      copyOf: (when) => `Copy of ${when}`, damaged: "This copy is damaged. Try the next one.",
      cleared: "The app files were cleared. Your data is untouched.", copied: "Diagnostics copied.", notCopied: "The browser did not allow copying; here they are:",
    },
    "zh-Hans": {
      title: "救出你的数据",
      intro: "此页面读取熟客存在这个浏览器里的内容,并保存成一个文件。它不会改动任何数据,应用无法启动时也能用。",
      more: "如果应用无法启动", back: "返回应用", reset: "清除已下载的程序文件", copy: "复制诊断信息",
      resetNote: "只清除程序自身的文件,绝不会动你的数据。下次打开时会重新下载。",
      copyNote: "诊断信息只含浏览器、版本、数量和最近的错误,不含客户的姓名、号码或金额。",
      own: "你的店铺", sample: "示例店铺", save: "保存为文件", reading: "正在读取…",
      count: (records, bad) => `${records} 条记录${bad ? `,另有 ${bad} 处无法解读,按原样保留` : ""}`,
      none: "这个浏览器里没有找到熟客的数据。如果你用的是别的浏览器或用户配置,请在那里打开此页面。",
      failed: (why) => `无法读取数据:${why}。请关闭熟客的其他标签页,然后重新加载。`,
      saved: (name) => `已保存为 ${name}。在熟客的“数据”页面可以恢复这个文件。`,
      copies: "恢复副本", copiesNote: "熟客在数据库之外保留了几份店铺副本,不含附件。",
      copyOf: (when) => `${when} 的副本`, damaged: "这份副本已损坏,请试试下一份。",
      cleared: "程序文件已清除,你的数据没有改动。", copied: "诊断信息已复制。", notCopied: "浏览器不允许复制,内容如下:",
    },
    "zh-Hant": {
      title: "救出你的資料",
      intro: "此頁面讀取熟客存在這個瀏覽器裡的內容,並儲存成一個檔案。它不會更動任何資料,應用程式無法啟動時也能用。",
      more: "如果應用程式無法啟動", back: "返回應用程式", reset: "清除已下載的程式檔案", copy: "複製診斷資訊",
      resetNote: "只清除程式本身的檔案,絕不會動你的資料。下次開啟時會重新下載。",
      copyNote: "診斷資訊只含瀏覽器、版本、數量和最近的錯誤,不含客戶的姓名、號碼或金額。",
      own: "你的店鋪", sample: "範例店鋪", save: "儲存為檔案", reading: "正在讀取…",
      count: (records, bad) => `${records} 筆記錄${bad ? `,另有 ${bad} 處無法解讀,照原樣保留` : ""}`,
      none: "這個瀏覽器裡沒有找到熟客的資料。如果你用的是別的瀏覽器或使用者設定檔,請在那裡開啟此頁面。",
      failed: (why) => `無法讀取資料:${why}。請關閉熟客的其他分頁,然後重新載入。`,
      saved: (name) => `已儲存為 ${name}。在熟客的「資料」頁面可以還原這個檔案。`,
      copies: "復原副本", copiesNote: "熟客在資料庫之外保留了幾份店鋪副本,不含附件。",
      copyOf: (when) => `${when} 的副本`, damaged: "這份副本已損壞,請試試下一份。",
      cleared: "程式檔案已清除,你的資料沒有更動。", copied: "診斷資訊已複製。", notCopied: "瀏覽器不允許複製,內容如下:",
    },
  };

  const setting = (key) => {
    try { return String(JSON.parse(localStorage.getItem(key)) ?? ""); } catch { return ""; }
  };
  const wanted = setting("regulars.locale") || navigator.language || "en";
  const locale = !/^zh/i.test(wanted) ? "en" : /hant|tw|hk|mo/i.test(wanted) ? "zh-Hant" : "zh-Hans";
  const words = TEXT[locale];
  const root = document.documentElement;
  root.lang = locale;
  const theme = setting("regulars.theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = words[node.dataset.text];
  const status = document.getElementById("status");
  const say = (text) => { status.textContent = text; };
  const describe = (error) => (error ? `${error.name}: ${error.message}` : "?");

  // Opens what is there. A database that does not exist would be created: that upgrade is aborted,
  // which leaves nothing behind.
  const open = (name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let absent = false;
    const timer = setTimeout(() => reject(new DOMException("no answer after 8 s", "TimeoutError")), 8000);
    const done = (then, value) => { clearTimeout(timer); then(value); };
    request.onupgradeneeded = (event) => {
      absent = event.oldVersion === 0;
      request.transaction.abort();
    };
    request.onsuccess = () => done(resolve, request.result);
    request.onerror = (event) => {
      event.preventDefault();
      if (absent) done(resolve, null);
      else done(reject, request.error);
    };
  });

  const exists = async (name) => {
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some((each) => each.name === name);
  };

  const entries = (store) => new Promise((resolve, reject) => {
    const list = [];
    const request = store.openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(list);
      list.push([cursor.key, cursor.value]);
      cursor.continue();
    };
    request.onerror = () => reject(request.error);
  });

  const bytesOf = (value) => {
    if (value instanceof Uint8Array) return value;
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    return new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value) ?? "");
  };
  const base64 = (bytes) => {
    let text = "";
    for (let from = 0; from < bytes.length; from += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
    }
    return btoa(text);
  };
  const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  const crc32 = (bytes) => {
    let sum = -1;
    for (const byte of bytes) sum = crcTable[(sum ^ byte) & 255] ^ (sum >>> 8);
    return ~sum >>> 0;
  };
  // A ZIP of [name, bytes], as they are; a header's fields as [size of the field, value].
  const fields = (...list) => {
    const view = new DataView(new ArrayBuffer(list.reduce((sum, [size]) => sum + size, 0)));
    let at = 0;
    for (const [size, value] of list) {
      if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += size;
    }
    return view.buffer;
  };
  const zip = (parts) => {
    const body = [];
    const directory = [];
    let at = 0;
    for (const [name, bytes] of parts) {
      const label = new TextEncoder().encode(name);
      const common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)], [4, bytes.length],
        [4, bytes.length], [2, label.length], [2, 0]];
      body.push(fields([4, 0x04034b50], ...common), label, bytes);
      directory.push(fields([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), label);
      at += 30 + label.length + bytes.length;
    }
    const size = directory.reduce((sum, part) => sum + part.byteLength, 0);
    const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, size], [4, at], [2, 0]);
    return new Blob([...body, ...directory, end], { type: "application/zip" });
  };
  const parse = (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  // Everything in one database, as a backup that the app's reader accepts.
  const rescue = async (name) => {
    const database = (await exists(name)) ? await open(name) : null;
    if (!database) return null;
    const stores = [...database.objectStoreNames];
    const transaction = stores.length ? database.transaction(stores, "readonly") : null;
    const read = await Promise.all(stores.map(async (store) => [store, await entries(transaction.objectStore(store))]));
    database.close();

    const backup = {
      format: "regulars-backup", version: 2, rescued: true, database: name, exported_at: new Date().toISOString(),
      tables: Object.create(null), meta: Object.create(null), history: [], files: Object.create(null), unreadable: [],
    };
    const unreadable = (store, key, bytes, why) =>
      backup.unreadable.push({ store, key: String(key), base64: base64(bytes), why });
    let records = 0;
    const contents = [];
    for (const [store, rows] of read) {
      for (const [key, value] of rows) {
        const bytes = bytesOf(value);
        // The app's own bookkeeping of its writes is no text, and no part of the shop.
        if (store === "meta" && key === "stamps") continue;
        if (store === "files") {
          if (/^[0-9a-f]{64}$/.test(String(key))) contents.push([`files/${key}`, bytes]);
          else backup.files[String(key)] = base64(bytes);
          continue;
        }
        try {
          const parsed = parse(bytes);
          if (store === "pages") {
            const table = String(key).split("/")[0];
            if (!isRecord(parsed) || !Array.isArray(parsed.records)) throw new Error("not a page");
            for (const record of parsed.records) {
              if (isRecord(record)) {
                (backup.tables[table] ??= []).push(record);
                records += 1;
              } else if (record !== null) {
                unreadable(store, key, new TextEncoder().encode(JSON.stringify(record)), "not a record");
              }
            }
          } else if (store === "meta") backup.meta[String(key)] = parsed;
          else if (store === "log") backup.history.push(parsed);
          else unreadable(store, key, bytes, "unknown store");
        } catch (error) {
          unreadable(store, key, bytes, describe(error));
        }
      }
    }
    return { backup, records, contents };
  };

  const handOver = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(words.saved(name));
  };

  const download = (backup, contents, kind) => {
    const day = backup.exported_at.slice(0, 19).replace(/[:T]/g, "-");
    const name = `regulars-rescue-${kind === "sample" ? "sample-" : ""}${day}.${contents.length ? "zip" : "json"}`;
    const json = JSON.stringify(backup);
    const blob = contents.length
      ? zip([["backup.json", new TextEncoder().encode(json)], ...contents])
      : new Blob([json], { type: "application/json" });
    handOver(blob, name);
  };

  const found = [];
  // A line with a title, a detail and a button that saves; `save` is what it is called for screen readers.
  const line = (title, detail, name, primary, save) => {
    const item = document.createElement("li");
    const label = document.createElement("div");
    const strong = document.createElement("strong");
    strong.textContent = title;
    const small = document.createElement("small");
    small.textContent = detail;
    label.append(strong, small);
    const button = document.createElement("button");
    button.type = "button";
    button.className = primary ? "crash-button crash-primary" : "crash-button";
    button.textContent = words.save;
    button.setAttribute("aria-label", `${words.save}: ${title}`);
    button.dataset.database = name;
    button.addEventListener("click", save);
    item.append(label, button);
    return item;
  };

  const list = async () => {
    say(words.reading);
    const shops = document.getElementById("shops");
    let failed = null;
    for (const [name, kind] of DATABASES) {
      try {
        const result = await rescue(name);
        if (!result) continue;
        const { backup, records, contents } = result;
        found.push({ name, records, unreadable: backup.unreadable.length, changes: backup.history.length });
        const detail = words.count(records.toLocaleString(locale), backup.unreadable.length);
        shops.append(line(words[kind], detail, name, kind === "own", () => download(backup, contents, kind)));
      } catch (error) {
        failed = error;
        found.push({ name, error: describe(error) });
      }
    }
    say(failed ? words.failed(describe(failed)) : shops.children.length ? "" : words.none);
  };

  const copies = async () => {
    const all = (await window.regularsSnapshots?.list(DATABASES[0][0]).catch(() => [])) ?? [];
    for (const { name, at, records } of all) {
      const when = words.copyOf(new Date(at).toLocaleString(locale));
      const save = async () => {
        try {
          handOver(await window.regularsSnapshots.read(name), `regulars-copy-${new Date(at).toISOString().slice(0, 19).replace(/[:T]/g, "-")}.json`);
        } catch {
          say(words.damaged);
        }
      };
      document.getElementById("copy-list").append(line(when, words.count(records.toLocaleString(locale), 0), name, false, save));
    }
    document.getElementById("copies").hidden = all.length === 0;
  };

  document.getElementById("reset").addEventListener("click", async () => {
    try {
      const home = new URL("./", location.href);
      for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
        if (each.scope === home.href) await each.unregister();
      }
      for (const name of await caches.keys()) {
        if (name.startsWith(`regulars ${home.pathname} `)) await caches.delete(name);
      }
      sessionStorage.removeItem("regulars.boot.fails");
      sessionStorage.removeItem("regulars.boot.refreshed");
      say(words.cleared);
    } catch (error) {
      say(describe(error));
    }
  });

  document.getElementById("copy").addEventListener("click", async () => {
    let errors = [];
    try { errors = JSON.parse(sessionStorage.getItem("regulars.errors") ?? "[]"); } catch { /* none */ }
    const estimate = await navigator.storage?.estimate?.().catch(() => null);
    const persisted = await navigator.storage?.persisted?.().catch(() => null);
    const text = JSON.stringify({
      build: root.dataset.build, at: new Date().toISOString(), address: location.pathname, browser: navigator.userAgent,
      languages: navigator.languages, persisted, usage: estimate?.usage, databases: found, errors,
    }, null, 2);
    try {
      await navigator.clipboard.writeText(text);
      say(words.copied);
    } catch {
      say(`${words.notCopied}\n${text}`);
    }
  });

  list().then(copies);
})();
