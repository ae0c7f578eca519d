import type { Words } from "./zh.ts";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];
const monthName = (month: number): string => [...months, "November", "December"][month - 1] ?? String(month);

/** Fetched when somebody asks for it, and the same file for everybody who does. */
export const en: Words = {
  lang: "en",
  other: "中文",
  title: "Anonymous feedback",
  ledger: "Public ledger",
  back: "Back",
  offline: "There is no network now; try again later.",
  comma: ", ",
  colon: ": ",
  moment: (month, day, time) => `${day} ${monthName(month)}, ${time} (China)`,

  intro:
    "Tell the Party organisation what is wrong or what could be better. Nobody knows who wrote, and you can see the answer and what came of it.",
  write: "Write",
  noTokens:
    "There are no anonymous tokens here yet. Log in to the platform, open “Anonymous feedback” and choose “Go and write”. Tokens are fetched once a week; after clearing the browser's data, or on another device, wait for the next Monday.",
  replies: "Read answers",
  repliesText: "With the 12 characters that you got when you wrote: read the answer, or add something.",
  repliesOpen: "Enter a receipt",
  wrongClock: "The clock of this device is wrong. The page goes by the server's; sending is not affected.",
  notKept:
    "The browser does not let this page keep anything (a private window, perhaps). Tokens and waiting messages are lost when it is closed: finish now and choose “Send now”.",
  states: {
    offline: "There is no network, and the keys have not been compared yet. Open the page again when you are online.",
    keys_differ:
      "The keys differ from the published ones: stopped. This happens for a moment after recipients were replaced; try again in 10 minutes. If they still differ, somebody may have altered the page or the keys: do not write, and tell the discipline inspection.",
  },
  about: (about, closesOn, left) =>
    `About ${about}; ${closesOn === null ? "always open" : `open until ${closesOn}`}; ${left} more this week`,
  crowd: (scope, eligible) => `Any of the ${eligible} people of ${scope} could be the author`,
  writeTo: "Write to the recipients",
  waiting: (count) => `Waiting to be sent: ${count}`,
  waitingText:
    "Sealed: this device cannot open it either. It leaves at its time if this page is open then, or else when you open it next.",
  waitingNetwork: "Waiting for the network",
  waitingUntil: (moment) => `Leaves after ${moment}`,
  sendNow: "Send now",
  news: {
    sent: "A message was sent. Once it is handed on, you can check it in the public ledger.",
    refused: "A message was not taken: its token was used or has expired. Please write it again.",
    unreachable: "There is no network now; waiting messages leave when there is.",
  },
  tooOld: "This browser is too old",
  tooOldText: "It cannot encrypt. Update WeChat, use a newer browser, or use the form on paper.",

  before: "Before you write",
  people: (eligible) => `${eligible} people`,
  mayBe: (scope, eligible) => `Any of the ${eligible} people of ${scope} could have written this.`,
  few: "These are few: take special care with details.",
  protects: "What is protected",
  isProtected: [
    "The platform does not know who wrote. You were checked once, when the tokens were fetched; they are signed blindly, and who signed them does not recognise them.",
    "The text is encrypted in your browser; only the recipients named below open it. Administrators cannot.",
    "The server records no address, no device and no time, only the day. The messages of a day are handed on shuffled.",
    "Photographs are drawn anew, without place, time and camera; of Word and PDF only the words are taken; file names are replaced.",
    "Every message has a public number. If it is not handed on or not answered, anybody can see that in the public ledger.",
  ],
  cannot: "What cannot be protected",
  isNotProtected: [
    "The text itself: what only you know, your turns of phrase, names and dates can tell a recipient who you are. Write about the matter only.",
    "Your device and network: those who run office computers and the campus network see that you opened this site. Use your own phone, best with mobile data.",
    "Few people: the fewer may write, the easier to guess. The number is shown before you write; below 10 the scope widens to the superior organisation.",
    "The recipients: they read the whole text. Whoever it is about is never one of them.",
    "Somebody who alters the page: keys are compared with the ledger and the mirror each time, and the page stops when they differ; it cannot be ruled out completely.",
  ],
  readers: "Who can read it",
  whereThingsAre:
    "An unfinished text is in this page only and gone when you close it. You can write without a network; only sending needs one.",
  begin: "I understand, begin",

  busy: "Working…",
  nothingWritten: "Nothing is written yet.",
  tooLong: "Too long: shorten the text or the attachments.",
  textHint: (most) => `${most} characters at most. Time, place and what happened help; do not write about yourself.`,
  add: "Add something",
  addTo: (title) => `Add something: ${title}`,
  more: "What else you want to say (optional)",
  matter: "What it is about",
  next: "Next: check",
  giveUp: "Do not write",
  files: "Attachments (optional)",
  filesHint: (most) => `Pictures are drawn anew, of Word and PDF only the words are taken; ${most} at most.`,
  remove: "Remove",
  scale: { 1: "1 very unsatisfied", 5: "5 very satisfied" },

  leftOut: (name, why) => `“${name}” was left out: ${why}`,
  tooMany: (most) => `${most} files at most.`,
  tooLarge: "The file is too large; cut out the part that matters.",
  badImage: "The picture cannot be opened, or does not fit when made smaller; cut out the part that matters.",
  otherKind:
    "Only JPEG and PNG pictures, Word (.docx) and PDF: of other files it is not certain that nothing tells who you are. Take a screenshot of HEIC photographs.",
  noWords: "There are no words to take; it may be a scan. Attach a screenshot of the page that matters.",
  manyWords: "Too many words; attach only the part that matters.",

  review: "Check",
  style: "Read it once more: names, numbers, occasions at which only you were, phrases that are yours?",
  theyRead: "What recipients will see",
  when: "When to send",
  later: "Later (recommended): at a random time 1 to 24 hours from now, which says nothing of when you wrote",
  now: "Now: somebody who watches the network may connect “somebody is online” with “a message came”",
  sealing: "Encrypting…",
  noneLeft: "The tokens are used up; there are new ones on Monday.",
  seal: "Encrypt and get a receipt",
  change: "Back to the text",
  cleaned: (name) => `${name}, without what the camera knew`,

  note: "Note the receipt",
  sealedNow: "The message is sealed and being sent.",
  sealedUntil: (moment) => `The message is sealed and leaves after ${moment}.`,
  receipt: "Receipt",
  sameReceipt: "Receipt (the same as before)",
  receiptText:
    "These 12 Chinese characters open the answer and let you add something: copy or print them. Whoever has them can read the answer. They are not shown again and cannot be restored.",
  number: "Public number",
  numberText:
    "Not secret. Once the message is handed on, check with it in the public ledger whether it was received, read, answered.",
  copy: "Copy",
  copied: "Copied. Paste it somewhere safe, then clear the clipboard.",
  notCopied: "This browser cannot copy; write it down or print it.",
  print: "Print",
  repliesDaily: "Answers are published once a day, tomorrow at the earliest.",
  keepOpen:
    "Leave this page open in the background, or open it again later; either sends the message. Clearing the browser's data loses what has not left yet.",
  noted: "I have noted it, leave",

  searching: "Searching…",
  badReceipt: (characters) =>
    `A receipt has ${characters} Chinese characters, and none may be wrong. Compare them with what you noted.`,
  bundle:
    "All answers are in one package, the same for everybody; your receipt is used on this device only and is not sent.",
  receiptField: "Receipt (12 characters)",
  look: "Look",
  noReply:
    "No answer yet. Answers are published each night; the public ledger says which were not given in time. A message that still waits has to be sent first.",
  needsToken:
    "To add something you need a new token: log in to the platform, open “Anonymous feedback”, and come back here.",
};
