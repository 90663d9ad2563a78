// src/ -> assets/members/members.js, the same bytes from the same lock on every machine.
// `node bundle.mjs [FILE]` writes there instead.

import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Members' keys are X25519. What age-encryption brings for other kinds is replaced by functions that
// refuse, and Curve25519 by what X25519 needs of it, which halves the script.
const UNUSED = {
  "@noble/post-quantum/hybrid.js": "absent/hybrid.js",
  "@noble/curves/ed25519.js": "absent/ed25519.js",
  "@noble/curves/nist.js": "absent/nist.js",
  "@noble/hashes/scrypt.js": "absent/scrypt.js",
  "./webauthn.js": "absent/webauthn.js",
};

const withoutUnused = {
  name: "without-unused",
  setup(bundler) {
    bundler.onResolve({ filter: /^(@noble\/|\.\/webauthn\.js$)/ }, ({ path }) =>
      path in UNUSED ? { path: here(UNUSED[path]) } : undefined,
    );
  },
};

const age = JSON.parse(await readFile(here("node_modules/age-encryption/package.json"), "utf8"));
const banner = `/* Opens members' pages. Holds age-encryption ${age.version} (BSD-3-Clause), @noble/ciphers,
   @noble/curves, @noble/hashes and @scure/base (MIT); their licences are in web/members/LICENSES. */`;

const { outputFiles } = await build({
  entryPoints: [here("src/main.js")],
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: banner },
  plugins: [withoutUnused],
  absWorkingDir: here("."),
  write: false,
});
const target = process.argv[2] ?? here("../../assets/members/members.js");
await writeFile(target, outputFiles[0].contents);
