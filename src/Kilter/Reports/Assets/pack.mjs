// Packs one file with gzip: node pack.mjs FROM TO. Run at build; the same input gives the same bytes.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);
writeFileSync(to + '.part', gzipSync(readFileSync(from), { level: 9 }));
renameSync(to + '.part', to);
