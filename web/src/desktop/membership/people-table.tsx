import { Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { personAddress } from "../../membership/people-address.ts";
import type { PersonCard } from "../../membership/person-fields.ts";
import { useStateForPerson } from "../../membership/use-list-address.ts";
import { useWords } from "../../membership/use-words.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { useHeight } from "../use-height.ts";
import { StageTag } from "./stage-tag.tsx";

interface PeopleTableProps {
  readonly cards: PersonCard[];
  readonly isLooking: boolean;
  readonly onEnd: () => void;
  /** Who is chosen, where something can be done about several people at once. */
  readonly selection?: PeopleSelection;
}

export interface PeopleSelection {
  readonly chosen: readonly PersonCard[];
  readonly onChoose: (chosen: readonly PersonCard[]) => void;
}

/** The rows of about one screen before the end the next page is asked for. */
const reserve = 600;
const headHeight = 48;

function Marks({ card }: { card: PersonCard }) {
  const { texts } = useWords();
  return (
    <>
      {card.isMobile && <span className="state state-warning">{texts.flags.mobile}</span>}
      {card.isLostContact && <span className="state state-bad">{texts.flags.lost_contact}</span>}
    </>
  );
}

/** Only the columns of which the answer says something: whoever sees names and branches only gets no empty columns. */
function useColumns(cards: readonly PersonCard[]): TableColumnsType<PersonCard> {
  const { texts, tree } = useWords();
  const state = useStateForPerson();
  const hasRecords = cards.some(({ stage }) => stage !== undefined);
  const name = {
    title: texts.fields.name,
    key: "name",
    width: 160,
    render: (_: unknown, card: PersonCard) => (
      <Link to={personAddress(card.personId)} state={state}>
        {card.name}
      </Link>
    ),
  };
  const branch = {
    title: texts.branch,
    key: "branch",
    width: 320,
    ellipsis: true,
    render: (_: unknown, { organizationId }: PersonCard) => tree?.find(organizationId)?.shortName ?? "",
  };
  if (!hasRecords) return [name, branch];
  return [
    name,
    {
      title: texts.fields.gender,
      key: "gender",
      width: 70,
      render: (_, { gender }) => gender && texts.values.gender[gender],
    },
    {
      title: texts.stage,
      key: "stage",
      width: 140,
      render: (_, { stage }) => stage && <StageTag stage={stage} />,
    },
    branch,
    { title: texts.fields.campus_id, key: "campusId", width: 140, render: (_, { campusId }) => campusId },
    { title: texts.marks, key: "marks", width: 130, render: (_, card) => <Marks card={card} /> },
  ];
}

/** Boxes before the rows, with the names as their labels. */
function rowSelectionOf({ chosen, onChoose }: PeopleSelection, chooseAll: string) {
  return {
    columnWidth: 48,
    selectedRowKeys: chosen.map(({ personId }) => personId),
    onChange: (_: unknown, cards: PersonCard[]) => onChoose(cards),
    getCheckboxProps: ({ name }: PersonCard) => ({ "aria-label": name ?? "" }),
    getTitleCheckboxProps: () => ({ "aria-label": chooseAll }),
  };
}

/** Draws the rows in sight only, so that tens of thousands scroll like ten; asks for more before the end is reached. */
export function PeopleTable({ cards, isLooking, onEnd, selection }: PeopleTableProps) {
  const { texts } = useWords();
  const { chooseAll } = useTermsOf(transferTerms);
  const [box, height] = useHeight();
  const columns = useColumns(cards);
  return (
    <div ref={box} className="people-table" aria-busy={isLooking}>
      <Table<PersonCard>
        virtual
        rowKey="personId"
        columns={columns}
        dataSource={cards}
        pagination={false}
        {...(selection && { rowSelection: rowSelectionOf(selection, chooseAll) })}
        scroll={{ y: height - headHeight, x: 700 }}
        aria-label={texts.title}
        onScroll={({ currentTarget }) => {
          const { scrollTop, scrollHeight, clientHeight } = currentTarget;
          if (scrollHeight - scrollTop - clientHeight < reserve) onEnd();
        }}
      />
    </div>
  );
}
