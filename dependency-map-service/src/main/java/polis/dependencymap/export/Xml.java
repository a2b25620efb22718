package polis.dependencymap.export;

/** Text in XML, in elements and in double-quoted attributes. */
public final class Xml {

    private Xml() {}

    /** Returns the text with what has a meaning in XML escaped, and what XML 1.0 cannot hold replaced. */
    public static String text(String plain) {
        var out = new StringBuilder(plain.length() + 16);
        plain.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\n', '\r', '\t' -> out.append("&#").append(point).append(';');
                default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean isAllowed(int point) {
        return (point >= 0x20 && point <= 0xD7FF) || (point >= 0xE000 && point <= 0xFFFD) || point >= 0x10000;
    }
}
