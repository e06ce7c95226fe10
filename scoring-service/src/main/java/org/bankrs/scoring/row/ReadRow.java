package org.bankrs.scoring.row;

import java.util.List;
import org.bankrs.schema.CustomerMonth;

/** What came out of reading one row. */
public sealed interface ReadRow {
  /**
   * A row that can be scored.
   *
   * @param months the customer's months, the month in question last
   */
  record Customer(List<CustomerMonth> months) implements ReadRow {
    /** Copies the list. */
    public Customer {
      months = List.copyOf(months);
    }
  }

  /**
   * A row that cannot be scored.
   *
   * @param errors all that is wrong with it, not empty, in the order of the text
   */
  record Invalid(List<FieldError> errors) implements ReadRow {
    /** Copies the list. */
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
