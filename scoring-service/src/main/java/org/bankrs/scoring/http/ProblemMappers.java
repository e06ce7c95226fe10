package org.bankrs.scoring.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every exception with a problem; no stack trace ever leaves the service. */
final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;
  private static final int RETRY_AFTER_SECONDS = 1;

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return response(e.problem());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e, UriInfo uri) {
    return response(Problem.of(ProblemType.NOT_FOUND, "nothing under /" + path(uri)));
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e, UriInfo uri) {
    boolean posted = path(uri).startsWith("predict") || path(uri).startsWith("admin");
    String allowed = posted ? HttpMethod.POST : HttpMethod.GET;
    Problem problem =
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "/%s takes %s".formatted(path(uri), allowed));
    return Response.fromResponse(response(problem)).header(HttpHeaders.ALLOW, allowed).build();
  }

  @ServerExceptionMapper
  Response notSupported(NotSupportedException e, HttpHeaders headers) {
    return response(
        Problem.of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type %s: expected application/json or application/x-ndjson"
                .formatted(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))));
  }

  @ServerExceptionMapper
  Response notAcceptable(NotAcceptableException e, HttpHeaders headers) {
    return response(
        Problem.of(
            ProblemType.NOT_ACCEPTABLE,
            "Accept %s: expected one that takes application/json"
                .formatted(headers.getHeaderString(HttpHeaders.ACCEPT))));
  }

  /** What else the framework refuses, such as a request it cannot take apart. */
  @ServerExceptionMapper
  Response other(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status < CLIENT_ERROR) {
      return e.getResponse();
    }
    if (status >= SERVER_ERROR) {
      return failed(e);
    }
    return response(Problem.of(ProblemType.BAD_REQUEST, String.valueOf(e.getMessage())));
  }

  /** The client went away or broke its own transfer off. */
  @ServerExceptionMapper
  Response unreadable(IOException e) {
    LOG.debug("A body could not be read", e);
    return response(Problem.of(ProblemType.BAD_REQUEST, "the body could not be read to its end"));
  }

  @ServerExceptionMapper
  Response failed(RuntimeException e) {
    LOG.error("A request failed", e);
    return response(Problem.of(ProblemType.INTERNAL, "the cause is in the service's log"));
  }

  private static String path(UriInfo uri) {
    String path = uri.getPath();
    return path.startsWith("/") ? path.substring(1) : path;
  }

  static Response response(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.type().status()).type(Problem.MEDIA_TYPE).entity(problem.toJson());
    if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}
