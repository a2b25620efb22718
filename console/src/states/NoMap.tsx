import type { ReadFailure } from "../api";
import type { Words } from "../words";

/** Before there is any picture: it is on its way, or why there is none and what to do about it. */
export function NoMap({ failure, words }: { failure: ReadFailure | null; words: Words }) {
  if (!failure) {
    return (
      <div className="empty loading" role="status">
        <div className="bands" aria-hidden="true"><i /><i /><i /><i /></div>
        <p>{words.loading}</p>
      </div>
    );
  }
  const { title, text, command } = words.noMap(failure.status);
  return (
    <div className="empty" role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      {command && <pre tabIndex={0}>{command}</pre>}
      {failure.message && <p className="detail">{failure.message}</p>}
    </div>
  );
}
