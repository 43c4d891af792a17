import type {RosterEntry} from "../roster/roster.js";

/** A student without an entry in the class list, or under a pseudonym. */
export function unlisted(id: string): RosterEntry {
  return {id, firstName: "", lastName: "", email: ""};
}

/** `Ada Lovelace`, or the id where the class list has no name. */
export function personName({id, firstName, lastName}: RosterEntry): string {
  return `${firstName} ${lastName}`.trim() || id;
}

/** By last name, first name, id: by code units, so that every machine sorts alike. */
export function comparePeople(a: RosterEntry, b: RosterEntry): number {
  return (
    compareText(a.lastName, b.lastName) || compareText(a.firstName, b.firstName) || compareText(a.id, b.id)
  );
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
