import { useEffect } from "react";
import { useTerms } from "../terms/language.tsx";

/** The heading of a page, and the title of the window. */
export function PageTitle({ title, children }: { title: string; children?: React.ReactNode }) {
  const { documentTitle } = useTerms();
  useEffect(() => {
    document.title = documentTitle(title);
  }, [title, documentTitle]);
  return (
    <div className="page-title">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
