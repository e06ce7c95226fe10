package org.bankrs.testservices;

import java.util.Locale;

/** A server or a program run for a test failed; the message carries the end of what it printed. */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure without an exception behind it.
   *
   * @param message what failed, and what the failing program printed
   */
  public ServiceException(String message) {
    super(message);
  }

  /**
   * A failure caused by another.
   *
   * @param message what failed, and what the failing program printed
   * @param cause the failure behind it
   */
  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Did another process take a port between its choice and its use? */
  boolean isPortTaken() {
    String message = getMessage().toLowerCase(Locale.ROOT);
    return message.contains("address already in use") || message.contains("connection in use");
  }
}
