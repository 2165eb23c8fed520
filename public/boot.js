// Boot: the page's first script, in plain JavaScript because it must work when the app does not.
// Owns: theme and language before the first paint, the icons, keys pressed too early, starting the WASM
// with clear failures, the crash overlay, the service worker's registration, and what may become markup
// or a script at all. It knows nothing of the shop's data.
//
// Contract with the app
//   localStorage  regulars.theme  "system" | "light" | "dark"      (JSON)
//                 regulars.locale "en" | "zh-Hans" | "zh-Hant"     (JSON)
//   app -> boot   regulars:ready          mounted; the splash goes, the service worker is registered
//                 regulars:keys           the app hears keys from now on; those pressed before are given to it
//                 regulars:panic          detail: the message, or an object with one; the crash overlay is shown
//                 regulars:preferences    theme or locale changed in localStorage; applied at once
//                 regulars:update-accept  the person agreed: activate the new version and reload
//   boot -> app   regulars:update         a new version is ready (also <html data-update="ready">)
//   state         window.__regularsBooted undefined -> false (starting) -> true (ready)
//                 <html data-theme="light|dark" lang data-build>
"use strict";
(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  const build = root.dataset.build || "dev";
  const at = (path) => new URL(path, document.baseURI).href;
  const FAILS = "regulars.boot.fails";
  const REFRESHED = "regulars.boot.refreshed";
  const ERRORS = "regulars.errors";
  let ready = false;
  let leaving = false;
  let crashed = false;

  // ---- markup and scripts --------------------------------------------------------------------
  // The page's policy sends every text that is about to become markup or a script's address through here
  // (Trusted Types): the app's own static templates and its own files pass. Texts of people never come
  // this way, so what looks like an attack is one, and the browser refuses it.
  const FORBIDDEN = /<\/?(?:script|iframe|frame|object|embed|applet|base|meta|link|style|portal)\b|\bsrcdoc\b|[\s"'/]on[a-z]+=/i;
  const SCHEMES = /(?:javascript|vbscript|livescript|data):/i;
  const entities = { colon: ":", tab: "\t", newline: "\n", sol: "/", lpar: "(", equals: "=" };
  const plain = (text) => text
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&#(\d{1,7});?/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&([a-z]+);/gi, (whole, name) => entities[name.toLowerCase()] ?? whole)
    .replaceAll("\0", "");
  window.trustedTypes?.createPolicy("default", {
    createHTML(text) {
      const read = plain(String(text));
      const hostile = FORBIDDEN.test(read.replace(/\s*=/g, "=")) || SCHEMES.test(read.replace(/[\s\x01-\x1f]+/g, ""));
      return hostile ? null : String(text);
    },
    createScriptURL(text) {
      const url = new URL(text, document.baseURI);
      const ours = url.href.startsWith(at("./")) && /\.js$/.test(url.pathname);
      return ours ? url.href : null;
    },
  });

  // Storage may be denied by policy; the app then says so itself.
  const read = (area, key) => {
    try { return window[area].getItem(key); } catch { return null; }
  };
  const write = (area, key, value) => {
    try {
      if (value === null) window[area].removeItem(key);
      else window[area].setItem(key, value);
    } catch { /* denied: nothing to remember */ }
  };
  const setting = (key) => {
    const raw = read("localStorage", key);
    try { return raw === null ? null : String(JSON.parse(raw)); } catch { return raw; }
  };

  // ---- theme and language --------------------------------------------------------------------
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const locale = () => {
    const wanted = setting("regulars.locale") || (navigator.languages || [navigator.language]).join(" ");
    const first = wanted.split(" ")[0] || "en";
    if (!/^zh/i.test(first)) return "en";
    return /hant|tw|hk|mo/i.test(first) ? "zh-Hant" : "zh-Hans";
  };
  const applyPreferences = () => {
    const choice = setting("regulars.theme");
    const theme = choice === "light" || choice === "dark" ? choice : dark.matches ? "dark" : "light";
    root.dataset.theme = theme;
    root.lang = locale();
    const tint = document.querySelector('meta[name="theme-color"]');
    if (tint) tint.content = theme === "dark" ? "#161613" : "#f6f5f1";
  };
  applyPreferences();
  dark.addEventListener("change", applyPreferences);
  window.addEventListener("regulars:preferences", applyPreferences);
  window.addEventListener("storage", (event) => {
    if (event.key === "regulars.theme" || event.key === "regulars.locale") applyPreferences();
  });

  // ---- the icons -----------------------------------------------------------------------------
  // The sprite becomes a part of the page. Used by its address, the browser would make a document of it anew
  // whenever a symbol is shown that nothing else on screen shows: with each message, in the middle of a save.
  const drawIcons = async () => {
    const response = await fetch(at("icons.svg"));
    const text = response.ok ? await response.text() : "";
    const sprite = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    if (sprite.localName !== "svg") throw new Error(`icons.svg: HTTP ${response.status}`);
    whenParsed(() => document.body.prepend(sprite));
  };

  // ---- keys pressed too early ----------------------------------------------------------------
  // Whoever opens the app to record a sale presses the key for it at once. Not what is typed into a field,
  // and nothing that was meant for another screen a while ago.
  const MEANT_NOW = 10_000;
  let early = [];
  const keep = (event) => {
    if (event.target !== document.body || event.isComposing || event.repeat) return;
    early.push(event);
    // The browser has a search of its own on the palette's key.
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") event.preventDefault();
  };
  window.addEventListener("keydown", keep);
  window.addEventListener("regulars:keys", () => {
    window.removeEventListener("keydown", keep);
    const still = early.filter((event) => performance.now() - event.timeStamp < MEANT_NOW);
    early = [];
    for (const event of still) document.body.dispatchEvent(new KeyboardEvent("keydown", event));
  }, { once: true });

  // ---- the crash overlay ---------------------------------------------------------------------
  const TEXT = {
    en: {
      crash: "Something went wrong.", load: "Regulars could not be loaded.",
      safe: "What you saved is safe.", online: "Check the connection, then reload.",
      again: "Regulars failed to start twice. You can try again, or save your data with the rescue page.",
      reload: "Reload", retry: "Try again", rescue: "Rescue my data", details: "Details",
    },
    "zh-Hans": {
      crash: "出了点问题。", load: "熟客没能加载。",
      safe: "已保存的内容都还在。", online: "请检查网络后重新加载。",
      again: "熟客连续两次没能启动。可以再试一次,也可以用救援页面导出数据。",
      reload: "重新加载", retry: "再试一次", rescue: "救出我的数据", details: "详细信息",
    },
    "zh-Hant": {
      crash: "出了點問題。", load: "熟客沒能載入。",
      safe: "已儲存的內容都還在。", online: "請檢查網路後重新載入。",
      again: "熟客連續兩次沒能啟動。可以再試一次,也可以用救援頁面匯出資料。",
      reload: "重新載入", retry: "再試一次", rescue: "救出我的資料", details: "詳細資訊",
    },
  };

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };

  const show = (kind, message) => {
    const words = TEXT[locale()];
    // After a trap nothing in the app can be trusted to answer, so it stops taking input.
    for (const child of document.body.children) child.inert = true;
    // An open dialog lies above everything, and would make the overlay inert.
    for (const open of document.querySelectorAll("dialog[open]")) open.close();
    const sheet = make("link");
    sheet.rel = "stylesheet";
    sheet.href = at("rescue.css");
    const box = make("div", "crash");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-labelledby", "crash-title");
    box.setAttribute("aria-describedby", "crash-text");
    const panel = make("div", "crash-panel");
    const title = make("h1", "", kind === "load" ? words.load : words.crash);
    title.id = "crash-title";
    const text = make("p", "", kind === "twice" ? `${words.again} ${words.safe}` : kind === "load" ? `${words.online} ${words.safe}` : words.safe);
    text.id = "crash-text";
    const row = make("div", "crash-row");
    const reload = make("button", "crash-button crash-primary", kind === "twice" ? words.retry : words.reload);
    reload.type = "button";
    reload.addEventListener("click", restart);
    const rescue = make("a", "crash-button", words.rescue);
    rescue.href = at("rescue.html");
    rescue.rel = "external";
    // The app's router listens on window and would take the link for one of its own.
    box.addEventListener("click", (event) => event.stopPropagation());
    row.append(reload, rescue);
    panel.append(title, text, row);
    if (message) {
      const more = make("details");
      more.append(make("summary", "", words.details), make("pre", "", `${message}\n${build}`));
      panel.append(more);
    }
    box.append(panel);
    // With its style if that comes, without it if not.
    const place = () => {
      if (box.isConnected) return;
      document.getElementById("splash")?.remove();
      document.body.append(box);
      reload.focus();
    };
    sheet.addEventListener("load", place);
    sheet.addEventListener("error", place);
    setTimeout(place, 1500);
    document.head.append(sheet);
  };

  const remember = (message) => {
    let list = [];
    try { list = JSON.parse(read("sessionStorage", ERRORS) || "[]"); } catch { /* start anew */ }
    list.push({ at: new Date().toISOString(), build, message: message.slice(0, 400) });
    write("sessionStorage", ERRORS, JSON.stringify(list.slice(-20)));
  };

  const fails = () => Number(read("sessionStorage", FAILS)) || 0;
  const crash = (kind, message) => {
    remember(message);
    if (crashed || leaving) return;
    crashed = true;
    if (!ready) write("sessionStorage", FAILS, String(fails() + 1));
    whenParsed(() => show(kind, message));
  };

  const whenParsed = (then) => {
    if (document.body && document.readyState !== "loading") then();
    else document.addEventListener("DOMContentLoaded", then, { once: true });
  };

  // A waiting version may be the one that mends the crash, so a reload takes it along.
  async function restart() {
    write("sessionStorage", FAILS, null);
    const registration = await navigator.serviceWorker?.getRegistration(at("./")).catch(() => null);
    await registration?.update().catch(() => null);
    if (registration?.waiting) accept(registration);
    else location.reload();
  }

  const describe = (error) =>
    error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // Before the app is up an error in our own files is fatal; later only a WASM trap is:
  // extensions and "ResizeObserver loop" notices arrive here too.
  const fatal = (error) =>
    error instanceof WebAssembly.RuntimeError || (!ready && error instanceof Error && String(error.stack).includes(at("./")));
  window.addEventListener("error", (event) => {
    if (fatal(event.error)) crash("crash", describe(event.error));
    else if (event.message) remember(event.message);
  });
  window.addEventListener("unhandledrejection", (event) => {
    if (fatal(event.reason)) crash("crash", describe(event.reason));
    else remember(describe(event.reason));
  });
  window.addEventListener("regulars:panic", (event) => crash("crash", String(event.detail?.message || event.detail || "panic")));
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });

  // ---- starting the app ----------------------------------------------------------------------
  class LoadError extends Error {}

  const loadWasm = async () => {
    const url = at(script.dataset.wasm);
    const integrity = document.querySelector('link[rel="preload"][as="fetch"]')?.integrity || "";
    const response = await fetch(url, { integrity }).catch((error) => {
      throw new LoadError(`${url}: ${describe(error)}`);
    });
    if (!response.ok) throw new LoadError(`${url}: HTTP ${response.status}`);
    const type = response.headers.get("content-type") || "";
    if (/^application\/wasm\b/i.test(type)) return response;
    // A host without the right MIME type still works; a page served in place of the file does not.
    const bytes = await response.arrayBuffer();
    const magic = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
    if (String(magic) !== "0,97,115,109") throw new LoadError(`${url}: ${type || "no type"} instead of WebAssembly`);
    return bytes;
  };

  const loadModule = () => {
    const url = at(script.dataset.module);
    return import(url).catch((error) => { throw new LoadError(`${url}: ${describe(error)}`); });
  };

  // Once per session: fetch the page and its files past every cache, then load again. Mends a stale
  // page that names files of an older build, and a broken cache entry.
  const refresh = async () => {
    if (read("sessionStorage", REFRESHED) === build) return false;
    write("sessionStorage", REFRESHED, build);
    if (read("sessionStorage", REFRESHED) !== build) return false;
    const urls = [location.href, at(script.dataset.module), at(script.dataset.wasm)];
    await Promise.allSettled(urls.map((url) => fetch(url, { cache: "reload" })));
    if (!leaving) location.reload();
    return true;
  };

  const start = async () => {
    try {
      const [wasm, module] = await Promise.all([loadWasm(), loadModule()]);
      await new Promise(whenParsed);
      await module.default({ module_or_path: wasm });
    } catch (error) {
      if (leaving) return;
      const loading = error instanceof LoadError || error instanceof WebAssembly.CompileError;
      remember(describe(error));
      if (loading && (await refresh())) return;
      crash(loading ? "load" : "crash", describe(error));
    }
  };

  window.addEventListener("regulars:ready", () => {
    ready = true;
    window.__regularsBooted = true;
    write("sessionStorage", FAILS, null);
    write("sessionStorage", REFRESHED, null);
    document.getElementById("splash")?.remove();
    register();
  }, { once: true });

  // ---- the service worker --------------------------------------------------------------------
  const announce = () => {
    root.dataset.update = "ready";
    window.dispatchEvent(new CustomEvent("regulars:update"));
  };
  let accepted = false;
  function accept(registration) {
    accepted = true;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: "activate" });
  }

  const unregister = async () => {
    const home = at("./");
    for (const each of await navigator.serviceWorker.getRegistrations()) {
      if (each.scope === home) await each.unregister();
    }
    const mine = `regulars ${new URL(home).pathname} `;
    for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
  };

  async function register() {
    const workers = navigator.serviceWorker;
    if (!workers || build === "dev") return;
    try {
      if (new URLSearchParams(location.search).has("nosw")) return await unregister();
      let controlled = Boolean(workers.controller);
      workers.addEventListener("controllerchange", () => {
        if (controlled && !accepted) announce(); // another tab took the new version
        controlled = true;
      });
      const registration = await workers.register(at("sw.js"), { scope: at("./"), updateViaCache: "none" });
      const watch = (worker) => worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && workers.controller) announce();
      });
      if (registration.waiting && workers.controller) announce();
      watch(registration.installing);
      registration.addEventListener("updatefound", () => watch(registration.installing));
      window.addEventListener("regulars:update-accept", () => {
        if (registration.waiting) accept(registration);
        else location.reload();
      });
      // A shop leaves its tab open for days: look for a new version when it comes back to it.
      let looked = Date.now();
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState !== "visible" || Date.now() - looked < 3_600_000) return;
        looked = Date.now();
        registration.update().catch(() => null);
      });
    } catch (error) {
      remember(`service worker: ${describe(error)}`); // the app runs online without it
    }
  }

  // ---- go ------------------------------------------------------------------------------------
  window.__regularsBooted = false;
  // Decoration: without it everything can be done.
  drawIcons().catch((error) => remember(describe(error)));
  if (fails() >= 2) whenParsed(() => show("twice", ""));
  else if (!script.dataset.module) crash("load", "the page was not put together by the post-build step");
  else start();
})();
