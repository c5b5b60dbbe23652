/**
 * The way to the payers: files out, files in. The other side may be a directory that a transfer program watches, an
 * SFTP server, or the simulated payer of the sandbox; the office cannot tell which.
 */
export interface Clearinghouse {
  /** Hands a file over. Repeating it with the same name replaces the file: the receiver refuses a control number twice. */
  send(file: { readonly name: string; readonly text: string }): Promise<void>;
  /** Names of files that wait for us and are complete, the oldest first. */
  list(): Promise<readonly string[]>;
  fetch(name: string): Promise<Buffer>;
  /** Puts a file aside once it is stored here. */
  markTaken(name: string): Promise<void>;
}

declare module "../../platform/work/effects" {
  interface Effects {
    clearinghouse: Clearinghouse;
  }
}
