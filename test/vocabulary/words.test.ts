import { allows, follow, isNpi, isPostOfficeBox, npiCheckDigit, printLifecycle, readAddress, type Lifecycle } from "../../src/vocabulary";

test.each(["1234567893", "1999999984", "2000000002"])("%s is an NPI", (npi) => {
  expect(isNpi(npi)).toBe(true);
});

test.each(["1234567890", "123456789", "12345678933", "3234567893", "ABCDEFGHIJ", "", " 1234567893"])("%p is no NPI", (npi) => {
  expect(isNpi(npi)).toBe(false);
});

test("the check digit makes any nine digits an NPI, and one wrong digit breaks it", () => {
  for (const nine of ["123456789", "144444444", "198765432", "200000000"]) {
    const npi = nine + npiCheckDigit(nine);
    expect(isNpi(npi)).toBe(true);
    expect(isNpi(npi.slice(0, 9) + ((Number(npi[9]) + 1) % 10))).toBe(false);
  }
});

const door: Lifecycle<"OPEN" | "SHUT" | "LOCKED", "shut" | "open" | "lock"> = { name: "door", initial: "OPEN", table: { OPEN: { shut: "SHUT" }, SHUT: { open: "OPEN", lock: "LOCKED" }, LOCKED: {} } };

test("a lifecycle moves as its table says, and a refusal lists the moves that are allowed", () => {
  expect(follow(door, "OPEN", "shut")).toBe("SHUT");
  expect(allows(door, "OPEN", "lock")).toBe(false);
  expect(() => follow(door, "SHUT", "shut")).toThrow(expect.objectContaining({ code: "MOVE_NOT_ALLOWED", facts: { lifecycle: "door", from: "SHUT", move: "shut", allowed: ["open", "lock"] } }));
  expect(() => follow(door, "LOCKED", "open")).toThrow("it is final");
  expect(printLifecycle(door)).toContain("| SHUT | lock | LOCKED |");
});

test("an address is tidied, or the field that is wrong is named", () => {
  expect(readAddress({ street: " 1 Elm ", city: "Denver", state: "co", zip: "80202-1234" })).toEqual({ street: "1 Elm", street2: null, city: "Denver", state: "CO", zip: "802021234" });
  expect(readAddress({ street: "1 Elm", city: "Denver", state: "XX", zip: "80202" })).toMatchObject({ field: "state" });
  expect(readAddress({ street: "1 Elm", city: "Denver", state: "CO", zip: "8020" })).toMatchObject({ field: "zip" });
  expect(readAddress({ street: "", city: "Denver", state: "CO", zip: "80202" })).toMatchObject({ field: "street" });
});

test.each([
  ["PO Box 12", true],
  ["P.O. Box 12", true],
  ["p o box 7", true],
  ["Post Office Box 1", true],
  ["12 Boxwood Lane", false],
  ["1 Poplar Street", false],
])("%s is a PO box: %p", (street, is) => {
  expect(isPostOfficeBox({ street })).toBe(is);
});
