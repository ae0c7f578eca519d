import { words } from "./words.ts";
import { type LedgerWords, zhLedger } from "./zh-ledger.ts";

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
