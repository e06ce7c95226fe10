package org.bankrs.scoring.row;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a row, up to a limit: more of it costs time and helps nobody. */
final class FieldErrors {
  private static final int LIMIT = 20;

  private final List<FieldError> errors = new ArrayList<>();

  /** Adds an error; when it is full, does nothing. */
  void add(FieldError error) {
    if (!isFull()) {
      errors.add(error);
    }
  }

  boolean isFull() {
    return errors.size() >= LIMIT;
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  List<FieldError> list() {
    return errors;
  }
}
