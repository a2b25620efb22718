import type { Attributes } from "graphology-types";
import { NodeProgram } from "sigma/rendering";
import type { ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import type { Look } from "./edgeProgram";
import { BLOCK_FRAGMENT, BLOCK_VERTEX } from "./shaders";

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
const CORNERS = [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]];

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
