import { useEffect } from "react";
import { useNavigationType } from "react-router";
import { useTerms } from "../terms/language.tsx";

/** The heading of a page, and the title of the window. A page begins at its top, unless one comes back to it. */
export function PageTitle({ title, children }: { title: string; children?: React.ReactNode }) {
  const { documentTitle } = useTerms();
  useEffect(() => {
    document.title = documentTitle(title);
  }, [title, documentTitle]);
  const isReturn = useNavigationType() === "POP";
  // biome-ignore lint/correctness/useExhaustiveDependencies: what happens inside of the page later moves nothing
  useEffect(() => {
    if (!isReturn) window.scrollTo(0, 0);
  }, []);
  return (
    <div className="page-title">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
