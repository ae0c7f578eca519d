import type { ReactNode } from "react";
import { describeValue } from "../../membership/describe-line.ts";
import { groupsOf, isShown, type Person } from "../../membership/person-fields.ts";
import { useWords } from "../../membership/use-words.ts";

/** All fields that the reader may see, in groups. `idNumber` stands with the person's identity. */
export function PersonRecord({ person, idNumber }: { person: Person; idNumber?: ReactNode }) {
  const words = useWords();
  const { texts } = words;
  const groups = groupsOf((field) => isShown(field, person));
  return (
    <div className="record">
      {groups.map(({ id, fields }) => (
        <section key={id} aria-labelledby={`group-${id}`}>
          <h3 id={`group-${id}`}>{texts.groups[id]}</h3>
          <dl className="facts">
            {fields.map((field) => {
              const value = person.fields[field];
              return (
                <div key={field} className={value === null ? "fact empty" : "fact"}>
                  <dt>{texts.fields[field]}</dt>
                  <dd>{describeValue(field, value, words)}</dd>
                </div>
              );
            })}
            {id === "identity" && person.maskedIdNumber !== undefined && (
              <div className="fact">
                <dt>{texts.idNumber}</dt>
                <dd className="id-number">{idNumber ?? person.maskedIdNumber}</dd>
              </div>
            )}
          </dl>
        </section>
      ))}
    </div>
  );
}
