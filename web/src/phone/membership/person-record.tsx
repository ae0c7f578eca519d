import type { ReactNode } from "react";
import { stages } from "../../../../lib/membership/stage.ts";
import { describeValue, formatPartialDate } from "../../membership/describe-line.ts";
import { groupsOf, isShown, type Person } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatDate } from "../../terms/dates.ts";

/** Where the person stands: branch, stage and since when, party age. */
export function PersonSummary({ person }: { person: Person }) {
  const { texts, language, tree } = useWords();
  const { organizationId, stage, stageSince, partyAgeYears, probationExtendedTo } = person;
  return (
    <dl className="facts">
      <dt>{texts.branch}</dt>
      <dd>{tree?.find(organizationId)?.shortName ?? organizationId}</dd>
      {stage !== undefined && (
        <>
          <dt>{texts.stage}</dt>
          <dd>
            {stages[stage][language]}
            {stageSince && <span className="soft"> {texts.stageSince(formatPartialDate(stageSince, language))}</span>}
          </dd>
        </>
      )}
      {probationExtendedTo && (
        <>
          <dt>{texts.recordKeys.probation_extended_to}</dt>
          <dd>{formatDate(probationExtendedTo, language)}</dd>
        </>
      )}
      {partyAgeYears !== undefined && partyAgeYears !== null && (
        <>
          <dt>{texts.partyAge}</dt>
          <dd>{partyAgeYears === 0 ? texts.partyAgeUnder : texts.years(partyAgeYears)}</dd>
        </>
      )}
    </dl>
  );
}

/** All fields that the reader may see, in groups. */
export function PersonRecord({ person, idNumber }: { person: Person; idNumber?: ReactNode }) {
  const words = useWords();
  const { texts } = words;
  return (
    <section className="card record" aria-labelledby="details">
      <h2 id="details">{texts.details}</h2>
      {groupsOf((field) => isShown(field, person)).map(({ id, fields }) => (
        <div key={id}>
          <h3>{texts.groups[id]}</h3>
          <dl className="facts">
            {fields.map((field) => (
              <Fact key={field} name={texts.fields[field]} isEmpty={person.fields[field] === null}>
                {describeValue(field, person.fields[field], words)}
              </Fact>
            ))}
            {id === "identity" && person.maskedIdNumber !== undefined && (
              <Fact name={texts.idNumber}>{idNumber ?? person.maskedIdNumber}</Fact>
            )}
          </dl>
        </div>
      ))}
    </section>
  );
}

function Fact({ name, isEmpty = false, children }: { name: string; isEmpty?: boolean; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={isEmpty ? "empty" : ""}>{children}</dd>
    </>
  );
}
