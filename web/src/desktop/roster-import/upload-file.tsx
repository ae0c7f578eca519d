import { CloudUploadOutlined, FileExcelOutlined } from "@ant-design/icons";
import { Alert, Upload } from "antd";
import { acceptedExtensions, problemOfUpload } from "../../roster-import/read-upload.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";

const kilobyte = 1024;

function sizeText(bytes: number): string {
  if (bytes < kilobyte * kilobyte) return `${Math.max(1, Math.round(bytes / kilobyte))} KB`;
  return `${(bytes / kilobyte / kilobyte).toFixed(1)} MB`;
}

interface UploadFileProps {
  readonly file: File | undefined;
  readonly isDisabled: boolean;
  readonly onChoose: (file: File) => void;
}

/** Takes a file by drop or choice, and says at once what cannot be uploaded. It does not travel from here. */
export function UploadFile({ file, isDisabled, onChoose }: UploadFileProps) {
  const texts = useTermsOf(rosterImportTerms);
  const problem = file && problemOfUpload(file);
  return (
    <div className="upload-file">
      <Upload.Dragger
        accept={acceptedExtensions}
        maxCount={1}
        showUploadList={false}
        disabled={isDisabled}
        beforeUpload={(chosen) => {
          onChoose(chosen);
          return false;
        }}
      >
        <p className="upload-icon">{file ? <FileExcelOutlined /> : <CloudUploadOutlined />}</p>
        <p className="upload-name">{file ? texts.chosen(file.name, sizeText(file.size)) : texts.drop}</p>
        <p className="soft">{file ? texts.changeFile : texts.limits}</p>
      </Upload.Dragger>
      {problem !== undefined && <Alert type="error" showIcon role="alert" title={texts.uploadProblems[problem]} />}
    </div>
  );
}
