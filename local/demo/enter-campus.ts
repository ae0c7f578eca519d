import type { Cloud } from "../cloud.ts";
import { runScript } from "../run-script.ts";
import { type SeedTarget, seedDemo } from "./seed.ts";
import { seedLife } from "./seed-life.ts";

export interface Entering {
  readonly cloud: Cloud;
  readonly target: Omit<SeedTarget, "bootstrap">;
  /** Name of the operator's function. */
  readonly bootstrapFunction: string;
  /** Of the hosts and the sign-on, as the script that enters feedback wants them; absent: there is no demo campaign. */
  readonly feedback?: { readonly application: string; readonly feedback: string; readonly issuer: string } | undefined;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
  readonly isStopping: () => boolean;
}

/** What of the demo campus is in this data directory: each part is entered once. */
const entered = "product";

/** The tree and its people; nobody can sign in before. */
export async function enterPeople({ cloud, target, bootstrapFunction, progress }: Entering): Promise<void> {
  const { state } = cloud.parts;
  if (state.get(entered, "seeded") !== undefined) return;
  progress("正在写入演示数据… / seeding demo data");
  // What follows from a campus that comes in at once can follow when everybody may sign in.
  const letFollow = cloud.faults.inject({ point: "stream-delivery", effect: { kind: "throttle" } });
  try {
    await seedDemo({ ...target, bootstrap: (input) => invokeOnce(cloud, bootstrapFunction, input) });
  } finally {
    letFollow();
  }
  state.set(entered, "seeded", "demo");
}

/** What they did and owe, and their campaign of anonymous feedback. A stop in the middle is no failure: the next start goes on. */
export async function enterLife(entering: Entering): Promise<void> {
  const { cloud, target, feedback, isStopping } = entering;
  const { state } = cloud.parts;
  try {
    if (state.get(entered, "lived") === undefined) {
      await seedLife(target);
      if (isStopping()) return;
      if (feedback !== undefined) state.set(entered, "feedback", "due");
      state.set(entered, "lived", "demo");
    }
    if (state.get(entered, "feedback") === "due") await enterFeedback(entering);
  } catch (error) {
    if (!isStopping())
      console.error("演示数据没有写完，下次启动时继续 / demo data incomplete, goes on at the next start:", error);
  }
}

/** In a process of its own: it does what browsers do, with their code, of which the embedded cloud knows nothing. */
async function enterFeedback({ cloud, feedback, progress, signal, isStopping }: Entering): Promise<void> {
  if (feedback === undefined) return;
  const flags = Object.entries(feedback).flatMap(([name, url]) => [`--${name}`, url]);
  await runScript({ script: "scripts/enter-demo-feedback.ts", arguments: flags, onLine: progress, signal });
  if (!isStopping()) cloud.parts.state.set(entered, "feedback", "entered");
}

async function invokeOnce(cloud: Cloud, functionName: string, input: unknown): Promise<unknown> {
  const target = [...cloud.parts.functions.values()].find(({ name }) => name === functionName);
  if (target === undefined) throw new Error(`the assembly has no function ${functionName}`);
  const { payload, error } = await target.invoke(input);
  if (error !== undefined) throw new Error(`${functionName}: ${error.errorType} ${error.errorMessage}`);
  return payload;
}
