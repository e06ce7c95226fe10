package org.bankrs.job;

/**
 * A source or destination that cannot be reached: it does not exist, or access is denied. Ends with
 * code 1.
 */
public final class SourceUnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the place and the reason. */
  public SourceUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An error with a message that names the place and the reason. */
  public SourceUnreadableException(String message) {
    super(message);
  }
}
