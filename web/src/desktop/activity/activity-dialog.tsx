import { Form, Input, InputNumber, Modal, Select } from "antd";
import { useMemo } from "react";
import {
  type ActivityForm,
  fieldsOf,
  formOf,
  isInPast,
  movedEnd,
  newForm,
  presetOf,
} from "../../activity/activity-fields.ts";
import { placesWith } from "../../activity/places.ts";
import { type Activity, useAttendance, useKinds } from "../../activity/use-activities.ts";
import { usePlanning } from "../../activity/use-planning.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { InvitedFields } from "./invited-fields.tsx";
import { JointSelect } from "./joint-select.tsx";
import { PeopleSelect } from "./people-select.tsx";

interface ActivityDialogProps {
  readonly organizationId?: string | undefined;
  /** What somebody came here to plan. */
  readonly wanted?: URLSearchParams | undefined;
  /** Absent: a new one. */
  readonly activity?: Activity;
  readonly onDone: (activity: Activity) => void;
  readonly onClose: () => void;
}

/** Plans an activity, or changes one that is not held yet. */
export function ActivityDialog({ organizationId, wanted, activity, onDone, onClose }: ActivityDialogProps) {
  const texts = useTermsOf(activityTerms);
  const recordTexts = useTermsOf(activityRecordTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const { create } = useTermsOf(activityPlanningTerms);
  const { terms, language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const kinds = useKinds();
  const [form] = Form.useForm<ActivityForm>();
  const places = placesWith(me, tree, "activity.manage");
  const choices = useMemo(
    () =>
      tree ? choicesOf(tree, ({ path, status }) => status === "active" && mayAt(me, "activity.manage", path)) : [],
    [tree, me],
  );
  const first = places.find((place) => place.organizationId === organizationId) ?? places[0];
  const preset = wanted && presetOf(wanted, first?.kind, language);
  const initial = activity ? formOf(activity) : { ...newForm(first?.organizationId ?? ""), ...preset };
  const host = Form.useWatch("hostOrganizationId", { form, preserve: true }) ?? initial.hostOrganizationId;
  const kindName = Form.useWatch("kind", form) ?? initial.kind;
  const startsAt = Form.useWatch("startsAt", form) ?? initial.startsAt ?? "";
  const due = Form.useWatch("due", form) ?? initial.due;
  const hostKind = tree?.find(host ?? "")?.kind ?? "";
  const held = (kinds.data?.items ?? []).filter(({ heldBy }) => heldBy.includes(hostKind));
  const kind = held.find((one) => one.kind === kindName);
  const planning = usePlanning(onDone);
  const known = useAttendance(activity?.due === "named" ? activity.activityId : undefined);
  const required = (label: string) => [{ required: true, message: create.required(label) }];
  const send = (values: ActivityForm) => {
    const whole = { ...initial, ...values } as ActivityForm;
    planning.save(fieldsOf(whole, kind, activity), whole.jointOrganizationIds, activity ?? values.hostOrganizationId);
  };
  return (
    <Modal
      open
      width={720}
      title={activity ? create.change : create.title}
      okText={activity ? create.saveChange : create.save}
      cancelText={terms.cancel}
      confirmLoading={planning.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form<ActivityForm>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={send}
        scrollToFirstError
        onValuesChange={(changed: Partial<ActivityForm>) => {
          if (changed.hostOrganizationId !== undefined) form.resetFields(["kind", "alsoKinds", "due"]);
          const [basis] = held.find((one) => one.kind === changed.kind)?.due ?? [];
          if (changed.kind !== undefined) form.setFieldsValue({ alsoKinds: [], due: basis as ActivityForm["due"] });
          if (changed.startsAt !== undefined) {
            form.setFieldsValue({
              endsAt: movedEnd({ startsAt, endsAt: form.getFieldValue("endsAt") }, changed.startsAt),
            });
          }
        }}
      >
        <div className="field-row">
          {activity === undefined && (
            <Form.Item name="hostOrganizationId" label={texts.detail.host} rules={required(texts.detail.host)}>
              <OrganizationSelect id="hostOrganizationId" choices={choices} />
            </Form.Item>
          )}
          <Form.Item name="kind" label={texts.kind} rules={required(texts.kind)}>
            <Select options={held.map((one) => ({ value: one.kind, label: one.name[language] }))} />
          </Form.Item>
        </div>
        {kind?.rule && (
          <p className="soft rule-note">
            {kind.rule.text[language]}（{kind.rule.citation[language]}）
          </p>
        )}
        <Form.Item
          name="title"
          label={create.name}
          rules={[{ required: true, whitespace: true, min: 2, message: create.required(create.name) }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <div className="field-row">
          <Form.Item
            name="startsAt"
            label={recordTexts.meeting.startsAt}
            rules={required(recordTexts.meeting.startsAt)}
          >
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="endsAt" label={create.endsAt} rules={required(create.endsAt)}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
        {isInPast(startsAt) && (
          <Form.Item
            name="retrospectiveReason"
            label={create.late}
            extra={create.lateHint}
            rules={required(create.late)}
          >
            <Input maxLength={200} />
          </Form.Item>
        )}
        <div className="field-row">
          <Form.Item name="place" label={texts.detail.place + terms.optional}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            name="onlineLink"
            label={create.online + terms.optional}
            rules={[{ pattern: /^\s*(https:\/\/\S+)?\s*$/u, message: create.link }]}
          >
            <Input maxLength={500} placeholder={create.onlineHint} />
          </Form.Item>
        </div>
        {kind !== undefined && (
          <div className="field-row">
            <Form.Item name="due" label={create.due} rules={required(create.due)}>
              <Select options={kind.due.map((value) => ({ value, label: dueName(texts.detail.dueBases, value) }))} />
            </Form.Item>
            {kind.combinesWith.length > 0 && (
              <Form.Item name="alsoKinds" label={create.also + terms.optional}>
                <Select
                  mode="multiple"
                  maxCount={3}
                  options={held
                    .filter((one) => kind.combinesWith.includes(one.kind))
                    .map((one) => ({ value: one.kind, label: one.name[language] }))}
                />
              </Form.Item>
            )}
          </div>
        )}
        {due === "named" && (
          <Form.Item name="namedPersonIds" label={create.named} rules={required(create.named)}>
            <PeopleSelect placeholder={stepTexts.people.guestHint} known={known.data?.items ?? []} />
          </Form.Item>
        )}
        <Form.Item name="agenda" label={create.agenda + terms.optional} extra={create.agendaHint}>
          <Input.TextArea rows={3} placeholder={kind?.agenda.map((item) => item[language]).join("\n") ?? ""} />
        </Form.Item>
        <div className="field-row">
          <Form.Item name="capacity" label={create.capacity + terms.optional} extra={create.capacityHint}>
            <InputNumber min={1} max={5000} precision={0} />
          </Form.Item>
          {kind?.studyHours === "given" && (
            <Form.Item name="studyMinutes" label={create.study + terms.optional}>
              <InputNumber min={0} max={1440} precision={0} />
            </Form.Item>
          )}
        </div>
        <Form.Item name="jointOrganizationIds" label={create.joint + terms.optional} extra={create.jointHint}>
          <JointSelect hostId={host ?? ""} tree={tree} />
        </Form.Item>
        <InvitedFields />
      </Form>
      {planning.error !== null && <ProblemAlert error={planning.error} />}
      {planning.reasons.map((reason) => (
        <p key={reason} role="alert" className="field-fault">
          {reason}
        </p>
      ))}
    </Modal>
  );
}

function dueName(names: Readonly<Record<string, string>>, basis: string): string {
  return names[basis] ?? basis;
}
