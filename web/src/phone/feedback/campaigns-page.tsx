import { Button } from "antd-mobile";
import { changeShell } from "../../boot/paths.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";

/** Opening a campaign is an hour's work with questions and recipients, done once in a quarter: it needs a larger screen. */
export function CampaignsPage() {
  const { campaigns, openDesktop } = useTermsOf(feedbackTerms);
  return (
    <>
      <PageHeader title={campaigns.title} up="/" />
      <section className="card" aria-label={campaigns.title}>
        <p className="soft">{campaigns.onDesktop}</p>
        <Button block size="large" onClick={() => changeShell("desktop")}>
          {openDesktop}
        </Button>
      </section>
    </>
  );
}
