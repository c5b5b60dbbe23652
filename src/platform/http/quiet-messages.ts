/**
 * graphql-js quotes what it refuses ('got invalid value "1961-04-12" at …'). The caller's value may be health data
 * and messages travel further than inputs (into logs of clients and proxies), so the value is taken out and the place
 * and the reason are kept.
 */
export function withoutValues(message: string): string {
  return (
    message
      // Greedy to the last semicolon: the value may hold one, and losing a part of the reason is the safe mistake.
      .replace(/got invalid value .+ at "([^"]+)"; /s, 'is wrong at "$1"; ')
      .replace(/got invalid value .+; /s, "is wrong; ")
      .replace(/(cannot represent [a-z0-9 -]*?(?:value|literal)s?): .+$/is, "$1.")
      .replace(/^Value ".*?" does not exist in/s, "This value does not exist in")
      .replace(/; Value ".*?" does not exist in/s, "; this value does not exist in")
      .replace(/Enum "([^"]+)" cannot represent .+$/s, 'This value does not exist in "$1" enum.')
      .replace(/, found .+?\.?$/s, ".")
  );
}
