// A map to develop the page against, without any service: `npm run dev:map -- --services 1000`. Serves the built page
// under the gateway's own content security policy, and answers what the page asks with made-up figures.
//   --services N   8 is the shop, 20 the map of the design, more is made up      --edges N   10 per service unless given
//   --port N       27080 unless given, 0 a free one          --away map,registry   these answer 503          --empty   nothing was ever called
//   --stale        the registry's answers are old          --still   no live stream
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { changed, generated } from "./generate.mjs";

const { values } = parseArgs({
  options: { services: { type: "string", default: "20" }, edges: { type: "string" }, port: { type: "string", default: "27080" }, away: { type: "string", default: "" }, stale: { type: "boolean", default: false }, still: { type: "boolean", default: false }, empty: { type: "boolean", default: false } },
});
const away = new Set(values.away.split(","));
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const whole = generated(Number(values.services), values.edges ? Number(values.edges) : undefined);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const begun = Date.now();
/** How busy the map is at a time: a slow wave over the day, and trouble in the last two hours. */
const busy = (at) => 0.75 + 0.2 * Math.sin(at / 2_600_000) + 0.08 * Math.sin(at / 700_000);
const trouble = (at) => (at > begun - 7_200_000 ? 1 : 0.05);
const round = (value) => Math.round(value * 10_000) / 10_000;

function map(query, plan = whole) {
  const to = query.get("to") ? Date.parse(query.get("to")) : Date.now();
  const from = query.get("from") ? Date.parse(query.get("from")) : to - 3_600_000;
  const factor = busy((from + to) / 2) / 0.75;
  const bad = trouble((from + to) / 2);
  const old = to < begun - 4 * 3_600_000;
  const edges = plan.edges.filter((edge, i) => !(old && i % 11 === 3)).map((edge) => ({
    ...edge, rate: edge.observed ? round(edge.rate * factor) : 0, calls: edge.observed ? Math.round((edge.rate * factor * (to - from)) / 1000) : 0, errors: Math.round(edge.rate * factor * edge.errorShare * bad), errorShare: round(edge.errorShare * bad),
  }));
  const nodes = plan.nodes.map((node) => ({ ...node, rate: round(node.rate * factor), errorShare: round(node.errorShare * bad), lifecycle: old && node.lifecycle ? "RUN" : node.lifecycle, version: old && node.version ? "5.0.7" : node.version }));
  return {
    from: new Date(from).toISOString(), to: new Date(to).toISOString(), stale: { registry: values.stale }, ages: { registry: values.stale ? "PT4M12S" : "PT1S" },
    nodes: values.empty ? [] : nodes, edges: values.empty ? [] : edges, depth: { max: plan.max }, districts: values.empty ? [] : plan.districts, size: { width: 0, height: 0 },
  };
}

function traffic(query) {
  const to = query.get("to") ? Date.parse(query.get("to")) : Date.now();
  const from = query.get("from") ? Date.parse(query.get("from")) : to - 12 * 3_600_000;
  const points = Number(query.get("points") ?? 60);
  const step = Math.max(60_000, Math.round((to - from) / points / 60_000) * 60_000);
  const node = whole.nodes.find((each) => each.name === query.get("service"));
  const total = node ? node.rate : whole.edges.reduce((sum, edge) => sum + edge.rate, 0);
  const share = node ? node.errorShare : 0.012;
  const items = [];
  for (let at = Math.floor(from / step) * step; at < to; at += step) {
    const calls = Math.round(total * busy(at) * (step / 1000));
    const errors = Math.round(calls * share * trouble(at) * (1 + 0.4 * Math.sin(at / 300_000)));
    const item = { at: new Date(at).toISOString(), calls, rate: round((calls * 1000) / step), errors, errorShare: calls > 0 ? round(errors / calls) : 0, p50: null, p95: null, p99: null };
    items.push(node ? { ...item, p50: round(node.p50 * busy(at)), p95: round(node.p95 * busy(at)), p99: round(node.p99 * (0.7 + 0.5 * busy(at * 3) * (trouble(at) > 0.5 ? 1.25 : 0.8))) } : item);
  }
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), step: `PT${step / 60_000}M`, service: node?.name ?? null, items };
}

const hours = (n) => new Date(begun - n * 3_600_000).toISOString();
const revisions = [214, 213, 212, 211].map((number, i) => ({ number, architecture: values.services === "8" ? "shop" : "shop", status: i === 1 ? "FAILED" : "HEALTHY", createdAt: hours([1.1, 3.1, 3.3, 9.5][i]), createdBy: "ci" }));
const transitions = (name) => [["RUN", "UPDATE", 0.7], ["UPDATE", "RUN", 0.62]].map(([from, to, ago], i) => ({ seq: i + 1, service: name, from, to, at: hours(ago), actor: "scheduler", reason: "revision 214", revision: 214 })).reverse();

/** Everybody who reaches a service by synchronous calls, with the way there. */
function impact(name) {
  const paths = new Map([[name, [name]]]);
  for (const [at, path] of paths) for (const edge of whole.edges) if (edge.to === at && edge.kind === "sync" && edge.observed && !paths.has(edge.from)) paths.set(edge.from, [edge.from, ...path]);
  paths.delete(name);
  const hurt = [...paths].map(([each, path]) => ({ ...whole.nodes.find((node) => node.name === each), path, steps: path.length - 1, requestsPerSecond: 12, share: 0.5, entrance: false }));
  return { service: name, summary: { hurt: hurt.length, delayed: 0, requestsPerSecond: hurt.length * 105, entranceRequestsPerSecond: 0, tiers: {} }, hurt, delayed: [] };
}

function card(name) {
  const near = (direction) => whole.edges.filter((edge) => edge[direction] === name);
  return { metrics: { fanIn: near("to").length, fanOut: near("from").length, transitiveCallers: impact(name).hurt.length, transitiveCallees: near("from").length + 2, instability: 0.5, longestChain: { length: 3, path: ["web", name, "payment", "ledger"] } }, findings: [] };
}

const drift = () => whole.edges.filter((edge) => !edge.declared || !edge.observed).slice(0, 30).map((edge) => edge.observed
  ? { type: "observed-not-declared", from: edge.from, to: edge.to, message: `${edge.from} calls ${edge.to}, and no manifest says so.` }
  : { type: "declared-not-observed", from: edge.from, to: edge.to, message: `${edge.from} declares ${edge.to} and has not called it for 2 hours.` });

function whatIf(operations, query) {
  const { map: plan, ...rest } = changed(whole, operations);
  return { ...rest, map: map(query, plan) };
}

const live = () => ({ at: new Date().toISOString(), window: 10, edges: [], nodes: whole.nodes.map(({ name, rate, errorShare }) => ({ name, rate: round(rate * busy(Date.now()) * (0.97 + 0.06 * Math.random()) * 1.2), errorShare })) });

const body = async (request) => {
  let text = "";
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : null;
};

const ANSWERS = {
  "GET map /drift": () => ({ items: drift() }),
  "POST map /what-if": (query, sent) => whatIf(sent.operations, query),
  "GET map /map": (query) => map(query),
  "GET map /cycles": () => ({ items: values.empty ? [] : whole.cycles }),
  "GET map /traffic": (query) => traffic(query),
  "GET scheduler /operations": () => ({ items: [] }),
  "GET versionset /revisions/current": () => revisions[0],
  "GET versionset /revisions": () => ({ items: revisions }),
};

/** Three who are logged in, of whom one is the reader. */
const AGENTS = ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:146.0) Gecko/20100101 Firefox/146.0", "curl/8.14"];
let sessions = ["ada", "ada", "grace"].map((subject, i) => ({
  id: `00000000-0000-4000-8000-00000000000${i}`, subject, role: i === 2 ? "viewer" : "admin", createdAt: new Date(begun - i * 4_000_000).toISOString(), expiresAt: new Date(begun + 43_200_000).toISOString(), address: `192.0.2.${7 + i}`, userAgent: AGENTS[i], current: i === 0,
}));

/** What the gateway answers by itself; nothing where the request is for somebody else. */
function gateway(method, path, fromConsole) {
  if (path === "/api/v1/sessions" && method === "GET") return [200, { items: sessions }];
  const [, id] = /^\/api\/v1\/sessions\/(.+)$/.exec(path) ?? [];
  const known = sessions.some((each) => each.id === id);
  if (!id && path !== "/logout") return null;
  if (path === "/logout" && method !== "POST") return [405, { detail: "Send POST /logout." }];
  if (!fromConsole) return [403, { detail: "A change needs the header X-Polis-Console: 1." }];
  if (id && !known) return [404, { detail: "You have no session with this id." }];
  sessions = sessions.filter((each) => (id ? each.id !== id : !each.current));
  return [204, null];
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://map");
  response.setHeader("Content-Security-Policy", POLICY);
  const bff = /^\/bff\/(\w+)\/api\/v1(\/.*)$/.exec(url.pathname);
  if (bff) {
    const [, peer, path] = bff;
    const history = /^\/services\/([^/]+)\/transitions$/.exec(path);
    const service = /^\/services\/([^/]+?)(\/impact)?$/.exec(path);
    if (path === "/live" && !away.has(peer) && !values.still) {
      response.setHeader("Content-Type", "text/event-stream");
      const timer = setInterval(() => response.write(`event: rates\ndata: ${JSON.stringify(live())}\n\n`), 1000);
      request.on("close", () => clearInterval(timer));
      return;
    }
    const sent = request.method === "POST" ? await body(request) : null;
    const answer = away.has(peer) ? null
      : history && peer === "registry" ? () => ({ items: transitions(history[1]) })
      : service && peer === "map" ? () => (service[2] ? impact(service[1]) : card(service[1]))
      : ANSWERS[`${request.method} ${peer} ${path}`];
    response.statusCode = answer ? 200 : answer === null ? 503 : 404;
    response.setHeader("Content-Type", answer ? "application/json" : "application/problem+json");
    response.end(JSON.stringify(answer ? answer(url.searchParams, sent) : { detail: answer === null ? `The ${peer} does not answer.` : "There is nothing at this address." }));
    return;
  }
  const own = gateway(request.method, url.pathname, request.headers["x-polis-console"] === "1");
  if (own) {
    const [status, answer] = own;
    response.statusCode = status;
    response.setHeader("Content-Type", status < 400 ? "application/json" : "application/problem+json");
    response.end(answer ? JSON.stringify(answer) : undefined);
    return;
  }
  const file = normalize(url.pathname).replace(/^[/.]+/, "") || "index.html";
  const found = await readFile(join(dist, file)).catch(() => readFile(join(dist, "index.html")));
  response.setHeader("Content-Type", TYPES[extname(file)] ?? "text/html");
  response.end(found);
});
server.listen(Number(values.port), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/ has ${whole.nodes.length} nodes and ${whole.edges.length} edges`));
