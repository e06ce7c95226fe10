package org.bankrs.scoring.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Takes the body of a form apart: application/x-www-form-urlencoded. */
final class PageForm {
  private PageForm() {}

  /**
   * The form's fields; of several of one name the last.
   *
   * @throws ProblemException when it is no form
   */
  static Map<String, String> parse(byte[] body) {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String pair : new String(body, StandardCharsets.US_ASCII).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemType.BAD_REQUEST, "the form is not encoded as forms are: " + e.getMessage());
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
