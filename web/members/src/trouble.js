// What can go wrong while a page is opened, told by the stage it happened in. The texts of the
// libraries' own errors are never shown and never decided by: they differ from browser to browser.

export class Trouble extends Error {
  constructor(stage, detail = "") {
    super(stage);
    this.stage = stage;
    this.detail = detail;
  }
}

const TEXTS = {
  insecure: () =>
    `This page was loaded over http. A browser can open a sealed page only over https: ` +
    `try https://${location.host}${location.pathname}`,
  empty: () => "Paste your key, or choose its file.",
  public: () =>
    "This is the public half of a key, the one that staff have. What opens the pages is the private " +
    "half: the line in your key file that begins with AGE-SECRET-KEY-1.",
  locked: () =>
    "This key file is itself locked with a passphrase. Open it first with the age program: " +
    "age -d my-key.age > my-key.txt",
  foreign: () => "This is a key of another kind. The members’ pages use keys that begin with AGE-SECRET-KEY-1.",
  malformed: () =>
    "This is not a whole key: a character is missing or wrong. Copy the line again, from AGE-SECRET-KEY-1 " +
    "to its end, or choose the key file.",
  unreadable: () => "The file could not be read. Choose it again, or paste its line.",
  offline: () => "The sealed files could not be fetched. Check your connection and try again.",
  "ring-gone": () => "The keyring was renewed since this page was loaded. Reload the page and unlock it again.",
  ring: ({ mailbox }) =>
    "This key opens nothing here. It may not be on the list yet, may have run out, or was removed; or your " +
    `organisation’s membership has ended. Write to ${mailbox} if you think that it should.`,
  staff: () =>
    "This key does not open the worklist: it is sealed to the keys of staff alone. A member’s key opens the reviews.",
  keyring: () =>
    "The keyring was damaged on its way or altered, so nothing can be opened. Your key is not at fault. Reload the " +
    "page; if it stays so, tell the programme.",
  list: () =>
    "The list of reviews was damaged on its way or altered, so nothing of it is shown. Reload the page; if it " +
    "stays so, tell the programme.",
  stale: () => "This review was renewed since the page was loaded. Reload the page to read it.",
  page: () =>
    "This file was damaged on its way or altered, so nothing of it is shown. Reload the page; if it stays so, " +
    "tell the programme.",
  swapped: () =>
    "The file that stands at this address holds another page. Nothing of it is shown. Please tell the programme.",
  unknown: () => "There is no review at this address. It may have been renamed; look for it in the list.",
  device: () => "This browser cannot keep a key safely, so it was not remembered. The page is unlocked until you close it.",
};

export function told(error, page) {
  if (!(error instanceof Trouble)) console.error(error);
  const text = TEXTS[error instanceof Trouble ? error.stage : "page"] ?? TEXTS.page;
  return text(page);
}
