import "./phone.css";
import { ConfigProvider, Skeleton, unstableSetRender } from "antd-mobile";
import { lazy, Suspense } from "react";
import { createRoot, type Root } from "react-dom/client";
import { Route, Routes } from "react-router";
import { ErrorBoundary } from "../boot/error-boundary.tsx";
import { Notices } from "../boot/notices.tsx";
import { type Capability, mayAnywhere, useMe } from "../me/me.ts";
import { MeContext, useCurrentPerson } from "../me/me-context.ts";
import { useLanguage, useTerms } from "../terms/language.tsx";
import { AccountPage } from "./account-page.tsx";
import { locales } from "./antd-mobile-locale.ts";
import { HomePage } from "./home-page.tsx";
import { MessagePage } from "./message-page.tsx";
import { guardedPages } from "./pages.tsx";
import { Problem } from "./problem.tsx";
import { TabBar } from "./tab-bar.tsx";

// Without this the library's toasts and dialogs silently show nothing on React 19.
const roots = new WeakMap<object, Root>();
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container);
  roots.set(container, root);
  root.render(node);
  return async () => root.unmount();
});

/** Not needed for any screen. */
const BackgroundTokens = lazy(async () => ({
  default: (await import("../feedback/background-tokens.tsx")).BackgroundTokens,
}));

function Guarded({ capability, children }: { capability?: Capability | undefined; children: React.ReactNode }) {
  const { forbidden } = useTerms();
  const me = useCurrentPerson();
  return capability === undefined || mayAnywhere(me, capability) ? (
    children
  ) : (
    <MessagePage title={forbidden.title} text={forbidden.text} />
  );
}

function Pages() {
  const { notFound } = useTerms();
  return (
    <Suspense fallback={<Skeleton.Paragraph lineCount={8} animated />}>
      <Routes>
        <Route index element={<HomePage />} />
        <Route path="account" element={<AccountPage />} />
        {guardedPages.map(({ path, page, capability }) => (
          <Route key={path} path={path} element={<Guarded capability={capability}>{page}</Guarded>} />
        ))}
        <Route path="*" element={<MessagePage title={notFound.title} text={notFound.text} />} />
      </Routes>
    </Suspense>
  );
}

function Frame() {
  const { skipToContent } = useTerms();
  const me = useMe();
  return (
    <div className="phone">
      <a className="skip-link" href="#content">
        {skipToContent}
      </a>
      <Notices />
      <main id="content" tabIndex={-1}>
        {me.data && (
          <MeContext value={me.data}>
            <ErrorBoundary>
              <Pages />
            </ErrorBoundary>
            <Suspense>
              <BackgroundTokens />
            </Suspense>
          </MeContext>
        )}
        {me.isPending && <Skeleton.Paragraph lineCount={6} animated />}
        {me.isError && !me.data && <Problem error={me.error} onRetry={() => me.refetch()} />}
      </main>
      <TabBar me={me.data} />
    </div>
  );
}

/** The application for phones, below `/m`. */
export function PhoneShell() {
  const { language } = useLanguage();
  return (
    <ConfigProvider locale={locales[language]}>
      <Frame />
    </ConfigProvider>
  );
}
