/** Addresses of the application. The phone shell has the same pages below `/m`. */
export type Shell = "desktop" | "phone";

const phoneRoot = "/m";
const preferenceKey = "shell";

export function shellOf(pathname: string): Shell {
  return pathname === phoneRoot || pathname.startsWith(`${phoneRoot}/`) ? "phone" : "desktop";
}

/** The same page in the other shell. */
export function pathInShell(pathname: string, shell: Shell): string {
  if (shellOf(pathname) === shell) return pathname;
  if (shell === "desktop") return pathname.slice(phoneRoot.length) || "/";
  return pathname === "/" ? phoneRoot : phoneRoot + pathname;
}

export function callbackPathOf(pathname: string): string {
  return shellOf(pathname) === "phone" ? `${phoneRoot}/auth/callback` : "/auth/callback";
}

/** Where the identity provider leads to after the logout; it knows exactly these two addresses. */
export function homeAfterLogoutOf(pathname: string): string {
  return shellOf(pathname) === "phone" ? `${phoneRoot}/` : "/";
}

/** Phones are led to the phone shell, unless their owner asked for the desktop version. */
export function shouldLeadToPhone(pathname: string, isPhone: boolean, preference: string | null): boolean {
  return isPhone && preference !== "desktop" && shellOf(pathname) === "desktop" && pathname !== "/auth/callback";
}

export function isPhone(): boolean {
  return window.matchMedia("(max-width: 767px) and (pointer: coarse)").matches;
}

export function readPreference(): string | null {
  return localStorage.getItem(preferenceKey);
}

/** Opens the same page in the other shell and remembers the choice. */
export function changeShell(shell: Shell): void {
  localStorage.setItem(preferenceKey, shell);
  window.location.assign(pathInShell(window.location.pathname, shell));
}
