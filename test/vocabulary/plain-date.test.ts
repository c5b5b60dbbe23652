import fc from "fast-check";
import { addDays, addMonths, daysBetween, dayOf, formatD8, parseD8, parsePlainDate, plainDate } from "../../src/vocabulary";

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(plainDate("1900-01-01"), days));

test("adding days and counting them agree", () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => daysBetween(day, addDays(day, days)) === days));
});

test("days sort as text", () => {
  fc.assert(fc.property(anyDay, anyDay, (a, b) => a < b === daysBetween(a, b) > 0));
});

test("X12 writes a day as eight digits and reads it back", () => {
  fc.assert(fc.property(anyDay, (day) => parseD8(formatD8(day)) === day));
});

test.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-01-01", "2026-1-1", "0000-01-01", "2026-01-01T00:00"])("%s is no day", (text) => {
  expect(parsePlainDate(text)).toBeNull();
});

test("a leap day, a month's end", () => {
  expect(parsePlainDate("2028-02-29")).toBe("2028-02-29");
  expect(addMonths(plainDate("2026-01-31"), 1)).toBe("2026-02-28");
  expect(addMonths(plainDate("2026-03-31"), -1)).toBe("2026-02-28");
  expect(addMonths(plainDate("2026-11-15"), 14)).toBe("2028-01-15");
});

test("late evening in Denver is still that day, though it is tomorrow in UTC", () => {
  expect(dayOf(new Date("2026-11-24T05:30:00Z"), "America/Denver")).toBe("2026-11-23");
  expect(dayOf(new Date("2026-11-24T05:30:00Z"), "UTC")).toBe("2026-11-24");
});
