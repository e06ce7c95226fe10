package org.bankrs.scoring.http;

import java.util.Locale;

/** The kinds of errors, each with its status. */
enum ProblemType {
  BROKEN_JSON(400, "The body is not valid JSON"),
  INVALID_PARAMETER(400, "A query parameter has an impossible value"),
  BAD_REQUEST(400, "The request cannot be understood"),
  UNAUTHORIZED(401, "The API key is missing or wrong"),
  ADMIN_OFF(403, "Admin calls are off"),
  NOT_FOUND(404, "There is nothing under this path"),
  METHOD_NOT_ALLOWED(405, "The path does not take this method"),
  NOT_ACCEPTABLE(406, "The answer is JSON only"),
  TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json or application/x-ndjson"),
  INVALID_BODY(422, "The body is neither a row nor an array of rows"),
  INVALID_ROW(422, "A row cannot be scored as it is"),
  BUNDLE_REFUSED(422, "The model bundle was refused"),
  TOO_MANY_REQUESTS(429, "The service has as much in work as it takes on"),
  INTERNAL(500, "The service failed"),
  NO_MODEL(503, "There is no model to score with");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** One sentence, the same for all errors of the kind. */
  String title() {
    return title;
  }

  /** The identifier of the kind, a URI that names it and leads nowhere. */
  String uri() {
    return "urn:bank-rs:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
