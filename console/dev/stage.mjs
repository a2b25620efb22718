// Starts a made-up map (map.mjs) as a process of its own, at a free port.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export async function stage(...options) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("map.mjs", import.meta.url)), "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const said = await new Promise((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(String(line).trim()));
    child.once("exit", (code) => reject(new Error(`The map ended: ${code}`)));
  });
  const url = /^\S+/.exec(said)?.[0] ?? "";
  return { url, said, close: () => new Promise((resolve) => child.once("exit", resolve) && child.kill()) };
}
