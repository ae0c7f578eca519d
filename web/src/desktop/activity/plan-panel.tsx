import { App, Button, Form, Input, InputNumber, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import { newPlanForm, numbersTo, type PlanForm, planDay, planInputOf, plannedKinds } from "../../activity/plan-form.ts";
import { useKinds } from "../../activity/use-activities.ts";
import { usePlanSteps, usePlans } from "../../activity/use-plans.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

function PlanDialog({ organizationId, onClose, steps }: DialogProps) {
  const texts = useTermsOf(activityTerms);
  const planTexts = useTermsOf(activityPlanningTerms);
  const { plans } = useTermsOf(activityListTerms);
  const { terms, language } = useLanguage();
  const { tree } = useOrganizations();
  const { data } = useKinds();
  const [form] = Form.useForm<PlanForm>();
  const by = Form.useWatch("by", form) ?? "day";
  const held = plannedKinds(data?.items ?? [], tree?.find(organizationId)?.kind);
  const requiredOf = (label: string) => [{ required: true, message: planTexts.create.required(label) }];
  const initial = newPlanForm();
  return (
    <Modal
      open
      title={plans.add}
      okText={plans.save}
      cancelText={terms.cancel}
      confirmLoading={steps.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form<PlanForm>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={({ kind, ...values }) =>
          kind !== undefined && steps.create(planInputOf({ ...initial, ...values, kind }, kind, organizationId))
        }
      >
        <Form.Item name="kind" label={texts.kind} rules={requiredOf(texts.kind)}>
          <Select options={held.map((one) => ({ value: one.kind, label: one.name[language] }))} />
        </Form.Item>
        <Form.Item
          name="title"
          label={plans.name}
          rules={[{ required: true, whitespace: true, min: 2, message: planTexts.create.required(plans.name) }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="by" label={plans.on}>
          <Select
            options={[
              { value: "day", label: plans.byDay },
              { value: "weekday", label: plans.byWeekday },
            ]}
          />
        </Form.Item>
        {by === "day" ? (
          <Form.Item name="day" label={plans.day}>
            <Select options={numbersTo(31).map((value) => ({ value, label: plans.dayOf(value) }))} />
          </Form.Item>
        ) : (
          <div className="field-row">
            <Form.Item name="week" label={plans.week}>
              <Select options={numbersTo(5).map((value) => ({ value, label: plans.weekOf(value) }))} />
            </Form.Item>
            <Form.Item name="weekday" label={plans.weekday}>
              <Select options={numbersTo(7).map((value) => ({ value, label: plans.weekdays[value] }))} />
            </Form.Item>
          </div>
        )}
        <div className="field-row">
          <Form.Item name="startTime" label={plans.startTime} rules={requiredOf(plans.startTime)}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="durationMinutes" label={plans.minutes} rules={requiredOf(plans.minutes)}>
            <InputNumber min={15} max={720} step={15} precision={0} />
          </Form.Item>
          <Form.Item name="fromMonth" label={plans.fromMonth} rules={requiredOf(plans.fromMonth)}>
            <Input type="month" />
          </Form.Item>
        </div>
      </Form>
      {steps.error !== null && <ProblemAlert error={steps.error} />}
    </Modal>
  );
}

interface DialogProps {
  readonly organizationId: string;
  readonly onClose: () => void;
  readonly steps: ReturnType<typeof usePlanSteps>;
}

/** The relatively fixed days of one organisation; drafts follow from them by themselves. */
export function PlanPanel({ organizationId }: { organizationId: string }) {
  const { plans: texts } = useTermsOf(activityListTerms);
  const { terms } = useLanguage();
  const me = useCurrentPerson();
  const { message } = App.useApp();
  const { tree } = useOrganizations();
  const { data, error, refetch } = usePlans(organizationId);
  const [isAdding, setAdding] = useState(false);
  const steps = usePlanSteps((step) => {
    setAdding(false);
    message.success(texts.done[step]);
  });
  const mayManage = mayAt(me, "activity.manage", tree?.find(organizationId)?.path ?? "");
  return (
    <section className="panel" aria-labelledby="plans">
      <div className="section-head">
        <h2 id="plans">{texts.title}</h2>
        {mayManage && <Button onClick={() => setAdding(true)}>{texts.add}</Button>}
      </div>
      <p className="soft">{texts.text}</p>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="soft">{texts.empty}</p>}
      <ul className="subordinates">
        {data?.items.map((plan) => (
          <li key={plan.planId}>
            <span>
              <strong>{plan.title}</strong>{" "}
              <span className="soft">
                {planDay(plan, texts)} {plan.startTime}
              </span>
            </span>
            {plan.state === "ended" && <span className="state">{texts.ended}</span>}
            {plan.state === "active" && mayManage && (
              <Popconfirm
                title={texts.confirmEnd}
                okText={texts.end}
                cancelText={terms.cancel}
                onConfirm={() => steps.end(plan)}
              >
                <Button type="text" aria-label={texts.endOf(plan.title)}>
                  {texts.end}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {steps.error !== null && !isAdding && <ProblemAlert error={steps.error} />}
      {isAdding && <PlanDialog organizationId={organizationId} onClose={() => setAdding(false)} steps={steps} />}
    </section>
  );
}
