/** A name with the searched text marked. Nothing is marked where the search matched only after folding the text. */
export function Highlighted({ text, wanted }: { text: string; wanted: string }) {
  const searched = wanted.trim();
  const at = searched === "" ? -1 : text.toLowerCase().indexOf(searched.toLowerCase());
  if (at < 0) return text;
  const end = at + searched.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
