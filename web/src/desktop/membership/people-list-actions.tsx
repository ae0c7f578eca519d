import { UserAddOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useNavigate } from "react-router";
import { newExportAddress } from "../../export/export-address.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { type PeopleFilter, registerAddress } from "../../membership/people-address.ts";
import { exportTerms } from "../../terms/export.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { membershipTerms } from "../../terms/membership.ts";
import { personalDataTerms } from "../../terms/personal-data.ts";

/** What can be done with the list as it is filtered; one line per action. */
export function PeopleListActions({ filter }: { filter: PeopleFilter }) {
  const texts = useTermsOf(membershipTerms);
  const exports = useTermsOf(exportTerms);
  const personalData = useTermsOf(personalDataTerms);
  const me = useCurrentPerson();
  const navigate = useNavigate();
  return (
    <fieldset className="actions list-actions">
      <legend className="visually-hidden">{texts.listActions}</legend>
      {mayAnywhere(me, "person.manage") && (
        <Button type="primary" icon={<UserAddOutlined />} onClick={() => navigate(registerAddress(filter))}>
          {texts.register}
        </Button>
      )}
      {mayAnywhere(me, "roster.import") && <Button onClick={() => navigate("/imports")}>{texts.importRoster}</Button>}
      {mayAnywhere(me, "person.export") && (
        <Button onClick={() => navigate(newExportAddress(filter))}>{exports.exportList}</Button>
      )}
      {filter.status === "ended" && mayAnywhere(me, "person.erase") && (
        <Button onClick={() => navigate("/erasures")}>{personalData.list}</Button>
      )}
    </fieldset>
  );
}
