/**
 * Ports to the outside: each room that has one adds it here by declaration merging (`payments` adds `processor`), and
 * the composition root supplies the adapter. An interface rather than imports, because platform knows no room.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Effects {}
