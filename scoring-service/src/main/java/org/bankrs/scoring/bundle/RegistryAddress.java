package org.bankrs.scoring.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which model of a registry to serve: {@code models:/bank-rs@champion}.
 *
 * @param name of the registered model
 * @param alias that leads to one of its versions
 */
record RegistryAddress(String name, String alias) {
  private static final Pattern FORM = Pattern.compile("models:/([\\w.-]+)@([\\w.-]+)");

  /**
   * Reads an address.
   *
   * @param variable the environment variable that gave it, for the message
   * @throws IllegalArgumentException when it has another form
   */
  static RegistryAddress parse(String variable, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s is %s: expected models:/NAME@ALIAS, such as models:/bank-rs@champion"
              .formatted(variable, text));
    }
    return new RegistryAddress(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return "models:/" + name + "@" + alias;
  }
}
