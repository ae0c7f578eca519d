import { mostAttachments } from "../attachments/clean-attachments.ts";
import { button, field, h } from "../dom.ts";
import { words } from "../words/words.ts";

export interface FileField {
  readonly element: HTMLElement;
  chosen(): readonly File[];
}

/** Files that were chosen, each with a way to take it back. */
export function fileField(former: readonly File[]): FileField {
  let files = former;
  const picker = h("input", {
    type: "file",
    multiple: true,
    accept: ".jpg,.jpeg,.png,.docx,.pdf,image/jpeg,image/png",
  });
  const list = h("div", { "aria-live": "polite" });
  const remove = (file: File) => {
    files = files.filter((one) => one !== file);
    showFiles();
  };
  const row = (file: File) =>
    h(
      "p",
      { class: "row" },
      file.name,
      button(words.remove, () => remove(file)),
    );
  const showFiles = () => list.replaceChildren(...files.map(row));
  picker.addEventListener("change", () => {
    // One more than fits, so that somebody is told of the limit.
    files = [...files, ...(picker.files ?? [])].slice(0, mostAttachments + 1);
    picker.value = "";
    showFiles();
  });
  showFiles();
  const hint = words.filesHint(mostAttachments);
  return { element: h("div", {}, field(words.files, picker, hint), list), chosen: () => files };
}
