import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

interface Payload {
  readonly uid?: string;
  readonly userCode?: string;
  readonly grantId?: string;
  readonly [name: string]: unknown;
}

/** The adapter that oidc-provider asks for: one instance a model (Session, Grant, AuthorizationCode, …). */
export interface ModelAdapter {
  upsert(id: string, payload: Payload, expiresInSeconds?: number): Promise<void>;
  find(id: string): Promise<Payload | undefined>;
  findByUid(uid: string): Promise<Payload | undefined>;
  findByUserCode(userCode: string): Promise<Payload | undefined>;
  consume(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

export interface GrantStore {
  readonly adapter: (model: string) => ModelAdapter;
  close(): void;
}

/** Sessions and grants in a SQLite file, so that a restart logs nobody out. */
export function openGrantStore(file: string, now: () => number = Date.now): GrantStore {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS entries (
      model TEXT, id TEXT, payload TEXT NOT NULL, uid TEXT, user_code TEXT, grant_id TEXT, expires_at REAL,
      PRIMARY KEY (model, id)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS entries_uid ON entries (model, uid);
    CREATE INDEX IF NOT EXISTS entries_grant ON entries (grant_id);
  `);
  database.prepare("DELETE FROM entries WHERE expires_at < ?").run(now());
  const sql = {
    upsert: database.prepare("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)"),
    find: database.prepare("SELECT payload, expires_at FROM entries WHERE model = ? AND id = ?"),
    findByUid: database.prepare("SELECT payload, expires_at FROM entries WHERE model = ? AND uid = ?"),
    findByUserCode: database.prepare("SELECT payload, expires_at FROM entries WHERE model = ? AND user_code = ?"),
    consume: database.prepare(
      "UPDATE entries SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
    ),
    destroy: database.prepare("DELETE FROM entries WHERE model = ? AND id = ?"),
    revoke: database.prepare("DELETE FROM entries WHERE grant_id = ?"),
  };

  const read = (row: Record<string, unknown> | undefined): Payload | undefined => {
    if (row === undefined) return undefined;
    if (typeof row.expires_at === "number" && row.expires_at <= now()) return undefined;
    return JSON.parse(String(row.payload)) as Payload;
  };

  const adapter = (model: string): ModelAdapter => ({
    async upsert(id, payload, expiresInSeconds) {
      const expiresAt = expiresInSeconds === undefined ? null : now() + expiresInSeconds * 1000;
      const { uid = null, userCode = null, grantId = null } = payload;
      sql.upsert.run(model, id, JSON.stringify(payload), uid, userCode, grantId, expiresAt);
    },
    find: async (id) => read(sql.find.get(model, id)),
    findByUid: async (uid) => read(sql.findByUid.get(model, uid)),
    findByUserCode: async (userCode) => read(sql.findByUserCode.get(model, userCode)),
    async consume(id) {
      sql.consume.run(Math.floor(now() / 1000), model, id);
    },
    async destroy(id) {
      sql.destroy.run(model, id);
    },
    async revokeByGrantId(grantId) {
      sql.revoke.run(grantId);
    },
  });

  return { adapter, close: () => database.close() };
}
