package org.bankrs.mllib.internal;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.internal.SplitTests.Numbering;

/**
 * Classifiers that follow one another and read the same vector, compiled together.
 *
 * @param features the vector
 * @param tests the splits of all their trees
 * @param members the classifiers in stage order
 */
record GbtGroup(Column features, SplitTests tests, List<Member> members) implements Step {

  /**
   * One classifier.
   *
   * @param classifier writes the answers
   * @param trees gives the margin
   */
  record Member(GbtClassifier classifier, CompleteTrees trees) {}

  /** Compiles what can be compiled; all other stages stay as they are. */
  static List<Step> compile(List<Stage> stages) {
    List<Step> steps = new ArrayList<>();
    List<GbtClassifier> run = new ArrayList<>();
    for (Stage stage : stages) {
      boolean compilable =
          stage instanceof GbtClassifier classifier && CompleteTrees.fits(classifier.trees());
      if (!compilable || !(run.isEmpty() || run.get(0).features().equals(features(stage)))) {
        steps.addAll(compileRun(run));
        run.clear();
      }
      if (compilable) {
        run.add((GbtClassifier) stage);
      } else {
        steps.add(stage);
      }
    }
    steps.addAll(compileRun(run));
    return List.copyOf(steps);
  }

  private static Column features(Stage stage) {
    return ((GbtClassifier) stage).features();
  }

  private static List<Step> compileRun(List<GbtClassifier> run) {
    if (run.isEmpty()) {
      return List.of();
    }
    Numbering numbering = new Numbering(run.stream().map(GbtClassifier::trees).toList());
    if (numbering.size() <= SplitTests.MAX_TESTS) {
      return List.of(
          new GbtGroup(
              run.get(0).features(),
              numbering.tests(),
              run.stream()
                  .map(member -> new Member(member, new CompleteTrees(member.trees(), numbering)))
                  .toList()));
    }
    if (run.size() == 1) {
      return List.of(run.get(0));
    }
    List<Step> halves = new ArrayList<>(compileRun(run.subList(0, run.size() / 2)));
    halves.addAll(compileRun(run.subList(run.size() / 2, run.size())));
    return halves;
  }

  @Override
  public void apply(RowValues row) {
    byte[] outcomes = row.outcomes();
    tests.evaluate(row.numbers(), features.offset(), outcomes);
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      member.classifier.answer(member.trees.margin(outcomes), row);
    }
  }

  /** Applies this step to all rows of a block. */
  void apply(RowBlock block) {
    if (block.count() == 0) {
      return;
    }
    tests.evaluate(block, features.offset());
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      member.trees.margins(block);
      for (int row = 0; row < block.count(); row++) {
        member.classifier.answer(block.sums[row], block.row(row));
      }
    }
  }
}
