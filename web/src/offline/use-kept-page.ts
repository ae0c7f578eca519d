import { useEffect, useState } from "react";
import { useSession } from "../boot/session-context.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { keepPerson } from "./keep-person.ts";

/** Below `/m/` only: the desktop has no pages for the door. */
const scope = "/m/";

/**
 * Makes the page open again without network, until the activity is over. "unable" where the browser has no way to do that,
 * as in WeChat on an iPhone: the page then has to stay open.
 */
export function useKeptPage(until: string | undefined): "keeping" | "kept" | "unable" {
  const session = useSession();
  const me = useCurrentPerson();
  const [state, setState] = useState<"keeping" | "kept" | "unable">("keeping");
  useEffect(() => {
    if (until === undefined) return;
    const subject = session.subject();
    if (subject !== undefined) keepPerson({ subject, me, until });
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
    if (workers === undefined) {
      setState("unable");
      return;
    }
    workers.register("/service-worker.js", { scope }).then(
      () => workers.ready.then(() => setState("kept")),
      () => setState("unable"),
    );
  }, [session, me, until]);
  return state;
}
