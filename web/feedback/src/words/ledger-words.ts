import { words } from "./words.ts";
import { zhLedger } from "./zh-ledger.ts";

export type LedgerWords = typeof zhLedger;

export let ledgerWords: LedgerWords = zhLedger;

/** In the language that was chosen; in Chinese where the other cannot be loaded. */
export async function followLanguage(): Promise<void> {
  ledgerWords =
    words.lang === "en"
      ? await import("./en-ledger.ts").then(
          ({ enLedger }) => enLedger,
          () => zhLedger,
        )
      : zhLedger;
}
