import { explainFailure, explainOutput } from "../../../src/platform/database/embedded/diagnosis";

/** What PostgreSQL and initdb really write, as met in experiments and in their sources. */
test.each([
  ["SHM", 'FATAL:  could not resize shared memory segment "/PostgreSQL.1" to 1048576 bytes: No space left on device'],
  ["SHM", 'FATAL:  could not open shared memory segment "/PostgreSQL.1": Permission denied'],
  ["DISK_FULL", 'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device'],
  ["DISK_FULL", "initdb: error: could not write file: No space left on device"],
  ["READ_ONLY", 'FATAL:  could not create lock file "postmaster.pid": Read-only file system'],
  ["VERSION", "DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible"],
  ["RUNNING", 'FATAL:  lock file "postmaster.pid" already exists'],
  ["NO_PASSWD_ENTRY", "initdb: error: could not look up effective user ID 12345: user does not exist"],
  ["LIBS", "postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file"],
  ["LOCALE", "FATAL:  database locale is incompatible with operating system"],
  ["PERMISSION", 'FATAL:  could not open directory "base": Permission denied'],
  ["PERMISSION", 'FATAL:  data directory "/x/18" has wrong ownership'],
  ["CORRUPT", "PANIC:  could not locate a valid checkpoint record at 0/1768A40"],
  ["CORRUPT", "FATAL:  database files are incompatible with server"],
  ["START_FAILED", "FATAL:  something that nobody has met yet"],
])("%s: %s", (code, output) => {
  const problem = explainOutput(output, "/x");
  expect(problem.code).toBe(code);
  expect(problem.message).toContain(output);
});

test("a long output is cut to its last six lines", () => {
  const output = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n");
  const { message } = explainOutput(output, "/x");
  expect(message).toContain("line 35");
  expect(message).not.toContain("line 34");
});

test("errors of the file system speak the same language, and a bug stays a bug", () => {
  const failure = (code: string) => explainFailure(Object.assign(new Error(code), { code, syscall: "open" }), "/x");
  expect(failure("ENOSPC")).toMatchObject({ code: "DISK_FULL" });
  expect(failure("EROFS")).toMatchObject({ code: "READ_ONLY" });
  expect(failure("EACCES")).toMatchObject({ code: "PERMISSION" });
  expect(failure("ENOTDIR")).toMatchObject({ code: "START_FAILED" });
  const bug = new TypeError("undefined is not a function");
  expect(explainFailure(bug, "/x")).toBe(bug);
});
