import { CheckCircleFilled, LoadingOutlined, WarningFilled } from "@ant-design/icons";
import { Alert, Tag } from "antd";
import { useChainVerification } from "../../audit/use-audit.ts";
import { useTerms } from "../../terms/language.tsx";

/** Whether the chain of hashes holds; a broken chain is nothing that may be overlooked. */
export function ChainBadge() {
  const { audit } = useTerms();
  const { data, isError } = useChainVerification();
  if (isError) return <Tag icon={<WarningFilled />}>{audit.checkFailed}</Tag>;
  if (!data) return <Tag icon={<LoadingOutlined />}>{audit.checking}</Tag>;
  if (data.isIntact) {
    return (
      <span className="chain" role="status">
        <span className="state state-good">
          <CheckCircleFilled /> {audit.intact}
        </span>
        <span className="soft">{audit.checkedTo(data.verifiedTo)}</span>
      </span>
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={audit.broken(data.brokenAt ?? data.verifiedTo + 1)}
      description={audit.brokenText}
    />
  );
}
