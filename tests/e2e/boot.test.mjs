// The static shell: any sub-path, any address, offline, clear failures, rescue without WASM.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { policy } from "../../scripts/serve.mjs";
import { booted, dist, downloadFrom, offlineReady, routes, top, withApp } from "./lib/app.mjs";
import { accessible } from "./lib/axe.mjs";
import { closeBrowser } from "./lib/browser.mjs";
import { amount, openShop } from "./lib/shop.mjs";

after(closeBrowser);

const crashed = (page) => page.locator(".crash").waitFor();
const expected = /regulars|Failed to (load|fetch)|status of 404|404|digest|integrity|MIME|boot/i;

const released = !fs.readFileSync(path.join(dist, "index.html"), "utf8").includes('data-build="dev"');
const offline = released ? {} : { skip: "a development build has no service worker" };

/** A copy of the build that a test may damage. */
function copyOfBuild() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-dist-"));
  fs.cpSync(dist, folder, { recursive: true });
  return folder;
}

test("no page holds inline script, inline style or an absolute address", () => {
  for (const name of [...routes.map((route) => `${route}index.html`), "rescue.html"]) {
    const html = fs.readFileSync(path.join(dist, name), "utf8");
    assert.doesNotMatch(html, /<script\b(?![^>]*\bsrc=)/, name);
    assert.doesNotMatch(html, /<style\b|\sstyle=|\son[a-z]+=/i, name);
    assert.doesNotMatch(html, /(?:href|src)="?\//, name);
    assert.doesNotMatch(html, /unsafe-inline|'unsafe-eval'/, name);
  }
});

test("the policy is the same in the page, the server's header and the hosting guide", () => {
  const html = fs.readFileSync(path.join(top, "index.html"), "utf8");
  // A page can't say who may frame it; a header would put the worker's files under rules they don't have.
  const types = "; require-trusted-types-for 'script'; trusted-types default";
  assert.ok(html.includes(`content="${policy.replace("; frame-ancestors 'none'", types)}"`));
  for (const guide of ["docs/hosting.md", "README.md"]) assert.ok(fs.readFileSync(path.join(top, guide), "utf8").includes(`"${policy}"`), guide);
});

test("what is no template or file of ours can become neither markup nor a script", async () => {
  await withApp({ offline: true }, async ({ page, open, at, allow }) => {
    allow(/require-trusted-types-for|trusted-types|TrustedHTML|TrustedScript|Refused|violates|connect-src|script-src/);
    await open();
    const tried = await page.evaluate(async (elsewhere) => {
      window.__pwned = [];
      window.pwned = (n) => window.__pwned.push(n);
      const place = document.body.appendChild(document.createElement("div"));
      const attempt = (run) => {
        try {
          run();
          return "passed";
        } catch (error) {
          return error.name;
        }
      };
      const html = (text) => attempt(() => { place.innerHTML = text; });
      const hostile = [
        "<img src=x onerror=pwned(1)>", "<img src=x onerror = pwned(2)>", "<svg/onload=pwned(3)>", "<script>pwned(4)</scr" + "ipt>",
        '<a href="javascript:pwned(5)">x</a>', '<a href="java\tscript:pwned(6)">x</a>', '<a href="&#106;avascript&colon;pwned(7)">x</a>',
        '<iframe srcdoc="x"></iframe>', "<object data=x></object>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
        '<form action="data:text/html,x"></form>', "<style>*{}</style>", "<IMG SRC=x OnErRoR=pwned(8)>", '<img src="x"onerror=pwned(9)>',
      ].map(html);
      const script = document.createElement("script");
      const others = [
        attempt(() => { script.src = elsewhere; }),
        attempt(() => { script.src = "data:text/javascript,pwned(20)"; }),
        attempt(() => { script.text = "pwned(21)"; }),
        attempt(() => { script.textContent = "pwned(22)"; document.body.append(script); }),
        attempt(() => new Worker("data:text/javascript,1")),
        // Later, because what the test itself evaluates is let through.
        attempt(() => setTimeout(() => attempt(() => (0, eval)("pwned(23)")), 0)),
        attempt(() => setTimeout("pwned(24)", 0)),
        attempt(() => document.createElement("p").setAttribute("onclick", "pwned(25)")),
        attempt(() => document.write("<script>pwned(26)</scr" + "ipt>")),
        await navigator.serviceWorker.register(elsewhere).then(() => "passed", (error) => error.name),
      ];
      place.innerHTML = '<p class="fine" title="a &#38; b">on time = money; see data</p>';
      const fine = place.querySelector("p.fine")?.textContent;
      await new Promise((done) => setTimeout(done, 50));
      const made = document.querySelectorAll("img[onerror], svg[onload], iframe, object, base[href*=evil], meta[http-equiv=refresh]").length;
      place.remove();
      return { hostile, others, fine, made, pwned: window.__pwned };
    }, "https://evil.example/x.js");
    assert.deepEqual(tried.hostile.filter((how) => how !== "TypeError"), [], "hostile markup");
    assert.deepEqual(tried.pwned, []);
    assert.equal(tried.made, 0);
    assert.equal(tried.fine, "on time = money; see data", "what is plain passes");
    assert.equal(tried.others.slice(0, 3).every((how) => how === "TypeError"), true, String(tried.others));
    assert.notEqual(tried.others.at(-1), "passed");
    // The rescue page makes no markup at all.
    await page.goto(at("rescue.html"));
    const refused = await page.evaluate(() => {
      try {
        document.body.innerHTML = "<p>fine</p>";
        return "passed";
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(refused, "TypeError");
  });
});

for (const prefix of ["/", "/shop/"]) {
  test(`every route opens at its own address on a first visit, under ${prefix}`, async () => {
    await withApp({ prefix, bare: true }, async ({ page, open, at }) => {
      for (const route of routes) {
        await open(`${route}?id=none`);
        assert.equal(await page.evaluate(() => document.baseURI), at(""), route);
        assert.equal(await page.evaluate(() => window.__regularsBooted), true, route);
      }
      await open("customers?id=none");
      assert.ok(page.url().startsWith(at("customers/?id=none")), "a host's redirect to the folder keeps the query");
    });
  });
}

test("works offline after the first visit, every route and the rescue page", offline, async () => {
  await withApp({ offline: true }, async ({ page, context, open, at }) => {
    await open();
    await offlineReady(page);
    await context.setOffline(true);
    await page.reload();
    await booted(page);
    for (const route of routes) await open(`${route}?id=none`);
    await open("customers?q=a");
    assert.ok(page.url().startsWith(at("customers/?q=a")));
    await page.goto(at("rescue.html"));
    await page.getByRole("heading", { level: 1 }).waitFor();
  });
});

test("a new version waits until the person agrees, then takes over", offline, async () => {
  const dir = copyOfBuild();
  await withApp({ dir, offline: true }, async ({ page, context, open }) => {
    await open();
    await offlineReady(page);
    const old = await page.evaluate(() => document.documentElement.dataset.build);
    const next = "0123456789abcdef";
    for (const name of [...routes.map((route) => `${route}index.html`), "rescue.html", "sw.js"]) {
      const file = path.join(dir, name);
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll(old, next));
    }
    const told = page.evaluate(() => new Promise((done) => window.addEventListener("regulars:update", () => done(true))));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    assert.equal(await told, true);
    await page.reload();
    await booted(page);
    const shown = () => page.evaluate(() => document.documentElement.dataset.build);
    assert.equal(await shown(), old, "a plain reload stays on the version in use");
    await page.waitForFunction(() => document.documentElement.dataset.update === "ready");
    await Promise.all([
      page.waitForEvent("load"),
      page.evaluate(() => window.dispatchEvent(new CustomEvent("regulars:update-accept"))),
    ]);
    await booted(page);
    assert.equal(await shown(), next);
    await context.setOffline(true);
    await page.reload();
    await booted(page);
  });
  fs.rmSync(dir, { recursive: true });
});

test("a half-deployed build never becomes the offline version", offline, async () => {
  const dir = copyOfBuild();
  fs.appendFileSync(path.join(dir, "worker.js"), "\n// of another build");
  await withApp({ dir, offline: true }, async ({ page, open, allow }) => {
    allow(expected);
    await open();
    const state = await page.evaluate(async () => {
      // Joins the app's own registration, or repeats it if that has failed already.
      const address = new URL("sw.js", document.baseURI);
      const registration = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
      const worker = registration.installing;
      while (worker && worker.state === "installing") {
        await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
      }
      return { state: worker?.state, active: Boolean(registration.active), caches: await caches.keys() };
    });
    assert.deepEqual(state, { state: "redundant", active: false, caches: [] });
  });
  fs.rmSync(dir, { recursive: true });
});

test("?nosw removes the service worker and its caches", offline, async () => {
  await withApp({ offline: true }, async ({ page, open }) => {
    await open();
    await offlineReady(page);
    await open("?nosw");
    // Not `waitForFunction`, for which a promise is true whatever it comes to.
    await page.evaluate(async () => {
      const left = async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length;
      while (await left()) await new Promise((next) => setTimeout(next, 100));
    });
  });
});

for (const [what, damage] of [
  ["missing", (file) => fs.rmSync(file)],
  ["cut short", (file) => fs.truncateSync(file, 1000)],
  ["a page instead", (file) => fs.writeFileSync(file, "<!doctype html><title>Not it</title>")],
]) {
  test(`a WASM file that is ${what} ends in the overlay with a way to the rescue page`, async () => {
    const dir = copyOfBuild();
    damage(path.join(dir, fs.readdirSync(dir).find((name) => /^regulars-.*\.wasm$/.test(name))));
    await withApp({ dir, language: "zh-Hans" }, async ({ page, at, allow }) => {
      allow(expected);
      await page.goto(at());
      await crashed(page);
      const overlay = page.getByRole("alertdialog", { name: "熟客没能加载。" });
      await overlay.getByRole("link", { name: "救出我的数据" }).waitFor();
      await accessible(page);
      await overlay.getByRole("link").click();
      await page.getByRole("heading", { level: 1, name: "救出你的数据" }).waitFor();
    });
    fs.rmSync(dir, { recursive: true });
  });
}

test("a file that was broken on the way is fetched again past the caches", async () => {
  await withApp({}, async ({ page, context, at, allow }) => {
    allow(expected);
    let broken = 0;
    await context.route(/_bg\.wasm$/, (route) => {
      broken += 1;
      return broken === 1 ? route.fulfill({ contentType: "text/html", body: "<p>login</p>" }) : route.continue();
    });
    await page.goto(at());
    await booted(page);
    assert.ok(broken > 1);
  });
});

test("a damaged entry of the offline cache is noticed and mended", offline, async () => {
  await withApp({ offline: true }, async ({ page, open, allow }) => {
    allow(expected);
    await open();
    await offlineReady(page);
    const read = () => page.evaluate(async () => {
      const href = new URL(document.querySelector("script[data-wasm]").dataset.wasm, document.baseURI).href;
      return (await (await caches.match(href)).arrayBuffer()).byteLength;
    });
    const whole = await read();
    await page.evaluate(async () => {
      const href = new URL(document.querySelector("script[data-wasm]").dataset.wasm, document.baseURI).href;
      const cache = await caches.open((await caches.keys())[0]);
      await cache.put(href, new Response("broken", { headers: { "Content-Type": "application/wasm" } }));
    });
    await page.reload();
    await booted(page);
    assert.equal(await read(), whole);
  });
});

test("a trap shows the overlay in the person's language; a harmless error does not", async () => {
  for (const [language, title] of [["en", "Something went wrong."], ["zh-Hant", "出了點問題。"]]) {
    await withApp({ language, theme: "dark" }, async ({ page, open, allow }) => {
      allow(/harmless|RuntimeError|unreachable/);
      await open();
      await page.evaluate(() => setTimeout(() => { throw new Error("harmless"); }));
      await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
      await amount(page.locator(".crash"), 0);
      await page.evaluate(() => window.dispatchEvent(new CustomEvent("regulars:panic", { detail: "made by the test" })));
      const overlay = page.getByRole("alertdialog", { name: title });
      await overlay.waitFor();
      await accessible(page, { include: [".crash"] });
      await overlay.getByRole("link").click();
      await page.waitForURL(/rescue\.html$/);
      await page.goBack();
      await booted(page);
      await page.evaluate(() => window.dispatchEvent(new CustomEvent("regulars:panic", { detail: "again" })));
      await Promise.all([page.waitForEvent("load"), overlay.getByRole("button").first().click()]);
      await booted(page);
    });
  }
});

test("after two failed starts the app is not tried a third time unasked", async () => {
  const dir = copyOfBuild();
  const wasm = path.join(dir, fs.readdirSync(dir).find((name) => /^regulars-.*\.wasm$/.test(name)));
  const good = fs.readFileSync(wasm);
  fs.rmSync(wasm);
  await withApp({ dir }, async ({ page, at, allow }) => {
    allow(expected);
    await page.goto(at());
    await crashed(page);
    await page.goto(at("customers/"));
    await crashed(page);
    fs.writeFileSync(wasm, good);
    await page.goto(at());
    await page.getByRole("alertdialog").getByRole("link", { name: "Rescue my data" }).waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await booted(page);
  });
  fs.rmSync(dir, { recursive: true });
});

test("theme and language are set before the app starts", async () => {
  for (const [options, theme, lang] of [
    [{ colorScheme: "dark" }, "dark", "en"],
    [{ colorScheme: "dark", theme: "light", language: "zh-Hant" }, "light", "zh-Hant"],
    [{ locale: "zh-CN", theme: "system" }, "light", "zh-Hans"],
    [{ locale: "zh-TW" }, "light", "zh-Hant"],
  ]) {
    await withApp(options, async ({ page, at, allow }) => {
      allow(expected);
      await page.route(/_bg\.wasm$/, () => {}); // never answers
      await page.goto(at(), { waitUntil: "domcontentloaded" });
      const root = page.locator("html");
      assert.equal(await root.getAttribute("data-theme"), theme);
      assert.equal(await root.getAttribute("lang"), lang);
    });
  }
});

/** Writes a database of the app's layout, with one page that cannot be read. */
const seed = (page, name) => page.evaluate((database) => new Promise((resolve, reject) => {
  const bytes = (text) => new TextEncoder().encode(text);
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => {
    for (const store of ["pages", "log", "meta", "files"]) request.result.createObjectStore(store);
  };
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction(["pages", "log", "meta", "files"], "readwrite");
    const pages = transaction.objectStore("pages");
    pages.put(bytes('{"schema":1,"records":[{"id":"a","name":"张伟 <b>"},{"id":"b"}]}'), "customers/000000");
    pages.put(bytes('{"schema":1,"records":[{"id":"s","total":1250}]}'), "sales/000000");
    pages.put(new Uint8Array([123, 255, 254]), "customers/000001");
    transaction.objectStore("meta").put(bytes('{"generation":7}'), "shop");
    transaction.objectStore("log").put(bytes('{"kind":"add"}'), "000001");
    transaction.objectStore("files").put(new Uint8Array([1, 2, 3]), "hash");
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
}), name);

test("the rescue page saves everything, changes nothing and needs no WASM", async () => {
  const dir = copyOfBuild();
  for (const name of fs.readdirSync(dir)) if (name.endsWith(".wasm")) fs.rmSync(path.join(dir, name));
  await withApp({ dir }, async ({ page, at }) => {
    await page.goto(at("rescue.html"));
    await page.getByText("No Regulars data was found").waitFor();
    const names = () => page.evaluate(async () => (await indexedDB.databases()).map((each) => each.name).sort());
    assert.deepEqual(await names(), [], "looking for data creates no database");
    await accessible(page);

    await seed(page, "regulars");
    await page.reload();
    const button = page.getByRole("button", { name: "Save as a file: Your shop" });
    const { name, bytes } = await downloadFrom(page, () => button.click());
    assert.match(name, /^regulars-rescue-.*\.json$/);
    const backup = JSON.parse(bytes.toString("utf8"));
    assert.equal(backup.format, "regulars-backup");
    assert.equal(backup.version, 2);
    assert.equal(backup.rescued, true);
    assert.deepEqual(backup.tables, {
      customers: [{ id: "a", name: "张伟 <b>" }, { id: "b" }],
      sales: [{ id: "s", total: 1250 }],
    });
    assert.deepEqual(backup.meta, { shop: { generation: 7 } });
    assert.deepEqual(backup.files, { hash: "AQID" });
    assert.equal(backup.history.length, 1);
    assert.deepEqual(backup.unreadable.map((each) => [each.key, each.base64]), [["customers/000001", "e//+"]]);
    assert.deepEqual(await names(), ["regulars"]);
    await accessible(page);
  });
  fs.rmSync(dir, { recursive: true });
});

test("the rescue page reads a database of a newer version as it is", async () => {
  await withApp({ language: "zh-Hans", theme: "dark" }, async ({ page, at }) => {
    await page.goto(at("rescue.html"));
    await page.evaluate(() => new Promise((done) => {
      const request = indexedDB.open("regulars", 9);
      request.onupgradeneeded = () => request.result.createObjectStore("pages").put(new TextEncoder().encode('{"schema":9,"records":[{"id":"z"}]}'), "customers/000000");
      request.onsuccess = () => { request.result.close(); done(); };
    }));
    await page.reload();
    const { bytes } = await downloadFrom(page, () => page.getByRole("button", { name: "保存为文件" }).click());
    assert.deepEqual(JSON.parse(bytes.toString("utf8")).tables, { customers: [{ id: "z" }] });
    assert.equal(await page.evaluate(async () => (await indexedDB.databases())[0].version), 9);
    await accessible(page);
    await page.getByRole("button", { name: "清除已下载的程序文件" }).click();
    await page.getByText("程序文件已清除").waitFor();
  });
});

test("a crash is told also while a dialog is open", async () => {
  await withApp({ language: "en", timeout: 6000 }, async ({ page, open }) => {
    await open();
    await openShop(page);
    await open("customers/?new=1");
    await page.getByRole("dialog").waitFor();
    await page.evaluate(() => window.dispatchEvent(new CustomEvent("regulars:panic", { detail: "for the test" })));
    const overlay = page.locator(".crash");
    await overlay.waitFor();
    const top = await overlay.getByRole("button").first().evaluate((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === button;
    });
    assert.ok(top, "its button can be pressed");
  });
});
