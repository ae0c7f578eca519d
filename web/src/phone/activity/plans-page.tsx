import "./activity.css";
import { Button, Dialog, Skeleton, Toast } from "antd-mobile";
import { useState } from "react";
import { firstPlace, placesWith } from "../../activity/places.ts";
import { planDay } from "../../activity/plan-form.ts";
import { type Plan, usePlanSteps, usePlans } from "../../activity/use-plans.ts";
import { useViewAddress } from "../../activity/use-view-address.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { NewPlan } from "./new-plan.tsx";
import { PlaceField } from "./view-fields.tsx";

function PlanRow({ plan, onEnd }: { plan: Plan; onEnd: () => void }) {
  const { plans: texts } = useTermsOf(activityListTerms);
  const terms = useTerms();
  const makeSure = async () => {
    const isSure = await Dialog.confirm({
      content: texts.confirmEnd,
      confirmText: texts.end,
      cancelText: terms.cancel,
    });
    if (isSure) onEnd();
  };
  return (
    <li className="chosen-row">
      <span>
        {plan.title}
        <span className="soft block">
          {planDay(plan, texts)} {plan.startTime}
        </span>
      </span>
      {plan.state === "ended" ? (
        <span className="state">{texts.ended}</span>
      ) : (
        <Button size="small" aria-label={texts.endOf(plan.title)} onClick={() => void makeSure()}>
          {texts.end}
        </Button>
      )}
    </li>
  );
}

/** The relatively fixed days of an organisation; drafts follow from them by themselves. */
export function PlansPage() {
  const { plans } = useTermsOf(activityListTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { organizationId: chosen, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.manage");
  const { data, error, refetch } = usePlans(organizationId);
  const [isAdding, setAdding] = useState(false);
  const steps = usePlanSteps((step) => {
    setAdding(false);
    Toast.show({ content: plans.done[step] });
  });
  const places = placesWith(me, tree, "activity.manage");
  return (
    <>
      <PageHeader title={plans.title} up="/activities" />
      <section className="card" aria-label={plans.title}>
        <p className="soft">{plans.text}</p>
        <PlaceField places={places} organizationId={organizationId} onChange={(id) => show({ organizationId: id })} />
        {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton.Paragraph lineCount={4} animated />}
        {data?.items.length === 0 && <p>{plans.empty}</p>}
        <ul className="plain-rows">
          {data?.items.map((plan) => (
            <PlanRow key={plan.planId} plan={plan} onEnd={() => steps.end(plan)} />
          ))}
        </ul>
        {steps.error !== null && !isAdding && <Problem error={steps.error} />}
        {!isAdding && (
          <Button block color="primary" size="large" onClick={() => setAdding(true)}>
            {plans.add}
          </Button>
        )}
      </section>
      {isAdding && organizationId !== undefined && (
        <NewPlan
          key={organizationId}
          organizationId={organizationId}
          steps={steps}
          onClose={() => {
            steps.reset();
            setAdding(false);
          }}
        />
      )}
    </>
  );
}
