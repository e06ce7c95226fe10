package org.bankrs.schema;

/** tmp */
public enum Product {
  AHOR
}
