import { parseTokenCommand } from "./command-line.ts";
import { fetchToken } from "./identity-provider/fetch-token.ts";
import { StartError } from "./start-error.ts";

/** Prints an access token of a demo account, got the way a browser gets it. */
async function main(): Promise<void> {
  const { account, port } = parseTokenCommand(process.argv.slice(2));
  const issuer = `http://127.0.0.1:${port + 2}`;
  const applicationOrigin = `http://127.0.0.1:${port}`;
  try {
    const { access_token } = await fetchToken({ issuer, account, applicationOrigin });
    console.log(access_token);
  } catch (error) {
    throw explain(error, account, port);
  }
}

function explain(error: unknown, account: string, port: number): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "UnknownAccountError") {
    return new StartError(`没有账号“${account}”。`, `There is no account "${account}".`, { cause: error });
  }
  if (error instanceof TypeError && error.message === "fetch failed") {
    return new StartError(
      `端口 ${port} 上没有运行中的实例，请先执行 npm start。`,
      `Nothing runs on port ${port}; start it with npm start.`,
      { cause: error },
    );
  }
  return error;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
