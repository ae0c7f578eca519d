import type { Choice } from "../../organization/choices.ts";

interface BranchSelectProps {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly placeholder: string;
  readonly value?: string;
  readonly onChange?: (event: React.ChangeEvent<HTMLSelectElement>) => void;
}

function branchesOf(choices: readonly Choice[]): Choice[] {
  return choices.flatMap((choice) => [...(choice.disabled ? [] : [choice]), ...branchesOf(choice.children)]);
}

/** The phone's own list of branches; grouped by what stands above them, so that a name is found. */
export function BranchSelect({ id, choices, placeholder, value = "", onChange }: BranchSelectProps) {
  const groups = choices.flatMap((root) => [
    { title: root.title, branches: branchesOf(root.children.filter(({ children }) => children.length === 0)) },
    ...root.children
      .filter(({ children }) => children.length > 0)
      .map((child) => ({ title: child.title, branches: branchesOf([child]) })),
  ]);
  return (
    <select id={id} className="select" value={value} onChange={onChange}>
      <option value="">{placeholder}</option>
      {groups
        .filter(({ branches }) => branches.length > 0)
        .map(({ title, branches }) => (
          <optgroup key={title} label={title}>
            {branches.map((branch) => (
              <option key={branch.value} value={branch.value}>
                {branch.title}
              </option>
            ))}
          </optgroup>
        ))}
    </select>
  );
}
