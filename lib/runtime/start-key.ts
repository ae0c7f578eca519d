import { decodeCursor, invalidCursor } from "../shared/page.ts";

/**
 * Runs a query from where a cursor points, or from the beginning. A cursor is not signed: when somebody changed its key,
 * DynamoDB refuses the query with ValidationException, and that is the caller's fault, not ours.
 */
export async function fromCursor<Answer>(
  list: string,
  cursor: string | undefined,
  query: (start: { ExclusiveStartKey?: Record<string, string> }) => Promise<Answer>,
): Promise<Answer> {
  if (cursor === undefined) return await query({});
  const ExclusiveStartKey = decodeCursor(list, cursor);
  try {
    return await query({ ExclusiveStartKey });
  } catch (error) {
    const isRefused = error instanceof Error && error.name === "ValidationException";
    throw isRefused ? invalidCursor() : error;
  }
}
