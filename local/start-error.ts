/** A reason not to start that the user can do something about: one sentence in each language. */
export class StartError extends Error {
  override readonly name = "StartError";

  constructor(chinese: string, english: string, options?: ErrorOptions) {
    super(`${chinese}\n${english}`, options);
  }
}

export function portTaken(port: number, cause: unknown): StartError {
  return new StartError(
    `端口 ${port} 已被占用，请用 --port 选择其他端口。`,
    `Port ${port} is in use; choose another one with --port.`,
    { cause },
  );
}
