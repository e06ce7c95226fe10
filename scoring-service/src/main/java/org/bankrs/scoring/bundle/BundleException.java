package org.bankrs.scoring.bundle;

/** A bundle that must not be served. The message says in one sentence what is wrong and where. */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public BundleException(String message) {
    super(message);
  }

  /** A refusal with what led to it. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
