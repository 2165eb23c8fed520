// The service worker: the whole app offline, one cache a build.
// A cache is filled and checked completely before its version may take over; a new version waits
// until the person agrees; only files of the list below are ever stored. It never touches data.
"use strict";

const BUILD = "dev"; // written by the post-build step
const FILES = []; // [address relative to the scope, media type, SHA-256 of the file; a page has none]

const ROOT = new URL("./", self.location.href);
const PREFIX = `regulars ${ROOT.pathname} `;
const CACHE = PREFIX + BUILD;
const LISTED = new Map(FILES.map(([path, type, hash]) => [new URL(path, ROOT).href, { type, hash }]));

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(ROOT.href) || url.searchParams.has("nosw")) return;
  event.respondWith(request.mode === "navigate" ? page(request, url) : asset(request, url));
});

async function fill() {
  const cache = await caches.open(CACHE);
  const waiting = [...LISTED];
  const next = async () => {
    for (let item = waiting.pop(); item; item = waiting.pop()) {
      const [href, file] = item;
      let good = null;
      for (const attempt of attempts(href, file)) good ??= await attempt().then((response) => checked(response, file));
      if (!good) throw new Error(`not the file of this build: ${href}`);
      await cache.put(href, good);
    }
  };
  try {
    await Promise.all([next(), next(), next(), next()]);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// Where a file may come from, the cheapest first: a page is always asked for; a file whose hash proves
// it may come from an older build's cache or the browser's own.
function attempts(href, file) {
  const from = (cache) => () => fetch(href, { cache });
  return file.hash ? [() => caches.match(href), from("default"), from("reload")] : [from("no-cache")];
}

// The response as this build knows it, or null: a page carries the build's name, any other file its
// hash. The media type is ours, so a host that gets it wrong does no harm.
async function checked(response, file) {
  if (!response?.ok) return null;
  const bytes = await response.arrayBuffer();
  if (file.hash) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== file.hash) return null;
  } else if (!new TextDecoder().decode(bytes).includes(BUILD)) {
    return null;
  }
  return new Response(bytes, {
    headers: { "Content-Type": file.type, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" },
  });
}

// The build before this one stays for tabs that still show it; what is older goes.
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Not by opening the cache, which would make it again after the person had it removed.
const stored = (href) => caches.match(href, { cacheName: CACHE });

async function page(request, url) {
  const path = url.origin + url.pathname.replace(/\/index\.html$/, "/");
  if (LISTED.has(`${path}/`)) return Response.redirect(`${path}/${url.search}`, 302);
  return (LISTED.has(path) && (await stored(path))) || fetch(request);
}

async function asset(request, url) {
  const href = url.origin + url.pathname + url.search;
  const file = LISTED.get(href);
  if (file && request.cache === "reload") {
    // The page asks past the caches to mend a broken entry.
    const good = await fetch(request).then((response) => checked(response, file)).catch(() => null);
    if (good) {
      await (await caches.open(CACHE)).put(href, good.clone());
      return good;
    }
  }
  const kept = (await stored(href)) || (await caches.match(href));
  if (kept) return kept;
  const response = await fetch(request);
  // Some hosts answer every address with a page; a missing file must be seen as missing.
  const html = /^text\/html\b/i.test(response.headers.get("content-type") || "");
  if (html && /\.(js|wasm|css|svg|png|webmanifest)$/.test(url.pathname)) {
    return new Response("", { status: 404, statusText: "Not Found" });
  }
  return response;
}
