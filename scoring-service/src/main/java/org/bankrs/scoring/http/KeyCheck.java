package org.bankrs.scoring.http;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Asks for the API key, in either of two headers, before a body is read. */
@Singleton
final class KeyCheck {
  /** The header of the key alone. */
  static final String HEADER = "X-API-Key";

  private static final String BEARER = "Bearer ";

  // Filters are made before settings can be read.
  private final Provider<ApiKey> key;

  KeyCheck(Provider<ApiKey> key) {
    this.key = key;
  }

  @NeedsKey
  @ServerRequestFilter
  Optional<Response> scoring(ContainerRequestContext request) {
    return key.get().isForScoring() ? check(request) : Optional.empty();
  }

  @AdminOnly
  @ServerRequestFilter
  Optional<Response> admin(ContainerRequestContext request) {
    if (!key.get().exists()) {
      return Optional.of(
          ProblemMappers.response(
              Problem.of(
                  ProblemType.ADMIN_OFF,
                  "no API key is configured: set BANKRS_API_KEY or BANKRS_API_KEY_FILE")));
    }
    return check(request);
  }

  private Optional<Response> check(ContainerRequestContext request) {
    if (key.get().matches(sent(request::getHeaderString))) {
      return Optional.empty();
    }
    Problem problem =
        Problem.of(
            ProblemType.UNAUTHORIZED, "expected the key in %s or as a bearer".formatted(HEADER));
    return Optional.of(
        Response.fromResponse(ProblemMappers.response(problem))
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
            .build());
  }

  /** The key that headers bring, empty when they bring none; a missing header is null. */
  static String sent(UnaryOperator<String> headers) {
    String alone = headers.apply(HEADER);
    if (alone != null) {
      return alone;
    }
    String authorization = headers.apply(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.startsWith(BEARER)
        ? authorization.substring(BEARER.length())
        : "";
  }
}
