import { Tag } from "antd";
import { type Stage, stages } from "../../../../lib/membership/stage.ts";
import { useLanguage } from "../../terms/language.tsx";

const colours = { candidate: "blue", member: "red", ended: "default" } as const;

export function StageTag({ stage }: { stage: Stage }) {
  const { language } = useLanguage();
  return (
    <Tag className="stage-tag" color={colours[stages[stage].group]}>
      {stages[stage][language]}
    </Tag>
  );
}
