import { App, Modal, Radio } from "antd";
import { useState } from "react";
import { type ErasureReason, erasureReasonNames, erasureReasons } from "../../../../lib/membership/erasure-reasons.ts";
import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import type { Person } from "../../membership/person-fields.ts";
import { type useErasureLogin, useErasureRequest } from "../../membership/use-personal-data.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { personalDataTerms } from "../../terms/personal-data.ts";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface DialogProps {
  readonly person: Person;
  readonly login: ReturnType<typeof useErasureLogin>;
  readonly onClose: () => void;
}

/** Says what goes and what stays before somebody asks for it. */
export function ErasureDialog({ person, login, onClose }: DialogProps) {
  const texts = useTermsOf(personalDataTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [reason, choose] = useState<ErasureReason | undefined>(login.resumed);
  const { send, error, isPending } = useErasureRequest(person, login.resumed, (dueOn) => {
    message.success(texts.requested(formatDate(dueOn, language)));
    onClose();
  });
  return (
    <Modal
      open
      title={texts.eraseTitle(person.fields.name ?? "")}
      okText={texts.confirmErase}
      cancelText={texts.cancel}
      okButtonProps={{ danger: true, disabled: reason === undefined }}
      confirmLoading={isPending}
      onOk={() => reason && send(reason)}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p>{texts.whatGoes}</p>
      <ul className="goes">
        {texts.goes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="soft">{texts.whatStays}</p>
      <fieldset className="purposes">
        <legend>{texts.reason}</legend>
        <Radio.Group
          vertical
          value={reason}
          onChange={(event) => choose(event.target.value as ErasureReason)}
          options={erasureReasonNames.map((name) => ({ value: name, label: erasureReasons[name][language] }))}
        />
      </fieldset>
      {isFreshLoginWanted(error) && reason !== undefined ? (
        <FreshLoginAlert error={error} onConfirm={() => login.confirm(reason)} />
      ) : (
        error != null && <ProblemAlert error={error} />
      )}
    </Modal>
  );
}
