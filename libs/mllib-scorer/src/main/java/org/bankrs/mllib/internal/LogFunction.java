package org.bankrs.mllib.internal;

/**
 * The logarithms of Spark's SQL. Where a logarithm is not defined Spark answers null rather than
 * NaN or minus infinity; here NaN stands for it. Spark uses StrictMath, and so does this.
 */
enum LogFunction {
  LN {
    @Override
    double of(double x) {
      return x <= 0 ? Double.NaN : StrictMath.log(x);
    }
  },
  LOG {
    @Override
    double of(double x) {
      return LN.of(x);
    }
  },
  LOG2 {
    @Override
    double of(double x) {
      return x <= 0 ? Double.NaN : StrictMath.log(x) / StrictMath.log(2);
    }
  },
  LOG10 {
    @Override
    double of(double x) {
      return x <= 0 ? Double.NaN : StrictMath.log10(x);
    }
  },
  LOG1P {
    @Override
    double of(double x) {
      return x <= -1 ? Double.NaN : StrictMath.log1p(x);
    }
  };

  /** The logarithm of x, NaN where x is missing or Spark answers null. */
  abstract double of(double x);
}
