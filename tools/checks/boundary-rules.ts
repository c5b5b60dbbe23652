/** A rule as dependency-cruiser takes it. Its comment is what the guard says when it is broken. */
export type BoundaryRule = { name: string; comment: string; severity: "error"; from: object; to: object };

const name = (text: string) => text.replaceAll("/", "-");
const anyOf = (names: readonly string[]) => `(${names.join("|")})`;

/** Folders of src/ that are no rooms. `opening` is part of the composition: what main.ts needs to open the office. */
export const BUILDING = ["vocabulary", "edi", "platform", "sandbox", "opening"] as const;
const COMPOSITION = "^src/(opening/|[^/]+\\.ts$)";

/** Who may import whom, from the order of the rooms in src/office.ts. */
export function boundaryRules(rooms: readonly string[]): BoundaryRule[] {
  const rule = (title: string, comment: string, from: object, to: object): BoundaryRule => ({ name: name(title), comment, severity: "error", from, to });
  const room = anyOf(rooms);
  return [
    rule("vocabulary-is-pure", "vocabulary/ imports nothing but itself", { path: "^src/vocabulary/" }, { pathNot: "^src/vocabulary/" }),
    rule("edi-is-pure", "edi/ imports only vocabulary/", { path: "^src/edi/" }, { pathNot: "^src/(edi|vocabulary)/", dependencyTypesNot: ["core"] }),
    rule("platform-knows-no-business", "platform/ imports vocabulary/ and never a room, edi/ or sandbox/", { path: "^src/platform/" }, { path: "^src/", pathNot: "^src/(platform|vocabulary)/" }),
    rule(
      "sandbox-stands-outside",
      "sandbox/ imports only edi/ and vocabulary/: it talks to the rooms as strangers do",
      { path: "^src/sandbox/" },
      { path: "^(src|migrations|seeds)/", pathNot: "^src/(sandbox|edi|vocabulary)/" },
    ),
    rule("nobody-knows-the-simulators", "only the composition root imports sandbox/", { path: "^src/[^/]+/", pathNot: "^src/(sandbox|opening)/" }, { path: "^src/sandbox/" }),
    rule("nobody-imports-the-composition", "office.ts, open-office.ts, main.ts and opening/ are imported by the composition alone", { path: "^src/", pathNot: COMPOSITION }, { path: COMPOSITION }),
    rule("source-imports-no-tests-or-tools", "src/ imports no test, tool or benchmark", { path: "^src/" }, { path: "^(test|tools|bench)/" }),
    rule(
      "verbs-know-no-window",
      "a verb never imports graphql/: the window calls the verb",
      { path: `^src/${room}/`, pathNot: `^src/${room}/(graphql/|room\\.ts$|index\\.ts$)` },
      { path: `^src/${room}/graphql/` },
    ),
    rule("only-windows-speak-graphql", "only graphql/ uses type-graphql", { path: `^src/${room}/`, pathNot: `^src/${room}/graphql/` }, { path: "node_modules/type-graphql/" }),
    rule("edi-by-its-door", "edi/ is entered by its index.ts or its codes/", { path: "^src/", pathNot: "^src/edi/" }, { path: "^src/edi/", pathNot: "^src/edi/(index\\.ts$|codes/)" }),
    ...rooms.flatMap((each, index) => {
      const later = rooms.slice(index + 1);
      const others = rooms.filter((other) => other !== each);
      return [
        ...(later.length
          ? [
              rule(
                `${each}-imports-no-later-room`,
                `${each} comes before that room in src/office.ts: let the later one listen, or contribute the field`,
                { path: `^src/${each}/` },
                { path: `^src/${anyOf(later)}/` },
              ),
            ]
          : []),
        rule(`${each}-uses-doors`, "a room is entered by its index.ts", { path: `^src/${each}/` }, { path: `^src/${anyOf(others)}/`, pathNot: `^src/${anyOf(others)}/index\\.ts$` }),
      ];
    }),
  ];
}
