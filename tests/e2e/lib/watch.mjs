// What no test may cause: console errors, page errors, policy violations, requests to other origins.

/** Collects offences of every page of `context`; `allow` are patterns of messages a test asks for. */
export async function watch(context, origin) {
  const offences = [];
  const allowed = [];
  const add = (kind, text) => {
    if (!allowed.some((pattern) => pattern.test(text))) offences.push(`${kind}: ${text}`);
  };
  await context.exposeBinding("__offence", (_source, kind, text) => add(kind, text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      window.__offence("policy", `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  context.on("console", (message) => {
    if (message.type() === "error") add("console", `${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => add("page", String(error.error())));
  context.on("request", (request) => {
    const url = request.url();
    // What the browser brings along, as its viewer of PDFs, is nobody else's.
    if (!/^(data|blob|about|chrome|chrome-extension):/.test(url) && new URL(url).origin !== origin) add("third party", url);
  });
  return { offences, allow: (pattern) => allowed.push(pattern) };
}
