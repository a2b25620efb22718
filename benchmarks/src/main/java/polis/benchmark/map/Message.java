package polis.benchmark.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/** An encoded list of spans, of which only trace ids and times are overwritten before it is sent again. */
final class Message {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** How spans are encoded. */
    enum Format {

        JSON("application/json"), PROTO3("application/x-protobuf");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        private byte[] encode(List<Span> spans) {
            return (this == JSON ? SpanBytesEncoder.JSON_V2 : SpanBytesEncoder.PROTO3).encodeList(spans);
        }

        private byte[] id(long id) {
            byte[] bytes = new byte[this == JSON ? 16 : 8];
            writeId(bytes, 0, id);
            return bytes;
        }

        private byte[] time(long micros) {
            byte[] bytes = new byte[this == JSON ? 16 : 8];
            writeTime(bytes, 0, micros);
            return bytes;
        }

        private void writeId(byte[] bytes, int at, long id) {
            if (this == PROTO3) {
                BIG.set(bytes, at, id);
                return;
            }
            for (int i = 0; i < 16; i++) {
                bytes[at + i] = DIGITS[(int) (id >>> (60 - 4 * i)) & 0xf];
            }
        }

        private void writeTime(byte[] bytes, int at, long micros) {
            if (this == PROTO3) {
                LITTLE.set(bytes, at, micros);
                return;
            }
            long rest = micros;
            for (int i = 15; i >= 0; i--) {
                bytes[at + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    private final Format format;
    private final byte[] bytes;
    private final int[] traces;
    private final int[] idOffsets;
    private final int[] timeOffsets;

    private Message(Format format, byte[] bytes, int[] traces, int[] idOffsets, int[] timeOffsets) {
        this.format = format;
        this.bytes = bytes;
        this.traces = traces;
        this.idOffsets = idOffsets;
        this.timeOffsets = timeOffsets;
    }

    static Message of(List<Span> spans, Format format) {
        byte[] bytes = format.encode(spans);
        int[] traces = new int[spans.size()];
        int[] ids = new int[spans.size()];
        int[] times = new int[spans.size()];
        int at = 0;
        for (int i = 0; i < traces.length; i++) {
            long id = Long.parseUnsignedLong(spans.get(i).traceId(), 16);
            traces[i] = (int) (id & 0xffff);
            ids[i] = find(bytes, format.id(id), at);
            times[i] = find(bytes, format.time(TraceGenerator.start()), ids[i]);
            at = times[i];
        }
        return new Message(format, bytes, traces, ids, times);
    }

    /** The messages of a wave: its spans, a service's all in one. */
    static List<Message> wave(List<Span> spans, int messages, Format format) {
        List<List<Span>> parts = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            parts.add(new ArrayList<>());
        }
        spans.forEach(span -> parts.get(Math.floorMod(String.valueOf(span.localServiceName()).hashCode(), messages))
                .add(span));
        return parts.stream().filter(part -> !part.isEmpty()).map(part -> of(part, format)).toList();
    }

    /** An id whose last four digits are the trace's number within its wave. */
    static String hex(long trace) {
        return "%016x".formatted(0x5a5a_a5a5_0000_0000L | trace);
    }

    /** One that can be stamped by another thread. */
    Message copy() {
        return new Message(format, bytes.clone(), traces, idOffsets, timeOffsets);
    }

    int spans() {
        return traces.length;
    }

    Format format() {
        return format;
    }

    /** The bytes, as if they had been made in this wave and at this time. */
    byte[] stamped(long wave, long micros) {
        for (int i = 0; i < traces.length; i++) {
            format.writeId(bytes, idOffsets[i], mixed((wave << 16) | traces[i]));
            format.writeTime(bytes, timeOffsets[i], micros);
        }
        return bytes;
    }

    /** Another number for each number, as random as a tracer's. */
    private static long mixed(long number) {
        long a = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            int i = 0;
            while (i < wanted.length && bytes[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        throw new IllegalStateException("not there");
    }
}
