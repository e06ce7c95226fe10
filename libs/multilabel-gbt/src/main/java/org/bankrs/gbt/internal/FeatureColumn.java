package org.bankrs.gbt.internal;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import scala.Option;

/**
 * What the ML attributes of a features column say.
 *
 * @param names of the features; those without one have f and their index
 * @param arity number of categories, 0 for a continuous feature
 */
@SuppressWarnings("ArrayRecordComponent") // Hot or internal data that is never compared.
public record FeatureColumn(String[] names, int[] arity) {

  /** Of a column; the first row says how many features there are. */
  public static FeatureColumn of(StructField field, JavaRDD<Row> rows, RowReader reader) {
    AttributeGroup group = AttributeGroup.fromStructField(field);
    List<Row> first = rows.take(1);
    if (first.isEmpty()) {
      throw new IllegalArgumentException("there are no training rows");
    }
    int size = reader.features(first.get(0)).size();
    if (size == 0) {
      throw new IllegalArgumentException(
          "column %s has vectors of no features".formatted(field.name()));
    }
    String[] names = new String[size];
    int[] arity = new int[size];
    Option<Attribute[]> attributes = group.attributes();
    for (int f = 0; f < size; f++) {
      names[f] = "f" + f;
      if (attributes.isDefined() && f < attributes.get().length && attributes.get()[f] != null) {
        Attribute attribute = attributes.get()[f];
        names[f] = attribute.name().isDefined() ? attribute.name().get() : names[f];
        arity[f] = arity(attribute, names[f]);
      }
    }
    return new FeatureColumn(names, arity);
  }

  private static int arity(Attribute attribute, String name) {
    if (attribute instanceof BinaryAttribute) {
      return 2;
    }
    if (attribute instanceof NominalAttribute nominal) {
      if (nominal.getNumValues().isEmpty()) {
        throw new IllegalArgumentException(
            "feature %s is nominal, but its attribute does not say how many values it has"
                .formatted(name));
      }
      return (Integer) nominal.getNumValues().get();
    }
    return 0;
  }

  /**
   * Refuses a category with more values than bins.
   *
   * @throws IllegalArgumentException that names the feature
   */
  public void requireArity(int maxBins) {
    for (int f = 0; f < arity.length; f++) {
      if (arity[f] > maxBins) {
        throw new IllegalArgumentException(
            "categorical feature %s has %d values, more than maxBins %d; expected maxBins of at least %d or a coarser feature"
                .formatted(names[f], arity[f], maxBins, arity[f]));
      }
    }
  }
}
