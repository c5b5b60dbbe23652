import type { EmbeddedServer } from "../../src/platform/database/embedded";

export default async function globalTeardown(): Promise<void> {
  await (globalThis as { testServer?: EmbeddedServer }).testServer?.stop();
}
