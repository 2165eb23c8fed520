// What `make dist` hands out: a zip that any unpacker reads, with the sums to check it by. No browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { dist, top } from "./lib/app.mjs";

const sum = (file) => createHash("sha256").update(fs.readFileSync(file)).digest("hex");

test("the zip holds every file of the build, equal twice, and the sums are right", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "regulars-dist-"));
  try {
    fs.cpSync(dist, path.join(folder, "dist"), { recursive: true });
    fs.copyFileSync(path.join(top, "Cargo.toml"), path.join(folder, "Cargo.toml"));
    const make = () => {
      execFileSync(process.execPath, [path.join(top, "scripts/dist.mjs")], { cwd: folder });
      const lines = fs.readFileSync(path.join(folder, "release/SHA256SUMS"), "utf8").trim().split("\n");
      return new Map(lines.map((line) => line.split(/\s+\*?/).slice(0, 2).reverse()));
    };
    const sums = make();
    const [zip] = [...sums.keys()].filter((name) => /^regulars-\d+\.\d+\.\d+\.zip$/.test(name));
    assert.equal(sum(path.join(folder, "release", zip)), sums.get(zip));
    const unpacked = path.join(folder, "unpacked");
    execFileSync("python3", ["-m", "zipfile", "-e", path.join(folder, "release", zip), unpacked]);
    const files = (at) => fs.readdirSync(at, { recursive: true }).filter((name) => fs.statSync(path.join(at, name)).isFile()).sort();
    assert.deepEqual(files(unpacked), files(dist));
    for (const name of files(dist)) assert.equal(sum(path.join(unpacked, name)), sum(path.join(dist, name)), name);
    const named = [...sums].filter(([name]) => name !== zip);
    assert.equal(named.length, files(dist).length);
    for (const [name, value] of named) assert.equal(sum(path.join(folder, name)), value, name);
    assert.deepEqual(make(), sums, "equal builds give equal bytes");
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
