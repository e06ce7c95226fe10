package org.bankrs.job.page;

/** Text inside HTML. */
final class Html {
  private Html() {}

  /** The text with all characters replaced that mean something in elements or attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
              }
            });
    return escaped.toString();
  }

  /** Neither HTML nor XML has control characters. */
  private static boolean isAllowed(int c) {
    boolean control = c < ' ' || (c >= 0x7F && c < 0xA0);
    boolean none = (c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF;
    return c == '\t' || c == '\n' || !(control || none);
  }
}
