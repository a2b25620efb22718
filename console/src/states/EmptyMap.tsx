import type { Words } from "../words";

/** An empty map teaches how to fill it: the lines that make a service send its spans. */
export function EmptyMap({ past, words, onLive }: { past: boolean; words: Words; onLive: () => void }) {
  if (past) {
    return (
      <div className="empty">
        <h2>{words.emptyPast}</h2>
        <p>{words.emptyPastText}</p>
        <button className="act" onClick={onLive}>{words.backToLive}</button>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{words.emptyTitle}</h2>
      <p>{words.emptyText}</p>
      <pre tabIndex={0}>management.tracing.sampling.probability=1.0{"\n"}management.tracing.export.zipkin.endpoint={`http://${location.hostname}:8083/ingest/INGEST_KEY/api/v2/spans`}{"\n"}eureka.client.service-url.defaultZone={`http://eureka:EUREKA_PASSWORD@${location.hostname}:8761/eureka`}</pre>
      <p>{words.emptyTail}</p>
    </div>
  );
}
