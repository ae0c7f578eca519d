import { type DragEvent, useRef, useState } from "react";
import type { Organization } from "../../organization/organization-rules.ts";

interface DragRules {
  readonly mayDrag: (organization: Organization) => boolean;
  readonly mayDrop: (organization: Organization, newParent: Organization) => boolean;
  readonly onDrop: (organization: Organization, newParent: Organization) => void;
}

/**
 * Dragging a node onto its new superior: it goes below the node under the mouse. The tree's own dragging is for ordering
 * siblings, and takes the gap between two nodes for the target.
 */
export function useNodeDrag({ mayDrag, mayDrop, onDrop }: DragRules) {
  const dragged = useRef<Organization | undefined>(undefined);
  const [targetId, setTargetId] = useState<string>();
  const end = () => {
    dragged.current = undefined;
    setTargetId(undefined);
  };
  return (organization: Organization) => ({
    draggable: mayDrag(organization),
    "data-drop-target": targetId === organization.organizationId,
    onDragStart: (event: DragEvent) => {
      dragged.current = organization;
      event.dataTransfer.effectAllowed = "move";
      // Firefox starts no drag without data.
      event.dataTransfer.setData("text/plain", organization.shortName);
    },
    onDragOver: (event: DragEvent) => {
      const fits = dragged.current !== undefined && mayDrop(dragged.current, organization);
      setTargetId(fits ? organization.organizationId : undefined);
      if (fits) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged.current !== undefined) onDrop(dragged.current, organization);
      end();
    },
    onDragEnd: end,
  });
}
