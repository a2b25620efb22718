// Installs the dependencies when the lock file changed since the last time; otherwise costs nothing.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The console needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const stamp = "node_modules/.installed";
const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  execSync("npm ci --no-audit --no-fund --prefer-offline", { stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(stamp, lock);
}
