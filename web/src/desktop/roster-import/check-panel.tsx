import { Alert, Progress } from "antd";
import { Link } from "react-router";
import type { RosterImport } from "../../roster-import/use-imports.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { nameOf } from "../../terms/zh.ts";
import { CancelButton } from "./cancel-button.tsx";

function Running({ found }: { found: RosterImport }) {
  const texts = useTermsOf(rosterImportTerms);
  const isWaiting = found.state === "uploaded";
  return (
    <section className="panel" aria-labelledby="check">
      <h2 id="check">{isWaiting ? texts.waitingTitle : texts.checkingTitle}</h2>
      <Progress percent={100} status="active" showInfo={false} aria-label={texts.checkProgress} />
      <p role="status">{!isWaiting && texts.checkedSoFar(found.checkedRows)}</p>
      <p className="soft">{texts.checkingText}</p>
      <p className="import-actions">
        <CancelButton importId={found.importId} />
      </p>
    </section>
  );
}

function Failed({ found, failure }: { found: RosterImport; failure: NonNullable<RosterImport["failure"]> }) {
  const texts = useTermsOf(rosterImportTerms);
  const { language } = useLanguage();
  const sheets = failure.details.find(({ name }) => name === "sheets")?.values ?? [];
  const again = `/imports?organizationId=${found.organizationId}`;
  return (
    <section className="panel" aria-labelledby="check">
      <h2 id="check">{texts.failedTitle}</h2>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={language === "zh" ? failure.reason : failure.reasonEn}
        description={texts.failedNothing}
      />
      <dl className="facts failure">
        {failure.details.map(({ name, values }) => (
          <div key={name}>
            <dt>{nameOf(texts.details, name)}</dt>
            <dd>{values.join("、")}</dd>
          </div>
        ))}
        <div>
          <dt>{texts.whatToDo}</dt>
          <dd>{nameOf(texts.advice, failure.code)}</dd>
        </div>
      </dl>
      <p className="import-actions">
        {failure.code === "several_rosters" &&
          sheets.map((sheet) => (
            <Link key={sheet} className="link-button" to={`${again}&sheet=${encodeURIComponent(sheet)}`}>
              {texts.chooseSheet(sheet)}
            </Link>
          ))}
        <Link to={again} className="link-button primary">
          {texts.uploadAnother}
        </Link>
      </p>
    </section>
  );
}

/** What is to be seen before there is a preview: waiting, checking, a file that was refused, an import that was cancelled. */
export function CheckPanel({ found }: { found: RosterImport }) {
  const texts = useTermsOf(rosterImportTerms);
  if (found.state === "uploaded" || found.state === "checking") return <Running found={found} />;
  if (found.state === "failed" && found.failure !== null) return <Failed found={found} failure={found.failure} />;
  if (found.state !== "cancelled") return null;
  return <Alert type="info" showIcon role="status" title={texts.cancelled} description={texts.cancelledText} />;
}
