import { useTerms } from "../terms/language.tsx";

interface BootScreenProps {
  readonly title?: string;
  readonly text: string;
  readonly isBusy?: boolean;
  readonly action?: { readonly label: string; run(): void };
}

/** What stands in place of the application before it is open; index.html paints the same picture before any script runs. */
export function BootScreen({ title, text, isBusy = false, action }: BootScreenProps) {
  const terms = useTerms();
  return (
    <main className="boot" aria-busy={isBusy}>
      <div className="boot-mark" aria-hidden="true" />
      <h1 className="boot-title">{title ?? terms.product}</h1>
      <p className="boot-text" role="status">
        {text}
      </p>
      {action && (
        <button type="button" className="boot-button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </main>
  );
}
