/** Answers leave at multiples of this many milliseconds after their request: what took longer inside does not show. */
const stepMilliseconds = 100;

/** Runs it and holds its result back to the next step. */
export async function answerAlike<Result>(run: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const result = await run();
  const passed = performance.now() - startedAt;
  const remaining = Math.ceil(passed / stepMilliseconds) * stepMilliseconds - passed;
  await new Promise((resolve) => setTimeout(resolve, remaining));
  return result;
}
