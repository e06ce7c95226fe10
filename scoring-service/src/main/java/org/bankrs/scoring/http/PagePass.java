package org.bankrs.scoring.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a browser in that has shown the API key once. It gets a cookie that says until when, signed
 * with the key: the key itself is kept nowhere, and the cookie opens the page alone, not the calls.
 * Thread-safe.
 */
@Singleton
final class PagePass {
  /** The name of the cookie. */
  static final String COOKIE = "bankrs-page";

  private static final Duration LASTS = Duration.ofHours(12);
  private static final String PATH = "/ui";
  private static final char BETWEEN = '.';

  private final ApiKey key;

  PagePass(ApiKey key) {
    this.key = key;
  }

  /** Whether the request may see the page: no key is wanted, or it has a pass or the key. */
  boolean admits(HttpHeaders headers) {
    return !key.isForScoring()
        || key.matches(KeyCheck.sent(headers::getHeaderString))
        || Optional.ofNullable(headers.getCookies().get(COOKIE))
            .map(Cookie::getValue)
            .filter(this::isValid)
            .isPresent();
  }

  /** A pass for who sent the key, empty for another key. */
  Optional<NewCookie> passFor(String sent, boolean secure) {
    if (!key.matches(sent)) {
      return Optional.empty();
    }
    String until = Long.toString(Instant.now().plus(LASTS).getEpochSecond());
    return Optional.of(cookie(until + BETWEEN + key.sign(until), secure));
  }

  private boolean isValid(String pass) {
    int between = pass.indexOf(BETWEEN);
    if (between < 1) {
      return false;
    }
    String until = pass.substring(0, between);
    byte[] signature = pass.substring(between + 1).getBytes(StandardCharsets.UTF_8);
    // The signature first: what it is not below says nothing of the time.
    return MessageDigest.isEqual(signature, key.sign(until).getBytes(StandardCharsets.UTF_8))
        && Instant.now().getEpochSecond() < Long.parseLong(until);
  }

  private static NewCookie cookie(String value, boolean secure) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path(PATH)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }
}
