import { Modal } from "antd";
import { useEffect, useState } from "react";
import { createIdleWatch, type IdleState, storedTouches } from "../auth/idle-watch.ts";
import { useSession } from "../boot/session-context.ts";
import { useTerms } from "../terms/language.tsx";

const lookEveryMs = 5_000;
const touches = ["pointerdown", "keydown", "wheel"] as const;

/** Ends the login of a computer that nobody uses any more, and says so before. Phones lock themselves. */
export function IdleNotice() {
  const { idle } = useTerms();
  const session = useSession();
  const [state, setState] = useState<IdleState>("active");
  useEffect(() => {
    const watch = createIdleWatch(storedTouches(window.localStorage), Date.now);
    const touch = () => {
      watch.touch();
      setState(watch.look());
    };
    const timer = setInterval(() => setState(watch.look()), lookEveryMs);
    for (const name of touches) window.addEventListener(name, touch, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of touches) window.removeEventListener(name, touch);
    };
  }, []);
  useEffect(() => {
    if (state === "over") void session.signOut();
  }, [state, session]);
  return (
    <Modal
      open={state === "warned"}
      title={idle.title}
      okText={idle.stay}
      footer={(_, { OkBtn }) => <OkBtn />}
      closable={false}
      onOk={() => setState("active")}
    >
      <p>{idle.text}</p>
    </Modal>
  );
}
