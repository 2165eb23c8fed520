// WCAG 2.2 AA by axe-core, run inside the page (past the page's own policy, which stays on).
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with rule, element and reason for everything axe finds. */
export async function accessible(page, { include, exclude = [], rules = {} } = {}) {
  await page.evaluate(source);
  const found = await page.evaluate(
    async ({ include, exclude, tags, rules }) => {
      const context = { exclude };
      if (include) context.include = include;
      const result = await window.axe.run(context, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
      return result.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`));
    },
    { include, exclude, tags, rules },
  );
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}
