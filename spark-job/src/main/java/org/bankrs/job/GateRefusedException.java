package org.bankrs.job;

/** A model that is not to become champion. Ends the program with code 4. */
public final class GateRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal that says which model and why. */
  public GateRefusedException(String message) {
    super(message);
  }
}
