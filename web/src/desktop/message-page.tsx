import { Button } from "antd";
import { useNavigate } from "react-router";
import { useTerms } from "../terms/language.tsx";
import { PageTitle } from "./page-title.tsx";

/** A page that only says something: not found, not allowed. */
export function MessagePage({ title, text }: { title: string; text: string }) {
  const { notFound } = useTerms();
  const navigate = useNavigate();
  return (
    <div className="message-page">
      <PageTitle title={title} />
      <p>{text}</p>
      <Button type="primary" size="large" onClick={() => navigate("/")}>
        {notFound.home}
      </Button>
    </div>
  );
}
