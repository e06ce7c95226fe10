package org.bankrs.scoring.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bankrs.mllib.ScoringException;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.FieldProblem;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.scoring.bundle.ModelBundle;

/**
 * A customer as a form, and what the model says.
 *
 * @param samples customers to choose from
 * @param main the fields that matter most
 * @param more all other fields of the profile
 * @param products the products held
 * @param problems what is wrong with the row, empty when it was scored
 * @param recommendations the likeliest products, empty when the row could not be scored
 * @param pasted the text of the box for a line of the raw file
 * @param version of the model
 */
public record CustomerPage(
    List<Sample> samples,
    List<FormField> main,
    List<FormField> more,
    List<FormField> products,
    List<PageProblem> problems,
    List<Recommendation> recommendations,
    String pasted,
    String version) {
  /** Copies the lists. */
  public CustomerPage {
    samples = List.copyOf(samples);
    main = List.copyOf(main);
    more = List.copyOf(more);
    products = List.copyOf(products);
    problems = List.copyOf(problems);
    recommendations = List.copyOf(recommendations);
  }

  /**
   * A customer to choose.
   *
   * @param index the number to ask for it by
   * @param label who it is
   * @param chosen whether it is the one shown
   */
  public record Sample(int index, String label, boolean chosen) {}

  /**
   * Something that is wrong.
   *
   * @param field the name of the control to mend, empty when it is none of them
   * @param message what is wrong
   */
  public record PageProblem(String field, String message) {}

  /** Whether the customer shown is one to choose, and neither edited nor pasted. */
  public boolean sampled() {
    return samples.stream().anyMatch(Sample::chosen);
  }

  /** How many customers there are to choose from. */
  public static int sampleCount() {
    return SampleCustomers.ALL.size();
  }

  /** The row of a sample. */
  public static PageRow sampleRow(int index) {
    return SampleCustomers.ALL.get(index).row();
  }

  /**
   * The page of a row.
   *
   * @param row the row
   * @param sample the number of the sample that it is, -1 when it is none
   * @param schema the JSON Schema of a row
   * @param model the model that scores it
   */
  public static CustomerPage of(
      PageRow row, int sample, ObjectNode schema, ModelBundle model, PageLanguage language) {
    List<FieldProblem> unreadable = new ArrayList<>();
    CustomerMonth customer = row.clean(unreadable);
    List<PageProblem> problems = new ArrayList<>();
    unreadable.forEach(
        p -> problems.add(new PageProblem(p.column().name(), ColumnLabels.ofProblem(p, language))));
    List<Recommendation> recommendations = List.of();
    if (problems.isEmpty()) {
      try {
        recommendations = Recommendation.of(model.scorer(), customer, language);
      } catch (ScoringException e) {
        problems.add(new PageProblem(e.column(), e.getMessage()));
      }
    }
    FormMaker form = new FormMaker(schema, row, unreadable, language);
    return new CustomerPage(
        samples(sample, language),
        form.profile(true),
        form.profile(false),
        form.products(),
        problems,
        recommendations,
        "",
        model.manifest().version());
  }

  /** The page after a text was pasted that is no row: what was there stays. */
  public CustomerPage refusing(String text, String message) {
    return new CustomerPage(
        samples,
        main,
        more,
        products,
        List.of(new PageProblem("csv", message)),
        List.of(),
        text,
        version);
  }

  private static List<Sample> samples(int chosen, PageLanguage language) {
    return IntStream.range(0, sampleCount())
        .mapToObj(
            i ->
                new Sample(
                    i,
                    language.choose(
                        SampleCustomers.ALL.get(i).english(), SampleCustomers.ALL.get(i).russian()),
                    i == chosen))
        .toList();
  }

  /** Makes the controls of one row. */
  private record FormMaker(
      ObjectNode schema, PageRow row, List<FieldProblem> problems, PageLanguage language) {
    List<FormField> profile(boolean main) {
      return IntStream.range(0, RawSchema.PROFILE_COLUMNS)
          .mapToObj(i -> ProfileColumn.values()[i])
          .filter(column -> FormField.isMain(column) == main)
          .map(
              column ->
                  FormField.of(
                      RawSchema.column(column),
                      ColumnLabels.of(column, language),
                      schema,
                      row,
                      problems,
                      language))
          .toList();
    }

    List<FormField> products() {
      return Product.ALL.stream()
          .map(
              product ->
                  FormField.of(
                      RawSchema.column(product),
                      language.name(product),
                      schema,
                      row,
                      problems,
                      language))
          .toList();
    }
  }
}
