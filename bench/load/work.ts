import type { Api } from "./api.ts";
import { department, idNumberOf, reading, schools } from "./people.ts";

export interface Branch {
  readonly organizationId: string;
  name: string;
  version: number;
  /** Renamings that were answered by success, and those that nobody answered. */
  renamed: number;
  unanswered: number;
  readonly people: Person[];
}

export interface Person {
  readonly personId: string;
  readonly branch: Branch;
  version: number;
}

/** Everything that was answered by success, to be found again at the end. */
export interface Acknowledged {
  readonly branches: Branch[];
  readonly people: Map<string, Branch>;
  /** Message by id, with those who read it, and those who were not told whether they did. */
  readonly messages: Map<
    string,
    { readonly title: string; readonly readers: Set<string>; readonly unsure: Set<string> }
  >;
  /** Changes to which no answer came in all tries. */
  unanswered: number;
  /** Changes that were refused although nobody else works there. */
  readonly refused: string[];
}

export const nothingYet = (): Acknowledged => ({
  branches: [],
  people: new Map(),
  messages: new Map(),
  unanswered: 0,
  refused: [],
});

interface Organization {
  readonly organizationId: string;
  readonly name: string;
  readonly version: number;
}

/** One user of the load: works on what it made itself, so that nobody else's change explains what it finds. */
export function userOf(api: Api, kept: Acknowledged, { random, user }: { random: () => number; user: number }) {
  let made = 0;
  const own: Branch[] = [];
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

  /** A change, with its key; undefined: no answer, or refused. */
  async function change<Body>(key: string, body: object, as: string = department): Promise<Body | undefined> {
    made += 1;
    const answer = await api<Body>(key, { as, body, idempotencyKey: `load-${user}-${made}` });
    if (answer === undefined) {
      kept.unanswered += 1;
      return undefined;
    }
    if (answer.status < 300) return answer.body;
    kept.refused.push(`${key}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
    return undefined;
  }

  async function createBranch(): Promise<void> {
    const name = `负载第${user}组第${made}支部`;
    const body = {
      parentId: pick(schools),
      name,
      shortName: name,
      kind: "student_branch",
      establishedOn: "2026-09-01",
      termYears: 3,
      termStartedOn: "2026-09-01",
    };
    const created = await change<Organization>("POST /api/organizations", body);
    if (created === undefined) return;
    const { organizationId, version } = created;
    const branch: Branch = { organizationId, name, version, renamed: 0, unanswered: 0, people: [] };
    own.push(branch);
    kept.branches.push(branch);
  }

  async function renameBranch(): Promise<void> {
    const branch = pick(own);
    const name = `改名第${user}组第${made}支部`;
    const { organizationId, version } = branch;
    const key = `POST /api/organizations/${organizationId}/rename`;
    const renamed = await change<Organization>(key, { name, shortName: name, version });
    if (renamed !== undefined) {
      Object.assign(branch, { name, version: renamed.version, renamed: branch.renamed + 1 });
      return;
    }
    branch.unanswered += 1;
    const now = await api<Organization>(`GET /api/organizations/${organizationId}`, { as: department });
    if (now?.status === 200) Object.assign(branch, { name: now.body.name, version: now.body.version });
  }

  async function registerPerson(): Promise<void> {
    const branch = pick(own);
    const registered = await change<{ personId: string; version: number }>("POST /api/people", {
      organizationId: branch.organizationId,
      stage: "applicant",
      idNumber: idNumberOf(user * 20_000 + made),
      fields: { name: `负载${"甲乙丙丁戊己庚辛"[user]}`, application_date: "2025-03-01" },
    });
    if (registered === undefined) return;
    branch.people.push({ ...registered, branch });
    kept.people.set(registered.personId, branch);
  }

  async function movePerson(): Promise<void> {
    const from = pick(own);
    const to = pick(own);
    const person = from.people.pop();
    if (person === undefined || from === to) {
      if (person !== undefined) from.people.push(person);
      return;
    }
    const key = `POST /api/people/${person.personId}/move`;
    const moved = await change<{ version: number }>(key, {
      version: person.version,
      organizationId: to.organizationId,
    });
    if (moved === undefined) {
      // Nobody knows where the person is now.
      kept.people.delete(person.personId);
      return;
    }
    to.people.push({ ...person, branch: to, version: moved.version });
    kept.people.set(person.personId, to);
  }

  async function postMessage(): Promise<void> {
    // The sign at the end tells one from another whose number begins alike.
    const title = `负载通知${user}之${made}号`;
    const audience = { targets: [{ organizationId: reading.branch, scope: "self" }] };
    const key = `POST /api/organizations/${reading.branch}/messages`;
    const posted = await change<{ messageId: string }>(key, { kind: "urgent", title, audience });
    if (posted !== undefined) kept.messages.set(posted.messageId, { title, readers: new Set(), unsure: new Set() });
  }

  async function readMessage(): Promise<void> {
    const ids = [...kept.messages.keys()];
    if (ids.length === 0) return;
    const messageId = pick(ids);
    const reader = pick(reading.people);
    const read = await change(`POST /api/messages/${messageId}/read`, {}, reader);
    kept.messages.get(messageId)?.[read === undefined ? "unsure" : "readers"].add(reader);
  }

  const looks = [
    "GET /api/me",
    "GET /api/my-messages",
    "GET /api/my-messages/unread",
    "GET /api/organizations?under=cczu-petrochem",
    "GET /api/people?organizationId=cczu-petrochem-b01",
    "GET /api/organizations/cczu-petrochem/statistics",
    "GET /api/activities?organizationId=cczu-petrochem-b01",
    "GET /api/my-duties",
  ];
  async function look(): Promise<void> {
    await api(pick(looks), { as: pick([department, ...reading.people]) });
  }

  const mix: readonly (readonly [share: number, action: () => Promise<void>])[] = [
    [10, createBranch],
    [8, renameBranch],
    [12, registerPerson],
    [6, movePerson],
    [4, postMessage],
    [8, readMessage],
    [52, look],
  ];
  return async (): Promise<void> => {
    if (own.length < 2) return await createBranch();
    let left = random() * 100;
    for (const [share, action] of mix) {
      left -= share;
      if (left < 0) return await action();
    }
  };
}
