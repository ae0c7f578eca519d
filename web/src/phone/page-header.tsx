import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import { useTerms } from "../terms/language.tsx";
import { icons } from "./icons.tsx";

interface PageHeaderProps {
  readonly title: string;
  readonly up?: string;
  /** What can be done here, at the end of the line. */
  readonly children?: ReactNode;
}

/** Title of a page and the way up from it. */
export function PageHeader({ title, up, children }: PageHeaderProps) {
  const { back, documentTitle } = useTerms();
  useEffect(() => {
    document.title = documentTitle(title);
    window.scrollTo(0, 0);
  }, [title, documentTitle]);
  return (
    <header className="page-header">
      {up !== undefined && (
        <Link to={up} className="up" aria-label={back}>
          {icons.back}
        </Link>
      )}
      <h1>{title}</h1>
      {children}
    </header>
  );
}
