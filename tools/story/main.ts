import path from "node:path";
import { openSandbox } from "./open-sandbox";
import { Story } from "./story";
import { tellStory } from "./tell-story";

/** `npm run story`: exit code 1 when anything differs from what the story claims. */
async function main(): Promise<void> {
  console.log("Opening a sandbox of its own: database, payers, cards, mailbox.");
  const sandbox = await openSandbox(path.resolve(__dirname, "../../src/main.js"));
  try {
    console.log(`Everything that follows goes through ${sandbox.endpoint}.`);
    await tellStory(new Story(sandbox, (line) => console.log(line)));
  } finally {
    await sandbox.close();
  }
}

main().catch((error: Error) => {
  console.error(`\n${error.name === "StoryDiffers" ? `The story does not hold. ${error.message}` : error.stack}`);
  process.exitCode = 1;
});
