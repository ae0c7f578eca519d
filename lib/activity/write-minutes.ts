import { AppError, refused } from "../shared/errors.ts";
import { safeFileName } from "../shared/files/file-name.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { getMinutes as route } from "./file-routes.ts";
import { type ActivityAccess, findActivity } from "./find-activity.ts";
import { type AttendanceSources, namesOf, readAttendance } from "./list-attendance.ts";
import { writeMinutes } from "./minutes-document.ts";
import { minutesSheetOf } from "./minutes-sheet.ts";

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The minutes in the customary form, for the screen and as a Word document. Units: 3 reads and those of the attendance. */
export function getMinutes(dependencies: ActivityAccess & AttendanceSources) {
  return async (
    { params }: RouteInput<typeof route>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof route>> => {
    const { activity, sight } = await findActivity(dependencies, params.activityId, principal);
    if (!sight.isRecordVisible) throw new AppError("forbidden");
    const { record } = activity;
    if (record === null) {
      throw refused("no_record", { zh: "还没有会议记录。", en: "There is no record yet." });
    }
    const attended = await readAttendance(dependencies, activity);
    const wanted = [record.chairId, record.recorderId].flatMap((personId) =>
      personId === null ? [] : [{ personId, organizationId: null }],
    );
    const names = await namesOf(dependencies.people, [...attended, ...wanted]);
    const people = attended.map((person) => ({ ...person, name: names.get(person.personId) ?? "" }));
    const sheet = minutesSheetOf({ activity, record, hostName: sight.hostName, people });
    return {
      sheet,
      fileName: safeFileName(`${activity.day} ${activity.title} 会议记录`, "docx"),
      contentType: wordType,
      content: Buffer.from(await writeMinutes(sheet, at)).toString("base64"),
    };
  };
}
