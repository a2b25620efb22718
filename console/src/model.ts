// What the services answer, as far as the console shows it.

export interface MapNode {
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
  /** Centre of the node, in map units. */
  x: number;
  y: number;
  cycle?: string | null;
  instances?: number | null;
  running?: number | null;
  stale?: boolean;
}

export interface MapEdge {
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

export interface DependencyMap {
  from: string;
  to: string;
  stale?: Record<string, boolean>;
  /** How old the answers of other services are, as ISO 8601 durations. */
  ages?: Record<string, string | null>;
  nodes: MapNode[];
  edges: MapEdge[];
  depth: { max: number };
  districts: District[];
}

type Kind = "sync" | "async";

export type Operation =
  | { op: "cut"; from: string; to: string; kind?: Kind }
  | { op: "invert"; from: string; to: string; topic: string }
  | { op: "extract"; from: string; to: string; service: string }
  | { op: "addService"; name: string }
  | { op: "connect"; from: string; to: string; kind?: Kind; rate?: number };

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
  edges: number;
  depth: number;
  cycles: number;
}

export interface WhatIf {
  before: Counts;
  after: Counts;
  cut: { from: string; to: string }[];
  added: { from: string; to: string }[];
  map: DependencyMap;
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
  /** The topic between the two. */
  via?: string | null;
  lastObserved?: string | null;
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

/** A stretch of time, in milliseconds since the epoch. */
export interface Stretch {
  from: number;
  to: number;
  /** The last hour: what the map shows when it is asked for no time, and draws once for all who look. */
  usual?: boolean;
}

/** A browser in which somebody is logged in. */
export interface Session {
  id: string;
  subject: string;
  role: string;
  createdAt: string;
  address?: string | null;
  userAgent?: string | null;
  current: boolean;
}

export interface SessionPage {
  items: Session[];
  nextCursor?: string | null;
}
