import type { InputHTMLAttributes } from "react";

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> {
  readonly label: string;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

/** One line of a form, or a day or time by the phone's own wheel. */
export function TextField({ label, hint, onChange, ...input }: TextFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input {...input} onChange={({ target }) => onChange(target.value)} />
      {hint !== undefined && <span className="soft">{hint}</span>}
    </label>
  );
}
