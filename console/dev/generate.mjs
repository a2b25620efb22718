// Makes up maps of any size for developing the page: who calls whom, and where the map would draw it. Always the same
// map for the same size, so that two screenshots can be compared.

export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const makeNode = (name, district, tier, rate, p99, errorShare = 0, lifecycle = "RUN") =>
  ({ name, type: "service", district, domain: district, tier, owner: `team-${district.slice(0, 5)}`, lifecycle, version: "5.1.0", rate, p99, errorShare, instances: 4, running: 4 });
const stop = (name, district, rate) =>
  ({ name, type: "topic", district, domain: district, tier: null, owner: null, lifecycle: null, version: null, rate, p99: 6, errorShare: 0, instances: 0, running: 0 });
const makeEdge = (from, to, rate, errorShare = 0, kind = "sync", more = {}) => ({ from, to, rate, errorShare, kind, declared: true, observed: true, ...more });

/** The map of twenty that the page was drawn after. */
function drawn() {
  const nodes = [
    makeNode("web", "storefront", 0, 840, 180), makeNode("mobile-bff", "storefront", 0, 1300, 140), makeNode("search", "storefront", 1, 610, 85),
    makeNode("recommend", "storefront", 2, 420, 210, 0, "UPDATE"), makeNode("reviews", "storefront", 3, 130, 60),
    makeNode("cart", "ordering", 0, 520, 45), makeNode("checkout", "ordering", 0, 96, 320), makeNode("order", "ordering", 0, 96, 410, 0.018),
    makeNode("pricing", "ordering", 1, 700, 22), makeNode("promo", "ordering", 2, 310, 35, 0, "SCALE_OUT"),
    makeNode("payment", "payments", 0, 94, 260), makeNode("fraud", "payments", 1, 94, 120), makeNode("ledger", "payments", 0, 180, 18),
    stop("order.placed", "logistics", 90), makeNode("inventory", "logistics", 1, 410, 190, 0.026), makeNode("shipping", "logistics", 1, 80, 75),
    makeNode("carriers", "logistics", 2, 60, 900, 0.062, "FAILED"), makeNode("geo", "logistics", 2, 220, 12),
    makeNode("catalog", "catalogue", 0, 1500, 28), makeNode("identity", "catalogue", 0, 1900, 15), makeNode("media", "catalogue", 3, 900, 50),
  ];
  const edges = [
    makeEdge("web", "search", 200), makeEdge("web", "recommend", 180), makeEdge("web", "cart", 200), makeEdge("web", "checkout", 30), makeEdge("web", "catalog", 520),
    makeEdge("web", "identity", 840), makeEdge("mobile-bff", "search", 410), makeEdge("mobile-bff", "recommend", 240), makeEdge("mobile-bff", "cart", 320),
    makeEdge("mobile-bff", "checkout", 66), makeEdge("mobile-bff", "catalog", 420), makeEdge("mobile-bff", "identity", 1000), makeEdge("search", "catalog", 300),
    makeEdge("recommend", "reviews", 130), makeEdge("recommend", "catalog", 200), makeEdge("cart", "order", 4), makeEdge("cart", "pricing", 520),
    makeEdge("checkout", "order", 92), makeEdge("checkout", "pricing", 96), makeEdge("pricing", "promo", 310), makeEdge("reviews", "media", 130),
    makeEdge("order", "payment", 94, 0.002), makeEdge("order", "inventory", 96, 0.026), makeEdge("inventory", "order", 61, 0.004),
    makeEdge("order", "order.placed", 90, 0, "async"), makeEdge("order.placed", "shipping", 45, 0, "async"), makeEdge("order.placed", "ledger", 45, 0, "async"),
    makeEdge("payment", "fraud", 94), makeEdge("payment", "ledger", 94), makeEdge("inventory", "geo", 150), makeEdge("shipping", "carriers", 60, 0.062),
    makeEdge("shipping", "geo", 70, 0, "sync", { declared: false }), makeEdge("catalog", "media", 770),
    makeEdge("promo", "identity", 0, 0, "sync", { observed: false }),
  ];
  return { nodes, edges };
}

function shop() {
  const nodes = [
    makeNode("gateway", "unassigned", null, 29, 240), makeNode("storefront", "storefront", 0, 29, 230), makeNode("recommendation", "catalogue", 3, 19, 60),
    makeNode("catalog", "catalogue", 0, 30, 12), makeNode("cart", "ordering", 1, 10, 80), makeNode("order", "ordering", 0, 6, 160, 0.012),
    makeNode("payment", "payments", 0, 6, 70), makeNode("inventory", "logistics", 1, 15, 25), stop("order.placed", "logistics", 6), makeNode("shipping", "logistics", 2, 6, 30),
  ];
  const edges = [
    makeEdge("gateway", "storefront", 29, 0, "sync", { declared: false }), makeEdge("storefront", "catalog", 5), makeEdge("storefront", "recommendation", 19), makeEdge("storefront", "cart", 10),
    makeEdge("storefront", "order", 6, 0.012), makeEdge("recommendation", "catalog", 19), makeEdge("cart", "catalog", 5), makeEdge("cart", "inventory", 9), makeEdge("order", "payment", 6),
    makeEdge("order", "inventory", 6), makeEdge("inventory", "order", 5), makeEdge("order", "order.placed", 6, 0, "async"), makeEdge("order.placed", "shipping", 6, 0, "async"),
  ];
  return { nodes, edges };
}

const DISTRICTS = ["storefront", "ordering", "payments", "logistics", "catalogue", "identity", "search", "pricing", "media", "support", "risk", "billing"];
const WORDS = ["basket", "price", "stock", "user", "token", "offer", "review", "parcel", "route", "ledger", "fraud", "invoice", "media", "image", "geo", "quote", "refund", "tax", "mail", "audit", "score", "label", "feed", "rank"];
const KINDS = ["api", "store", "worker", "sync", "index", "rules", "gateway", "view", "engine", "cache"];

/** A made-up map: mostly downhill edges that stay near their district, a few cycles, topics, failures and drift. */
function madeUp(services, edgeCount) {
  const next = random(services);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const districts = DISTRICTS.slice(0, services <= 200 ? 6 : 10);
  const names = new Set();
  const nodes = [];
  const level = [];
  const levels = services <= 200 ? 6 : 9;
  while (nodes.length < services) {
    let name = `${pick(WORDS)}-${pick(KINDS)}`;
    for (let i = 2; names.has(name); i++) name = `${name.replace(/-\d+$/, "")}-${i}`;
    names.add(name);
    const at = Math.min(levels - 1, Math.floor(Math.pow(next(), 0.8) * levels));
    const roll = next();
    const lifecycle = roll < 0.008 ? "FAILED" : roll < 0.02 ? pick(["UPDATE", "SCALE_OUT", "ROLLBACK"]) : "RUN";
    nodes.push(makeNode(name, pick(districts), Math.min(3, Math.floor(next() * 2.2 + at / 4)), 0, 8 + next() * 300, 0, lifecycle));
    level.push(at);
  }
  const topics = Math.round(services / 25);
  for (let i = 0; i < topics; i++) nodes.push(stop(`${pick(WORDS)}.${pick(["placed", "changed", "sent", "failed"])}-${i}`, pick(districts), 0));
  const byLevel = Array.from({ length: levels }, (_, at) => nodes.map((_, i) => i).filter((i) => level[i] === at));
  const seen = new Set();
  const edges = [];
  const add = (from, to, more = {}) => {
    const key = `${from}>${to}`;
    if (from === to || seen.has(key)) return;
    seen.add(key);
    const roll = next();
    const errorShare = roll < 0.003 ? 0.05 + next() * 0.1 : roll < 0.012 ? 0.01 + next() * 0.04 : next() * 0.003;
    edges.push(makeEdge(nodes[from].name, nodes[to].name, Math.pow(10, next() * 3 - 0.5), errorShare, "sync", { ...(roll > 0.995 ? { declared: false } : roll > 0.99 ? { observed: false } : {}), ...more }));
  };
  for (let i = 0; i < services; i++) {
    if (level[i] === 0) continue;
    const near = byLevel[level[i] - 1];
    const same = near.filter((j) => nodes[j].district === nodes[i].district);
    add(pick(same.length > 0 ? same : near), i);
  }
  for (let tries = 0; edges.length < edgeCount - topics * 3 && tries < edgeCount * 20; tries++) {
    const from = Math.floor(next() * services);
    if (level[from] === levels - 1) continue;
    const to = pick(byLevel[Math.min(levels - 1, level[from] + 1 + Math.floor(next() * next() * 4))]);
    if (nodes[to].district !== nodes[from].district && next() < 0.72) continue;
    add(from, to);
  }
  for (let i = 0; i < topics; i++) {
    const topic = services + i;
    const from = Math.floor(next() * services);
    add(from, topic, { kind: "async" });
    for (let n = 0; n < 2; n++) {
      const later = byLevel[Math.min(levels - 1, level[from] + 1)];
      if (level[from] < levels - 1) add(topic, pick(later), { kind: "async" });
    }
  }
  // Planted cycles of two and of three, each within one step of depth.
  for (let n = 0; n < Math.max(1, Math.round(services / 250)); n++) {
    const back = edges.filter((edge) => edge.kind === "sync" && edge.observed)[Math.floor(next() * edges.length * 0.5)];
    if (back) add(nodes.findIndex((node) => node.name === back.to), nodes.findIndex((node) => node.name === back.from));
  }
  for (const node of nodes) {
    const inbound = edges.filter((edge) => edge.to === node.name);
    node.rate = inbound.length > 0 ? inbound.reduce((sum, edge) => sum + edge.rate, 0) : 50 + next() * 2000;
    node.errorShare = inbound.length > 0 ? inbound.reduce((sum, edge) => sum + edge.rate * edge.errorShare, 0) / node.rate : 0;
  }
  return { nodes, edges };
}

/** Strongly connected components, iteratively after Tarjan. */
function components(count, next) {
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const on = new Uint8Array(count);
  const of = new Int32Array(count).fill(-1);
  const stack = [];
  let counter = 0;
  let found = 0;
  for (let root = 0; root < count; root++) {
    if (index[root] >= 0) continue;
    const work = [[root, 0]];
    while (work.length > 0) {
      const top = work[work.length - 1];
      const [at] = top;
      if (top[1] === 0) {
        index[at] = low[at] = counter++;
        stack.push(at);
        on[at] = 1;
      }
      if (top[1] < next[at].length) {
        const to = next[at][top[1]++];
        if (index[to] < 0) work.push([to, 0]);
        else if (on[to]) low[at] = Math.min(low[at], index[to]);
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low[parent[0]] = Math.min(low[parent[0]], low[at]);
      if (low[at] === index[at]) {
        let member;
        do {
          member = stack.pop();
          on[member] = 0;
          of[member] = found;
        } while (member !== at);
        found++;
      }
    }
  }
  return of;
}

/** Depth, cycles and nodes as the dependency-map-service lays them out: columns of depth, bands of districts. */
export function generated(size, edgeCount = size * 10) {
  return laidOut(size <= 8 ? shop() : size <= 20 ? drawn() : madeUp(size, edgeCount));
}

/** The same map with edges cut and built: what the map answers to a what-if. */
export function changed(map, operations) {
  const nodes = map.nodes.map((node) => ({ ...node }));
  let edges = map.edges.map((edge) => ({ ...edge }));
  const cut = [];
  const added = [];
  const build = (from, to, kind, rate) => {
    const built = makeEdge(from, to, rate, 0, kind, { declared: false });
    edges.push(built);
    added.push({ from, to, kind });
  };
  for (const { op, from, to, topic, service } of operations) {
    const old = edges.find((edge) => edge.from === from && edge.to === to);
    edges = edges.filter((edge) => edge !== old);
    cut.push({ from, to, kind: "sync" });
    const district = nodes.find((node) => node.name === to)?.district;
    if (op === "invert") {
      nodes.push(stop(topic, district, old?.rate ?? 0));
      build(to, topic, "async", old?.rate ?? 0);
      build(topic, from, "async", old?.rate ?? 0);
    }
    if (op === "extract") {
      nodes.push(makeNode(service, district, 1, old?.rate ?? 0, 10));
      build(from, service, "sync", old?.rate ?? 0);
      build(to, service, "sync", old?.rate ?? 0);
    }
  }
  const count = (of) => ({ services: of.nodes.filter((node) => node.type === "service").length, nodes: of.nodes.length, edges: of.edges.length, depth: of.max, cycles: of.cycles.length });
  const after = laidOut({ nodes, edges });
  const before = new Map(map.nodes.map((node) => [node.name, node]));
  for (const node of after.nodes) Object.assign(node, before.has(node.name) ? { x: before.get(node.name).x, y: before.get(node.name).y } : {});
  return { before: count(map), after: count(after), cut, added, map: { ...after, districts: map.districts } };
}

function laidOut({ nodes, edges }) {
  const at = new Map(nodes.map((node, i) => [node.name, i]));
  const next = nodes.map(() => []);
  for (const edge of edges) if (edge.observed) next[at.get(edge.from)].push(at.get(edge.to));
  const of = components(nodes.length, next);
  const members = new Map();
  of.forEach((component, i) => members.set(component, [...(members.get(component) ?? []), i]));
  const stops = nodes.map((node) => node.type !== "service");
  const half = new Float64Array(members.size);
  const order = [...members.keys()].sort((a, b) => b - a);
  for (const component of order) {
    for (const i of members.get(component)) {
      for (const to of next[i]) {
        if (of[to] !== component) half[of[to]] = Math.max(half[of[to]], half[component] + (stops[to] || stops[i] ? 1 : 2));
      }
    }
  }
  const districtNames = [...new Set(nodes.map((node) => node.district))];
  const lanes = new Map();
  const rows = new Map();
  nodes.forEach((node, i) => {
    const halfDepth = stops[i] ? Math.floor(half[of[i]] / 2) * 2 + 1 : half[of[i]];
    node.depth = Math.floor(halfDepth / 2);
    const cell = `${node.district} ${halfDepth} ${stops[i]}`;
    rows.set(cell, (rows.get(cell) ?? -1) + 1);
    node.half = halfDepth;
    node.row = rows.get(cell);
    const size = lanes.get(node.district) ?? [0, 0];
    size[stops[i] ? 0 : 1] = Math.max(size[stops[i] ? 0 : 1], node.row + 1);
    lanes.set(node.district, size);
    const cycle = members.get(of[i]);
    node.cycle = cycle.length > 1 ? `cycle-${cycle[0]}` : null;
    node.p50 = node.p99 / 4;
    node.p95 = node.p99 / 1.6;
    node.fanIn = 0;
    node.fanOut = next[i].length;
  });
  let top = 0;
  const districts = districtNames.map((name) => {
    // With room to spare, as the dependency-map-service gives it to a new district.
    const roomy = (rows) => rows + Math.max(1, Math.floor(rows / 4));
    const stopRows = Math.max(1, lanes.get(name)[0]);
    const nodeRows = roomy(Math.max(1, lanes.get(name)[1]));
    const height = 24 + stopRows * 34 + nodeRows * 62;
    const band = { name, y: top, height, lanes: stopRows };
    top += height + 10;
    return band;
  });
  for (const node of nodes) {
    const band = districts.find((each) => each.name === node.district);
    node.x = 180 + (217 * node.half) / 2;
    node.y = node.type === "service" ? band.y + 12 + band.lanes * 34 + (node.row + 0.5) * 62 : band.y + 12 + (node.row + 0.5) * 34;
    delete node.half;
    delete node.row;
  }
  for (const edge of edges) {
    const from = nodes[at.get(edge.from)];
    const to = nodes[at.get(edge.to)];
    to.fanIn++;
    edge.cycle = edge.observed && from.cycle && from.cycle === to.cycle ? from.cycle : null;
    edge.p99 = edge.observed ? to.p99 : null;
    edge.p95 = edge.observed ? to.p95 : null;
    edge.p50 = edge.observed ? to.p50 : null;
  }
  const cycles = [...members.values()].filter((each) => each.length > 1).map((each) => {
    const within = edges.filter((edge) => edge.cycle === nodes[each[0]].cycle);
    const cut = [...within].sort((a, b) => a.rate - b.rate)[0];
    return {
      id: nodes[each[0]].cycle,
      members: each.map((i) => nodes[i].name).sort(),
      shortest: [cut.to, cut.from],
      edges: within.map((edge) => ({ from: edge.from, to: edge.to, kind: edge.kind, calls: edge.rate * 3600, rate: edge.rate, shortest: [edge.from, edge.to] })),
      advice: [{ cut: { from: cut.from, to: cut.to }, proposals: [
        { kind: "invert", title: "Invert it through a topic", text: `Let ${cut.to} publish ${cut.to}.changed, and ${cut.from} read it.`, operations: [{ op: "invert", from: cut.from, to: cut.to, topic: `${cut.to}.changed` }] },
        { kind: "extract", title: "Extract the shared part", text: `Move what ${cut.from} asks ${cut.to} for into ${cut.to}-shared.`, operations: [{ op: "extract", from: cut.from, to: cut.to, service: `${cut.to}-shared` }] },
      ], explanation: `${cut.from} calls ${cut.to} back (${cut.rate.toFixed(0)} calls/s). Publish ${cut.from}.changed to a topic that ${cut.to} reads: removes this cycle.` }],
    };
  });
  return { nodes, edges, cycles, districts: districts.map(({ lanes: _, ...band }) => band), max: Math.max(...nodes.map((node) => node.depth)) };
}
