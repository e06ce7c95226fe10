package org.bankrs.scoring.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses headers that name no media type at all; the framework would call that its own failure.
 */
final class MediaTypeCheck {
  @ServerRequestFilter(preMatching = true)
  Optional<Response> check(ContainerRequestContext request) {
    return check(request, HttpHeaders.CONTENT_TYPE, ProblemType.UNSUPPORTED_MEDIA_TYPE)
        .or(() -> check(request, HttpHeaders.ACCEPT, ProblemType.NOT_ACCEPTABLE));
  }

  private static Optional<Response> check(
      ContainerRequestContext request, String header, ProblemType type) {
    for (String value : request.getHeaders().getOrDefault(header, List.of())) {
      for (String mediaType : value.split(",", -1)) {
        if (!isMediaType(mediaType)) {
          return Optional.of(
              ProblemMappers.response(
                  Problem.of(
                      type,
                      "%s %s: expected a media type such as application/json"
                          .formatted(header, value))));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isMediaType(String text) {
    try {
      return !MediaType.valueOf(text.strip()).getType().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
