import { parseTraceCommand } from "./command-line.ts";
import { StartError } from "./start-error.ts";
import { courseOf } from "./trace/course.ts";
import { drawCourse } from "./trace/draw-course.ts";
import { linesWith } from "./trace/log-lines.ts";

/** Shows what one request caused, from the logs of the embedded cloud, whether it runs or not. */
async function main(): Promise<void> {
  const { correlationId, dataDirectory } = parseTraceCommand(process.argv.slice(2));
  const steps = courseOf(await linesWith(dataDirectory, correlationId), correlationId);
  if (steps.length === 0) {
    throw new StartError(
      `${dataDirectory} 的日志中没有请求“${correlationId}”。`,
      `The logs of ${dataDirectory} say nothing of the request "${correlationId}".`,
    );
  }
  for (const line of drawCourse(steps)) console.log(line);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
