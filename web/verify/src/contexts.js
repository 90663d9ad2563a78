// Addresses of JSON-LD contexts -> the contexts that the register signs under. Nothing is ever fetched.

import credentials from "../../../registry/credentials/contexts/credentials-v2.json";
import openBadges from "../../../registry/credentials/contexts/open-badges-3.0.3.json";

export const contexts = new Map([
  ["https://www.w3.org/ns/credentials/v2", credentials],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", openBadges],
]);
