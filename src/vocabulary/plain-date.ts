import { invariant } from "./invariant";

declare const plainDateBrand: unique symbol;

/** A day without a time or a zone, `YYYY-MM-DD`: birth, service, coverage, statement dates. Sorts as text. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

/** Null when the text is not a real day of the calendar. */
export function parsePlainDate(text: string): PlainDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return text as PlainDate;
}

/** For text that our own code or the database wrote. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  invariant(date, `${text} is not a day`);
  return date;
}

/** The day that an instant falls on, in an IANA time zone. */
export function dayOf(instant: Date, timeZone: string): PlainDate {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return plainDate(`${of("year").padStart(4, "0")}-${of("month")}-${of("day")}`);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 31 January plus a month is the last day of February. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  return plainDate(`${String(toYear).padStart(4, "0")}-${two(toMonth)}-${two(Math.min(day, daysInMonth(toYear, toMonth)))}`);
}

/** X12 D8: `20261123` to a day; null when it is none. */
export function parseD8(text: string): PlainDate | null {
  return /^\d{8}$/.test(text) ? parsePlainDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) : null;
}

export function formatD8(date: PlainDate): string {
  return date.replaceAll("-", "");
}

const MS_PER_DAY = 86_400_000;
const two = (n: number) => String(n).padStart(2, "0");

function dayNumber(date: PlainDate): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY);
}

function fromDayNumber(day: number): PlainDate {
  return plainDate(new Date(day * MS_PER_DAY).toISOString().slice(0, 10));
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
