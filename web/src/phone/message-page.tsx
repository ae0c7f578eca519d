import { Link } from "react-router";
import { useTerms } from "../terms/language.tsx";
import { PageHeader } from "./page-header.tsx";

/** A page that only says something: not found, not allowed. */
export function MessagePage({ title, text }: { title: string; text: string }) {
  const { notFound } = useTerms();
  return (
    <>
      <PageHeader title={title} up="/" />
      <section className="card">
        <p>{text}</p>
        <Link to="/" className="wide-link">
          {notFound.home}
        </Link>
      </section>
    </>
  );
}
