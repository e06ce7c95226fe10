package org.bankrs.scoring.http;

import org.bankrs.schema.Product;
import org.bankrs.scoring.row.FieldError;

/** What products are called in an answer. */
enum Language {
  RU,
  EN,
  CODE;

  private static final String PARAMETER = "lang";

  /** The language of a query parameter's value. */
  static Language of(String value) {
    return switch (value) {
      case "ru" -> RU;
      case "en" -> EN;
      case "code" -> CODE;
      default ->
          throw new ProblemException(
              Problem.of(
                  ProblemType.INVALID_PARAMETER,
                  new FieldError(
                      PARAMETER,
                      "lang is \"%s\": expected ru, en or code".formatted(value),
                      "ru, en or code")));
    };
  }

  /** The product's name. */
  String name(Product product) {
    return switch (this) {
      case RU -> product.russian();
      case EN -> product.english();
      case CODE -> product.code();
    };
  }
}
