// src/ -> assets/credential.js, the same bytes from the same lock on every machine.
// `node bundle.mjs [FILE]` writes there instead.

import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// What a file of a package asks for, and what it gets instead: parts that are never called here, and
// everything that leads to the network, to further contexts or to evaluation.
const INSTEAD = {
  "jsonld": {
    "./platform": "absent/platform.cjs",
    "./frame": "absent/unused.cjs",
    "./fromRdf": "absent/unused.cjs",
    "./compact": "absent/unused.cjs",
    "./flatten": "absent/unused.cjs",
    "canonicalize": "absent/unused.cjs",
  },
  "jsonld-signatures": {
    "@digitalbazaar/security-context": "absent/security-context.cjs",
    "./suites/LinkedDataSignature": "absent/unused.cjs",
  },
  "rdf-canonize": {
    "setimmediate": "absent/setimmediate.cjs",
    "./RDFC10Sync": "absent/unused.cjs",
  },
  "@digitalbazaar/ed25519-multikey": {
    "./ed25519.js": "src/ed25519.js",
  },
};

const replaced = {
  name: "replaced",
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ path, importer }) => {
      const holder = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(importer)?.[1];
      const instead = INSTEAD[holder]?.[path];
      return instead ? { path: here(instead) } : undefined;
    });
  },
};

const suite = JSON.parse(await readFile(here("node_modules/@digitalbazaar/data-integrity/package.json"), "utf8"));
const banner = `/* Checks credentials. Holds @digitalbazaar/data-integrity ${suite.version}, eddsa-rdfc-2022-cryptosuite,
   ed25519-multikey, jsonld, jsonld-signatures, rdf-canonize, base58-universal, base64url-universal
   (BSD-3-Clause), @noble/ed25519, base64url, serialize-error (MIT), lru-cache,
   yallist (ISC) and two contexts of the W3C and 1EdTech; their licences are in web/verify/LICENSES. */`;

const { outputFiles } = await build({
  entryPoints: [here("src/main.js")],
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: banner },
  plugins: [replaced],
  absWorkingDir: here("."),
  write: false,
});
const target = process.argv[2] ?? here("../../assets/credential.js");
await writeFile(target, outputFiles[0].contents);
