import { stages } from "../../../../lib/membership/stage.ts";
import { formatPartialDate } from "../../membership/describe-line.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatDate } from "../../terms/dates.ts";

/** Where the person stands: branch, stage and since when, party age. */
export function PersonSummary({ person }: { person: Person }) {
  const { texts, language, tree } = useWords();
  const { organizationId, stage, stageSince, partyAgeYears, probationExtendedTo } = person;
  return (
    <dl className="figures person-figures">
      <div>
        <dt>{texts.branch}</dt>
        <dd>{tree?.find(organizationId)?.shortName ?? organizationId}</dd>
      </div>
      {stage !== undefined && (
        <div>
          <dt>{texts.stage}</dt>
          <dd>{stages[stage][language]}</dd>
          {stageSince && <dd className="soft">{texts.stageSince(formatPartialDate(stageSince, language))}</dd>}
          {probationExtendedTo && (
            <dd className="soft">{texts.probationTo(formatDate(probationExtendedTo, language))}</dd>
          )}
        </div>
      )}
      {partyAgeYears !== undefined && partyAgeYears !== null && (
        <div>
          <dt>{texts.partyAge}</dt>
          <dd>{partyAgeYears === 0 ? texts.partyAgeUnder : texts.years(partyAgeYears)}</dd>
        </div>
      )}
    </dl>
  );
}
