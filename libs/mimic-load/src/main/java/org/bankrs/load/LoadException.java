package org.bankrs.load;

/** The run cannot take place or was worth nothing; the message is meant for the user. */
final class LoadException extends Exception {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }
}
