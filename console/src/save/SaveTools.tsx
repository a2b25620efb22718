import type { DependencyMap } from "../api";
import type { Overlay } from "../map/overlay";
import type { Words } from "../words";

/** Pixels of a saved picture at most, on its longer side: more than browsers draw onto one canvas. */
const LARGEST = 12_000;

/** Saves the map as it is shown, whole, in the colours of now. */
export function SaveTools({ map, overlay, language, words }: { map: DependencyMap; overlay: Overlay | null; language: string; words: Words }) {
  const draw = async () => (await import("./picture")).picture(map, overlay, language, words);
  const svg = async () => {
    const drawn = await draw();
    save(new Blob([drawn.svg], { type: "image/svg+xml" }), "svg");
  };
  const png = async () => {
    const drawn = await draw();
    const image = new Image();
    // A data: address, which the page's content security policy lets an image have; it does not let it have a blob:.
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.svg)}`;
    await image.decode();
    const scale = Math.min(2, LARGEST / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * scale);
    canvas.height = Math.round(drawn.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, "png"), "image/png");
  };
  return (
    <>
      <button className="plain save" onClick={() => void png()}>{words.save("PNG")}</button>
      <button className="plain save" onClick={() => void svg()}>{words.save("SVG")}</button>
    </>
  );
}

function save(blob: Blob, ending: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `map-${new Date().toISOString().slice(0, 16).replace(":", "")}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
