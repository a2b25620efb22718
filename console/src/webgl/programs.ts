// The two shaders of the large city: a road is a strip along the same curve as in the small one, a house is a block.
import type { Attributes } from "graphology-types";
import { EdgeProgram, NodeProgram } from "sigma/rendering";
import type { ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

/** What the shaders must know of the view and Sigma does not say: pixels per map unit, and how visible healthy roads are. */
export interface Look {
  /** Off while Sigma is being set up: it would draw each step of that. */
  on: boolean;
  k: number;
  alpha: number;
}

/** Attributes of a road: its curve and half sizes of a house are in Sigma's own units, see {@link WebglCity}. */
export interface RoadLooks extends Attributes {
  bend: readonly number[];
  width: number;
  color: string;
  /** 1 for what must be seen from afar, 0 for what fades into the ground. */
  weight: number;
  /** 1 for dashes. */
  dashed: number;
}

export interface BlockLooks extends Attributes {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
  color: string;
  bar: string;
  edge: string;
}

const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
const STEPS = 18;

const ROAD_VERTEX = `
attribute vec4 a_start;
attribute vec4 a_end;
attribute float a_width;
attribute float a_weight;
attribute float a_dashed;
attribute vec4 a_color;
attribute float a_t;
attribute float a_side;
uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_k;
uniform float u_alpha;
varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_dashed;

vec2 pixels(vec2 p) { return (u_matrix * vec3(p, 1.0)).xy * u_size * 0.5; }

void main() {
  #ifdef PICKING_MODE
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  #else
  vec2 a = pixels(a_start.xy);
  vec2 b = pixels(a_start.zw);
  vec2 c = pixels(a_end.xy);
  vec2 d = pixels(a_end.zw);
  float t = a_t;
  float s = 1.0 - t;
  vec2 at = s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d;
  vec2 way = 3.0 * (s * s * (b - a) + 2.0 * s * t * (c - b) + t * t * (d - c));
  vec2 normal = normalize(vec2(-way.y, way.x) + vec2(0.0, 1e-6));
  float half_width = max(0.35, 0.5 * a_width * clamp(u_k * 1.2, 0.3, 1.0));
  gl_Position = vec4((at + normal * a_side * (half_width + 0.75)) / (u_size * 0.5), 0.0, 1.0);
  v_side = a_side * (half_width + 0.75);
  v_half = half_width;
  v_along = t * (distance(a, b) + distance(b, c) + distance(c, d)) * 0.9;
  v_dashed = a_dashed;
  v_color = vec4(a_color.rgb, a_color.a * 255.0 / 254.0 * mix(u_alpha, 1.0, a_weight));
  #endif
}`;

const ROAD_FRAGMENT = `
precision mediump float;
varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_dashed;
void main() {
  float alpha = v_color.a * clamp(v_half + 0.75 - abs(v_side), 0.0, 1.0);
  if (v_dashed > 0.5 && mod(v_along, 9.0) > 5.0) alpha = 0.0;
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
}`;

const BLOCK_VERTEX = `
attribute vec2 a_position;
attribute vec2 a_half;
attribute vec4 a_color;
attribute vec4 a_bar;
attribute vec4 a_edge;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_size;
varying vec4 v_color;
varying vec4 v_bar;
varying vec4 v_edge;
varying vec2 v_at;
varying vec2 v_half;
void main() {
  #ifdef PICKING_MODE
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  #else
  vec2 centre = (u_matrix * vec3(a_position, 1.0)).xy;
  v_half = (u_matrix * vec3(a_position + a_half, 1.0)).xy - centre;
  v_half = abs(v_half) * u_size * 0.5;
  v_half = max(v_half, vec2(2.0, 1.0));
  v_at = a_corner * (v_half + 0.5);
  gl_Position = vec4(centre + v_at / (u_size * 0.5), 0.0, 1.0);
  v_color = a_color;
  v_bar = a_bar;
  v_edge = a_edge;
  #endif
}`;

const BLOCK_FRAGMENT = `
precision mediump float;
varying vec4 v_color;
varying vec4 v_bar;
varying vec4 v_edge;
varying vec2 v_at;
varying vec2 v_half;
void main() {
  float round = min(min(v_half.x, v_half.y) * 0.5, 8.0);
  vec2 q = abs(v_at) - (v_half - round);
  float inside = round - length(max(q, 0.0)) - min(max(q.x, q.y), 0.0);
  float alpha = clamp(inside + 0.5, 0.0, 1.0);
  float bar = max(1.5, v_half.x * 0.12);
  vec3 colour = v_at.x < -v_half.x + bar ? v_bar.rgb : inside < 1.0 ? mix(v_color.rgb, v_edge.rgb, v_edge.a) : v_color.rgb;
  gl_FragColor = vec4(colour * alpha, alpha);
}`;

const STRIP = Array.from({ length: (STEPS + 1) * 2 }, (_, i) => [Math.floor(i / 2) / STEPS, i % 2 === 0 ? -1 : 1]);
const CORNERS = [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]];

export function roadProgram(look: Look) {
  return class RoadProgram extends EdgeProgram<"u_matrix" | "u_size" | "u_k" | "u_alpha"> {
    getDefinition() {
      return {
        VERTICES: STRIP.length,
        VERTEX_SHADER_SOURCE: ROAD_VERTEX,
        FRAGMENT_SHADER_SOURCE: ROAD_FRAGMENT,
        METHOD: WebGLRenderingContext.TRIANGLE_STRIP as 5,
        UNIFORMS: ["u_matrix", "u_size", "u_k", "u_alpha"] as ("u_matrix" | "u_size" | "u_k" | "u_alpha")[],
        ATTRIBUTES: [
          { name: "a_start", size: 4, type: FLOAT },
          { name: "a_end", size: 4, type: FLOAT },
          { name: "a_width", size: 1, type: FLOAT },
          { name: "a_weight", size: 1, type: FLOAT },
          { name: "a_dashed", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_t", size: 1, type: FLOAT }, { name: "a_side", size: 1, type: FLOAT }],
        CONSTANT_DATA: STRIP,
      };
    }

    processVisibleItem(_index: number, start: number, _from: NodeDisplayData, _to: NodeDisplayData, data: EdgeDisplayData) {
      const road = data as unknown as RoadLooks;
      const { array } = this;
      for (let i = 0; i < 8; i++) array[start + i] = road.bend[i] ?? 0;
      array[start + 8] = road.width;
      array[start + 9] = road.weight;
      array[start + 10] = road.dashed;
      array[start + 11] = floatColor(road.color);
    }

    render(params: RenderParams) {
      if (look.on) super.render(params);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo) {
      gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
      gl.uniform2f(uniformLocations["u_size"] ?? null, params.width, params.height);
      gl.uniform1f(uniformLocations["u_k"] ?? null, look.k);
      gl.uniform1f(uniformLocations["u_alpha"] ?? null, look.alpha);
    }
  };
}

export function blockProgram(look: Look) {
  return class BlockProgram extends NodeProgram<"u_matrix" | "u_size"> {
    getDefinition() {
      return {
        VERTICES: CORNERS.length,
        VERTEX_SHADER_SOURCE: BLOCK_VERTEX,
        FRAGMENT_SHADER_SOURCE: BLOCK_FRAGMENT,
        METHOD: WebGLRenderingContext.TRIANGLES as 4,
        UNIFORMS: ["u_matrix", "u_size"] as ("u_matrix" | "u_size")[],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_half", size: 2, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_bar", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_edge", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
        CONSTANT_DATA: CORNERS,
      };
    }

    processVisibleItem(_index: number, start: number, data: NodeDisplayData) {
      const block = data as unknown as BlockLooks;
      const { array } = this;
      array[start] = block.x;
      array[start + 1] = block.y;
      array[start + 2] = block.halfWidth;
      array[start + 3] = block.halfHeight;
      array[start + 4] = floatColor(block.color);
      array[start + 5] = floatColor(block.bar);
      array[start + 6] = floatColor(block.edge);
    }

    render(params: RenderParams) {
      if (look.on) super.render(params);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo) {
      gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
      gl.uniform2f(uniformLocations["u_size"] ?? null, params.width, params.height);
    }
  };
}
