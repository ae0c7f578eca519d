import { Button, Toast } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { stages } from "../../../../lib/membership/stage.ts";
import { exportFormats, exportPurposeNames, exportPurposes } from "../../../../lib/people-export/export-purposes.ts";
import { draftOf, type ExportDraft, needsIdNumbers } from "../../export/export-draft.ts";
import { useExportLogin, useNewExport } from "../../export/use-new-export.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { longestSearch, type PeopleFilter, peopleFlags } from "../../membership/people-address.ts";
import { endedStages, presentStages } from "../../membership/stage-filter.ts";
import { useWords } from "../../membership/use-words.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { exportTerms } from "../../terms/export.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { Trouble } from "./trouble.tsx";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value | "" | undefined;
  readonly options?: readonly { readonly value: Value | ""; readonly label: string }[];
  readonly children?: ReactNode;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options = [], children, onChoose }: ChoiceProps<Value>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value ?? ""} onChange={({ target }) => onChoose(target.value as Value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
    </label>
  );
}

interface PartProps {
  readonly draft: ExportDraft;
  readonly onChange: (part: Partial<ExportDraft>) => void;
}

function Whom({ draft, onChange, tree }: PartProps & { tree: OrganizationTree }) {
  const texts = useTermsOf(exportTerms);
  const { texts: people, language } = useWords();
  const me = useCurrentPerson();
  const places = tree.all.filter(({ path, status }) => status === "active" && mayAt(me, "person.export", path));
  const option = (value: (typeof presentStages)[number]) => (
    <option key={value} value={value}>
      {stages[value][language]}
    </option>
  );
  return (
    <>
      <Choice
        label={texts.organization}
        value={draft.organizationId}
        options={places.map((place) => ({ value: place.organizationId, label: place.shortName }))}
        onChoose={(organizationId: string) => onChange({ organizationId })}
      />
      <Choice label={people.stage} value={draft.stage} onChoose={(stage: ExportDraft["stage"]) => onChange({ stage })}>
        <optgroup label={people.presentPeople}>
          <option value="">{people.everyPresent}</option>
          {presentStages.map(option)}
        </optgroup>
        <optgroup label={people.endedPeople}>{endedStages.map(option)}</optgroup>
      </Choice>
      <Choice
        label={people.flag}
        value={draft.flag}
        options={[
          { value: "", label: people.anyFlag },
          ...peopleFlags.map((flag) => ({ value: flag, label: people.flags[flag] })),
        ]}
        onChoose={(flag: ExportDraft["flag"]) => onChange({ flag })}
      />
      <label className="field">
        <span>{texts.search}</span>
        <input
          type="search"
          maxLength={longestSearch}
          value={draft.q}
          onChange={({ target }) => onChange({ q: target.value })}
        />
      </label>
    </>
  );
}

function WhatFor({ draft, onChange }: PartProps) {
  const texts = useTermsOf(exportTerms);
  const { form } = useTerms();
  const { language } = useWords();
  return (
    <>
      <Choice
        label={texts.purpose}
        value={draft.purpose}
        options={[
          { value: "", label: form.choose(texts.purpose) },
          ...exportPurposeNames.map((name) => ({ value: name, label: exportPurposes[name][language] })),
        ]}
        onChoose={(purpose: NonNullable<ExportDraft["purpose"]>) => onChange({ purpose })}
      />
      <Choice
        label={texts.format}
        value={draft.format}
        options={exportFormats.map((name) => ({ value: name, label: texts.formats[name] }))}
        onChoose={(format: ExportDraft["format"]) => onChange({ format })}
      />
      {needsIdNumbers(draft.purpose) && (
        <label className="check-field">
          <input
            type="checkbox"
            checked={draft.withIdNumbers}
            onChange={({ target }) => onChange({ withIdNumbers: target.checked })}
          />
          <span>{texts.withIdNumbers}</span>
        </label>
      )}
    </>
  );
}

/** Whom, what for, and as which file; goes on by itself after a fresh login. */
export function NewExport({ filter, tree }: { filter: PeopleFilter; tree: OrganizationTree }) {
  const texts = useTermsOf(exportTerms);
  const me = useCurrentPerson();
  const freshLogin = useExportLogin();
  const request = useNewExport(freshLogin, () => Toast.show({ content: texts.submitted }));
  const [draft, setDraft] = useState<ExportDraft>(request.resumed ?? draftOf(filter, me, tree));
  const part: PartProps = { draft, onChange: (changed) => setDraft({ ...draft, ...changed }) };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        request.send(draft);
      }}
    >
      <Whom {...part} tree={tree} />
      <WhatFor {...part} />
      <Button
        block
        type="submit"
        color="primary"
        size="large"
        loading={request.isPending}
        disabled={draft.purpose === undefined}
      >
        {texts.submit}
      </Button>
      <Trouble error={request.error} onConfirm={() => request.confirm(draft)} />
    </form>
  );
}
