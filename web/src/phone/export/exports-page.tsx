import { Button, Dialog, Skeleton, Toast } from "antd-mobile";
import { useState } from "react";
import { exportFormats, exportPurposeNames, exportPurposes } from "../../../../lib/people-export/export-purposes.ts";
import { isFreshLoginWanted, useFreshLogin } from "../../auth/use-fresh-login.ts";
import { describeExport } from "../../export/describe-export.ts";
import {
  type NewExport,
  type PeopleExport,
  useDownload,
  useExportDecision,
  useExportRequest,
  useOwnExports,
  useWaitingExports,
  type WaitingExport,
} from "../../export/use-exports.ts";
import { mayAnywhere, mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { exportTerms } from "../../terms/export.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

function Trouble({ error, onConfirm }: { error: unknown; onConfirm: () => void }) {
  const { terms } = useLanguage();
  if (error == null) return null;
  if (!isFreshLoginWanted(error)) return <Problem error={error} />;
  return (
    <div className="problem" role="alert">
      <strong>{terms.freshLogin.title}</strong>
      <p>{terms.freshLogin.text}</p>
      <Button color="primary" onClick={onConfirm}>
        {terms.freshLogin.confirm}
      </Button>
    </div>
  );
}

function Facts({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const { language } = useLanguage();
  const { tree } = useOrganizations();
  const { place, lines } = describeExport(one, { texts, tree, language });
  return (
    <>
      <strong>{place}</strong>
      {lines.map((line) => (
        <span key={line} className="soft">
          {line}
        </span>
      ))}
      <span>{one.failure === null ? texts.states[one.state] : texts.failures[one.failure]}</span>
    </>
  );
}

function OwnRow({ one }: { one: PeopleExport }) {
  const texts = useTermsOf(exportTerms);
  const download = useDownload();
  const freshLogin = useFreshLogin<true>(`download-export/${one.exportId}`);
  const [error, setError] = useState<unknown>();
  const fetchFile = async () => {
    setError(undefined);
    await download(one.exportId).catch(setError);
  };
  return (
    <li>
      <Facts one={one} />
      {one.state === "ready" && (
        <Button color="primary" onClick={() => fetchFile()} loading="auto">
          {texts.download}
        </Button>
      )}
      <Trouble error={error} onConfirm={() => void freshLogin.confirm(true)} />
    </li>
  );
}

function WaitingRow({ one }: { one: WaitingExport }) {
  const texts = useTermsOf(exportTerms);
  const { terms } = useLanguage();
  const freshLogin = useFreshLogin<true>(`decide-export/${one.exportId}`);
  const decision = useExportDecision(() => Toast.show({ content: texts.decided }));
  const decide = async (value: "approved" | "declined") => {
    const isSure =
      value === "declined" ||
      (await Dialog.confirm({
        content: texts.confirmApprove(one.count ?? 0),
        confirmText: texts.approve,
        cancelText: terms.cancel,
      }));
    if (isSure) decision.mutate({ params: { exportId: one.exportId }, body: { decision: value } });
  };
  return (
    <li>
      <Facts one={one} />
      <span>{texts.requester(one.requesterName ?? one.requestedBy)}</span>
      <span className="buttons">
        <Button color="primary" loading={decision.isPending} onClick={() => void decide("approved")}>
          {texts.approve}
        </Button>
        <Button loading={decision.isPending} onClick={() => void decide("declined")}>
          {texts.decline}
        </Button>
      </span>
      <Trouble error={decision.error} onConfirm={() => void freshLogin.confirm(true)} />
    </li>
  );
}

type Draft = Pick<NewExport, "organizationId" | "purpose" | "format" | "withIdNumbers">;

function Create() {
  const texts = useTermsOf(exportTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const freshLogin = useFreshLogin<Draft>("request-export");
  const places = (tree?.all ?? []).filter(
    ({ path, status }) => status === "active" && mayAt(me, "person.export", path),
  );
  const [draft, setDraft] = useState<Draft>(
    freshLogin.resumed ?? {
      organizationId: "",
      purpose: "branch_register",
      format: "xlsx",
      withIdNumbers: false,
    },
  );
  const request = useExportRequest(() => Toast.show({ content: texts.submitted }));
  const { needsIdNumbers } = exportPurposes[draft.purpose];
  const body = {
    ...draft,
    organizationId: draft.organizationId || (places[0]?.organizationId ?? ""),
    withIdNumbers: needsIdNumbers && draft.withIdNumbers,
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        request.mutate({ body });
      }}
    >
      <label className="field">
        <span>{texts.organization}</span>
        <select
          value={body.organizationId}
          onChange={(event) => setDraft({ ...draft, organizationId: event.target.value })}
        >
          {places.map(({ organizationId, shortName }) => (
            <option key={organizationId} value={organizationId}>
              {shortName}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{texts.purpose}</span>
        <select
          value={draft.purpose}
          onChange={(event) => setDraft({ ...draft, purpose: event.target.value as Draft["purpose"] })}
        >
          {exportPurposeNames.map((name) => (
            <option key={name} value={name}>
              {exportPurposes[name][language]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{texts.format}</span>
        <select
          value={draft.format}
          onChange={(event) => setDraft({ ...draft, format: event.target.value as Draft["format"] })}
        >
          {exportFormats.map((name) => (
            <option key={name} value={name}>
              {texts.formats[name]}
            </option>
          ))}
        </select>
      </label>
      {needsIdNumbers && (
        <label className="field">
          <span>{texts.withIdNumbers}</span>
          <input
            type="checkbox"
            checked={draft.withIdNumbers}
            onChange={(event) => setDraft({ ...draft, withIdNumbers: event.target.checked })}
          />
        </label>
      )}
      <Button block type="submit" color="primary" size="large" loading={request.isPending}>
        {texts.submit}
      </Button>
      <Trouble error={request.error} onConfirm={() => void freshLogin.confirm(body)} />
    </form>
  );
}

/** Files of people: those asked for, and those that wait for one's consent. */
export function ExportsPage() {
  const texts = useTermsOf(exportTerms);
  const me = useCurrentPerson();
  const mayApprove = mayAnywhere(me, "person.export.approve");
  const waiting = useWaitingExports(mayApprove);
  const own = useOwnExports();
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      {mayApprove && (
        <section className="card" aria-labelledby="waiting-exports">
          <h2 id="waiting-exports">{texts.waiting}</h2>
          {waiting.isError && <Problem error={waiting.error} onRetry={() => waiting.refetch()} />}
          {waiting.data?.items.length === 0 && <p className="soft">{texts.waitingEmpty}</p>}
          <ul className="plain-rows">
            {waiting.data?.items.map((one) => (
              <WaitingRow key={one.exportId} one={one} />
            ))}
          </ul>
        </section>
      )}
      {mayAnywhere(me, "person.export") && (
        <>
          <section className="card" aria-labelledby="own-exports">
            <h2 id="own-exports">{texts.own}</h2>
            {own.isError && <Problem error={own.error} onRetry={() => own.refetch()} />}
            {!own.data && !own.isError && <Skeleton.Paragraph lineCount={4} animated />}
            {own.data?.items.length === 0 && <p className="soft">{texts.ownEmpty}</p>}
            <ul className="plain-rows">
              {own.data?.items.map((one) => (
                <OwnRow key={one.exportId} one={one} />
              ))}
            </ul>
          </section>
          <section className="card" aria-labelledby="new-export">
            <h2 id="new-export">{texts.create}</h2>
            <p className="soft">{texts.intro}</p>
            <Create />
          </section>
        </>
      )}
    </>
  );
}
