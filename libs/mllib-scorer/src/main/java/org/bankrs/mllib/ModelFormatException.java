package org.bankrs.mllib;

/**
 * A saved pipeline that cannot be scored with: damaged, incomplete, or made of something this
 * library does not support. The message says what, where and what was expected.
 */
public final class ModelFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what is wrong, where, and what was expected
   */
  public ModelFormatException(String message) {
    super(message);
  }

  /**
   * A refusal with its cause.
   *
   * @param message what is wrong, where, and what was expected
   * @param cause what was thrown while reading
   */
  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
