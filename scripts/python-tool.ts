import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A tool of Python with the version that the tests know. */
export interface PythonTool {
  readonly name: string;
  readonly version: string;
  /** Its command, and the argument with which it tells its version, for one that is installed already. */
  readonly versionArgument?: string;
}

/** Why a tool is not there; whoever asked for it says so and goes without. */
export class ToolMissing extends Error {}

/**
 * Where the command of the tool is: on the path in the right version, or in a virtual environment below `dist`, made when
 * it is first asked for. Nothing of the machine's own Python is touched.
 */
export function pythonTool(tool: PythonTool): string {
  if (isInstalled(tool)) return tool.name;
  const directory = join(root, "dist", "python", `${tool.name}-${tool.version}`);
  const command = join(directory, "bin", tool.name);
  if (!existsSync(command)) install(tool, directory);
  return command;
}

function isInstalled({ name, version, versionArgument }: PythonTool): boolean {
  if (versionArgument === undefined) return false;
  return run(name, [versionArgument]).output.includes(version);
}

function install({ name, version }: PythonTool, directory: string): void {
  if (!run("python3", ["--version"]).isDone) throw new ToolMissing(`${name} needs python3, which is not there`);
  const python = join(directory, "bin", "python");
  const steps: readonly [string, readonly string[]][] = [
    ["python3", ["-m", "venv", directory]],
    [python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `${name}==${version}`]],
  ];
  for (const [command, parameters] of steps) {
    const { isDone, output } = run(command, parameters);
    if (isDone) continue;
    rmSync(directory, { recursive: true, force: true });
    throw new ToolMissing(`python3 is there, but ${name} ${version} cannot be installed: ${lastLine(output)}`);
  }
}

function run(command: string, parameters: readonly string[]): { isDone: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  return { isDone: status === 0, output: `${stdout ?? ""}${stderr ?? ""}` };
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";
