package org.bankrs.scoring.ui;

import java.util.Locale;
import org.bankrs.schema.Product;

/** What language a page is in. */
public enum PageLanguage {
  EN,
  RU;

  /** The language of a request's parameter, or else of its Accept-Language header. */
  public static PageLanguage of(String parameter, String acceptLanguage) {
    return switch (parameter) {
      case "en" -> EN;
      case "ru" -> RU;
      default -> acceptLanguage.strip().startsWith("ru") ? RU : EN;
    };
  }

  /** The language's code, as HTML has it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One of two texts. */
  String choose(String english, String russian) {
    return switch (this) {
      case EN -> english;
      case RU -> russian;
    };
  }

  /** The product's name. */
  String name(Product product) {
    return choose(product.english(), product.russian());
  }

  /** A number with so many digits behind the point or comma. */
  String number(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return choose(text, text.replace('.', ','));
  }

  /** A share of 1 in percent. */
  String percent(double share) {
    return number(100 * share, 2) + "\u00a0%";
  }
}
