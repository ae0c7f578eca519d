import "./desktop.css";
import { App, ConfigProvider, Skeleton } from "antd";
import { lazy, Suspense, useEffect } from "react";
import { Route, Routes, useLocation } from "react-router";
import { ErrorBoundary } from "../boot/error-boundary.tsx";
import { Notices } from "../boot/notices.tsx";
import { type Capability, mayAnywhere, useMe } from "../me/me.ts";
import { MeContext, useCurrentPerson } from "../me/me-context.ts";
import { useLanguage, useTerms } from "../terms/language.tsx";
import { locales } from "./antd-locale.ts";
import { HomePage } from "./home-page.tsx";
import { MessagePage } from "./message-page.tsx";
import { Navigation } from "./navigation.tsx";
import { guardedPages } from "./pages.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { theme } from "./theme.ts";
import { TopBar } from "./top-bar.tsx";

const IdleNotice = lazy(async () => ({ default: (await import("./idle-notice.tsx")).IdleNotice }));

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
    <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
      <Routes>
        <Route index element={<HomePage />} />
        {guardedPages.map(({ id, path, page, capability }) => (
          <Route key={id} path={path} element={<Guarded capability={capability}>{page}</Guarded>} />
        ))}
        <Route path="*" element={<MessagePage title={notFound.title} text={notFound.text} />} />
      </Routes>
    </Suspense>
  );
}

function useScrollToTop() {
  const { pathname } = useLocation();
  const page = pathname.split("/")[1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => window.scrollTo(0, 0), [page]);
}

function Frame() {
  const { skipToContent } = useTerms();
  const me = useMe();
  useScrollToTop();
  return (
    <>
      <a className="skip-link" href="#content">
        {skipToContent}
      </a>
      <TopBar me={me.data} />
      <Notices />
      <div className="frame">
        <Navigation me={me.data} />
        <main id="content" className="content" tabIndex={-1}>
          {me.data && (
            <MeContext value={me.data}>
              <ErrorBoundary>
                <Pages />
              </ErrorBoundary>
              <Suspense>
                <BackgroundTokens />
                <IdleNotice />
              </Suspense>
            </MeContext>
          )}
          {me.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
          {me.isError && !me.data && <ProblemAlert error={me.error} onRetry={() => me.refetch()} />}
        </main>
      </div>
    </>
  );
}

/** The application for large screens. */
export function DesktopShell() {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={locales[language]}
      theme={theme}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <Frame />
      </App>
    </ConfigProvider>
  );
}
