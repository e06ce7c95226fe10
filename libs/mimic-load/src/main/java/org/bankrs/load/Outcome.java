package org.bankrs.load;

/** How a request ended. */
enum Outcome {
  /** 200. */
  ANSWERED("answered"),
  /** A bad row got the 4xx that it is owed. */
  REFUSED("refused, as bad rows are"),
  /** 429: the service has as much in work as it takes on. */
  SHED("turned away (429)"),
  /** Any other status. */
  UNEXPECTED("unexpected status"),
  /** No answer in time. */
  TIMED_OUT("no answer in time"),
  /** No connection, or a broken one. */
  BROKEN("no connection"),
  /** The run was over before its turn came. */
  NOT_SENT("not sent any more");

  private static final int TOO_MANY_REQUESTS = 429;

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  /** In words. */
  String text() {
    return text;
  }

  /** The outcome of an answer. */
  static Outcome of(Call call, int status) {
    if (status == call.expectedStatus()) {
      return call.isBad() ? REFUSED : ANSWERED;
    }
    return status == TOO_MANY_REQUESTS ? SHED : UNEXPECTED;
  }
}
