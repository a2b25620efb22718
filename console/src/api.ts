// What the console reads of the services, through the gateway's /bff: only the fields that it shows.

export interface Building {
  name: string;
  type: "service" | "topic" | "broker" | "database" | "cache" | "external";
  /** The band that it is drawn in. */
  district?: string | null;
  domain?: string | null;
  tier?: number | null;
  owner?: string | null;
  lifecycle?: string | null;
  version?: string | null;
  rate: number;
  errorShare: number;
  p50?: number | null;
  p95?: number | null;
  p99?: number | null;
  depth: number;
  fanIn?: number;
  fanOut?: number;
  /** Centre of the building, in map units. */
  x: number;
  y: number;
  cycle?: string | null;
  instances?: number | null;
  running?: number | null;
  stale?: boolean;
}

export interface Road {
  from: string;
  to: string;
  kind: "sync" | "async";
  calls: number;
  rate: number;
  errors: number;
  errorShare: number;
  p50?: number | null;
  p95?: number | null;
  p99?: number | null;
  declared: boolean;
  observed: boolean;
  cycle?: string | null;
  /** A synchronous call from a more vital service to a less vital one. */
  inversion?: boolean;
}

export interface District {
  name: string;
  y: number;
  height: number;
}

export interface CityMap {
  from: string;
  to: string;
  stale?: Record<string, boolean>;
  /** How old the answers of other services are, as ISO 8601 durations. */
  ages?: Record<string, string | null>;
  nodes: Building[];
  edges: Road[];
  depth: { max: number };
  districts: District[];
}

export type Operation =
  | { op: "cut"; from: string; to: string }
  | { op: "invert"; from: string; to: string; topic: string }
  | { op: "extract"; from: string; to: string; service: string };

export interface Proposal {
  kind: string;
  title: string;
  text: string;
  operations: Operation[];
}

export interface Advice {
  cut: { from: string; to: string };
  explanation: string;
  proposals?: Proposal[];
}

export interface Cycle {
  id: string;
  members: string[];
  shortest: string[];
  advice: Advice[];
}

export interface Counts {
  services: number;
  roads: number;
  depth: number;
  cycles: number;
}

export interface WhatIf {
  before: Counts;
  after: Counts;
  cut: { from: string; to: string }[];
  added: { from: string; to: string }[];
  map: CityMap;
}

export interface Impact {
  summary: { hurt: number; delayed: number; requestsPerSecond: number; tiers: Record<string, number> };
  hurt: { name: string; tier?: number | null; path: string[]; requestsPerSecond: number; share: number; entrance: boolean }[];
  delayed: { name: string; path: string[]; effect: string }[];
}

export interface Finding {
  type: string;
  from: string;
  to?: string | null;
  message: string;
}

export interface ServiceCard {
  metrics: { transitiveCallers: number; transitiveCallees: number; instability?: number | null; longestChain: { length: number; path: string[] } };
  findings: Finding[];
}

export interface TrafficStep {
  at: string;
  calls: number;
  rate: number;
  errors: number;
  errorShare: number;
  p50?: number | null;
  p95?: number | null;
  p99?: number | null;
}

export interface Traffic {
  from: string;
  to: string;
  items: TrafficStep[];
}

export interface Revision {
  number: number;
  architecture: string;
  status: string;
  createdAt?: string;
}

export interface Transition {
  seq: number;
  from?: string | null;
  to: string;
  at: string;
  actor: string;
  reason?: string | null;
  instance?: string | null;
}

/** A failed read, with the problem document's own words where there is one. */
export class ReadFailure extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ReadFailure(0, "");
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new ReadFailure(response.status, problem.detail ?? "");
  }
  return (await response.json()) as T;
}

const read = <T>(path: string, signal?: AbortSignal) => ask<T>(path, { headers: { Accept: "application/json" }, signal });

/** Null where there is no such thing, or where the service is too old to know the question. */
const readIfThere = <T>(path: string, signal?: AbortSignal) =>
  read<T>(path, signal).catch((failure: unknown) => {
    if (failure instanceof ReadFailure && (failure.status === 404 || failure.status === 405)) return null;
    throw failure;
  });

/** A stretch of time, in milliseconds since the epoch. */
export interface Stretch {
  from: number;
  to: number;
  /** The last hour: what the map shows when it is asked for no time, and draws once for all who look. */
  usual?: boolean;
}

const between = (stretch: Stretch) => stretch.usual ? "" : `from=${new Date(stretch.from).toISOString()}&to=${new Date(stretch.to).toISOString()}`;
const service = (name: string) => `/bff/map/api/v1/services/${encodeURIComponent(name)}`;

export const readMap = (stretch: Stretch, signal?: AbortSignal) => read<CityMap>(`/bff/map/api/v1/map?${between(stretch)}`, signal);

export const readCycles = (stretch: Stretch, signal?: AbortSignal) =>
  read<{ items: Cycle[] }>(`/bff/map/api/v1/cycles?${between(stretch)}`, signal).then((page) => page.items);

/** The traffic of the whole city, or of one service, in equal steps. */
export const readTraffic = (stretch: Stretch, points: number, of: string | null, signal?: AbortSignal) =>
  readIfThere<Traffic>(`/bff/map/api/v1/traffic?points=${points}${of ? `&service=${encodeURIComponent(of)}` : ""}&${between(stretch)}`, signal);

export const readImpact = (name: string, stretch: Stretch, signal?: AbortSignal) => readIfThere<Impact>(`${service(name)}/impact?${between(stretch)}`, signal);

export const readService = (name: string, stretch: Stretch, signal?: AbortSignal) => readIfThere<ServiceCard>(`${service(name)}?${between(stretch)}`, signal);

export const readDrift = (stretch: Stretch, signal?: AbortSignal) =>
  readIfThere<{ items: Finding[] }>(`/bff/map/api/v1/drift?${between(stretch)}`, signal).then((page) => page?.items ?? []);

/** The map as it would be. A change of nothing, but asked by POST: hence the console's own header. */
export const askWhatIf = (operations: Operation[], stretch: Stretch, signal?: AbortSignal) =>
  ask<WhatIf>(`/bff/map/api/v1/what-if?${between(stretch)}`, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-Polis-Console": "1" },
    body: JSON.stringify({ operations }),
    signal,
  });

/** The revision in force; null while nothing was applied. */
export const readRevision = (signal?: AbortSignal) => readIfThere<Revision>("/bff/versionset/api/v1/revisions/current", signal);

export const readRevisions = (signal?: AbortSignal) =>
  readIfThere<{ items: Revision[] }>("/bff/versionset/api/v1/revisions?limit=50", signal).then((page) => page?.items ?? []);

export const readHistory = (name: string, signal?: AbortSignal) =>
  read<{ items: Transition[] }>(`/bff/registry/api/v1/services/${encodeURIComponent(name)}/transitions?limit=8`, signal).then((page) => page.items);

/** Rates of the last seconds, once a second; the browser connects again by itself. */
export const LIVE = "/bff/map/api/v1/live";
