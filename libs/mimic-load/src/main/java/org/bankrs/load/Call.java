package org.bankrs.load;

/**
 * One request.
 *
 * @param endpoint what is called
 * @param body the bytes that are posted, none for a GET
 * @param expectedStatus what a service in good health answers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and large enough not to be copied
public record Call(Endpoint endpoint, byte[] body, int expectedStatus) {
  /** The status of an answered row. */
  public static final int OK = 200;

  /** Whether the row was spoilt on purpose. */
  public boolean isBad() {
    return expectedStatus != OK;
  }
}
