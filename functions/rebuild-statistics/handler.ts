import * as z from "zod";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { operatorCommand } from "../../lib/runtime/operator-command.ts";
import { RebuildPosition } from "../../lib/statistics/rebuild-position.ts";
import { environment } from "./environment.ts";
import { rebuilding } from "./rebuilding.ts";

const { rebuild } = rebuilding(createDocumentClient(), readEnvironment(environment));

/**
 * Compares the statistics with the people and puts right what differs. An operator invokes it with nothing, then with the
 * `position` of each answer until that is null; repeating a call changes nothing.
 */
export const handler = operatorCommand(
  z.strictObject({ position: RebuildPosition.optional() }),
  ({ position }, { at }) => rebuild(position, at),
);
