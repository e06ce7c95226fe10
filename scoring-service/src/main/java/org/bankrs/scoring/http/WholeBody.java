package org.bankrs.scoring.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/** Reads a body as a whole, without holding a thread. */
final class WholeBody {
  private WholeBody() {}

  /**
   * The body's bytes, on the event loop of the request.
   *
   * @param limit most bytes; a larger body ends with a 413 problem, and what still comes is thrown
   *     away
   */
  static Uni<byte[]> read(HttpServerRequest request, long limit) {
    return Uni.createFrom().emitter(emitter -> read(request, limit, emitter));
  }

  private static void read(
      HttpServerRequest request, long limit, UniEmitter<? super byte[]> emitter) {
    // Such as a client that goes away: nothing of the service failed.
    request.exceptionHandler(
        failure -> emitter.fail(new IOException("the body broke off", failure)));
    if (announced(request) > limit) {
      refuse(request, limit, emitter);
    } else {
      Buffer body = Buffer.buffer();
      request.handler(
          part -> {
            if (body.length() + part.length() > limit) {
              refuse(request, limit, emitter);
            } else {
              body.appendBuffer(part);
            }
          });
      request.endHandler(end -> emitter.complete(body.getBytes()));
    }
    request.resume();
  }

  private static void refuse(
      HttpServerRequest request, long limit, UniEmitter<? super byte[]> emitter) {
    request.handler(part -> {});
    request.endHandler(end -> {});
    emitter.fail(
        new ProblemException(
            ProblemType.TOO_LARGE,
            "expected a body of at most %d bytes; send many rows as application/x-ndjson"
                .formatted(limit)));
  }

  /** The length that the head tells, 0 when it tells none. */
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
