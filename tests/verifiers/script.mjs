// Files on stdin -> the words that the verify page's own scripts have for them.
//
// in:  {"scripts": folder, "did": text, "status": text, "without": name, "files": [[base64, day], …]}
// out: [{"word", "reason"}, …]; a script must have been copied to a folder of modules

import fs from 'node:fs';
import {pathToFileURL} from 'node:url';

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
globalThis.self = globalThis; // as in a browser
globalThis.fetch = () => { throw new Error('no script may ask the network'); };

if(job.without) { // a browser that does not know an algorithm
  const {importKey} = crypto.subtle;
  crypto.subtle.importKey = (format, key, algorithm, ...others) => algorithm === job.without ?
    Promise.reject(new DOMException('not supported', 'NotSupportedError')) :
    importKey.call(crypto.subtle, format, key, algorithm, ...others);
}

const load = name => import(pathToFileURL(`${job.scripts}/${name}`));
const {dropped} = await load('dropped.js');
const {judge} = await load('credential.js');
const read = {did: async () => job.did, status: async () => job.status};

const found = [];
for(const [data, day] of job.files) {
  const file = await dropped(new Blob([Buffer.from(data, 'base64')]));
  if(file.credential === undefined) {
    found.push({word: file.plain ? 'no-credential' : 'unreadable', reason: file.reason});
  } else {
    const {word, why = ''} = await judge(file.credential, read, day);
    found.push({word, reason: why});
  }
}
process.stdout.write(JSON.stringify(found));
