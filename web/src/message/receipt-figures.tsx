import { useTermsOf } from "../terms/language.tsx";
import { messageReceiptTerms } from "../terms/message-receipts.ts";
import { ReceiptBar } from "./receipt-bar.tsx";
import "./message.css";

interface ReceiptFiguresProps {
  readonly line: { readonly expected: number | null; readonly read: number; readonly confirmed: number };
  readonly needsConfirmation: boolean;
}

/** The three numbers of an organisation, with their shares. */
export function ReceiptFigures({ line, needsConfirmation }: ReceiptFiguresProps) {
  const { receipts: texts } = useTermsOf(messageReceiptTerms);
  const { expected, read, confirmed } = line;
  const share = (count: number) =>
    expected === null || expected === 0 ? null : (
      <small>{texts.rate(Math.min(100, Math.floor((count / expected) * 100)))}</small>
    );
  return (
    <>
      <dl className="receipt-figures">
        <div>
          <dt>{texts.expected}</dt>
          <dd>{expected ?? texts.unknown}</dd>
        </div>
        <div>
          <dt>{texts.read}</dt>
          <dd>
            {read}
            {share(read)}
          </dd>
        </div>
        {needsConfirmation && (
          <div>
            <dt>{texts.confirmed}</dt>
            <dd>
              {confirmed}
              {share(confirmed)}
            </dd>
          </div>
        )}
      </dl>
      <ReceiptBar {...line} />
    </>
  );
}
