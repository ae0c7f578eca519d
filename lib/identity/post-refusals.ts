import { isAllowed, type Principal } from "../shared/access.ts";
import { AppError, refused } from "../shared/errors.ts";
import type { Text } from "../shared/text.ts";
import type { HeldPost } from "./account.ts";
import { overlap, type Period } from "./period.ts";
import type { Place } from "./place-directory.ts";
import { type OrganizationKind, type Post, type PostGroup, posts, postsAt, rulesOf } from "./post.ts";

/** One account cannot hold a post twice, nor two of those that keep an eye on each other. */
export function refuseDoubleHolding(held: readonly HeldPost[], wanted: HeldPost): void {
  for (const other of held) {
    if (!overlap(other, wanted)) continue;
    if (other.post === wanted.post && other.organizationId === wanted.organizationId) {
      throw refused("holds_it_already", {
        zh: `此人在该时间段内已任${posts[wanted.post].zh}。`,
        en: `The person holds this post in that time already: ${posts[wanted.post].en}.`,
      });
    }
    if (other.post !== wanted.post && rulesOf(other.post).isExclusive && rulesOf(wanted.post).isExclusive) {
      throw refused("administrators_are_apart", {
        zh: `此人已是${posts[other.post].zh}；系统管理员、安全管理员、审计管理员不能由同一人担任。`,
        en: `The person is ${posts[other.post].en} already; system, security and audit administrator are three people.`,
      });
    }
  }
}

/** One holder at a time, whoever is first. */
export function refuseTakenSeat(post: Post, holdings: readonly Period[], wanted: Period): void {
  const other = holdings.find((holding) => overlap(holding, wanted));
  if (other === undefined) return;
  const { zh, en } = posts[post];
  throw refused("post_is_taken", {
    zh: `${other.from}至${other.to ?? "未定"}已有人任${zh}，请先免职或使用“接任”。`,
    en: `Somebody is ${en} from ${other.from} to ${other.to ?? "an open day"}; end that first, or replace the holder.`,
  });
}

export function placeClosed(): AppError {
  return refused("organization_dissolved", {
    zh: "该党组织已撤销，不能再任职。",
    en: "The organisation is dissolved; nobody is appointed there any more.",
  });
}

export function refuseWrongPost(place: Place, post: Post, group: PostGroup): void {
  if (place.status !== "active") throw placeClosed();
  if (postsAt(place.kind as OrganizationKind, group).includes(post)) return;
  throw fieldError("body.post", {
    zh: `该党组织不设${posts[post].zh}`,
    en: `An organisation of this kind has no post of ${posts[post].en}`,
  });
}

/** Nobody gives a post to oneself, or takes one away from oneself. */
export function refuseOneself({ accountId }: Principal, holder: string): void {
  if (accountId !== holder) return;
  throw refused("not_for_oneself", {
    zh: "不能给自己任职或免职，请由其他有权人员办理。",
    en: "Nobody is appointed or removed by oneself; somebody else who may do it has to.",
  });
}

/** Secretary and deputy are approved by the superior; a university has none above it in this system. */
export function refuseFromBelow(principal: Principal, place: Place, post: Post): void {
  if (!rulesOf(post).isFilledFromAbove || place.parentId === null) return;
  const above = place.path.slice(0, -(place.organizationId.length + 1));
  if (isAllowed(principal, "appointment.manage", above)) return;
  throw refused("filled_from_above", {
    zh: `${posts[post].zh}由上级党组织任免，请联系上级。`,
    en: `The post of ${posts[post].en} is filled by the superior organisation.`,
  });
}

export function refuseWrongPeriod({ from, to }: Period): void {
  if (to === null || from <= to) return;
  throw fieldError("body.to", { zh: "截止日不能早于起始日", en: "Ends before it begins" });
}

export function fieldError(field: string, reason: Text): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}
