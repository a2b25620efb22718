// What the console reads of the services, through the gateway's /bff.
import type { Cycle, DependencyMap, Finding, Impact, Operation, Revision, ServiceCard, SessionPage, Stretch, Traffic, Transition, WhatIf } from "./model";

export type * from "./model";

/** A failed read, with the problem document's own words where there is one. */
export class ReadFailure extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** Whether nobody was there to answer, or nobody that could. */
export const isAway = (failure: unknown) => failure instanceof ReadFailure && (failure.status === 0 || failure.status >= 500);

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
  return (response.status === 204 ? null : await response.json()) as T;
}

const read = <T>(path: string, signal?: AbortSignal) => ask<T>(path, { headers: { Accept: "application/json" }, signal });

/** Null where there is no such thing, or where the service is too old to know the question. */
const readIfThere = <T>(path: string, signal?: AbortSignal) =>
  read<T>(path, signal).catch((failure: unknown) => {
    if (failure instanceof ReadFailure && (failure.status === 404 || failure.status === 405)) return null;
    throw failure;
  });

/** Without it nothing is changed: no form and no link of another site can send it. */
const CONSOLE = { "X-Polis-Console": "1" };

const between = (stretch: Stretch) => stretch.usual ? "" : `from=${new Date(stretch.from).toISOString()}&to=${new Date(stretch.to).toISOString()}`;
const service = (name: string) => `/bff/map/api/v1/services/${encodeURIComponent(name)}`;

export const readMap = (stretch: Stretch, signal?: AbortSignal) => read<DependencyMap>(`/bff/map/api/v1/map?${between(stretch)}`, signal);

export const readCycles = (stretch: Stretch, signal?: AbortSignal) =>
  read<{ items: Cycle[] }>(`/bff/map/api/v1/cycles?${between(stretch)}`, signal).then((page) => page.items);

/** The traffic of the whole map, or of one service, in equal steps. */
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
    headers: { Accept: "application/json", "Content-Type": "application/json", ...CONSOLE },
    body: JSON.stringify({ operations }),
    signal,
  });

/** The revision in force; null while nothing was applied. */
export const readRevision = (signal?: AbortSignal) => readIfThere<Revision>("/bff/versionset/api/v1/revisions/current", signal);

export const readRevisions = (signal?: AbortSignal) =>
  readIfThere<{ items: Revision[] }>("/bff/versionset/api/v1/revisions?limit=50", signal).then((page) => page?.items ?? []);

/** The newest operation: asked for only to know whether the scheduler answers. */
export const readOperations = (signal?: AbortSignal) => read<unknown>("/bff/scheduler/api/v1/operations?limit=1", signal);

export const readHistory = (name: string, signal?: AbortSignal) =>
  read<{ items: Transition[] }>(`/bff/registry/api/v1/services/${encodeURIComponent(name)}/transitions?limit=8`, signal).then((page) => page.items);

/** Who is logged in to the console; of the gateway itself, which nobody has to be asked for. */
export const readSessions = (signal?: AbortSignal) => read<SessionPage>("/api/v1/sessions?limit=50", signal);

export const endSession = (id: string) => ask<null>(`/api/v1/sessions/${encodeURIComponent(id)}`, { method: "DELETE", headers: CONSOLE });

/** Ends the session of this browser, for good. */
export const signOut = () => ask<null>("/logout", { method: "POST", headers: CONSOLE });

/** Rates of the last seconds, once a second; the browser connects again by itself. */
export const LIVE = "/bff/map/api/v1/live";
