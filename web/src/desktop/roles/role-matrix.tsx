import { capabilities, roles } from "../../../../lib/shared/access.ts";
import { capabilityNames, reachOf, roleNames } from "../../appointment/role-matrix.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { TableBox } from "../table-box.tsx";

const marks = { subtree: "●", everywhere: "◆" } as const;

/** Which role may do what: the same table that the server judges by. */
export function RoleMatrix() {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  return (
    <section className="panel" aria-labelledby="matrix">
      <h2 id="matrix">{texts.matrix}</h2>
      <p className="soft">{texts.matrixIntro}</p>
      <p className="soft">
        {marks.subtree} {texts.subtree} · {marks.everywhere} {texts.everywhere}
      </p>
      <TableBox label={texts.matrix}>
        <table className="role-matrix">
          <thead>
            <tr>
              <th scope="col">{texts.capability}</th>
              {roleNames.map((role) => (
                <th key={role} scope="col">
                  {roles[role][language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {capabilityNames.map((capability) => (
              <tr key={capability}>
                <th scope="row">{capabilities[capability][language]}</th>
                {roleNames.map((role) => {
                  const reach = reachOf(role, capability);
                  return (
                    <td key={role}>
                      {reach !== undefined && <span aria-hidden="true">{marks[reach]}</span>}
                      <span className="visually-hidden">{reach === undefined ? texts.no : texts[reach]}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
