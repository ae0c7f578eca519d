import { DatabaseSync } from "node:sqlite";
import type { StateStore } from "./ports.ts";

/**
 * Facts in one SQLite file. With a write-ahead log and `synchronous = NORMAL` a kill -9 loses nothing that was set;
 * only a power cut may.
 */
export const openStateStore = (file: string): StateStore => {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS facts (namespace TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (namespace, key)) WITHOUT ROWID;
  `);
  const get = database.prepare("SELECT value FROM facts WHERE namespace = ? AND key = ?");
  const set = database.prepare("INSERT OR REPLACE INTO facts (namespace, key, value) VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM facts WHERE namespace = ? AND key = ?");
  const list = database.prepare("SELECT key, value FROM facts WHERE namespace = ? ORDER BY key");
  return {
    get: (namespace, key) => get.get(namespace, key)?.value as string | undefined,
    set: (namespace, key, value) => void set.run(namespace, key, value),
    delete: (namespace, key) => void remove.run(namespace, key),
    list: (namespace) => list.all(namespace).map((row) => ({ key: row.key as string, value: row.value as string })),
    together(work) {
      database.exec("BEGIN");
      try {
        work();
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => database.close(),
  };
};
