/** The URL of a queue at the cloud's own endpoint: `<endpoint>/<account>/<name>`, as the SQS engine makes it. */
export function queueUrlOf(endpoint: string, queueArn: string): string {
  const [, , , , account, name] = queueArn.split(":");
  return `${endpoint.replace(/\/$/, "")}/${account}/${name}`;
}
