import { useEffect } from "react";
import { Link } from "react-router";
import { useTerms } from "../terms/language.tsx";
import { icons } from "./icons.tsx";

/** Title of a page and the way up from it. */
export function PageHeader({ title, up }: { title: string; up?: string }) {
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
    </header>
  );
}
