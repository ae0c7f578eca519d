import "./boot/boot.css";
import { createRoot } from "react-dom/client";
import { Application } from "./boot/application.tsx";
import { isPhone, pathInShell, readPreference, shellOf, shouldLeadToPhone } from "./boot/paths.ts";
import { LanguageProvider } from "./terms/language.tsx";

const { pathname, search } = window.location;
if (shouldLeadToPhone(pathname, isPhone(), readPreference())) {
  window.history.replaceState(null, "", pathInShell(pathname, "phone") + search);
}

const loadDesktop = async () => (await import("./desktop/desktop-shell.tsx")).DesktopShell;
const loadPhone = async () => (await import("./phone/phone-shell.tsx")).PhoneShell;

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <LanguageProvider>
    <Application loadShell={shellOf(window.location.pathname) === "phone" ? loadPhone : loadDesktop} />
  </LanguageProvider>,
);
