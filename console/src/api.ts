// What the console reads of the services, through the gateway's /bff: only the fields that it shows.

export interface Building {
  name: string;
  type: "service" | "topic" | "broker" | "database" | "cache" | "external";
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
  /** Centre of the building, in map units. */
  x: number;
  y: number;
  cycle?: string | null;
  instances?: number | null;
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
  nodes: Building[];
  edges: Road[];
  depth: { max: number };
  districts: District[];
}

export interface Cut {
  from: string;
  to: string;
}

export interface Cycle {
  id: string;
  members: string[];
  shortest: string[];
  advice: { cut: Cut; explanation: string }[];
}

export interface Revision {
  number: number;
  architecture: string;
  status: string;
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

async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" }, signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ReadFailure(0, "");
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new ReadFailure(response.status, problem.detail ?? "");
  }
  return (await response.json()) as T;
}

export const readMap = (minutes: number, signal?: AbortSignal) =>
  read<CityMap>(`/bff/map/api/v1/map?from=${new Date(Date.now() - minutes * 60_000).toISOString()}`, signal);

export const readCycles = (signal?: AbortSignal) =>
  read<{ items: Cycle[] }>("/bff/map/api/v1/cycles", signal).then((page) => page.items);

/** The revision in force; null while nothing was applied. */
export const readRevision = (signal?: AbortSignal) =>
  read<Revision>("/bff/versionset/api/v1/revisions/current", signal).catch((failure: unknown) => {
    if (failure instanceof ReadFailure && failure.status === 404) return null;
    throw failure;
  });

export const readHistory = (service: string, signal?: AbortSignal) =>
  read<{ items: Transition[] }>(
    `/bff/registry/api/v1/services/${encodeURIComponent(service)}/transitions?limit=8`,
    signal,
  ).then((page) => page.items);
