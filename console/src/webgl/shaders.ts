// The two shaders of the large map: an edge is a strip along the same curve as in the small one, a node is a block.

export const EDGE_VERTEX = `
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

export const EDGE_FRAGMENT = `
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

export const BLOCK_VERTEX = `
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

export const BLOCK_FRAGMENT = `
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
