let isKept = false;

/** Asks before the page is closed while something would be lost: an unfinished text, a receipt that was not noted. */
export function keepFromClosing(isWanted: boolean): void {
  isKept = isWanted;
}

window.addEventListener("beforeunload", (event) => {
  if (isKept) event.preventDefault();
});
