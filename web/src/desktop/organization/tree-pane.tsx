import { SearchOutlined } from "@ant-design/icons";
import { Empty, Input, Segmented, Tree } from "antd";
import { type ComponentRef, useEffect, useMemo, useRef, useState } from "react";
import { Highlighted } from "../../organization/highlighted.tsx";
import { Marks } from "../../organization/marks.tsx";
import type { Organization } from "../../organization/organization-rules.ts";
import { mayStandBelow } from "../../organization/organization-rules.ts";
import {
  isSelectedByStatus,
  type OrganizationTree,
  type SearchResult,
  type StatusFilter,
  searchTree,
} from "../../organization/organization-tree.ts";
import { useTerms } from "../../terms/language.tsx";
import { useHeight } from "../use-height.ts";
import { DissolvedTag, KindTag } from "./tags.tsx";
import { useNodeDrag } from "./use-node-drag.ts";

interface TreePaneProps {
  readonly organizations: readonly Organization[];
  readonly tree: OrganizationTree;
  readonly selectedId: string | undefined;
  readonly mayManage: (organization: Organization) => boolean;
  readonly onSelect: (organizationId: string) => void;
  readonly onMove: (organization: Organization, newParent: Organization) => void;
}

type TreeRef = ComponentRef<typeof Tree>;

interface Node {
  readonly key: string;
  readonly title: string;
  readonly organization: Organization;
  readonly children: Node[];
}

function toNodes(
  organizations: readonly Organization[],
  tree: OrganizationTree,
  isShown: (o: Organization) => boolean,
): Node[] {
  return organizations.filter(isShown).map((organization) => ({
    key: organization.organizationId,
    // Shown when the mouse rests on a name that is cut off.
    title: organization.shortName,
    organization,
    children: toNodes(tree.childrenOf(organization.organizationId), tree, isShown),
  }));
}

function useShownNodes(tree: OrganizationTree, result: SearchResult): Node[] {
  return useMemo(
    () => toNodes(tree.roots, tree, ({ organizationId }) => result.visible.has(organizationId)),
    [tree, result],
  );
}

/** Open branches: by hand, and on the way to what is searched or selected. */
function useExpanded(
  tree: OrganizationTree,
  result: SearchResult,
  isSearching: boolean,
  selectedId: string | undefined,
) {
  const [expanded, setExpanded] = useState<readonly string[]>(() => tree.roots.map((root) => root.organizationId));
  useEffect(() => {
    const selected = selectedId === undefined ? undefined : tree.find(selectedId);
    if (!selected) return;
    const above = tree.ancestorsOf(selected).map((ancestor) => ancestor.organizationId);
    setExpanded((open) => [...new Set([...open, ...above])]);
  }, [tree, selectedId]);
  useEffect(() => {
    if (isSearching) setExpanded([...result.visible]);
  }, [isSearching, result]);
  return [expanded, setExpanded] as const;
}

/** Keeps the selected organisation in sight, also when the address names it. */
function useTreeScrolledTo(selectedId: string | undefined) {
  const ref = useRef<TreeRef>(null);
  useEffect(() => {
    if (selectedId === undefined) return;
    // The list has to know the branches that were just opened.
    const frame = requestAnimationFrame(() => ref.current?.scrollTo({ key: selectedId, align: "auto" }));
    return () => cancelAnimationFrame(frame);
  }, [selectedId]);
  return ref;
}

interface NodeTitleProps {
  readonly organization: Organization;
  readonly tree: OrganizationTree;
  readonly wanted: string;
  readonly drag: ReturnType<ReturnType<typeof useNodeDrag>>;
}

function NodeTitle({ organization, tree, wanted, drag }: NodeTitleProps) {
  const { organization: texts } = useTerms();
  const { branches, members } = tree.totalsOf(organization.organizationId);
  return (
    <span className="node" {...drag}>
      <span className="node-name">
        <Highlighted text={organization.shortName} wanted={wanted} />
      </span>
      <KindTag kind={organization.kind} />
      {organization.status === "dissolved" && <DissolvedTag />}
      <Marks marks={organization.marks} />
      <span className="node-counts soft">
        {branches > 0 ? texts.countsOf(branches, members) : texts.membersUnit(members)}
      </span>
    </span>
  );
}

export function TreePane({ organizations, tree, selectedId, mayManage, onSelect, onMove }: TreePaneProps) {
  const { organization: texts } = useTerms();
  const [wanted, setWanted] = useState("");
  const [status, setStatus] = useState<StatusFilter>("active");
  const result = useMemo(() => searchTree(organizations, wanted, status), [organizations, wanted, status]);
  const isSearching = wanted.trim() !== "" || status === "dissolved";
  const nodes = useShownNodes(tree, result);
  const [expanded, setExpanded] = useExpanded(tree, result, isSearching, selectedId);
  const [box, height] = useHeight();
  const dragOf = useNodeDrag({
    mayDrag: (organization) => isMovable(organization, mayManage),
    mayDrop: (organization, newParent) => mayManage(newParent) && mayStandBelow(organization, newParent),
    onDrop: onMove,
  });
  const treeRef = useTreeScrolledTo(selectedId);
  return (
    <section className="panel tree-pane" aria-label={texts.tree}>
      <div className="tree-tools">
        <Input
          type="search"
          allowClear
          size="large"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={texts.search}
          placeholder={texts.searchPlaceholder}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <div className="tree-filter">
          <Segmented<StatusFilter>
            aria-label={texts.status}
            value={status}
            onChange={setStatus}
            options={(["active", "dissolved", "all"] as const).map((value) => ({
              value,
              label: texts.statusFilter[value],
            }))}
          />
          <span role="status" className="soft">
            {isSearching
              ? texts.found(result.matches.size)
              : texts.total(organizations.filter((one) => isSelectedByStatus(one, status)).length)}
          </span>
        </div>
      </div>
      <div className="tree-box" ref={box}>
        {nodes.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.nothingFound}>
            <p className="soft">{texts.nothingFoundText}</p>
          </Empty>
        ) : (
          <Tree<Node>
            ref={treeRef}
            aria-label={texts.tree}
            blockNode
            height={height}
            treeData={nodes}
            selectedKeys={selectedId === undefined ? [] : [selectedId]}
            expandedKeys={[...expanded]}
            onExpand={(keys) => setExpanded(keys.map(String))}
            onSelect={(_, { node }) => onSelect(node.key)}
            titleRender={({ organization }) => (
              <NodeTitle organization={organization} tree={tree} wanted={wanted} drag={dragOf(organization)} />
            )}
          />
        )}
      </div>
    </section>
  );
}

function isMovable(organization: Organization, mayManage: (organization: Organization) => boolean): boolean {
  return organization.status === "active" && organization.parentId !== null && mayManage(organization);
}
