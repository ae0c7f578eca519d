/** After so long without a touch the login ends: offices have computers that others use too. */
export const idleLimitMs = 30 * 60_000;
/** So long before the end somebody is told. */
export const idleWarningMs = 2 * 60_000;

export type IdleState = "active" | "warned" | "over";

export function idleStateAt(now: number, lastTouch: number): IdleState {
  const idle = now - lastTouch;
  if (idle >= idleLimitMs) return "over";
  return idle >= idleLimitMs - idleWarningMs ? "warned" : "active";
}

/** Where all tabs of the application note when somebody did something: whoever works in one of them is not idle in another. */
export interface TouchBoard {
  read(): number | undefined;
  write(at: number): void;
}

const key = "dangjian-last-touch";

export function storedTouches(storage: Pick<Storage, "getItem" | "setItem">): TouchBoard {
  return {
    read: () => {
      const at = Number(storage.getItem(key));
      return Number.isFinite(at) && at > 0 ? at : undefined;
    },
    write: (at) => storage.setItem(key, String(at)),
  };
}

/** Touches closer together than this are one. */
const touchEveryMs = 5_000;

/** Follows what somebody does; `look` says how things stand and is called every few seconds. */
export function createIdleWatch(board: TouchBoard, now: () => number) {
  let own = now();
  board.write(own);
  return {
    touch: () => {
      if (now() - own < touchEveryMs) return;
      own = now();
      board.write(own);
    },
    look: (): IdleState => idleStateAt(now(), Math.max(own, board.read() ?? 0)),
  };
}
