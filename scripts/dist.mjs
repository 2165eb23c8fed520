// `make dist`: release/regulars-VERSION.zip and SHA256SUMS (of the zip and of every file in it).
// The zip is written here, with fixed times and order, so that equal builds give equal bytes.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const dist = "dist";
const out = "release";
const version = fs.readFileSync("Cargo.toml", "utf8").match(/^version = "(.+)"$/m)[1];
const names = fs
  .readdirSync(dist, { recursive: true })
  .map((name) => name.split(path.sep).join("/"))
  .filter((name) => fs.statSync(path.join(dist, name)).isFile())
  .sort();

const table = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
// node:zlib has crc32 from Node 20.15 on.
const checksum = zlib.crc32 ?? ((data) => ~data.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0);

const DAY = 0x21; // 1980-01-01, the first day a zip can name
const field = (...parts) => Buffer.concat(parts.map(([size, value]) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
}));
const chunks = [];
const directory = [];
let offset = 0;
for (const name of names) {
  const data = fs.readFileSync(path.join(dist, name));
  const packed = zlib.deflateRawSync(data, { level: 9 });
  const title = Buffer.from(name);
  const common = field([2, 20], [2, 0x800], [2, 8], [2, 0], [2, DAY], [4, checksum(data)], [4, packed.length], [4, data.length], [2, title.length], [2, 0]);
  chunks.push(field([4, 0x04034b50]), common, title, packed);
  directory.push(field([4, 0x02014b50], [2, 20]), common, field([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), title);
  offset += 4 + common.length + title.length + packed.length;
}
const index = Buffer.concat(directory);
const end = field([4, 0x06054b50], [2, 0], [2, 0], [2, names.length], [2, names.length], [4, index.length], [4, offset], [2, 0]);
const zip = Buffer.concat([...chunks, index, end]);

const sha = (data) => createHash("sha256").update(data).digest("hex");
fs.mkdirSync(out, { recursive: true });
const title = `regulars-${version}.zip`;
fs.writeFileSync(path.join(out, title), zip);
const sums = [`${sha(zip)}  ${title}`, ...names.map((name) => `${sha(fs.readFileSync(path.join(dist, name)))}  dist/${name}`)];
fs.writeFileSync(path.join(out, "SHA256SUMS"), `${sums.join("\n")}\n`);
console.log(`${path.join(out, title)}: ${names.length} files, ${(zip.length / 1e6).toFixed(2)} MB\n${sums[0]}`);
