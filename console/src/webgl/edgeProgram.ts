import type { Attributes } from "graphology-types";
import { EdgeProgram } from "sigma/rendering";
import type { ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import { EDGE_FRAGMENT, EDGE_VERTEX } from "./shaders";

/** What the shaders must know of the view and Sigma does not say: pixels per map unit, and how visible healthy edges are. */
export interface Look {
  /** Off while Sigma is being set up: it would draw each step of that. */
  on: boolean;
  k: number;
  alpha: number;
}

/** Attributes of an edge: its curve and half sizes of a node are in Sigma's own units, see {@link WebglMap}. */
export interface EdgeLooks extends Attributes {
  bend: readonly number[];
  width: number;
  color: string;
  /** 1 for what must be seen from afar, 0 for what fades into the backdrop. */
  weight: number;
  /** 1 for dashes. */
  dashed: number;
}

const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
const STEPS = 18;
const STRIP = Array.from({ length: (STEPS + 1) * 2 }, (_, i) => [Math.floor(i / 2) / STEPS, i % 2 === 0 ? -1 : 1]);

export function edgeProgram(look: Look) {
  return class MapEdgeProgram extends EdgeProgram<"u_matrix" | "u_size" | "u_k" | "u_alpha"> {
    getDefinition() {
      return {
        VERTICES: STRIP.length,
        VERTEX_SHADER_SOURCE: EDGE_VERTEX,
        FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
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
      const edge = data as unknown as EdgeLooks;
      const { array } = this;
      for (let i = 0; i < 8; i++) array[start + i] = edge.bend[i] ?? 0;
      array[start + 8] = edge.width;
      array[start + 9] = edge.weight;
      array[start + 10] = edge.dashed;
      array[start + 11] = floatColor(edge.color);
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
