// A static server with the headers that docs/hosting.md recommends and no rewrite rule at all.
//   node scripts/serve.mjs [--dir dist] [--port 8080] [--prefix /shop/] [--host 127.0.0.1]
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { types } from "./types.mjs";

export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "media-src blob:; frame-src blob:; " +
  "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; " +
  "form-action 'none'; frame-ancestors 'none'";

const headers = {
  "Content-Security-Policy": policy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=(), payment=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

// A name with a content hash in it may be kept for ever; anything else is asked for again.
const hashed = /-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/;

/** Serves `dir` below `prefix`; `bare` leaves out every header but the media type. */
export function serve({ dir, port = 0, prefix = "/", host = "127.0.0.1", bare = false }) {
  const top = path.resolve(dir);
  const server = http.createServer((request, response) => {
    const answer = (status, extra = {}, body = "") => {
      response.writeHead(status, { ...(bare ? {} : headers), "Content-Type": types.txt, ...extra });
      if (request.method === "HEAD" || body === "") response.end();
      else if (typeof body === "string") response.end(body);
      else body.pipe(response);
    };
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405);
    let url;
    try {
      url = new URL(request.url, "http://localhost");
      url.path = decodeURIComponent(url.pathname);
    } catch {
      return answer(400);
    }
    if (`${url.path}/` === prefix) return answer(301, { Location: prefix });
    if (!url.path.startsWith(prefix) || url.path.includes("\0")) return answer(404, {}, "Not found\n");
    let name = path.join(top, url.path.slice(prefix.length));
    if (name !== top && !name.startsWith(top + path.sep)) return answer(404, {}, "Not found\n");
    let stat = fs.statSync(name, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      if (!url.path.endsWith("/")) return answer(301, { Location: `${url.pathname}/${url.search}` });
      name = path.join(name, "index.html");
      stat = fs.statSync(name, { throwIfNoEntry: false });
    }
    if (!stat?.isFile()) return answer(404, {}, "Not found\n");
    answer(200, {
      "Content-Type": types[path.extname(name).slice(1)] ?? "application/octet-stream",
      "Content-Length": stat.size,
      "Cache-Control": hashed.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
    }, fs.createReadStream(name));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const url = `http://localhost:${server.address().port}${prefix}`;
      resolve({ url, close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({
    options: {
      dir: { type: "string", default: "dist" },
      port: { type: "string", default: process.env.PORT ?? "8080" },
      prefix: { type: "string", default: "/" },
      host: { type: "string", default: "127.0.0.1" },
    },
  });
  if (!fs.existsSync(path.join(values.dir, "index.html"))) {
    console.error(`${values.dir}/index.html is missing: run \`make build\` first.`);
    process.exit(1);
  }
  try {
    const { url } = await serve({ ...values, port: Number(values.port) });
    console.log(`Regulars is at ${url} (Ctrl+C stops it)`);
  } catch (error) {
    console.error(error.code === "EADDRINUSE" ? `Port ${values.port} is taken; try PORT=8081 make run.` : error.message);
    process.exit(1);
  }
}
