import { openDataset } from "./dataset/prepare-dataset.ts";
const d = await openDataset(Number(process.argv[2] ?? 0.02));
console.log(d.counts, d.billerId);
if (process.argv[3] === "stay") { console.log(d.server.host); await new Promise(() => setInterval(() => {}, 1e6)); }
await d.drop(); await d.server.stop();
