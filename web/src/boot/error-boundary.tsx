import { Component, type ReactNode } from "react";
import { useTerms } from "../terms/language.tsx";
import { BootScreen } from "./boot-screen.tsx";

function CrashScreen() {
  const { crash, reload } = useTerms();
  return (
    <BootScreen title={crash.title} text={crash.text} action={{ label: reload, run: () => window.location.reload() }} />
  );
}

/** A mistake in a screen, or a part of the application that could not be loaded after a new release. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <CrashScreen /> : this.props.children;
  }
}
