import { withoutValues } from "../../src/platform/http/quiet-messages";

test.each([
  ['Variable "$input" got invalid value "Ada Park" at "input.npi"; NPI is ten digits.', 'Variable "$input" is wrong at "input.npi"; NPI is ten digits.'],
  [
    'Variable "$input" got invalid value { firstName: "Ada", lastName: "Park; x" }; Field "npi" of required type "NPI!" was not provided.',
    'Variable "$input" is wrong; Field "npi" of required type "NPI!" was not provided.',
  ],
  ['Variable "$n" got invalid value "Ada"; Int cannot represent non-integer value: "Ada"', 'Variable "$n" is wrong; Int cannot represent non-integer value.'],
  ['Int cannot represent non-integer value: "Ada Park"', "Int cannot represent non-integer value."],
  ['Value "PARK" does not exist in "Sex" enum.', 'This value does not exist in "Sex" enum.'],
  ['Enum "Sex" cannot represent non-string value: 1961.', 'This value does not exist in "Sex" enum.'],
  ['Expected value of type "PatientFilter", found "Ada Park".', 'Expected value of type "PatientFilter".'],
  ['Cannot query field "x" on type "Patient".', 'Cannot query field "x" on type "Patient".'],
])("%s", (message, quiet) => {
  expect(withoutValues(message)).toBe(quiet);
});
