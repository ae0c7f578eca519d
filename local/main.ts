import { parseStartCommand } from "./command-line.ts";
import { startProduct } from "./product.ts";
import { StartError } from "./start-error.ts";

const INTERRUPTED = 130;

async function main(): Promise<void> {
  const { isQuiet, ...options } = parseStartCommand(process.argv.slice(2));
  const shutdown = new AbortController();
  const asked = new Promise<void>((resolve) => {
    const onSignal = () => {
      // Who asks twice does not want to wait.
      if (shutdown.signal.aborted) process.exit(INTERRUPTED);
      shutdown.abort();
      resolve();
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
  const onProgress = isQuiet ? () => undefined : (line: string) => console.error(line);
  const product = await startProduct({ ...options, hasDemoFeedback: true, onProgress, signal: shutdown.signal }).catch(
    (error: unknown) => {
      if (shutdown.signal.aborted) return undefined;
      throw error;
    },
  );
  if (product === undefined) return;
  console.log(`ready ${product.url}`);
  await asked;
  await product.stop();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const text = error instanceof StartError ? error.message : `无法启动 / cannot start:\n${describe(error)}`;
  console.error(text);
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
