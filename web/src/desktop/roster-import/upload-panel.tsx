import { Button, Input } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { mayImportAt } from "../../roster-import/places.ts";
import { problemOfUpload, readBase64 } from "../../roster-import/read-upload.ts";
import { useImportChange } from "../../roster-import/use-imports.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { UploadFile } from "./upload-file.tsx";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Field({ id, label, hint, children }: FieldProps) {
  return (
    <div className="import-field">
      <label htmlFor={id}>{label}</label>
      {children}
      <p className="soft">{hint}</p>
    </div>
  );
}

interface UploadPanelProps {
  readonly tree: OrganizationTree;
  readonly place: string;
  readonly onPlace: (organizationId: string) => void;
}

/** What is read of a file before it is sent; a file that moved meanwhile cannot be read. */
function useUpload() {
  const navigate = useNavigate();
  const [isUnreadable, setUnreadable] = useState(false);
  const upload = useImportChange("POST /api/roster-imports", ({ importId }) => navigate(`/imports/${importId}`));
  const send = async (file: File, given: { organizationId: string; asOf: string; sheet: string }) => {
    setUnreadable(false);
    const content = await readBase64(file).catch(() => undefined);
    if (content === undefined) return setUnreadable(true);
    const { sheet, ...rest } = given;
    const named = sheet.trim() === "" ? {} : { sheet: sheet.trim() };
    upload.mutate({ body: { ...rest, ...named, fileName: file.name, content } });
  };
  return { send, isUnreadable, error: upload.error, isSending: upload.isPending };
}

export function UploadPanel({ tree, place, onPlace }: UploadPanelProps) {
  const texts = useTermsOf(rosterImportTerms);
  const me = useCurrentPerson();
  const [search] = useSearchParams();
  const today = todayOnCampus();
  const [file, setFile] = useState<File>();
  const [asOf, setAsOf] = useState(today);
  const [sheet, setSheet] = useState(search.get("sheet") ?? "");
  const choices = useMemo(() => choicesOf(tree, (one) => mayImportAt(me, one)), [tree, me]);
  const { send, isUnreadable, error, isSending } = useUpload();
  const isReady = file !== undefined && problemOfUpload(file) === undefined && asOf !== "";
  return (
    <section className="panel" aria-labelledby="upload">
      <h2 id="upload">{texts.upload}</h2>
      <p className="soft">{texts.uploadIntro}</p>
      <div className="import-fields">
        <Field id="import-place" label={texts.place} hint={texts.placeHint}>
          <OrganizationSelect
            id="import-place"
            aria-label={texts.place}
            placeholder={texts.choosePlace}
            choices={choices}
            value={place}
            onChange={(chosen: string | undefined) => chosen !== undefined && onPlace(chosen)}
          />
        </Field>
        <Field id="import-day" label={texts.asOf} hint={texts.asOfHint}>
          <Input
            id="import-day"
            type="date"
            max={today}
            value={asOf}
            onChange={({ target }) => setAsOf(target.value)}
          />
        </Field>
        <Field id="import-sheet" label={texts.sheet} hint={texts.sheetHint}>
          <Input id="import-sheet" maxLength={100} value={sheet} onChange={({ target }) => setSheet(target.value)} />
        </Field>
      </div>
      <UploadFile file={file} isDisabled={isSending} onChoose={setFile} />
      <ul className="plain-list soft">
        <li>{texts.needs}</li>
        <li>{texts.privacy}</li>
      </ul>
      {isUnreadable && <p role="alert">{texts.unreadable}</p>}
      {error && <ProblemAlert error={error} />}
      <p className="import-actions">
        <Button
          type="primary"
          size="large"
          disabled={!isReady}
          loading={isSending}
          onClick={() => file && send(file, { organizationId: place, asOf, sheet })}
        >
          {texts.start}
        </Button>
        {isSending && <span role="status">{texts.uploading}</span>}
      </p>
    </section>
  );
}
