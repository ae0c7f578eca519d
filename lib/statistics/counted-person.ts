import type { EducationLevel, Gender } from "../roster/vocabulary.ts";

/** A person, as far as counting needs it. */
export interface CountedPerson {
  readonly personId: string;
  readonly version: number;
  readonly organizationId: string;
  readonly stage: string;
  /** Sorts by how the name is read. */
  readonly nameOrder: string;
  readonly fields: {
    readonly name: string;
    readonly gender: Gender;
    readonly ethnicity: string | null;
    readonly birth_date: string;
    readonly education_level: EducationLevel | null;
    readonly post_category: string | null;
    readonly admission_date: string | null;
    readonly conversion_date: string | null;
    readonly is_mobile_member: boolean | null;
    readonly is_lost_contact: boolean | null;
  };
}

/** The people of another context, asked for as they stand at that moment. */
export interface PeopleRegister {
  findPeople(personIds: readonly string[]): Promise<readonly CountedPerson[]>;
}
