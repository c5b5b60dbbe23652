/**
 * The door of the program. It imports nothing before it has looked at Node itself: what comes after does not load on
 * an older one, and a stack from a dependency tells nobody what to do.
 */
const NEEDED = [24, 9] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Carebill needs Node ${NEEDED.join(".")} or newer and this is ${process.versions.node}. Start it with "npm start", which brings its own Node, or install a newer one.`);
  process.exitCode = 1;
} else {
  void import("./opening/commands.js").then(({ runCommand }) => runCommand(process.argv.slice(2)));
}
