package org.bankrs.job.report;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.job.evaluate.Groups.Group;
import org.bankrs.job.page.Numbers;

/**
 * Which groups of customers a model serves clearly worse than its customers as a whole: by more
 * than chance explains, and by enough to matter.
 */
final class GroupFindings {
  /** Beyond so many standard deviations it is not chance: there are dozens of groups. */
  private static final double DEVIATIONS = 3;

  /** Smaller differences do not matter. */
  private static final double SHARE = 0.1;

  private GroupFindings() {}

  /** One sentence for each finding. */
  static List<String> of(List<Group> groups) {
    List<String> findings = new ArrayList<>();
    for (Group group : groups) {
      double all = precisionOfAll(groups, group.dimension());
      double below = all - group.precision();
      if (below > SHARE * all && below > DEVIATIONS * group.deviation()) {
        findings.add(
            "%s: what its buyers take is ranked worse, average precision %s against %s of all buyers (%s of them)."
                .formatted(
                    name(group),
                    Numbers.decimal(group.precision(), 3),
                    Numbers.decimal(all, 3),
                    Numbers.count(group.buyers())));
      }
      double off = group.acquired() - group.expected();
      if (Math.abs(off) > SHARE * group.acquired()
          && Math.abs(off) > DEVIATIONS * Math.sqrt(group.variance())) {
        findings.add(
            "%s: %s acquisitions are expected, %s happen."
                .formatted(
                    name(group), Numbers.count(group.expected()), Numbers.count(group.acquired())));
      }
    }
    return findings;
  }

  static String name(Group group) {
    return "%s %s".formatted(group.dimension(), group.group());
  }

  /** All groups of a dimension together are all customers. */
  static double precisionOfAll(List<Group> groups, String dimension) {
    double sum = 0;
    long buyers = 0;
    for (Group group : groups) {
      if (group.dimension().equals(dimension) && group.buyers() > 0) {
        sum += group.precision() * group.buyers();
        buyers += group.buyers();
      }
    }
    return sum / buyers;
  }
}
