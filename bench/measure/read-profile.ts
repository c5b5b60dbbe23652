import { readFileSync } from "node:fs";

type Profile = { nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[]; samples: number[]; timeDeltas: number[] };

/** Where the time went, by package (or room of ours) and by function; idle time is left out. `node bench/measure/read-profile.ts FILE` */
export function readProfile(file: string, most = 25): string {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, "utf8")) as Profile;
  const own = new Map<number, number>();
  samples.forEach((id, index) => own.set(id, (own.get(id) ?? 0) + timeDeltas[index]!));
  const byPlace = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let total = 0;
  for (const { id, callFrame } of nodes) {
    const time = own.get(id) ?? 0;
    if (!time || callFrame.functionName === "(idle)" || callFrame.functionName === "(root)") continue;
    total += time;
    const place = placeOf(callFrame);
    byPlace.set(place, (byPlace.get(place) ?? 0) + time);
    const name = `${callFrame.functionName || "(anonymous)"} · ${place}`;
    byFunction.set(name, (byFunction.get(name) ?? 0) + time);
  }
  const table = (title: string, times: Map<string, number>) =>
    `| ${title} | share |\n|---|---|\n${[...times]
      .sort((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([name, time]) => `| ${name} | ${((time / total) * 100).toFixed(1)} % |`)
      .join("\n")}`;
  return `${table("package", byPlace)}\n\n${table("function", byFunction)}`;
}

function placeOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName === "(garbage collector)") return "garbage collector";
  const pkg = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (pkg) return pkg;
  const ours = /\/dist\/(.+)\.js$/.exec(url)?.[1];
  if (ours) return ours;
  return url.startsWith("node:") ? url : "(V8 and native code)";
}

if (process.argv[1]?.endsWith("read-profile.ts") && process.argv[2]) process.stdout.write(`${readProfile(process.argv[2])}\n`);
