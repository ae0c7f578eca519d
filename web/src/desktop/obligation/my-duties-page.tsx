import { App, Button, Empty, Skeleton } from "antd";
import { useState } from "react";
import { isUnfinished } from "../../../../lib/obligation/duty-states.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { type MyDuty, useDutySteps, useMyDuties } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { DutyStart } from "./duty-start.tsx";
import { TextDialog } from "./text-dialog.tsx";

function Submission({ duty }: { duty: MyDuty }) {
  const { texts, language } = useWords();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const steps = useDutySteps(() => {
    setOpen(false);
    message.success(texts.submitted);
  });
  const title = texts.actionOf(texts.submit, duty.what[language]);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} aria-label={title}>
        {texts.submit}
      </Button>
      {isOpen && (
        <TextDialog
          title={title}
          about={texts.evidenceHint}
          label={texts.evidence}
          okText={texts.submit}
          minimum={1}
          missing={texts.evidenceMissing}
          isSending={steps.isPending}
          error={steps.error}
          onSend={(text) => steps.take("submit", duty, text)}
          onClose={() => {
            steps.reset();
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function List({ duties }: { duties: readonly MyDuty[] }) {
  const { texts } = useWords();
  if (duties.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.empty}</strong>}>
        <p>{texts.emptyText}</p>
      </Empty>
    );
  }
  return (
    <ul className="duties">
      {duties.map((duty) => (
        <DutyItem key={`${duty.organizationId} ${duty.dutyId}`} duty={duty} organizationName={duty.organizationName}>
          {duty.origin === "task" && isUnfinished(duty.state) ? <Submission duty={duty} /> : <DutyStart duty={duty} />}
        </DutyItem>
      ))}
    </ul>
  );
}

/** What the person has to see to, with why and by when. */
export function MyDutiesPage() {
  const { texts } = useWords();
  const { data, error, isError, refetch } = useMyDuties();
  const overdue = data?.filter(({ state }) => state === "overdue").length ?? 0;
  return (
    <>
      <PageTitle title={texts.title} />
      <section className="panel" aria-label={texts.title}>
        <p className="soft">
          {texts.intro} <span role="status">{data && data.length > 0 && texts.count(data.length, overdue)}</span>
        </p>
        {data ? (
          <List duties={data} />
        ) : isError ? (
          <ProblemAlert error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </section>
    </>
  );
}
