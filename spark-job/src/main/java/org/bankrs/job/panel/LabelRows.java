package org.bankrs.job.panel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Feature;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.History;
import org.bankrs.schema.Labels;
import org.bankrs.schema.ProductSet;
import scala.collection.immutable.ArraySeq;

/**
 * Cleaned rows, sorted by customer and month, to panel rows: features from the customer's rows up
 * to the month, label from the next one. Holds the rows of one customer at a time.
 */
final class LabelRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(Iterator<Row> sorted) {
    return new Customers(sorted);
  }

  private static final class Customers implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private final List<Row> customer = new ArrayList<>();
    private Iterator<Row> labelled = Collections.emptyIterator();
    private Row next;

    Customers(Iterator<Row> sorted) {
      this.sorted = sorted;
      advance();
    }

    @Override
    public boolean hasNext() {
      return labelled.hasNext() || next != null;
    }

    @Override
    public Row next() {
      if (!labelled.hasNext()) {
        if (next == null) {
          throw new NoSuchElementException();
        }
        labelled = nextCustomer();
      }
      return labelled.next();
    }

    private void advance() {
      next = sorted.hasNext() ? sorted.next() : null;
    }

    private Iterator<Row> nextCustomer() {
      customer.clear();
      long number = next.getLong(PanelSchema.CLEAN_CUSTOMER);
      // Rows without a customer's number are refused later: each stands alone, so that memory stays
      // flat.
      do {
        customer.add(next);
        advance();
      } while (next != null
          && number != CustomerMonth.NO_CUSTOMER
          && next.getLong(PanelSchema.CLEAN_CUSTOMER) == number);
      return label(customer).iterator();
    }
  }

  private static List<Row> label(List<Row> cleaned) {
    List<CustomerMonth> months = new ArrayList<>(cleaned.size());
    for (Row row : cleaned) {
      months.add(customerMonth(row));
    }
    List<Row> panel = new ArrayList<>(cleaned.size());
    History history = History.NONE;
    for (int i = 0; i < cleaned.size(); i++) {
      CustomerMonth now = months.get(i);
      boolean duplicate = i > 0 && now.month().equals(months.get(i - 1).month());
      boolean labelled = i + 1 < months.size() && Labels.follows(now, months.get(i + 1));
      ProductSet acquired = labelled ? Labels.acquired(now, months.get(i + 1)) : ProductSet.NONE;
      history = history.with(now);
      FeatureRow features = Features.of(months.subList(0, i + 1));
      panel.add(panelRow(cleaned.get(i), duplicate, labelled, acquired, history, features));
    }
    return panel;
  }

  private static Row panelRow(
      Row cleaned,
      boolean duplicate,
      boolean labelled,
      ProductSet acquired,
      History history,
      FeatureRow features) {
    Object[] fields = new Object[PanelSchema.PANEL_FEATURES + Features.ALL.size()];
    fields[PanelSchema.PANEL_CUSTOMER] = cleaned.getLong(PanelSchema.CLEAN_CUSTOMER);
    fields[PanelSchema.PANEL_MONTH] = cleaned.getInt(PanelSchema.CLEAN_MONTH);
    fields[PanelSchema.PANEL_HELD] = cleaned.getInt(PanelSchema.CLEAN_HELD);
    fields[PanelSchema.PANEL_ACQUIRED] = acquired.bits();
    fields[PanelSchema.PANEL_LABELLED] = labelled;
    fields[PanelSchema.PANEL_PROBLEMS] = cleaned.get(PanelSchema.CLEAN_PROBLEMS);
    fields[PanelSchema.PANEL_DUPLICATE] = duplicate;
    fields[PanelSchema.PANEL_DIGEST] = Digest.of(cleaned);
    fields[PanelSchema.PANEL_RAW] = cleaned.get(PanelSchema.CLEAN_RAW);
    fields[PanelSchema.PANEL_MISSING] = cleaned.getLong(PanelSchema.CLEAN_MISSING);
    // A sequence, as which Spark gives it back: some readers get this very row.
    fields[PanelSchema.PANEL_HISTORY] = ArraySeq.unsafeWrapArray(history.packed());
    for (int i = 0; i < Features.ALL.size(); i++) {
      fields[PanelSchema.PANEL_FEATURES + i] = value(Features.ALL.get(i), features, i);
    }
    return RowFactory.create(fields);
  }

  private static Object value(Feature feature, FeatureRow features, int i) {
    return switch (feature.kind()) {
      case NUMBER -> Double.isNaN(features.number(i)) ? null : features.number(i);
      case FLAG -> features.number(i);
      case CATEGORY -> features.category(i).isEmpty() ? null : features.category(i);
    };
  }

  private static CustomerMonth customerMonth(Row cleaned) {
    double[] numbers = new double[PanelSchema.NUMBERS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = cleaned.getDouble(PanelSchema.CLEAN_NUMBERS + i);
    }
    String[] categories = new String[PanelSchema.CATEGORIES];
    for (int i = 0; i < categories.length; i++) {
      categories[i] = cleaned.getString(PanelSchema.CLEAN_CATEGORIES + i);
    }
    return CustomerMonth.of(
        cleaned.getLong(PanelSchema.CLEAN_CUSTOMER),
        cleaned.getInt(PanelSchema.CLEAN_MONTH),
        cleaned.getInt(PanelSchema.CLEAN_JOINED),
        numbers,
        categories,
        new ProductSet(cleaned.getInt(PanelSchema.CLEAN_HELD)));
  }
}
